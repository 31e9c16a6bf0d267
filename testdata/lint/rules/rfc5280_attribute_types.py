def of(*attributes):
    return leaf().change(subject=name(*attributes))


nothing = of(("O", "Nobody"))
for what, kind in (("country", "C"), ("serial_number", "serialNumber"), ("dn_qualifier", "dnQualifier")):
    rule(f"rfc5280.subject.{what}_not_printable_string",
         fires=[of((kind, utf8("DE"))), of((kind, "DE"), (kind, ia5("DE")))], passes=[of((kind, "DE"))],
         not_applicable=[nothing])
for what, kind in (("domain_component", "DC"), ("email_address", "email")):
    rule(f"rfc5280.subject.{what}_not_ia5_string",
         fires=[of((kind, utf8("example"))), of((kind, "example"), (kind, printable("example")))],
         passes=[of((kind, "example"))], not_applicable=[nothing])
rule("rfc5280.issuer.country_not_printable_string",
     fires=[leaf().change(issuer=name(("C", utf8("DE")), ("CN", "a")))], passes=[leaf()],
     not_applicable=[leaf().change(issuer=name(("CN", "a")))])
rule("rfc5280.subject.not_directory_string",
     fires=[of(("O", ia5("Example"))), of(("CN", "a.example"), ("OU", visible("Example"))), of(("O", integer(7)))],
     passes=[leaf(), of(("O", printable("Example"))), of(("O", teletex("Example"))), of(("O", universal("Example")))],
     not_applicable=[of(("C", "DE"), ("DC", "example"))])
rule("rfc5280.subject.outdated_string_type",
     fires=[of(("O", value("Example"))) for value in (teletex, bmp, universal)],
     passes=[leaf(), of(("O", printable("Example"))), of(("O", ia5("Example")))],
     not_applicable=[of(("C", "DE")), intermediate().change(subject=name(("O", bmp("Example"))))],
     not_effective=[of(("O", bmp("Example"))).change(not_before="2008-04-30T23:59:59Z")])
