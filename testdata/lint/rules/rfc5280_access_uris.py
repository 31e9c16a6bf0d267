def crl_at(*texts):
    return leaf().extension("crldp", distribution_points(*texts))


def issuers_at(*texts):
    return leaf().extension("aia", access(*[("issuers", uri(text)) for text in texts]))


def repository_at(text):
    return intermediate().extension("sia", access(("1.3.6.1.5.5.7.48.5", uri(text))))


def freshest_at(text):
    return leaf().extension("freshest_crl", distribution_points(text))


ldap = "ldap://ldap.pki.example/cn=CA,dc=pki,dc=example"
none = leaf().without("crldp", "aia")
CRL, CERTIFICATES = "?certificateRevocationList;binary", "?cACertificate;binary,crossCertificatePair;binary"

rule("rfc5280.access_uris.relative",
     fires=[crl_at("crl.pki.example/issuing.crl"), issuers_at("/issuing.cer"), freshest_at("//crl.pki.example/delta.crl"),
            repository_at("pki.example"), crl_at(""), crl_at("http:"), crl_at("1http://crl.pki.example/")],
     passes=[leaf(), crl_at("urn:x-crl:1"), crl_at("z39.50r://crl.pki.example/1")],
     not_applicable=[none, root(), none.extension("aia", access(("ocsp", dns("ocsp.pki.example"))))],
     not_effective=[crl_at("issuing.crl").change(not_before="2002-03-31T23:59:59Z")])

rule("rfc5280.access_uris.needs_tls",
     fires=[crl_at("https://crl.pki.example/issuing.crl"), issuers_at("HTTPS://aia.pki.example/issuing.cer"),
            crl_at("ldaps://ldap.pki.example/cn=CA" + CRL),
            leaf().extension("aia", access(("ocsp", uri("https://ocsp.pki.example/"))))],
     passes=[leaf(), crl_at("httpsx://crl.pki.example/")],
     not_applicable=[none],
     not_effective=[crl_at("https://crl.pki.example/").change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.access_uris.unusual_scheme",
     fires=[crl_at("file:///issuing.crl"), repository_at("rsync://pki.example/repository")],
     passes=[leaf(), crl_at("FTP://crl.pki.example/issuing.crl"), crl_at(ldap + CRL), crl_at("issuing.crl")],
     not_applicable=[none])

rule("rfc5280.access_uris.ldap_incomplete",
     fires=[crl_at(ldap), crl_at("ldap://ldap.pki.example"), crl_at("ldap://ldap.pki.example/" + CRL), issuers_at(ldap + "?"),
            crl_at(ldap + CERTIFICATES), freshest_at(ldap), repository_at(ldap)],
     passes=[leaf(), crl_at(ldap + CRL), crl_at(ldap + CRL + "?base"), issuers_at(ldap + CERTIFICATES),
             leaf().extension("aia", access(("ocsp", uri("ldap://ocsp.pki.example/"))))],
     not_applicable=[none],
     not_effective=[crl_at(ldap).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.access_uris.ldap_without_host",
     fires=[crl_at("ldap:///cn=CA,dc=pki,dc=example" + CRL), issuers_at("ldap:///cn=CA" + CERTIFICATES)],
     passes=[leaf(), crl_at(ldap + CRL), crl_at("file:///issuing.crl")],
     not_applicable=[none],
     not_effective=[crl_at("ldap:///cn=CA" + CRL).change(not_before="2008-04-30T23:59:59Z")])
