CS = "2.23.140.1.4.1"


def signing(base=leaf):
    return base().extension("policies", policy_list(CS)).extension("eku", purposes(CODE_SIGNING))


def used(*bits):
    return signing().extension("ku", named_bits(*bits))


def purposed(*ekus, base=leaf):
    return signing(base).extension("eku", purposes(*ekus))


def early(certificate):
    return certificate.change(not_before="2019-08-12T23:59:59Z")


ca = signing(intermediate)
self_signed = signing().change(issuer=leaf().subject, signer="leaf-rsa")

rule("cabf_cs.usages.key_usage_missing",
     fires=[signing().without("ku")],
     passes=[signing()],
     not_applicable=[leaf().without("ku"), ca.without("ku")],
     not_effective=[early(signing().without("ku"))])

rule("cabf_cs.usages.key_usage_not_critical",
     fires=[signing().critical("ku", False)],
     passes=[signing()],
     not_applicable=[leaf().critical("ku", False), ca.critical("ku", False), signing().without("ku")],
     not_effective=[early(signing().critical("ku", False))])

rule("cabf_cs.usages.no_digital_signature",
     fires=[used(CONTENT_COMMITMENT), used()],
     passes=[signing(), used(0, 1)],
     not_applicable=[leaf().extension("ku", named_bits(1)), ca, signing().without("ku")],
     not_effective=[early(used(1))])

rule("cabf_cs.usages.signs_for_ca",
     fires=[used(0, KEY_CERT_SIGN), used(CRL_SIGN)],
     passes=[signing(), used(0, 1)],
     not_applicable=[leaf().extension("ku", named_bits(5)), ca, signing().without("ku")],
     not_effective=[early(used(5))])

rule("cabf_cs.usages.other_usages",
     fires=[used(0, 1), used(KEY_ENCIPHERMENT)],
     passes=[signing(), used(0, KEY_CERT_SIGN)],
     not_applicable=[leaf().extension("ku", named_bits(0, 1)), ca, signing().without("ku")],
     not_effective=[early(used(0, 1))])

rule("cabf_cs.usages.no_code_signing",
     fires=[signing().without("eku"), purposed(EMAIL_PROTECTION), ca.without("eku"), purposed(SERVER_AUTH, base=intermediate)],
     passes=[signing(), ca, purposed(CODE_SIGNING, EMAIL_PROTECTION)],
     not_applicable=[leaf(), self_signed.without("eku")],
     not_effective=[early(signing().without("eku"))])

rule("cabf_cs.usages.forbidden_purpose",
     fires=[purposed(CODE_SIGNING, ANY_EKU), purposed(CODE_SIGNING, SERVER_AUTH), purposed(SERVER_AUTH, base=intermediate),
            purposed(CODE_SIGNING, EMAIL_PROTECTION, base=intermediate)],
     passes=[signing(), ca, purposed(CODE_SIGNING, EMAIL_PROTECTION),
             purposed(CODE_SIGNING, EMAIL_PROTECTION, base=intermediate).change(not_before="2022-06-28T23:59:59Z")],
     not_applicable=[leaf(), self_signed.extension("eku", purposes(ANY_EKU)), signing().without("eku")],
     not_effective=[early(purposed(CODE_SIGNING, ANY_EKU))])
