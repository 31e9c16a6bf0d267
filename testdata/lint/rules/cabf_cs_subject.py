CS, CS_EV = "2.23.140.1.4.1", "2.23.140.1.3"
PLAIN = (("C", "DE"), ("L", "Berlin"), ("O", "certcheck test GmbH"), ("CN", "certcheck test GmbH"))
EXTENDED = PLAIN + (("businessCategory", "Private Organization"), ("jurisdictionC", "DE"), ("serialNumber", "HRB 12345"))


def signing(*more, without=(), policy=CS, subject=PLAIN, base=leaf):
    return base().change(subject=name(*[pair for pair in subject if pair[0] not in without], *more)).extension(
        "policies", policy_list(policy)).extension("eku", purposes(CODE_SIGNING))


def extended(*more, without=()):
    return signing(*more, without=without, policy=CS_EV, subject=EXTENDED)


def early(certificate):
    return certificate.change(not_before="2019-08-12T23:59:59Z")


others = [leaf(), signing(without=["CN", "C", "O"], base=intermediate)]

rule("cabf_cs.subject.common_name_missing",
     fires=[signing(without=["CN"]), extended(without=["CN"])],
     passes=[signing(), extended()],
     not_applicable=others,
     not_effective=[early(signing(without=["CN"]))])

rule("cabf_cs.subject.organization_missing",
     fires=[signing(without=["O"]), extended(without=["O"])],
     passes=[signing(), extended()],
     not_applicable=others,
     not_effective=[early(signing(without=["O"]))])

rule("cabf_cs.subject.country_missing",
     fires=[signing(without=["C"])],
     passes=[signing(), signing(("C", "ZZ"), without=["C"])],
     not_applicable=others + [extended(without=["C"])],
     not_effective=[early(signing(without=["C"]))])

rule("cabf_cs.subject.country_unknown",
     fires=[signing(("C", value), without=["C"]) for value in ("ZZ", "UK", "DEU", "")],
     passes=[signing(), signing(("C", "XX"), without=["C"]), signing(("C", "de"), without=["C"])],
     not_applicable=others + [extended(), signing(without=["C"])],
     not_effective=[early(signing(("C", "ZZ"), without=["C"]))])

rule("cabf_cs.subject.locality_and_state_missing",
     fires=[signing(without=["L"])],
     passes=[signing(), signing(("ST", "Berlin"), without=["L"])],
     not_applicable=others + [extended(without=["L"])],
     not_effective=[early(signing(without=["L"]))])

rule("cabf_cs.subject.domain_component",
     fires=[signing(("DC", "example")), extended(("DC", "example"))],
     passes=[signing(), extended()],
     not_applicable=[leaf().change(subject=name(("DC", "example"))), others[1]],
     not_effective=[early(signing(("DC", "example")))])

for what, kind in (("business_category", "businessCategory"), ("jurisdiction", "jurisdictionC"), ("serial_number", "serialNumber")):
    rule(f"cabf_cs.subject.ev_{what}_missing",
         fires=[extended(without=[kind])],
         passes=[extended()],
         not_applicable=others + [signing()],
         not_effective=[early(extended(without=[kind]))])
