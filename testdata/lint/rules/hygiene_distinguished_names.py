def of(*attributes):
    return leaf().change(subject=name(*attributes))


def issued_by(*attributes):
    return leaf().change(issuer=name(*attributes))


spaces = [" ", "\t", "\u00a0", "\u2003", "\u3000"]
for field, make in (("subject", of), ("issuer", issued_by)):
    rule(f"hygiene.{field}.leading_space",
         fires=[make(("O", space + "Example")) for space in spaces] +
               [make(("C", "DE"), ("CN", bmp(" Example"))), make(("O", " ")), make(("dnQualifier", " a"))],
         passes=[leaf(), make(("O", "Ex ample ")), make(("O", "")), make(("email", " a@a.example")), make()])
    rule(f"hygiene.{field}.trailing_space",
         fires=[make(("O", "Example" + space)) for space in spaces] +
               [make(("C", "DE"), ("CN", teletex("Ex\xe9mple\xa0"))), make(("serialNumber", "7 "))],
         passes=[leaf(), make(("O", " Ex ample")), make(("O", "\u00e0")), make(("DC", "example ")), make()])
    rule(f"hygiene.{field}.several_attributes_in_rdn",
         fires=[make(("C", "DE"), [("O", "Example"), ("CN", "a.example")])],
         passes=[leaf(), make(("OU", "a"), ("OU", "b")), make()])
rule("hygiene.subject.html_entity",
     fires=[of(("O", text)) for text in ("A &amp; B", "A &#38; B", "&#x26;", "&&lt;", "&; &gt;")] +
           [of(("L", bmp("K&ouml;ln")))],
     passes=[leaf(), of(("O", "A & B; C")), of(("O", "A&B")), of(("O", "&#;")), of(("O", "A &&; B")),
             of(("email", "a&amp;b@a.example"))])
rule("hygiene.subject.country_not_upper_case",
     fires=[of(("C", text)) for text in ("de", "De", "", "D1", "D ")] + [of(("C", "DE"), ("C", "fr")), of(("1.3.6.1.4.1.311.60.2.1.3", "de"))],
     passes=[leaf(), of(("C", "DE")), of(("C", "DE"), ("C", "FRA"))])
rule("hygiene.subject.attribute_repeated",
     fires=[of(("OU", "a"), ("O", "b"), ("OU", "a")), of(*[("OU", str(n)) for n in range(30)], ("OU", "7"))],
     passes=[leaf(), of(("OU", "a"), ("OU", "b"), ("O", "a")), of(("OU", "a"), ("OU", printable("a"))), of(),
             of(*[("OU", str(n)) for n in range(30)])])
