def without(*kinds):
    return ev_leaf(without=kinds)


def instead(kind, value):
    return ev_leaf((kind, value), without=[kind])


own_policy = ev_leaf().extension("policies", policy_list("2.16.840.1.114412.2.1"))
others = [leaf(), ca_issuing(EV), leaf().extension("policies", policy_list(OV)), leaf().without("policies")]

rule("cabf_ev.subject.organization_missing",
     fires=[without("O"), own_policy.change(subject=name(("CN", "www.certcheck.com")))],
     passes=[ev_leaf(), own_policy],
     not_applicable=others)

rule("cabf_ev.subject.business_category_missing",
     fires=[without("businessCategory")],
     passes=[ev_leaf(), own_policy, instead("businessCategory", "Other")],
     not_applicable=others)

rule("cabf_ev.subject.business_category_unknown",
     fires=[instead("businessCategory", value) for value in
            ("Private", "private organization", "V1.0, Clause 5.(b)", "", "Non-Commercial Entity ")] +
           [ev_leaf(("businessCategory", "Other"))],
     passes=[instead("businessCategory", value) for value in
             ("Private Organization", "Government Entity", "Business Entity", "Non-Commercial Entity")],
     not_applicable=others + [without("businessCategory")])

rule("cabf_ev.subject.serial_number_missing",
     fires=[without("serialNumber"), instead("serialNumber", "")],
     passes=[ev_leaf(), own_policy],
     not_applicable=others)

rule("cabf_ev.subject.country_missing",
     fires=[without("C")],
     passes=[ev_leaf(), own_policy],
     not_applicable=others)

rule("cabf_ev.subject.locality_and_state_missing",
     fires=[without("L", "ST")],
     passes=[ev_leaf(), without("L"), without("ST")],
     not_applicable=others)

rule("cabf_ev.subject.jurisdiction_country_missing",
     fires=[without("jurisdictionC")],
     passes=[ev_leaf(), own_policy],
     not_applicable=others)

rule("cabf_ev.subject.jurisdiction_country_unknown",
     fires=[instead("jurisdictionC", value) for value in ("ZZ", "UK", "XX", "DEU", "")],
     passes=[ev_leaf(), instead("jurisdictionC", "GB"), instead("jurisdictionC", "de"), instead("jurisdictionC", utf8("FR"))],
     not_applicable=others + [without("jurisdictionC")])

rule("cabf_ev.subject.jurisdiction_state_missing",
     fires=[ev_leaf(("jurisdictionL", "Berlin"))],
     passes=[ev_leaf(("jurisdictionL", "Berlin"), ("jurisdictionST", "Berlin"))],
     not_applicable=others + [ev_leaf(), ev_leaf(("jurisdictionST", "Berlin"))])

rule("cabf_ev.subject.attribute_not_allowed",
     fires=[ev_leaf(("email", "a@certcheck.com")), ev_leaf(("DC", "com")), ev_leaf(("GN", "Ada"), ("2.5.4.13", "a server"))],
     passes=[ev_leaf(), ev_leaf(("OU", "a unit"), ("street", "Am Markt 1"), ("postalCode", "10117"), ("jurisdictionST", "Berlin"),
                                ("jurisdictionL", "Berlin"), ("organizationIdentifier", "NTRDE-HRB12345"))],
     not_applicable=others,
     not_effective=[ev_leaf(("DC", "com")).change(not_before="2019-04-15T23:59:59Z")])
