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

BEFORE, OLD = "2012-06-30T00:00:00Z", "2023-09-14T23:59:59Z"
mail, mail_ca = for_mail(leaf()), for_mail(intermediate())


def used(item, *bits):
    return item.extension("ku", named_bits(*bits))


rule("cabf_br.key_usage.ca_without_crl_sign",
     fires=[used(root(), KEY_CERT_SIGN)], passes=[root(), intermediate()], not_applicable=[leaf(), root().without("ku"), mail_ca],
     not_effective=[issued(used(root(), KEY_CERT_SIGN), BEFORE)])
rule("cabf_br.key_usage.ca_without_digital_signature",
     fires=[root(), intermediate()], passes=[used(root(), KEY_CERT_SIGN, CRL_SIGN, DIGITAL_SIGNATURE)], not_applicable=[leaf(), root().without("ku"), mail_ca],
     not_effective=[issued(root(), BEFORE)])
rule("cabf_br.key_usage.ca_not_permitted",
     fires=[used(intermediate(), KEY_CERT_SIGN, CRL_SIGN, KEY_ENCIPHERMENT)], passes=[root(), used(root(), KEY_CERT_SIGN, CRL_SIGN, DIGITAL_SIGNATURE)],
     not_applicable=[leaf(), root().without("ku"), mail_ca], not_effective=[issued(used(root(), CONTENT_COMMITMENT), OLD)])
rule("cabf_br.key_usage.ca_not_critical",
     fires=[intermediate().critical("ku", False)], passes=[root(), intermediate()], not_applicable=[leaf(), root().without("ku"), mail_ca],
     not_effective=[issued(root().critical("ku", False), BEFORE)])
rule("cabf_br.key_usage.root_not_critical",
     fires=[root().critical("ku", False)], passes=[root()], not_applicable=[leaf(), intermediate(), root().without("ku")],
     not_effective=[issued(root().critical("ku", False), "1998-12-31T23:59:59Z")])
rule("cabf_br.key_usage.root_missing",
     fires=[root().without("ku")], passes=[root()], not_applicable=[leaf(), intermediate()], not_effective=[issued(root().without("ku"), "1998-12-31T23:59:59Z")])
for bit, what in ((KEY_CERT_SIGN, "cert_sign"), (CRL_SIGN, "crl_sign")):
    rule(f"cabf_br.key_usage.subscriber_{what}",
         fires=[used(leaf(), DIGITAL_SIGNATURE, bit)], passes=[leaf()], not_applicable=[root(), leaf().without("ku"), mail],
         not_effective=[issued(used(leaf(), bit), BEFORE)])
rule("cabf_br.key_usage.subscriber_ec_key_agreement",
     fires=[used(on_curve, DIGITAL_SIGNATURE, KEY_AGREEMENT)], passes=[on_curve], not_applicable=[leaf(), on_curve.without("ku"), for_mail(on_curve)],
     not_effective=[issued(used(on_curve, KEY_AGREEMENT), OLD)])
rule("cabf_br.key_usage.subscriber_rsa_both",
     fires=[used(leaf(), DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)], passes=[leaf(), used(leaf(), KEY_ENCIPHERMENT)],
     not_applicable=[on_curve, leaf().without("ku"), root(), mail], not_effective=[issued(used(leaf(), DIGITAL_SIGNATURE, KEY_ENCIPHERMENT), OLD)])
rule("cabf_br.key_usage.subscriber_rsa_no_signature",
     fires=[used(leaf(), KEY_ENCIPHERMENT)], passes=[leaf()], not_applicable=[on_curve, leaf().without("ku"), root(), mail],
     not_effective=[issued(used(leaf(), KEY_ENCIPHERMENT), OLD)])
rule("cabf_br.key_usage.subscriber_rsa_data_encipherment",
     fires=[used(leaf(), DIGITAL_SIGNATURE, DATA_ENCIPHERMENT)], passes=[leaf()], not_applicable=[on_curve, leaf().without("ku"), root(), mail],
     not_effective=[issued(used(leaf(), DATA_ENCIPHERMENT), OLD)])
rule("cabf_br.key_usage.subscriber_missing",
     fires=[leaf().without("ku")], passes=[leaf()], not_applicable=[root(), mail], not_effective=[issued(leaf().without("ku"), OLD)])
rule("cabf_br.key_usage.subscriber_not_critical",
     fires=[leaf().critical("ku", False)], passes=[leaf()], not_applicable=[root(), leaf().without("ku"), mail],
     not_effective=[issued(leaf().critical("ku", False), OLD)])
