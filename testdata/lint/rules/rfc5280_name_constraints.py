constrained = intermediate().extension("nc", subtrees(permitted=[dns("example.com")]), critical=True)

rule("rfc5280.name_constraints.not_critical",
     fires=[constrained.critical("nc", False)], passes=[constrained], not_applicable=[intermediate()])

rule("rfc5280.name_constraints.in_leaf",
     fires=[leaf().extension("nc", subtrees(permitted=[dns("example.com")]), critical=True)],
     passes=[constrained],
     not_applicable=[leaf()])

rule("rfc5280.name_constraints.empty",
     fires=[constrained.extension("nc", sequence())], passes=[constrained], not_applicable=[intermediate()])
