REPOSITORY, TIME_STAMPING_ACCESS = "1.3.6.1.5.5.7.48.5", "1.3.6.1.5.5.7.48.3"
there = uri("http://pki.example/")


def aia(*pairs):
    return leaf().extension("aia", access(*pairs))


def sia(*pairs, of=intermediate):
    return of().extension("sia", access(*pairs))


rule("rfc5280.authority_information_access.critical",
     fires=[leaf().critical("aia")], passes=[leaf()], not_applicable=[root()])

rule("rfc5280.subject_information_access.critical",
     fires=[sia((REPOSITORY, there)).critical("sia")],
     passes=[sia((REPOSITORY, there))],
     not_applicable=[intermediate()])

rule("rfc5280.authority_information_access.ca_issuers_unreachable",
     fires=[aia(("issuers", uri("aia.pki.example/issuing.cer"))), aia(("ocsp", there), ("issuers", uri("ftp://pki.example/a")))],
     passes=[leaf(), aia(("issuers", uri("ftp://pki.example/a")), ("issuers", uri("HTTP://pki.example/a"))),
             aia(("issuers", uri("ldap://pki.example/cn=CA?cACertificate;binary")))],
     not_applicable=[root(), aia(("ocsp", there)), aia(("issuers", directory(ROOT_NAME)))],
     not_effective=[aia(("issuers", uri("issuing.cer"))).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.authority_information_access.ca_issuers_without_uri",
     fires=[aia(("issuers", directory(ROOT_NAME)))],
     passes=[leaf(), aia(("issuers", directory(ROOT_NAME)), ("issuers", there))],
     not_applicable=[root(), aia(("ocsp", there))],
     not_effective=[aia(("issuers", directory(ROOT_NAME))).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.authority_information_access.ocsp_without_uri",
     fires=[aia(("ocsp", dns("ocsp.pki.example")))],
     passes=[aia(("ocsp", there)), aia(("ocsp", dns("ocsp.pki.example")), ("ocsp", there))],
     not_applicable=[root(), leaf()])

rule("rfc5280.authority_information_access.subject_method",
     fires=[aia((REPOSITORY, there)), aia(("issuers", there), (TIME_STAMPING_ACCESS, there))],
     passes=[leaf(), aia(("1.3.6.1.4.1.99999.1", there))],
     not_applicable=[root()])

rule("rfc5280.information_access.undefined_form",
     fires=[aia(("issuers", dns("pki.example"))), sia((REPOSITORY, ip(192, 0, 2, 1))),
            sia((TIME_STAMPING_ACCESS, directory(ROOT_NAME)), of=leaf)],
     passes=[leaf(), aia(("issuers", directory(ROOT_NAME)), ("issuers", email("ca@pki.example"))),
             sia((TIME_STAMPING_ACCESS, dns("pki.example")), (TIME_STAMPING_ACCESS, ip(192, 0, 2, 1)), of=leaf)],
     not_applicable=[root()])

rule("rfc5280.subject_information_access.authority_method",
     fires=[sia(("ocsp", there)), sia((REPOSITORY, there), ("issuers", there))],
     passes=[sia((REPOSITORY, there))],
     not_applicable=[leaf()])

rule("rfc5280.subject_information_access.ca_repository_in_leaf",
     fires=[sia((REPOSITORY, there), of=leaf)],
     passes=[sia((TIME_STAMPING_ACCESS, there), of=leaf)],
     not_applicable=[leaf(), sia((REPOSITORY, there))])

rule("rfc5280.subject_information_access.ca_repository_unreachable",
     fires=[sia((REPOSITORY, directory(ROOT_NAME))), sia((REPOSITORY, uri("rsync://pki.example/")))],
     passes=[sia((REPOSITORY, there)), sia((REPOSITORY, directory(ROOT_NAME)), (REPOSITORY, there))],
     not_applicable=[intermediate(), sia((TIME_STAMPING_ACCESS, there))],
     not_effective=[sia((REPOSITORY, directory(ROOT_NAME))).change(not_before="2008-04-30T23:59:59Z")])
