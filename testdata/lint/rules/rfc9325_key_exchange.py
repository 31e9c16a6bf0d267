nothing = handshake().change(cipher_suite=None, kind=None)
static = handshake_tls12().change(kind="static_dh", group="", bits=None, signature_scheme="")
finite = handshake_tls12().change(kind="dhe", group="ffdhe2048", bits=2048)

rule("rfc9325.key_exchange.static_diffie_hellman", fires=[static], passes=[handshake_tls12(), finite],
     not_applicable=[nothing])
rule("rfc9325.key_exchange.finite_field", fires=[finite], passes=[handshake_tls12()],
     not_applicable=[handshake(), nothing])
rule("rfc9325.key_exchange.prime_too_small",
     fires=[finite.change(group="custom", bits=1024), finite.change(group="custom", bits=2047)], passes=[finite],
     not_applicable=[handshake_tls12(), finite.change(bits=None)])
rule("rfc9325.key_exchange.curve_too_small",
     fires=[handshake_tls12().change(group="secp192r1", bits=192)],
     passes=[handshake(), handshake_tls12().change(group="secp224r1", bits=224)],
     not_applicable=[finite, handshake().change(bits=None)])
