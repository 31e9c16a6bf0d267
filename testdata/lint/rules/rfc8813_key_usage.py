elliptic = leaf().change(spki=public_key("leaf-p256"))

rule("rfc8813.key_usage.encipherment",
     fires=[elliptic.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)),
            elliptic.extension("ku", named_bits(DATA_ENCIPHERMENT)),
            root().change(spki=public_key("root-p256")).extension("ku", named_bits(KEY_ENCIPHERMENT, DATA_ENCIPHERMENT))],
     passes=[elliptic],
     not_applicable=[leaf(), elliptic.without("ku")],
     not_effective=[elliptic.extension("ku", named_bits(KEY_ENCIPHERMENT)).change(not_before="2020-07-31T23:59:59Z")])
