HTTP, LDAP = "http://crl.certcheck.com/ca", "ldap://ldap.certcheck.com/ca"


def crls(*urls, generation="multipurpose"):
    return smime_leaf("mailbox", generation).extension("crldp", distribution_points(*urls))


def aia(*pairs, generation="multipurpose"):
    return smime_leaf("mailbox", generation).extension("aia", access(*[
        (method, uri(location) if isinstance(location, str) else location) for method, location in pairs]))


def public(generation="multipurpose"):
    return aia(("issuers", HTTP), generation=generation)


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


named_only = smime_leaf().extension("crldp", sequence(sequence(constructed(0, constructed(0, dns("crl.certcheck.com"))))))
others = [leaf().without("aia", "crldp"), ca_issuing(smime_policy()).without("aia", "crldp")]

rule("cabf_smime.locations.crldp_missing",
     fires=[smime_leaf().without("crldp"), named_only],
     passes=[smime_leaf(), crls(LDAP)],
     not_applicable=others,
     not_effective=[early(smime_leaf().without("crldp"))])

rule("cabf_smime.locations.crldp_critical",
     fires=[smime_leaf().critical("crldp")],
     passes=[smime_leaf()],
     not_applicable=others + [smime_leaf().without("crldp")],
     not_effective=[early(smime_leaf().critical("crldp"))])

rule("cabf_smime.locations.crldp_not_http_alone",
     fires=[crls(LDAP), crls(HTTP, LDAP), crls(HTTP, "https://crl.certcheck.com/ca", generation="strict"), named_only],
     passes=[crls(HTTP), crls(HTTP, HTTP, generation="strict"), smime_leaf().without("crldp")],
     not_applicable=others + [crls(LDAP, generation="legacy")],
     not_effective=[early(crls(LDAP))])

rule("cabf_smime.locations.crldp_no_http",
     fires=[crls(LDAP, generation="legacy"), smime_leaf("mailbox", "legacy").without("crldp")],
     passes=[crls(HTTP, LDAP, generation="legacy"), crls(HTTP, generation="legacy")],
     not_applicable=others + [crls(LDAP)],
     not_effective=[early(crls(LDAP, generation="legacy"))])

rule("cabf_smime.locations.aia_missing",
     fires=[smime_leaf().without("aia")],
     passes=[smime_leaf()],
     not_applicable=others,
     not_effective=[early(smime_leaf().without("aia"))])

rule("cabf_smime.locations.issuer_missing",
     fires=[aia(("ocsp", HTTP))],
     passes=[public(), aia(("issuers", LDAP))],
     not_applicable=others + [smime_leaf().without("aia")],
     not_effective=[early(aia(("ocsp", HTTP)))])

rule("cabf_smime.locations.aia_not_http_alone",
     fires=[aia(("ocsp", LDAP)), aia(("issuers", HTTP), ("issuers", LDAP)), aia(("issuers", dns("pki.example")), generation="strict")],
     passes=[public(), aia(("ocsp", HTTP), ("issuers", HTTP)), aia(("1.3.6.1.5.5.7.48.3", LDAP))],
     not_applicable=others + [smime_leaf().without("aia"), aia(("ocsp", LDAP), generation="legacy")],
     not_effective=[early(aia(("ocsp", LDAP)))])

rule("cabf_smime.locations.aia_no_http",
     fires=[aia(("ocsp", LDAP), ("issuers", HTTP), generation="legacy"), aia(("issuers", LDAP), generation="legacy")],
     passes=[public("legacy"), aia(("ocsp", LDAP), ("ocsp", HTTP), generation="legacy")],
     not_applicable=others + [aia(("ocsp", LDAP)), smime_leaf("mailbox", "legacy").without("aia")],
     not_effective=[early(aia(("ocsp", LDAP), generation="legacy"))])

rule("cabf_smime.locations.internal_name",
     fires=[aia(("ocsp", "http://ocsp.local/")), aia(("issuers", "http://pki/ca.cer")), aia(("issuers", HTTP), ("ocsp", "http://ca.corp/"))],
     passes=[public(), aia(("ocsp", "http://192.0.2.1/")), aia(("ocsp", "http://ocsp.certcheck.co.uk:8080/")),
             aia(("1.3.6.1.5.5.7.48.3", "http://ocsp.local/"))],
     not_applicable=others + [smime_leaf().without("aia")],
     not_effective=[early(aia(("ocsp", "http://ocsp.local/")))])
