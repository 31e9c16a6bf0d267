def purposed(*ekus, generation="multipurpose"):
    return smime_leaf("mailbox", generation).extension("eku", purposes(*ekus))


def absent(generation="multipurpose"):
    return smime_leaf("mailbox", generation).without("eku")


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


ca = ca_issuing(smime_policy()).extension("eku", purposes(SERVER_AUTH))
own = smime_leaf().extension("policies", policy_list("1.2.3"))

rule("cabf_smime.extended_key_usage.no_email_protection",
     fires=[absent(), purposed(CLIENT_AUTH), purposed(ANY_EKU, generation="legacy")],
     passes=[smime_leaf(), purposed(EMAIL_PROTECTION, CLIENT_AUTH)],
     not_applicable=[leaf(), ca, own.without("eku"), purposed(CLIENT_AUTH, generation="strict")],
     not_effective=[early(absent())])

rule("cabf_smime.extended_key_usage.forbidden_purpose",
     fires=[purposed(EMAIL_PROTECTION, purpose) for purpose in (SERVER_AUTH, CODE_SIGNING, TIME_STAMPING, ANY_EKU)] +
           [purposed(SERVER_AUTH, generation="legacy")],
     passes=[smime_leaf(), purposed(EMAIL_PROTECTION, CLIENT_AUTH), purposed(CLIENT_AUTH)],
     not_applicable=[leaf(), ca, own.extension("eku", purposes(SERVER_AUTH)), absent(), purposed(SERVER_AUTH, generation="strict")],
     not_effective=[early(purposed(EMAIL_PROTECTION, SERVER_AUTH))])

rule("cabf_smime.extended_key_usage.strict_no_email_protection",
     fires=[absent("strict"), purposed(CLIENT_AUTH, generation="strict")],
     passes=[purposed(EMAIL_PROTECTION, generation="strict"), purposed(EMAIL_PROTECTION, CLIENT_AUTH, generation="strict")],
     not_applicable=[leaf(), ca, absent()],
     not_effective=[early(absent("strict"))])

rule("cabf_smime.extended_key_usage.strict_other_purpose",
     fires=[purposed(EMAIL_PROTECTION, CLIENT_AUTH, generation="strict"), purposed(SERVER_AUTH, generation="strict")],
     passes=[purposed(EMAIL_PROTECTION, generation="strict")],
     not_applicable=[leaf(), ca, absent("strict"), purposed(CLIENT_AUTH)],
     not_effective=[early(purposed(CLIENT_AUTH, generation="strict"))])
