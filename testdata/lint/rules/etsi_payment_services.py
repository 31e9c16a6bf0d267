ARC = "0.4.0.19495"
ROLES = {name: f"{ARC}.1.{number}" for number, name in enumerate(("Unspecified", "PSP_AS", "PSP_PI", "PSP_AI", "PSP_IC"))}
topic = "etsi.payment_services."


def role(name, identifier=None):
    return sequence(oid(identifier or ROLES[name]), utf8(name))


def paying(*fields, base=leaf()):
    return base.extension("qc", sequence(sequence(oid(f"{ARC}.2"), sequence(*fields))))


def psd2(roles=(role("PSP_AI"),), authority="Bundesanstalt für Finanzdienstleistungsaufsicht", identifier="DE-BAFIN", base=leaf()):
    return paying(sequence(*roles), utf8(authority), utf8(identifier), base=base)


def early(certificate):
    return issued(certificate, "2018-10-31T23:59:59Z")


def numbered(text):
    return psd2(base=leaf().change(subject=name(("CN", "www.certcheck.com"), ("organizationIdentifier", text))))


unreadable = paying(sequence(role("PSP_AI")), utf8("BaFin"))
none = [leaf(), unreadable]
web = leaf().extension("policies", policy_list(DV, f"{ARC}.3.1"))
rule(topic + "statement_missing", fires=[web], passes=[psd2(base=web)], not_applicable=[leaf(), psd2()], not_effective=[early(web)])
rule(topic + "statement_malformed",
     fires=[unreadable, psd2(roles=[null()]), psd2(authority=""), psd2(authority="x" * 257), paying(sequence(role("PSP_AI")), printable("BaFin"), utf8("DE-BAFIN")),
            leaf().extension("qc", sequence(sequence(oid(f"{ARC}.2"))))],
     passes=[psd2(), psd2(authority="ü" * 256)], not_applicable=[leaf()], not_effective=[early(unreadable)])
rule(topic + "roles_missing", fires=[psd2(roles=[])], passes=[psd2()], not_applicable=none, not_effective=[early(psd2(roles=[]))])
odd = psd2(roles=[role("PSP_AI", f"{ARC}.1.9")])
rule(topic + "role_unknown", fires=[odd, psd2(roles=[role("PSP_AI"), role("PSP_AI", "1.2.3")])], passes=[psd2(), psd2(roles=[role(each) for each in ROLES]), psd2(roles=[])],
     not_applicable=none, not_effective=[early(odd)])
wrong = psd2(roles=[role("PSP_PI", ROLES["PSP_AS"])])
rule(topic + "role_name_wrong", fires=[wrong, psd2(roles=[role("psp_ai", ROLES["PSP_AI"])])], passes=[psd2(), psd2(roles=[role(each) for each in ROLES]), odd],
     not_applicable=none, not_effective=[early(wrong)])
greek = psd2(authority="Τράπεζα της Ελλάδος")
rule(topic + "authority_not_latin", fires=[greek, psd2(authority="Банк")], passes=[psd2(), psd2(authority="Česká národní banka"), psd2(authority="Banca d’Italia")],
     not_applicable=none, not_effective=[early(greek)])
bad = psd2(identifier="DEBAFIN")
rule(topic + "authority_malformed",
     fires=[bad, psd2(identifier="ZZ-BAFIN"), psd2(identifier="DE-B"), psd2(identifier="DE-ABCDEFGHI"), psd2(identifier="DE-BaFin"), psd2(identifier="DE")],
     passes=[psd2(), psd2(identifier="DE-AB"), psd2(identifier="DE-ABCDEFGH")], not_applicable=none, not_effective=[early(bad)])
rule(topic + "authorization_number_malformed", fires=[numbered("PSDDE-12345"), numbered("PSDDE-BAFIN-"), numbered("PSDZZ-BAFIN-1"), numbered("PSDDE-BaFin-1")],
     passes=[numbered("PSDDE-BAFIN-12345"), numbered("PSDBE-NBB-1234.567.890")], not_applicable=[leaf(), numbered("VATDE-1"), psd2()],
     not_effective=[early(numbered("PSDDE-12345"))])
