HTTP, FTP = uri("http://crl.pki.example/issuing.crl"), uri("ftp://crl.pki.example/issuing.crl")
INDIRECT = name(("C", "DE"), ("O", "certcheck test PKI"), ("CN", "certcheck test CRL issuer"))
SOME, ALL = range(1, 3), range(1, 9)


def point(*names, relative=None, reasons=None, issuer=None):
    """A DistributionPoint; `relative` is an attribute, `reasons` bit numbers, `issuer` a list of GeneralNames."""
    fields = [constructed(0, constructed(0, *names))] if names else []
    if relative:
        fields.append(constructed(0, constructed(1, relative)))
    if reasons is not None:
        fields.append(primitive(1, named_bits(*reasons)[2:]))
    if issuer is not None:
        fields.append(constructed(2, *issuer))
    return sequence(*fields)


def crldp(*points):
    return leaf().extension("crldp", sequence(*points))


def freshest(*points):
    return leaf().extension("freshest_crl", sequence(*points))


relative = attribute("CN", "CRL1")
none = leaf().without("crldp")

rule("rfc5280.crl_distribution_points.critical",
     fires=[leaf().critical("crldp")], passes=[leaf()], not_applicable=[none],
     not_effective=[leaf().critical("crldp").change(not_before="1998-12-31T23:59:59Z")])

rule("rfc5280.freshest_crl.critical",
     fires=[freshest(point(HTTP)).critical("freshest_crl")], passes=[freshest(point(HTTP))], not_applicable=[leaf()],
     not_effective=[freshest(point(HTTP)).critical("freshest_crl").change(not_before="2002-03-31T23:59:59Z")])

rule("rfc5280.crl_distribution_points.reasons_only",
     fires=[crldp(point(reasons=SOME)), crldp(point(HTTP), point(reasons=SOME)), freshest(point(reasons=SOME))],
     passes=[leaf(), crldp(point(HTTP, reasons=SOME)), crldp(point(reasons=SOME, issuer=[directory(INDIRECT)])),
             crldp(point(relative=relative, reasons=SOME)), crldp(point())],
     not_applicable=[none],
     not_effective=[crldp(point(reasons=SOME)).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc5280.crl_distribution_points.empty_point",
     fires=[crldp(point()), crldp(point(HTTP), point()), freshest(point()), crldp(point(reasons=[]))],
     passes=[leaf(), crldp(point(reasons=SOME)), crldp(point(issuer=[directory(INDIRECT)]))],
     not_applicable=[none],
     not_effective=[crldp(point()).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc5280.crl_distribution_points.without_uri",
     fires=[crldp(point(uri("crl.pki.example/issuing.crl"))), crldp(point(FTP)), crldp(point(uri("https://crl.pki.example/"))),
            crldp(point(dns("crl.pki.example"))), crldp(point(relative=relative)), crldp(point(issuer=[directory(INDIRECT)]))],
     passes=[leaf(), crldp(point(uri("LDAP://ldap.pki.example/cn=CA?certificateRevocationList;binary"))),
             crldp(point(FTP, HTTP)), crldp(point(FTP), point(HTTP))],
     not_applicable=[none, none.extension("freshest_crl", sequence(point(FTP)))],
     not_effective=[crldp(point(FTP)).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.crl_distribution_points.point_without_uri",
     fires=[crldp(point(HTTP), point(FTP)), freshest(point(FTP))],
     passes=[leaf(), crldp(point(FTP)), crldp(point(FTP, HTTP)), crldp(point(HTTP), point(issuer=[directory(INDIRECT)]))],
     not_applicable=[none])

rule("rfc5280.crl_distribution_points.relative_name",
     fires=[crldp(point(relative=relative)), freshest(point(relative=relative))],
     passes=[leaf()],
     not_applicable=[none],
     not_effective=[crldp(point(relative=relative)).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.crl_distribution_points.relative_name_ambiguous",
     fires=[crldp(point(relative=relative, issuer=[directory(INDIRECT), directory(ROOT_NAME)]))],
     passes=[leaf(), crldp(point(relative=relative)), crldp(point(relative=relative, issuer=[directory(INDIRECT)])),
             crldp(point(HTTP, issuer=[directory(INDIRECT), directory(ROOT_NAME)]))],
     not_applicable=[none])

rule("rfc5280.crl_distribution_points.issuer_not_one_name",
     fires=[crldp(point(HTTP, issuer=[HTTP])), crldp(point(HTTP, issuer=[directory(INDIRECT), HTTP])),
            freshest(point(HTTP, issuer=[directory(INDIRECT), directory(ROOT_NAME)]))],
     passes=[leaf(), crldp(point(HTTP, issuer=[directory(INDIRECT)]))],
     not_applicable=[none],
     not_effective=[crldp(point(HTTP, issuer=[HTTP])).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.crl_distribution_points.issuer_needless",
     fires=[crldp(point(HTTP, issuer=[directory(ISSUING_NAME)]))],
     passes=[leaf(), crldp(point(HTTP, issuer=[directory(INDIRECT)]))],
     not_applicable=[none],
     not_effective=[crldp(point(HTTP, issuer=[directory(ISSUING_NAME)])).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc5280.crl_distribution_points.issuer_alone",
     fires=[crldp(point(issuer=[directory(INDIRECT)]))],
     passes=[leaf(), crldp(point(HTTP, issuer=[directory(INDIRECT)])), crldp(point(HTTP, issuer=[]))],
     not_applicable=[none])

rule("rfc5280.crl_distribution_points.by_reason",
     fires=[crldp(point(HTTP, reasons=SOME), point(HTTP)), freshest(point(HTTP, reasons=SOME))],
     passes=[leaf(), crldp(point(reasons=SOME))],
     not_applicable=[none],
     not_effective=[crldp(point(HTTP, reasons=SOME)).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.crl_distribution_points.not_all_reasons",
     fires=[crldp(point(HTTP, reasons=SOME)), crldp(point(HTTP, reasons=SOME), point(HTTP, reasons=range(3, 9)))],
     passes=[leaf(), crldp(point(HTTP, reasons=SOME), point(HTTP)), crldp(point(HTTP, reasons=ALL))],
     not_applicable=[none, crldp(), none.extension("freshest_crl", sequence(point(HTTP, reasons=SOME)))],
     not_effective=[crldp(point(HTTP, reasons=SOME)).change(not_before="2008-04-30T23:59:59Z")])
