USER_PRINCIPAL_NAME = "1.3.6.1.4.1.311.20.2.3"


def holding(extension, *names):
    return leaf().extension(extension, sequence(*names))


def before_rfc2459(certificate):
    return certificate.change(not_before="1998-12-31T00:00:00Z")


def shared_rule(check, **outcomes):
    """One function stands behind both extensions: for the issuer's a few of the cases will do."""
    rule(check, **{outcome: cases if topic == "subject" else cases[:2] for outcome, cases in outcomes.items()})


for topic, extension in (("subject", "san"), ("issuer", "ian")):
    shared_rule(f"rfc5280.{topic}_alternative_name.empty_name",
                fires=[holding(extension, item) for item in
                       (dns(""), email(""), uri(""), ip(), directory(name()), constructed(3), constructed(5),
                        other_name(USER_PRINCIPAL_NAME, utf8("")))] +
                      [holding(extension, dns("a.example"), dns(""))],
                passes=[holding(extension, item) for item in
                        (dns("www.certcheck.com"), ip(192, 0, 2, 1), directory(name(("CN", "a"))),
                         other_name(USER_PRINCIPAL_NAME, utf8("a@b")), other_name("1.2.3", null()),
                         # What does not follow the ASN.1 is found by the parser.
                         primitive(8, b""), constructed(0), constructed(4))],
                not_applicable=[leaf().without("san")],
                not_effective=[before_rfc2459(holding(extension, email("")))])

    shared_rule(f"rfc5280.{topic}_alternative_name.ip_address_length",
                fires=[holding(extension, ip(*octets)) for octets in ((), range(1), range(5), range(8), range(17), range(32))] +
                      [holding(extension, ip(192, 0, 2, 1), ip(*b"192.0.2.1"))],
                passes=[holding(extension, ip(192, 0, 2, 1)), holding(extension, ip(*range(16)))],
                not_applicable=[holding(extension, dns("a.example")), leaf().without("san")],
                not_effective=[before_rfc2459(holding(extension, ip(1, 2, 3)))])
