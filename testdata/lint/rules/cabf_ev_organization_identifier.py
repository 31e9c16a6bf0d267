def extension(scheme="NTR", country="DE", reference="HRB12345", state=None, encoded=None):
    return encoded or sequence(printable(scheme), printable(country), *([] if state is None else [primitive(0, state.encode())]),
                               utf8(reference))


def identified(text="NTRDE-HRB12345", in_extension=extension(), **changes):
    changed = ev_leaf(("organizationIdentifier", text), **changes)
    return changed if in_extension is None else changed.extension("cabf_org_id", in_extension)


others = [ev_leaf(), leaf().change(subject=name(("organizationIdentifier", "XYZDE-1"))), ca_issuing(EV)]
early, before_2020 = {"not_before": "2019-06-20T23:59:59Z"}, {"not_before": "2020-01-30T23:59:59Z"}

rule("cabf_ev.organization_identifier.malformed",
     fires=[identified(text) for text in ("", "NTR", "NTRDE", "NTRDE-", "ntrDE-1", "NTRDE_1", "NTR-DE-1", "NTRUS+-1", "NTRUS+CALI-1",
                                          "VATUS+CA-1", "PSDBE+B-NBB-1", "NTRDE12345")],
     passes=[identified(), identified("NTRUS+CA-12345678"), identified("PSDBE-NBB-1234.567.890"), identified("VATEL-1"),
             identified("XYZDE-1")],
     not_applicable=others,
     not_effective=[identified("NTR-DE-1").change(**early)])

rule("cabf_ev.organization_identifier.scheme_unknown",
     fires=[identified(text) for text in ("LEIXG-1", "GOVDE", "ntrDE-1", "", "NT")],
     passes=[identified(), identified("VATDE-1"), identified("PSDBE-NBB-1"), identified("NTR")],
     not_applicable=others,
     not_effective=[identified("LEIXG-1").change(**before_2020)])

rule("cabf_ev.organization_identifier.country_unknown",
     fires=[identified("NTRUK-1"), identified("NTREL-1"), identified("VATZZ-1"), issued(identified("VATEL-1"), "2024-03-03T23:59:59Z")],
     passes=[identified(), identified("NTRXG-1"), issued(identified("VATEL-1"), "2024-03-04T00:00:00Z"), identified("VATEL-1"), identified("VATXI-1")],
     not_applicable=others + [identified("NTR"), identified("NTRDE_1")],
     not_effective=[identified("NTRUK-1").change(**early)])

rule("cabf_ev.organization_identifier.country_not_jurisdiction",
     fires=[identified("NTRFR-1")],
     passes=[identified()],
     not_applicable=others + [identified("VATFR-1"), identified("PSDBE-NBB-1"), identified("NTRFR-1", without=["jurisdictionC"])],
     not_effective=[identified("NTRFR-1").change(**early)])

rule("cabf_ev.organization_identifier.extension_missing",
     fires=[identified(in_extension=None), identified("", None)],
     passes=[identified(), identified(in_extension=null())],
     not_applicable=others,
     not_effective=[identified(in_extension=None).change(**before_2020)])

rule("cabf_ev.organization_identifier.extension_malformed",
     fires=[identified(in_extension=value) for value in
            (null(), utf8("NTRDE-HRB12345"), sequence(utf8("NTR"), printable("DE"), utf8("1")),
             sequence(printable("NTR"), printable("DE")), sequence(printable("NTR"), printable("DE"), printable("1")))],
     passes=[identified(), identified(in_extension=extension(state="BE"))],
     not_applicable=others + [identified(in_extension=None)],
     not_effective=[identified(in_extension=null()).change(**early)])

rule("cabf_ev.organization_identifier.extension_unknown",
     fires=[identified(in_extension=extension("DUN")), ev_leaf().extension("cabf_org_id", extension(country="ZZ"))],
     passes=[identified(), identified(in_extension=extension("VAT", "EL")), identified(in_extension=extension(country="XG"))],
     not_applicable=[ev_leaf(), identified(in_extension=None), identified(in_extension=null()),
                     leaf().extension("cabf_org_id", extension("DUN"))],
     not_effective=[identified(in_extension=extension("DUN")).change(**before_2020)])

rule("cabf_ev.organization_identifier.extension_differs",
     fires=[identified(in_extension=extension("VAT")), identified(in_extension=extension(country="FR")),
            identified(in_extension=extension(reference="HRB12346")), identified(in_extension=extension(state="BE")),
            identified("NTRUS+CA-1", extension("NTR", "US", "1")), identified("NTR", extension()),
            identified("PSDBE-NBB-1", extension("PSD", "BE", "2")), identified("VATBE-NBB-1", extension("VAT", "BE", "1"))],
     passes=[identified(), identified("NTRUS+CA-1", extension("NTR", "US", "1", "CA")),
             identified("PSDBE-NBB-1", extension("PSD", "BE", "NBB-1")), identified("PSDBE-NBB-1", extension("PSD", "BE", "1"))],
     not_applicable=others + [identified(in_extension=None), identified(in_extension=null()),
                              ev_leaf().extension("cabf_org_id", extension())],
     not_effective=[identified(in_extension=extension("VAT")).change(**before_2020)])

rule("cabf_ev.organization_identifier.extension_has_subdivision",
     fires=[identified(in_extension=extension("VAT", state="BE")), leaf().extension("cabf_org_id", extension("PSD", state="BE"))],
     passes=[identified(in_extension=extension("VAT")), identified(in_extension=extension("PSD"))],
     not_applicable=[leaf(), identified(), identified(in_extension=extension(state="BE")), identified(in_extension=null())],
     not_effective=[identified(in_extension=extension("VAT", state="BE")).change(**early)])

state = (("jurisdictionST", "California"),)


def in_state(text, in_extension=extension()):
    return ev_leaf(("organizationIdentifier", text), *state).extension("cabf_org_id", in_extension)


rule("cabf_ev.organization_identifier.subdivision_missing",
     fires=[in_state("NTRDE-HRB12345")], passes=[in_state("NTRDE+CA-HRB12345"), in_state("NTRDE-HRB12345", extension(state="CA"))],
     not_applicable=others + [identified(), in_state("VATDE-1")], not_effective=[in_state("NTRDE-HRB12345").change(**early)])

rule("cabf_ev.organization_identifier.subdivision_not_of_jurisdiction",
     fires=[identified("NTRDE+BE-HRB12345", extension(state="BE"))],
     passes=[in_state("NTRDE+BE-HRB12345", extension(state="BE"))],
     not_applicable=others + [identified(), identified("VATDE+BE-1"), identified("NTRDE+BE-HRB12345", without=["jurisdictionC"])],
     not_effective=[identified("NTRDE+BE-HRB12345").change(**early)])

rule("cabf_ev.organization_identifier.reference_not_registration_number",
     fires=[identified("NTRDE-999"), identified("NTRDE-HRB12346"), identified("NTRDE-HRB1234"), identified("NTRDE-HRB123456"), identified("NTRDE-234")],
     passes=[identified(), identified("NTRDE-DER3306.HRB.12345"), identified("NTRDE-12345")],
     not_applicable=others + [identified("VATDE-1"), identified(without=["serialNumber"]), identified("NTRDE-")],
     not_effective=[identified("NTRDE-999").change(**early)])
