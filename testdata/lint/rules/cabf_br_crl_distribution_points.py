mail, mail_ca = for_mail(leaf()), for_mail(intermediate())
HTTP, LDAP = "http://crl.pki.example/a.crl", "ldap://ldap.pki.example/cn=a"


def point(*fields):
    return sequence(sequence(*fields))


def full_name(*names):
    return constructed(0, constructed(0, *names))


def old(item):
    return issued(item, "2023-09-14T23:59:59Z")


def very_old(item):
    return issued(item, "2012-06-30T23:59:59Z")


def at(*urls):
    return leaf().extension("crldp", distribution_points(*urls))


def ca(*urls):
    return intermediate().extension("crldp", distribution_points(*urls))


topic = "cabf_br.crl_distribution_points."
bare = leaf().without("crldp")
rule(topic + "no_revocation_pointer",
     fires=[bare, bare.change(not_after="2026-04-08T00:00:00Z"), issued(bare, "2026-03-14T00:00:00Z").change(not_after="2026-03-24T00:00:00Z")],
     passes=[leaf(), bare.extension("aia", access(("ocsp", uri("http://ocsp.certcheck.com/"))))],
     not_applicable=[root(), mail, bare.change(not_after="2026-04-07T23:59:59Z"),
                     issued(bare, "2026-03-14T00:00:00Z").change(not_after="2026-03-23T23:59:59Z")],
     not_effective=[issued(bare, "2024-03-14T23:59:59Z")])
rule(topic + "subscriber_critical", fires=[leaf().critical("crldp")], passes=[leaf()], not_applicable=[intermediate(), bare, mail],
     not_effective=[very_old(leaf().critical("crldp"))])
rule(topic + "subscriber_without_http", fires=[at(LDAP), leaf().extension("crldp", sequence())], passes=[leaf(), at(LDAP, HTTP)],
     not_applicable=[intermediate(), bare, mail], not_effective=[very_old(at(LDAP))])
rule(topic + "ca_missing", fires=[intermediate().without("crldp")], passes=[intermediate()], not_applicable=[root(), leaf(), mail_ca],
     not_effective=[very_old(intermediate().without("crldp"))])
rule(topic + "ca_critical", fires=[intermediate().critical("crldp")], passes=[intermediate()],
     not_applicable=[leaf(), intermediate().without("crldp"), mail_ca], not_effective=[very_old(intermediate().critical("crldp"))])
rule(topic + "ca_without_http", fires=[ca(LDAP)], passes=[intermediate()], not_applicable=[leaf(), intermediate().without("crldp"), mail_ca],
     not_effective=[very_old(ca(LDAP))])
rule(topic + "not_http", fires=[at(HTTP, LDAP), ca(LDAP), at("https://crl.pki.example/a.crl")], passes=[leaf(), intermediate()],
     not_applicable=[bare, mail, leaf().extension("crldp", point(full_name(directory(ROOT_NAME))))], not_effective=[old(at(LDAP))])
relative = constructed(0, constructed(1, attribute("CN", "crl")))
rule(topic + "not_full_uri",
     fires=[leaf().extension("crldp", point(full_name(directory(ROOT_NAME)))), leaf().extension("crldp", point(relative)),
            leaf().extension("crldp", point(constructed(2, directory(ROOT_NAME))))],
     passes=[leaf(), leaf().extension("crldp", point(full_name(uri(HTTP), uri(HTTP))))], not_applicable=[bare, mail],
     not_effective=[old(leaf().extension("crldp", point(relative)))])
issuer = leaf().extension("crldp", point(full_name(uri(HTTP)), constructed(2, directory(ROOT_NAME))))
rule(topic + "reasons_or_issuer",
     fires=[issuer, leaf().extension("crldp", point(full_name(uri(HTTP)), primitive(1, b"\x06\x40")))], passes=[leaf()],
     not_applicable=[bare, mail], not_effective=[old(issuer)])
rule(topic + "several", fires=[at(HTTP, HTTP)], passes=[leaf()], not_applicable=[bare, mail], not_effective=[old(at(HTTP, HTTP))])
rule(topic + "root_present", fires=[root().extension("crldp", distribution_points(HTTP))], passes=[root()], not_applicable=[leaf(), intermediate()],
     not_effective=[old(root().extension("crldp", distribution_points(HTTP)))])
