mail, mail_ca = for_mail(leaf()), for_mail(intermediate())
AT_OCSP, AT_ISSUERS = ("ocsp", uri("http://ocsp.certcheck.com/")), ("issuers", uri("http://aia.certcheck.com/issuing.cer"))
OTHER = ("1.3.6.1.5.5.7.48.5", uri("http://aia.certcheck.com/"))


def at(*pairs):
    return leaf().extension("aia", access(*pairs))


def ca(*pairs):
    return intermediate().extension("aia", access(*pairs))


def old(item):
    return issued(item, "2021-01-01T00:00:00Z")


def very_old(item):
    return issued(item, "2012-06-30T23:59:59Z")


topic = "cabf_br.authority_information_access."
rule(topic + "subscriber_missing", fires=[leaf().without("aia")], passes=[leaf()], not_applicable=[root(), mail],
     not_effective=[very_old(leaf().without("aia"))])
rule(topic + "subscriber_critical", fires=[leaf().critical("aia")], passes=[leaf()], not_applicable=[root(), leaf().without("aia"), mail],
     not_effective=[very_old(leaf().critical("aia"))])
rule(topic + "subscriber_without_ocsp", fires=[old(leaf()), old(leaf().without("aia")), old(at(("ocsp", uri("https://ocsp.certcheck.com/"))))],
     passes=[old(at(AT_OCSP))], not_applicable=[root(), mail], not_effective=[leaf(), very_old(leaf())])
december = lambda item: issued(item, "2023-12-01T00:00:00Z")
rule(topic + "subscriber_without_ocsp_before_sc_63", fires=[december(leaf()), issued(leaf().without("aia"), "2024-03-14T23:59:59Z")],
     passes=[december(at(AT_OCSP))], not_applicable=[root(), mail], not_effective=[leaf(), issued(leaf(), "2024-03-15T00:00:00Z"), old(leaf())])
rule(topic + "subscriber_without_ca_issuers", fires=[at(AT_OCSP), leaf().without("aia")], passes=[leaf()], not_applicable=[root(), mail],
     not_effective=[very_old(at(AT_OCSP))])
rule(topic + "ca_issuers_not_http", fires=[at(("issuers", uri("https://aia.certcheck.com/a.cer"))), at(AT_ISSUERS, ("issuers", uri("ldap://aia/")))],
     passes=[leaf(), at(("issuers", uri("HTTP://aia.certcheck.com/a.cer")))], not_applicable=[intermediate(), at(AT_OCSP), mail],
     not_effective=[old(at(("issuers", uri("ftp://aia.certcheck.com/"))))])
rule(topic + "ocsp_not_http", fires=[at(("ocsp", uri("https://ocsp.certcheck.com/")))], passes=[at(AT_OCSP)], not_applicable=[leaf(), intermediate(), mail],
     not_effective=[old(at(("ocsp", uri("https://ocsp.certcheck.com/"))))])
rule(topic + "other_method", fires=[at(AT_ISSUERS, OTHER)], passes=[leaf()], not_applicable=[intermediate(), leaf().without("aia"), mail],
     not_effective=[old(at(OTHER))])
rule(topic + "location_not_uri", fires=[at(("issuers", dns("aia.certcheck.com"))), at(("ocsp", directory(ROOT_NAME)))], passes=[leaf()],
     not_applicable=[intermediate(), leaf().without("aia"), mail], not_effective=[old(at(("ocsp", dns("ocsp.certcheck.com"))))])
rule(topic + "location_repeated", fires=[at(AT_OCSP, AT_OCSP), at(AT_ISSUERS, AT_OCSP, ("issuers", uri("HTTP://aia.certcheck.com/issuing.cer")))],
     passes=[leaf(), at(AT_OCSP, ("issuers", uri("http://ocsp.certcheck.com/")))],
     not_applicable=[intermediate(), leaf().without("aia"), at(OTHER, OTHER), mail], not_effective=[old(at(AT_OCSP, AT_OCSP))])
twice = intermediate().extension("aia", access(AT_ISSUERS, AT_ISSUERS))
rule(topic + "ca_location_repeated", fires=[twice], passes=[intermediate(), intermediate().extension("aia", access(AT_ISSUERS, AT_OCSP))],
     not_applicable=[leaf(), root(), intermediate().without("aia"), for_mail(twice)], not_effective=[old(twice)])
rule(topic + "internal_host", fires=[leaf(), at(("issuers", uri("http://pki.corp/issuing.cer"))), at(("ocsp", uri("http://ocsp/")))],
     passes=[at(AT_ISSUERS, AT_OCSP), at(("ocsp", uri("http://192.0.2.1/"))), at(("ocsp", uri("http://[2001:db8::1]/")))],
     not_applicable=[intermediate(), leaf().without("aia"), mail], not_effective=[very_old(leaf())])
rule(topic + "ca_critical", fires=[intermediate().critical("aia")], passes=[intermediate()], not_applicable=[leaf(), intermediate().without("aia"), mail_ca])
rule(topic + "ca_missing_before_sc_31", fires=[issued(intermediate().without("aia"), "2019-01-01T00:00:00Z")],
     passes=[issued(intermediate(), "2019-01-01T00:00:00Z")], not_applicable=[root(), leaf(), mail_ca],
     not_effective=[intermediate().without("aia"), very_old(intermediate().without("aia"))])
rule(topic + "ca_missing", fires=[intermediate().without("aia")], passes=[intermediate()], not_applicable=[root(), leaf(), mail_ca],
     not_effective=[issued(intermediate().without("aia"), "2019-01-01T00:00:00Z")])
rule(topic + "ca_without_ca_issuers", fires=[old(ca(AT_OCSP))], passes=[old(intermediate())], not_applicable=[root(), leaf(), mail_ca],
     not_effective=[ca(AT_OCSP)])
rule(topic + "ca_not_http", fires=[ca(("issuers", uri("https://aia.certcheck.com/"))), ca(AT_ISSUERS, ("ocsp", uri("ldap://ocsp/")))], passes=[intermediate()],
     not_applicable=[leaf(), intermediate().without("aia"), mail_ca], not_effective=[old(ca(("issuers", uri("https://aia.certcheck.com/"))))])
rule(topic + "ca_other_method", fires=[ca(AT_ISSUERS, OTHER)], passes=[intermediate()], not_applicable=[leaf(), intermediate().without("aia"), mail_ca],
     not_effective=[old(ca(OTHER))])
rule(topic + "ca_location_not_uri", fires=[ca(("issuers", directory(ROOT_NAME)))], passes=[intermediate()],
     not_applicable=[leaf(), intermediate().without("aia"), mail_ca], not_effective=[old(ca(("issuers", directory(ROOT_NAME))))])
