named = leaf().extension("ian", sequence(dns("www.pki.example")))

rule("rfc5280.issuer_alternative_name.critical",
     fires=[named.critical("ian")],
     passes=[named],
     not_applicable=[leaf()],
     not_effective=[named.critical("ian").change(not_before="1998-12-31T00:00:00Z")])
