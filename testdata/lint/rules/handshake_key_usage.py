def shown(base, *bits):
    return base.show(leaf().extension("ku", named_bits(*bits)), intermediate())


static_rsa = handshake_tls12().change(kind="static_rsa", group="", bits=2048, signature_scheme="")
static_dh = static_rsa.change(kind="static_dh", bits=None)
unlimited = leaf().without("ku")

rule("handshake.key_usage.not_for_key_exchange",
     fires=[shown(static_rsa, DIGITAL_SIGNATURE), shown(static_dh, DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)],
     passes=[shown(static_rsa, KEY_ENCIPHERMENT), shown(static_dh, KEY_AGREEMENT)],
     not_applicable=[handshake(), static_rsa.show(unlimited), static_rsa.show()])
rule("handshake.key_usage.not_for_signature",
     fires=[shown(handshake(), KEY_ENCIPHERMENT), shown(handshake_tls12(), KEY_AGREEMENT)],
     passes=[handshake(), handshake_tls12()],
     not_applicable=[static_rsa, handshake().show(unlimited), handshake().show()])
