ANY = "2.5.29.32.0"


def mapping(*pairs, policies=("1.2.3.4",)):
    return (intermediate().extension("policies", policy_list(*policies))
            .extension("policy_mappings", sequence(*[sequence(oid(a), oid(b)) for a, b in pairs]), critical=True))


mapped = mapping(("1.2.3.4", "1.2.3.5"))
many = [f"1.2.3.{n}" for n in range(20)]

rule("rfc5280.policy_mappings.any_policy",
     fires=[mapping(("1.2.3.4", ANY)), mapping(("1.2.3.4", "1.2.3.5"), (ANY, "1.2.3.4"))],
     passes=[mapped],
     not_applicable=[intermediate()],
     not_effective=[mapping(("1.2.3.4", ANY)).change(not_before="2002-03-31T00:00:00Z")])

rule("rfc5280.policy_mappings.not_asserted",
     fires=[mapping(("1.2.3.6", "1.2.3.5")), mapped.without("policies"), mapping(("1.2.3.4", "1.2.3.5"), policies=(ANY,)),
            mapping(("1.2.3.4", "1.2.3.5"), ("1.2.3.99", "1.2.3.5"), policies=many)],
     passes=[mapped, mapping(*[(policy, "1.2.4.1") for policy in many], policies=many)],
     not_applicable=[intermediate()],
     not_effective=[mapping(("1.2.3.6", "1.2.3.5")).change(not_before="2002-03-31T00:00:00Z")])

rule("rfc5280.policy_mappings.not_critical",
     fires=[mapped.critical("policy_mappings", False)],
     passes=[mapped],
     not_applicable=[intermediate()],
     not_effective=[mapped.critical("policy_mappings", False).change(not_before="2008-04-30T00:00:00Z")])

in_leaf = leaf().extension("policy_mappings", sequence(sequence(oid(DV), oid("1.2.3.5"))), critical=True)

rule("rfc5280.policy_mappings.in_leaf",
     fires=[in_leaf], passes=[mapped], not_applicable=[leaf()],
     not_effective=[in_leaf.change(not_before="1998-12-31T00:00:00Z")])
