QCP_N, QCP_L, QCP_N_QSCD, QEVCP_W, QNCP_W, QNCP_W_GEN = (f"0.4.0.194112.1.{n}" for n in (0, 1, 2, 4, 5, 6))
PERSON = name(("C", "DE"), ("GN", "Ada"), ("SN", "Lovelace"), ("CN", "Ada Lovelace"))


def person(*bits, policy=QCP_N, subject=PERSON):
    return leaf().change(subject=subject).extension("policies", policy_list(policy)).extension("ku", named_bits(*bits))


without = person(0).without("ku")
table = [(1,), (0,), (2,), (4,), (0, 1), (0, 2), (0, 4), (0, 1, 2), (0, 1, 4)]
wrong = [(0, 3), (1, 2), (2, 4), (0, 2, 4), (3,), (0, 5), ()]
others = [leaf(), person(0, 3, policy=QCP_L), person(0, 3, policy=QEVCP_W, subject=leaf().subject),
          ca_issuing(QCP_N).extension("ku", named_bits(KEY_CERT_SIGN))]


def early(certificate):
    return certificate.change(not_before="2020-06-30T23:59:59Z")


rule("etsi.key_usage.missing",
     fires=[without, without.extension("policies", policy_list(QNCP_W))],
     passes=[person(0), person(0, 3)],
     not_applicable=[case.without("ku") for case in others],
     not_effective=[early(without)])

rule("etsi.key_usage.not_in_table",
     fires=[person(*bits) for bits in wrong] + [person(0, 3, policy=policy) for policy in (QCP_N_QSCD, QEVCP_W, QNCP_W_GEN)] +
           [person(0, 3, policy=QNCP_W, subject=name(("pseudonym", "Ada")))],
     passes=[person(*bits) for bits in table],
     not_applicable=others + [without],
     not_effective=[early(person(0, 3))])

rule("etsi.key_usage.mixed",
     fires=[person(*bits) for bits in table[4:] + wrong[:1]],
     passes=[person(*bits) for bits in table[:4]],
     not_applicable=others + [without],
     not_effective=[early(person(0, 1))])
