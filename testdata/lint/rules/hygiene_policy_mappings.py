def mapping(*pairs):
    return intermediate().extension(
        "policy_mappings", sequence(*[sequence(oid(a), oid(b)) for a, b in pairs]), critical=True)


many = [(f"1.2.3.{n}", "1.2.4.1") for n in range(20)]

rule("hygiene.policy_mappings.duplicate",
     fires=[mapping(("1.2.3.4", "1.2.3.5"), ("1.2.3.4", "1.2.3.5")), mapping(*many, many[7], many[7])],
     passes=[mapping(("1.2.3.4", "1.2.3.4"), ("1.2.3.4", "1.2.3.5")), mapping(*many)],
     not_applicable=[intermediate()])
