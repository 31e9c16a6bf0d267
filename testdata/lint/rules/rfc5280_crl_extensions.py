def early(item):
    return item.change(this_update="2008-04-30T23:59:59Z")


key = primitive(0, key_identifier(public_key("issuing-rsa")))
names = sequence(uri("http://ca.pki.example/"))
delta = crl().extension("delta_crl", integer(6), critical=True)
freshest = crl().extension("freshest_crl", distribution_points("http://crl.pki.example/delta.crl"))
issuers = ("issuers", uri("http://aia.pki.example/issuing.cer"))
responder = ("ocsp", uri("http://ocsp.pki.example/"))


def limited(*fields, critical=True):
    return crl().extension("idp", sequence(*fields), critical=critical)


def point(*fields):
    return crl().extension("freshest_crl", sequence(sequence(*fields)))


def located(*accesses):
    return crl().extension("aia", access(*accesses))


users, authorities, attributes = (primitive(number, b"\xff") for number in (1, 2, 5))
location = constructed(0, constructed(0, uri("http://crl.pki.example/issuing.crl")))

rule("rfc5280.crl.authority_key_identifier_missing",
     fires=[crl().without("aki"), crl().change(extensions=None)], passes=[crl()],
     not_applicable=[crl().change(version=None, extensions=None, revoked=None)],
     not_effective=[early(crl().without("aki"))])
rule("rfc5280.crl.key_identifier_missing",
     fires=[crl().extension("aki", sequence())], passes=[crl()], not_applicable=[crl().without("aki")])
rule("rfc5280.crl.authority_key_identifier_critical",
     fires=[crl().critical("aki")], passes=[crl()], not_applicable=[crl().without("aki")])
rule("rfc5280.crl.issuer_alternative_name_critical",
     fires=[crl().extension("ian", names, critical=True)], passes=[crl().extension("ian", names)],
     not_applicable=[crl()])
rule("rfc5280.crl.number_missing",
     fires=[crl().without("crl_number")], passes=[crl()],
     not_applicable=[crl().change(version=None, extensions=None, revoked=None)],
     not_effective=[early(crl().without("crl_number"))])
rule("rfc5280.crl.number_critical",
     fires=[crl().critical("crl_number")], passes=[crl()], not_applicable=[crl().without("crl_number")])
rule("rfc5280.crl.number_too_long",
     fires=[crl().extension("crl_number", integer(1 << 159))],
     passes=[crl(), crl().extension("crl_number", integer((1 << 159) - 1))],
     not_applicable=[crl().without("crl_number"), crl().extension("crl_number", null())])
rule("rfc5280.crl.delta_indicator_not_critical",
     fires=[delta.critical("delta_crl", False)], passes=[delta], not_applicable=[crl()])
rule("rfc5280.crl.distribution_point_not_critical",
     fires=[limited(users, critical=False)], passes=[limited(users)], not_applicable=[crl()])
rule("rfc5280.crl.distribution_point_empty",
     fires=[limited()],
     passes=[limited(users), limited(location), limited(primitive(3, b"\x06\x40")), limited(primitive(4, b"\xff"))],
     not_applicable=[crl(), limited().change(extensions=[("2.5.29.28", True, null())])],
     not_effective=[early(limited())])
rule("rfc5280.crl.distribution_point_contradictory",
     fires=[limited(users, authorities), limited(authorities, attributes), limited(users, authorities, attributes)],
     passes=[limited(users), limited(authorities), limited(location)], not_applicable=[crl()])
rule("rfc5280.crl.attribute_certificates_only",
     fires=[limited(attributes)], passes=[limited(users)], not_applicable=[crl()],
     not_effective=[early(limited(attributes))])
rule("rfc5280.crl.freshest_critical",
     fires=[freshest.critical("freshest_crl")], passes=[freshest], not_applicable=[crl()])
rule("rfc5280.crl.freshest_in_delta",
     fires=[freshest.extension("delta_crl", integer(6), critical=True)], passes=[freshest],
     not_applicable=[crl(), delta])
rule("rfc5280.crl.freshest_other_fields",
     fires=[point(location, primitive(1, b"\x06\x40")), point(location, constructed(2, directory(ISSUING_NAME)))],
     passes=[freshest], not_applicable=[crl()])
rule("rfc5280.crl.information_access_critical",
     fires=[located(issuers).critical("aia")], passes=[located(issuers)], not_applicable=[crl()])
rule("rfc5280.crl.information_access_without_issuers",
     fires=[located(responder)], passes=[located(issuers), located(responder, issuers)], not_applicable=[crl()])
rule("rfc5280.crl.information_access_other_method",
     fires=[located(responder), located(issuers, responder)], passes=[located(issuers)], not_applicable=[crl()])
rule("rfc5280.crl.critical_extension_unknown",
     fires=[crl().extension("1.2.3.4", null(), critical=True), crl().extension("2.5.29.20.1", null(), critical=True)],
     passes=[crl(), delta, limited(users), crl().extension("1.2.3.4", null())],
     not_applicable=[crl().change(extensions=None)])
