def of(kind, value):
    return leaf().change(subject=name((kind, value), ("CN", "www.certcheck.com") if kind != "CN" else ("L", "Bern")))


for what, kind, bound in (
        ("common_name_too_long", "CN", 64), ("organization_too_long", "O", 64),
        ("organizational_unit_too_long", "OU", 64), ("locality_too_long", "L", 128), ("state_too_long", "ST", 128),
        ("street_address_too_long", "street", 128), ("postal_code_too_long", "postalCode", 40),
        ("given_name_too_long", "GN", 32768), ("given_name_long", "GN", 64), ("surname_too_long", "SN", 32768),
        ("surname_long", "SN", 64), ("email_address_too_long", "email", 255),
        ("serial_number_too_long", "serialNumber", 64), ("title_too_long", "title", 64),
        ("pseudonym_too_long", "pseudonym", 128), ("name_too_long", "name", 32768),
        ("initials_too_long", "initials", 32768),
        ("generation_qualifier_too_long", "2.5.4.44", 32768)):
    rule(f"rfc5280.subject.{what}",
         fires=[of(kind, "a" * (bound + 1))] +
               ([of(kind, bmp("ä" * (bound + 1))), of(kind, universal("ä" * (bound + 1)))] if kind == "L" else []),
         passes=[of(kind, "a" * bound)] +
                ([of(kind, value("ä" * bound)) for value in (utf8, bmp, universal)] if kind == "L" else []),
         not_applicable=[leaf().change(subject=name(("C", "DE")))])

rule("rfc5280.subject.country_not_two_characters",
     fires=[of("C", printable("Germany")), of("C", printable("D")), of("C", printable(""))],
     passes=[of("C", "DE"), of("C", "xx"), of("C", bmp("DE"))], not_applicable=[leaf()])
rule("rfc5280.subject.empty_value",
     fires=[of("O", ""), of("email", ""), of("postalCode", bmp(""))],
     passes=[leaf(), of("O", " "), of("O", printable("")), of("DC", "")])
rule("rfc5280.subject.empty_printable_string",
     fires=[of("O", printable("")), of("C", printable("")), of("DC", printable(""))],
     passes=[leaf(), of("O", printable(" ")), of("O", "")])
