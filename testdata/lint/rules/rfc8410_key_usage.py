def keyed(base, arc):
    return base.change(spki=sequence(sequence(oid(f"1.3.101.{arc}")), bit_string(bytes(32))))


edwards, montgomery = keyed(leaf(), 112), keyed(leaf(), 110)

rule("rfc8410.key_usage.not_for_key",
     fires=[edwards.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)),
            montgomery.extension("ku", named_bits(DIGITAL_SIGNATURE)),
            montgomery.extension("ku", named_bits(ENCIPHER_ONLY)),
            edwards.extension("ku", named_bits(KEY_CERT_SIGN)),
            montgomery.extension("ku", named_bits(KEY_AGREEMENT, ENCIPHER_ONLY, DECIPHER_ONLY)),
            keyed(root(), 112).extension("ku", named_bits(KEY_CERT_SIGN, DATA_ENCIPHERMENT))],
     passes=[edwards, montgomery.extension("ku", named_bits(KEY_AGREEMENT, ENCIPHER_ONLY)), keyed(root(), 112),
             edwards.extension("ku", named_bits(CRL_SIGN))],
     not_applicable=[leaf(), edwards.without("ku")],
     not_effective=[montgomery.change(not_before="2018-07-31T23:59:59Z")])

rule("rfc8410.key_usage.not_for_signing",
     fires=[edwards.extension("ku", named_bits(KEY_AGREEMENT)), keyed(root(), 112).extension("ku", named_bits(CRL_SIGN)),
            edwards.extension("ku", named_bits())],
     passes=[edwards, edwards.extension("ku", named_bits(CRL_SIGN)), keyed(root(), 112)],
     not_applicable=[leaf(), montgomery, edwards.without("ku")],
     not_effective=[edwards.extension("ku", named_bits(KEY_AGREEMENT)).change(not_before="2022-08-31T23:59:59Z")])
