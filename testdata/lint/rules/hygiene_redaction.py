def holding(*names):
    return leaf().extension("san", sequence(*map(dns, names)))


rule("hygiene.redaction.redacted",
     fires=[holding("?.example.com"), holding("www.example.com", "*.?.example.com"), holding("?.?.example.com"),
            leaf().change(subject=name(("CN", "?.example.com")))],
     passes=[leaf(), holding("*.example.com"), holding("a.?.example.com"), leaf().without("san")],
     not_applicable=[intermediate(), root()])
