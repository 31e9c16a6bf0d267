rule("cabf_br.key_usage.ca_without_cert_sign",
     fires=[root().extension("ku", named_bits(CRL_SIGN))],
     passes=[root(), intermediate()],
     not_applicable=[leaf(), root().without("ku")])

rule("cabf_br.key_usage.ca_missing",
     fires=[root().without("ku"), intermediate().without("ku"), root().extension("ku", named_bits())],
     passes=[root()],
     not_applicable=[leaf(), intermediate().without("ku", "policies").extension("eku", purposes(EMAIL_PROTECTION))])

rule("cabf_br.key_usage.subscriber_rsa_not_permitted",
     fires=[leaf().extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_AGREEMENT)), leaf().extension("ku", named_bits(CRL_SIGN))],
     passes=[leaf(), leaf().extension("ku", named_bits(KEY_ENCIPHERMENT, DATA_ENCIPHERMENT))],
     not_applicable=[leaf().without("ku"), leaf().change(spki=public_key("leaf-p256")), root()],
     not_effective=[leaf().extension("ku", named_bits(KEY_AGREEMENT)).change(not_before="2023-09-14T23:59:59Z")])

on_curve = leaf().change(spki=public_key("leaf-p256"))
rule("cabf_br.key_usage.subscriber_ec_not_permitted",
     fires=[on_curve.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)),
            on_curve.extension("ku", named_bits(KEY_AGREEMENT))],
     passes=[on_curve, on_curve.extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_AGREEMENT))],
     not_applicable=[leaf(), on_curve.without("ku")])
