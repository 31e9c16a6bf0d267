def of(*attributes):
    return leaf().extension("policies", policy_list(OV)).change(subject=name(*attributes))


def old(item):
    return issued(item, "2023-09-14T23:59:59Z")


mail = for_mail(leaf())
ov = of(("DC", "com"), ("C", "DE"), ("ST", "Hessen"), ("L", "Kassel"), ("postalCode", "34117"), ("street", "Weg 1"), ("street", "Haus 2"),
        ("O", "certcheck"), ("CN", "www.certcheck.com"))
wrong = [("L", teletex("Berlin")), ("C", utf8("DE")), ("DC", utf8("com")), ("O", bmp("certcheck")), ("serialNumber", utf8("7")),
         ("jurisdictionC", utf8("DE")), ("organizationIdentifier", ia5("VATDE-1")), ("businessCategory", ia5("Private Organization"))]
rule("cabf_br.name.wrong_string_type",
     fires=[of(attribute) for attribute in wrong], passes=[ov, of(("L", printable("Berlin"))), of(("title", ia5("Dr.")))],
     not_applicable=[mail], not_effective=[old(of(wrong[0]))])
disorder = [of(("CN", "www.certcheck.com"), ("C", "DE")), of(("O", "certcheck"), ("L", "Berlin")), of(("C", "DE"), ("DC", "com")),
            of(("GN", "Jo"), ("SN", "Doe")), of(("CN", "a.certcheck.com"), ("OU", "IT"))]
rule("cabf_br.name.out_of_order",
     fires=disorder, passes=[ov, of(("CN", "www.certcheck.com"), ("serialNumber", "7"))], not_applicable=[root(), mail],
     not_effective=[old(disorder[0])])
rule("cabf_br.name.ca_out_of_order",
     fires=[root().change(subject=name(("O", "certcheck"), ("C", "DE"), ("CN", "root")))], passes=[root(), intermediate()],
     not_applicable=[leaf(), for_mail(intermediate())],
     not_effective=[old(root().change(subject=name(("O", "certcheck"), ("C", "DE"))))])
twice = of(("C", "DE"), ("O", "certcheck"), ("O", "another"))
rule("cabf_br.name.repeated_attribute",
     fires=[twice, of(("C", "DE"), ("C", "DE")), of(("CN", "a.certcheck.com"), ("CN", "b.certcheck.com")),
            of(*[("street", f"Weg {number}") for number in range(20)], ("C", "DE"), ("C", "DE"))],
     passes=[ov, of(("OU", "a"), ("OU", "b"))], not_applicable=[mail], not_effective=[old(twice)])
rule("cabf_br.name.multi_valued",
     fires=[of([("C", "DE"), ("O", "certcheck")])], passes=[ov, leaf()], not_applicable=[mail],
     not_effective=[old(of([("C", "DE"), ("O", "certcheck")]))])
rule("cabf_br.name.value_too_long",
     fires=[of(("SN", "D" * 65)), of(("GN", "J" * 65)), of(("DC", "d" * 64)), of(("businessCategory", "B" * 129)),
            of(("jurisdictionST", "B" * 129)), of(("jurisdictionL", "B" * 129)), of(("jurisdictionC", "DEU"))],
     passes=[ov, of(("SN", "D" * 64), ("GN", "Ü" * 64)), of(("DC", "d" * 63)),
             of(("businessCategory", "B" * 128), ("jurisdictionST", "Ü" * 128), ("jurisdictionL", "B" * 128), ("jurisdictionC", "DE"))], not_applicable=[mail], not_effective=[old(of(("SN", "D" * 65)))])
