def keyed(base, arc):
    return base.change(spki=sequence(sequence(oid(f"1.3.101.{arc}")), bit_string(bytes(32))))


edwards, montgomery = keyed(leaf(), 112), keyed(leaf(), 110)

rule("rfc8410.key_usage.not_for_key",
     fires=[edwards.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)),
            montgomery.extension("ku", named_bits(DIGITAL_SIGNATURE)),
            montgomery.extension("ku", named_bits(ENCIPHER_ONLY)),
            edwards.extension("ku", named_bits(CRL_SIGN))],
     passes=[edwards, montgomery.extension("ku", named_bits(KEY_AGREEMENT, ENCIPHER_ONLY)), keyed(root(), 112)],
     not_applicable=[leaf(), edwards.without("ku")])
