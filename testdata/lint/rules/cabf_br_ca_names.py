def called(*attributes):
    return root().change(subject=name(*attributes), issuer=name(*attributes))


mail = for_mail(intermediate())
BEFORE = "2012-06-30T00:00:00Z"
C, O, CNAME = ("C", "DE"), ("O", "certcheck test PKI"), ("CN", "certcheck test root")
rule("cabf_br.ca_name.common_name_missing",
     fires=[called(C, O), intermediate().change(subject=name(C, O, ("CN", "")))], passes=[root(), intermediate()],
     not_applicable=[leaf(), mail], not_effective=[issued(called(C, O), "2017-06-07T00:00:00Z")])
rule("cabf_br.ca_name.country_missing",
     fires=[called(O, CNAME)], passes=[root()], not_applicable=[leaf(), mail], not_effective=[issued(called(O, CNAME), BEFORE)])
rule("cabf_br.ca_name.country_unknown",
     fires=[called(("C", "ZZ"), O, CNAME), called(("C", "UK"), O, CNAME)], passes=[root()], not_applicable=[leaf(), called(O, CNAME), mail],
     not_effective=[issued(called(("C", "ZZ"), O, CNAME), BEFORE)])
rule("cabf_br.ca_name.organization_missing",
     fires=[called(C, CNAME)], passes=[root()], not_applicable=[leaf(), mail], not_effective=[issued(called(C, CNAME), BEFORE)])
unit = called(C, O, ("OU", "PKI"), CNAME)
rule("cabf_br.ca_name.organizational_unit",
     fires=[unit], passes=[root()], not_applicable=[leaf(), mail], not_effective=[issued(unit, "2023-09-14T00:00:00Z")])
other = called(C, O, ("organizationIdentifier", "VATDE-1"), CNAME)
rule("cabf_br.ca_name.other_attribute",
     fires=[other], passes=[root(), unit], not_applicable=[leaf(), mail], not_effective=[issued(other, "2023-09-14T00:00:00Z")])
