def listed(*policies):
    return smime_leaf().extension("policies", policy_list(*policies))


def qualified(*qualifiers):
    return listed((smime_policy(), *qualifiers))


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


reference = sequence(oid("1.3.6.1.5.5.7.2.2"), sequence(sequence(utf8("certcheck"), sequence(integer(1))), utf8("text")))
empty = sequence(oid("1.3.6.1.5.5.7.2.2"), sequence())
others = [leaf(), ca_issuing("1.2.3").extension("eku", purposes(EMAIL_PROTECTION)).extension("san", sequence(email("a@certcheck.com")))]

rule("cabf_smime.policies.reserved_missing",
     fires=[listed("1.2.3"), smime_leaf().without("policies"), listed("2.23.140.1.5.5.1"), listed("2.23.140.1.5.1.4")],
     passes=[smime_leaf(), listed("1.2.3", smime_policy()), listed(smime_policy(), smime_policy("individual"))],
     not_applicable=others + [listed("1.2.3").without("eku"), listed("1.2.3").extension("eku", purposes(ANY_EKU))],
     not_effective=[early(listed("1.2.3"))])

rule("cabf_smime.policies.reserved_several",
     fires=[listed(smime_policy(), smime_policy("individual")), listed(smime_policy(), smime_policy("mailbox", "strict"))],
     passes=[smime_leaf(), listed("1.2.3", smime_policy())],
     not_applicable=others + [listed("1.2.3")],
     not_effective=[early(listed(smime_policy(), smime_policy("individual")))])

rule("cabf_smime.policies.legacy_generation",
     fires=[smime_leaf(kind, "legacy") for kind in SMIME_TYPES],
     passes=[ca_issuing(smime_policy("mailbox", "legacy"), not_before="2026-04-01T00:00:00Z")],
     not_applicable=[smime_leaf(), smime_leaf("sponsor", "strict"), leaf()],
     not_effective=[smime_leaf("mailbox", "legacy").change(not_before="2025-07-14T23:59:59Z")])

rule("cabf_smime.policies.critical",
     fires=[smime_leaf().critical("policies")],
     passes=[smime_leaf()],
     not_applicable=others + [listed("1.2.3").critical("policies")],
     not_effective=[early(smime_leaf().critical("policies"))])

rule("cabf_smime.policies.cps_not_http",
     fires=[qualified(cps("www.certcheck.com/cps")), qualified(cps("ftp://www.certcheck.com/cps")), qualified(cps(""))],
     passes=[qualified(cps("http://www.certcheck.com/cps")), qualified(cps("https://www.certcheck.com/cps"))],
     not_applicable=others + [smime_leaf(), qualified(notice(utf8("text")))],
     not_effective=[early(qualified(cps("www.certcheck.com/cps")))])

rule("cabf_smime.policies.user_notice",
     fires=[qualified(reference), qualified(empty)],
     passes=[qualified(notice(utf8("text")))],
     not_applicable=others + [smime_leaf(), qualified(cps("http://www.certcheck.com/cps"))],
     not_effective=[early(qualified(reference))])
