constrained = intermediate().extension("pc", sequence(primitive(0, b"\0")), critical=True)
inhibiting = intermediate().extension("iap", integer(0), critical=True)

rule("rfc5280.policy_constraints.not_critical",
     fires=[constrained.critical("pc", False)],
     passes=[constrained],
     not_applicable=[intermediate()],
     not_effective=[constrained.critical("pc", False).change(not_before="2008-04-30T00:00:00Z")])

rule("rfc5280.policy_constraints.empty",
     fires=[constrained.extension("pc", sequence())], passes=[constrained], not_applicable=[intermediate()])

rule("rfc5280.inhibit_any_policy.not_critical",
     fires=[inhibiting.critical("iap", False)], passes=[inhibiting], not_applicable=[intermediate()])
