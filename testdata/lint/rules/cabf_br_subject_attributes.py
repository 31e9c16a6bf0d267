def of(*attributes):
    return leaf().extension("policies", policy_list(OV)).change(subject=name(*attributes))


CNAME = ("CN", "www.certcheck.com")
ov = of(("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), CNAME)
mail = for_mail(leaf())

for what, attribute in (("locality", ("L", "Berlin")), ("state", ("ST", "Hessen")), ("postal_code", ("postalCode", "10115")),
                        ("street", ("street", "Allee 1"))):
    rule(f"cabf_br.subject.{what}_of_nobody",
         fires=[of(("C", "DE"), attribute, CNAME)],
         passes=[leaf(), of(("C", "DE"), attribute, ("O", "certcheck")), of(attribute, ("SN", "Doe")), of(attribute, ("GN", "Jo"))],
         not_applicable=[root(), mail], not_effective=[issued(of(attribute), "2016-09-06T00:00:00Z")])
rule("cabf_br.subject.name_without_country",
     fires=[of(("L", "Berlin"), extra) for extra in (("O", "certcheck"), ("SN", "Doe"), ("GN", "Jo"))],
     passes=[ov, leaf()], not_applicable=[root(), mail], not_effective=[issued(of(("O", "certcheck")), "2016-09-06T00:00:00Z")])
for what in ("locality", "state"):
    rule(f"cabf_br.subject.name_without_{what}",
         fires=[of(("C", "DE"), ("O", "certcheck"))], passes=[ov, leaf(), of(("C", "DE"), ("ST", "Hessen"), ("O", "certcheck"))],
         not_applicable=[root(), mail], not_effective=[issued(of(("O", "certcheck")), "2016-09-06T00:00:00Z")])
unit = of(("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), ("OU", "IT"))
rule("cabf_br.subject.organizational_unit",
     fires=[unit], passes=[ov], not_applicable=[root(), mail], not_effective=[issued(unit, "2022-08-31T23:59:59Z")])
rule("cabf_br.subject.unit_without_organization",
     fires=[of(("OU", "Domain Control Validated"), CNAME)], passes=[unit], not_applicable=[leaf(), mail],
     not_effective=[issued(of(("OU", "IT")), "2021-08-15T00:00:00Z")])
rule("cabf_br.subject.metadata_only",
     fires=[of(("C", "DE"), ("ST", text), ("O", "certcheck")) for text in ("-", ".", " ", "", "./-")],
     passes=[ov, of(("O", "Ü")), of(("O", "7"))], not_applicable=[mail], not_effective=[issued(of(("ST", "-")), "2012-06-30T00:00:00Z")])
rule("cabf_br.subject.country_unknown",
     fires=[of(("C", text), ("O", "certcheck")) for text in ("UK", "EU", "ZZ", "DEU", "D", "")],
     passes=[ov, of(("C", "de")), of(("C", "XX")), of(("C", "GB")), leaf()], not_applicable=[mail],
     not_effective=[issued(of(("C", "UK")), "2012-06-30T00:00:00Z")])
rule("cabf_br.subject.place_with_markup",
     fires=[of(("ST", "{state}")), of(("L", "L=Berlin")), of(("ST", "\"Hessen\"")), of(("L", "Berlin|"))],
     passes=[ov, of(("O", "{certcheck}"))], not_applicable=[mail], not_effective=[issued(of(("ST", "=")), "2012-06-30T00:00:00Z")])
