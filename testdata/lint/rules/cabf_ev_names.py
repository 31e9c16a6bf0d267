ONION = "*.pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion"


def named(*names):
    return ev_leaf().extension("san", sequence(*names))


def common(text):
    return ev_leaf(("CN", text), without=["CN"])


rule("cabf_ev.names.wildcard",
     fires=[named(dns("*.certcheck.com")), named(dns("www.certcheck.com"), dns("w*.certcheck.com")), common("*.certcheck.com"),
            ca_issuing(EV).change(subject=name(("CN", "*.certcheck.com")))],
     passes=[ev_leaf(), ca_issuing(EV), named(dns(ONION)), common(ONION), ev_leaf().without("san")],
     not_applicable=[leaf().extension("san", sequence(dns("*.certcheck.com")))],
     not_effective=[named(dns("*.certcheck.com")).change(not_before="2015-04-30T23:59:59Z")])

rule("cabf_ev.names.ip_address",
     fires=[named(dns("www.certcheck.com"), ip(192, 0, 2, 1)), named(ip(*[0x20, 1, 0xd, 0xb8] + [0] * 12))],
     passes=[ev_leaf(), ca_issuing(EV), ev_leaf().without("san")],
     not_applicable=[leaf().extension("san", sequence(ip(192, 0, 2, 1)))])
