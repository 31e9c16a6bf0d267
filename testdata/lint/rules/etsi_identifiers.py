NATURAL, LEGAL, EIDAS_NATURAL, EIDAS_LEGAL = (f"0.4.0.194121.1.{number}" for number in (1, 2, 3, 4))
topic = "etsi.identifiers."


def semantics(identifier, *attributes, authorities=None, base=leaf()):
    """A certificate whose subject has the attributes, with the semantics identifier in qcStatements."""
    information = sequence(oid(identifier), *([] if authorities is None else [sequence(*authorities)]))
    return base.change(subject=name(("CN", "www.certcheck.com"), *attributes)).extension(
        "qc", sequence(sequence(oid("1.3.6.1.5.5.7.11.2"), information)))


def person(text, identifier=NATURAL, **more):
    return semantics(identifier, ("serialNumber", text), **more)


def company(text, identifier=LEGAL, **more):
    return semantics(identifier, ("organizationIdentifier", text), **more)


def before(day, certificate):
    return issued(certificate, f"{day}T23:59:59Z")


def early(certificate):
    return before("2016-01-31", certificate)


def later(certificate):
    return before("2020-06-30", certificate)


register = [uri("https://register.example/")]
others = [leaf(), leaf().change(subject=name(("CN", "www.certcheck.com"), ("serialNumber", "12345"), ("organizationIdentifier", "12345"))), semantics(NATURAL), semantics(LEGAL)]
rule(topic + "natural_malformed", fires=[person("12345"), person("PASDE12345"), person("PASDE-"), person("pasDE-1"), person("P1SDE-1")],
     passes=[person("PASDE-P3000180"), person("EI:SE-200007292386", authorities=register), person("XYZDE-1")],
     not_applicable=others + [company("12345"), person("12345", LEGAL)], not_effective=[early(person("12345"))])
rule(topic + "natural_type_unknown", fires=[person("EIDDE-1"), person("NTRDE-1")], passes=[person(f"{kind}DE-1") for kind in ("PAS", "IDC", "PNO", "TAX", "TIN", "EI:")],
     not_applicable=others + [person("12345")], not_effective=[early(person("EIDDE-1"))])
rule(topic + "natural_type_deprecated", fires=[person("TAXDE-1")], passes=[person("TINDE-1")], not_applicable=others + [person("12345")], not_effective=[later(person("TAXDE-1"))])
rule(topic + "natural_country_unknown", fires=[person("PASUK-1"), person("PASZZ-1")], passes=[person("PASGB-1")], not_applicable=others + [person("12345")],
     not_effective=[early(person("PASUK-1"))])
rule(topic + "natural_authority_missing", fires=[person("EI:SE-1"), person("EI:SE-1", authorities=[email("register@example.com")])],
     passes=[person("EI:SE-1", authorities=register)], not_applicable=others + [person("PASDE-1")], not_effective=[early(person("EI:SE-1"))])
rule(topic + "legal_malformed", fires=[company("12345"), company("NTRUS+CA-1"), company("VATDE-")], passes=[company("VATBE-0876866142"), company("EI:SE-1", authorities=register)],
     not_applicable=others + [person("12345")], not_effective=[early(company("12345"))])
rule(topic + "legal_type_unknown", fires=[company("DUNDE-1"), company("PASDE-1")], passes=[company(text) for text in ("VATDE-1", "NTRDE-1", "PSDDE-BAFIN-1", "LEIXG-529900T8BM49AURSDO55", "EI:SE-1")],
     not_applicable=others + [company("12345")], not_effective=[early(company("DUNDE-1"))])
rule(topic + "legal_country_unknown", fires=[company("NTRUK-1"), company("LEIDE-1"), company("NTREL-1")], passes=[company("NTRGB-1"), company("LEIXG-529900T8BM49AURSDO55"), company("VATEL-1")],
     not_applicable=others + [company("12345")], not_effective=[early(company("NTRUK-1"))])
rule(topic + "lei_invalid", fires=[company("LEIXG-1"), company("LEIXG-529900T8BM49AURSDO56")], passes=[company("LEIXG-529900T8BM49AURSDO55")],
     not_applicable=others + [company("VATDE-1"), company("12345")], not_effective=[later(company("LEIXG-1"))])
rule(topic + "legal_authority_missing", fires=[company("EI:SE-1"), company("EI:SE-1", authorities=[dns("register.example")])],
     passes=[company("EI:SE-1", authorities=register)], not_applicable=others + [company("VATDE-1")], not_effective=[early(company("EI:SE-1"))])
eidas = person("ES-02635542Y", EIDAS_NATURAL)
rule(topic + "eidas_natural_malformed", fires=[eidas, person("ES/AT", EIDAS_NATURAL), person("ES/ZZ/1", EIDAS_NATURAL)], passes=[person("ES/AT/02635542Y", EIDAS_NATURAL)],
     not_applicable=others + [person("12345"), company("12345", EIDAS_NATURAL)], not_effective=[later(eidas)])
spaced = company("ES/AT/0 12345", EIDAS_LEGAL)
rule(topic + "eidas_legal_malformed", fires=[spaced, company("ES/AT/" + "1" * 251, EIDAS_LEGAL)], passes=[company("ES/AT/12345", EIDAS_LEGAL), company("ES/AT/" + "1" * 250, EIDAS_LEGAL)],
     not_applicable=others + [company("12345")], not_effective=[later(spaced)])
