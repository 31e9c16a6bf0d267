def of(policy, *attributes):
    return leaf().extension("policies", policy_list(policy)).change(subject=name(*attributes))


def old(item):
    return issued(item, "2020-01-01T00:00:00Z")


def very_old(item):
    return issued(item, "2012-06-30T23:59:59Z")


CNAME = ("CN", "www.certcheck.com")
ov = of(OV, ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), CNAME)
iv = of(IV, ("C", "DE"), ("L", "Berlin"), ("SN", "Doe"), ("GN", "Jo"), CNAME)

for what, attribute in (("organization", ("O", "certcheck")), ("street", ("street", "Allee 1")), ("locality", ("L", "Berlin")),
                        ("state", ("ST", "Hessen")), ("postal_code", ("postalCode", "10115"))):
    rule(f"cabf_br.subject.dv_{what}",
         fires=[old(of(DV, attribute, CNAME))], passes=[old(leaf())], not_applicable=[old(ov), old(intermediate())],
         not_effective=[of(DV, attribute, CNAME), very_old(of(DV, attribute, CNAME))])
rule("cabf_br.subject.dv_other_attribute",
     fires=[of(DV, ("C", "DE"), ("O", "certcheck"), CNAME), of(DV, ("serialNumber", "7"), CNAME)],
     passes=[leaf(), of(DV, ("C", "DE"), CNAME)], not_applicable=[ov, root()], not_effective=[old(of(DV, ("O", "certcheck")))])
rule("cabf_br.subject.iv_without_name",
     fires=[old(of(IV, ("C", "DE"), ("L", "Berlin"), ("SN", "Doe")))],
     passes=[old(iv), old(of(IV, ("C", "DE"), ("L", "Berlin"), ("O", "Jo Doe")))], not_applicable=[old(leaf())],
     not_effective=[of(IV, CNAME)])
rule("cabf_br.subject.iv_without_personal_name",
     fires=[of(IV, ("C", "DE"), ("L", "Berlin"), ("SN", "Doe")), of(IV, ("C", "DE"), ("L", "Berlin"), ("GN", "Jo")),
            of(IV, ("C", "DE"), ("L", "Berlin"), ("O", "Jo Doe"))],
     passes=[iv], not_applicable=[leaf()], not_effective=[old(of(IV, CNAME))])
rule("cabf_br.subject.iv_without_country",
     fires=[of(IV, ("L", "Berlin"), ("SN", "Doe"), ("GN", "Jo"))], passes=[iv], not_applicable=[leaf()],
     not_effective=[very_old(of(IV, CNAME))])
rule("cabf_br.subject.iv_without_place",
     fires=[of(IV, ("C", "DE"), ("SN", "Doe"), ("GN", "Jo"))],
     passes=[iv, of(IV, ("C", "DE"), ("ST", "Hessen"), ("SN", "Doe"), ("GN", "Jo"))], not_applicable=[leaf()],
     not_effective=[very_old(of(IV, CNAME))])
rule("cabf_br.subject.iv_address",
     fires=[of(IV, ("C", "DE"), ("L", "Berlin"), extra, ("SN", "Doe"), ("GN", "Jo"))
            for extra in (("postalCode", "10115"), ("street", "Allee 1"), ("O", "Jo Doe"))],
     passes=[iv], not_applicable=[leaf()], not_effective=[old(of(IV, ("postalCode", "10115")))])
rule("cabf_br.subject.iv_other_attribute",
     fires=[of(IV, ("C", "DE"), ("L", "Berlin"), ("SN", "Doe"), ("GN", "Jo"), ("title", "Dr."))],
     passes=[iv], not_applicable=[leaf()], not_effective=[old(of(IV, ("title", "Dr.")))])
rule("cabf_br.subject.ov_without_organization",
     fires=[of(OV, ("C", "DE"), ("L", "Berlin"), CNAME)], passes=[ov], not_applicable=[leaf()], not_effective=[very_old(of(OV, CNAME))])
components = (("DC", "com"), ("DC", "certcheck"))
mixed = of(OV, components[0], ("C", "DE"), components[1], ("L", "Berlin"), ("O", "certcheck"), CNAME)
rule("cabf_br.subject.domain_components_out_of_order",
     fires=[of(OV, *components[::-1], ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), CNAME), mixed,
            of(OV, ("DC", "certcheck"), ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), CNAME),
            old(of(OV, *components[::-1], ("C", "DE"), ("L", "Berlin"), ("O", "certcheck")))],
     passes=[of(OV, *components, ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), CNAME)],
     not_applicable=[ov, leaf(), root()],
     not_effective=[issued(mixed, "2013-05-30T23:59:59Z")])
rule("cabf_br.subject.ov_without_country",
     fires=[of(OV, ("L", "Berlin"), ("O", "certcheck"))], passes=[ov], not_applicable=[leaf()], not_effective=[very_old(of(OV, CNAME))])
rule("cabf_br.subject.ov_without_place",
     fires=[of(OV, ("C", "DE"), ("O", "certcheck"))], passes=[ov, of(OV, ("C", "DE"), ("ST", "Hessen"), ("O", "certcheck"))],
     not_applicable=[leaf()], not_effective=[very_old(of(OV, CNAME))])
rule("cabf_br.subject.ov_personal_name",
     fires=[of(OV, ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), extra) for extra in (("SN", "Doe"), ("GN", "Jo"))],
     passes=[ov], not_applicable=[leaf(), iv], not_effective=[old(of(OV, ("SN", "Doe")))])
rule("cabf_br.subject.ov_address",
     fires=[of(OV, ("C", "DE"), ("L", "Berlin"), extra, ("O", "certcheck")) for extra in (("postalCode", "10115"), ("street", "Allee 1"))],
     passes=[ov], not_applicable=[leaf()], not_effective=[old(of(OV, ("street", "Allee 1")))])
rule("cabf_br.subject.ov_other_attribute",
     fires=[of(OV, ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), ("serialNumber", "7"))],
     passes=[ov, of(OV, ("DC", "com"), ("DC", "certcheck"), ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"))],
     not_applicable=[leaf()], not_effective=[old(of(OV, ("title", "Dr.")))])
rule("cabf_br.subject.personal_name_without_iv",
     fires=[of(OV, ("C", "DE"), ("L", "Berlin"), ("O", "certcheck"), extra) for extra in (("SN", "Doe"), ("GN", "Jo"))],
     passes=[iv], not_applicable=[leaf(), ov], not_effective=[issued(of(OV, ("SN", "Doe")), "2016-09-06T00:00:00Z")])
