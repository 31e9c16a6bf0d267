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

constrained_leaf = leaf().extension("pc", sequence(primitive(0, b"\0")), critical=True)
inhibiting_leaf = leaf().extension("iap", integer(0), critical=True)

rule("rfc5280.policy_constraints.in_leaf",
     fires=[constrained_leaf], passes=[constrained], not_applicable=[leaf()],
     not_effective=[constrained_leaf.change(not_before="1998-12-31T00:00:00Z")])

rule("rfc5280.inhibit_any_policy.in_leaf",
     fires=[inhibiting_leaf], passes=[inhibiting], not_applicable=[leaf()],
     not_effective=[inhibiting_leaf.change(not_before="2002-03-31T00:00:00Z")])
