CS = "2.23.140.1.4.1"


def signing(base=leaf):
    return base().extension("policies", policy_list(CS)).extension("eku", purposes(CODE_SIGNING))


def ca():
    return signing(intermediate)


def aia(*pairs, base=signing):
    return base().extension("aia", access(*pairs))


def crls(*urls):
    return signing().extension("crldp", distribution_points(*urls))


def early(certificate):
    return certificate.change(not_before="2019-08-12T23:59:59Z")


http, ldap, https = (uri(f"{scheme}://pki.example/ca") for scheme in ("http", "ldap", "https"))
others = [leaf().without("aia", "crldp"), signing().without("aia", "crldp").change(issuer=leaf().subject, signer="leaf-rsa")]

rule("cabf_cs.extensions.aia_missing",
     fires=[signing().without("aia"), ca().without("aia")],
     passes=[signing(), ca()],
     not_applicable=others,
     not_effective=[early(signing().without("aia"))])

rule("cabf_cs.extensions.aia_critical",
     fires=[signing().critical("aia"), ca().critical("aia")],
     passes=[signing(), ca()],
     not_applicable=others + [signing().without("aia")],
     not_effective=[early(signing().critical("aia"))])

rule("cabf_cs.extensions.issuer_not_http",
     fires=[signing().without("aia"), aia(("ocsp", http)), aia(("issuers", ldap)), aia(("issuers", https)), aia(("issuers", uri("http://")))],
     passes=[signing(), ca(), aia(("issuers", ldap), ("issuers", http))],
     not_applicable=others,
     not_effective=[early(aia(("issuers", ldap)))])

rule("cabf_cs.extensions.ocsp_not_http",
     fires=[aia(("ocsp", https)), aia(("ocsp", dns("pki.example"))), aia(("ocsp", ldap), ("issuers", http))],
     passes=[aia(("ocsp", http)), aia(("ocsp", ldap), ("ocsp", http))],
     not_applicable=others + [signing(), signing().without("aia")],
     not_effective=[early(aia(("ocsp", https)))])

rule("cabf_cs.extensions.crldp_missing",
     fires=[signing().without("crldp"), ca().without("crldp")],
     passes=[signing(), ca(), crls("ldap://pki.example/ca")],
     not_applicable=others,
     not_effective=[early(signing().without("crldp"))])

rule("cabf_cs.extensions.crldp_critical",
     fires=[signing().critical("crldp")],
     passes=[signing(), ca()],
     not_applicable=others + [signing().without("crldp")],
     not_effective=[early(signing().critical("crldp"))])

rule("cabf_cs.extensions.crldp_not_http",
     fires=[crls("ldap://pki.example/ca"), crls("https://pki.example/ca.crl"), signing().extension("crldp", sequence(sequence()))],
     passes=[signing(), ca(), crls("ldap://pki.example/ca", "http://pki.example/ca.crl")],
     not_applicable=others + [signing().without("crldp")],
     not_effective=[early(crls("ldap://pki.example/ca"))])
