mail = for_mail(leaf())


def named(*texts, on="2026-04-01T00:00:00Z"):
    return leaf().extension("san", sequence(*map(dns, texts))).change(not_before=on)


V4, V6 = "8.8.8.8.in-addr.arpa", ".".join("88880000000000000000000068406001"[:28]) + ".1.0.0.2.ip6.arpa"
rule("cabf_br.reverse_zone.present",
     fires=[named(V4), named("a.certcheck.com", "1.IP6.ARPA"), named("in-addr.arpa"), named("IP6.arpa")], passes=[leaf(), leaf().without("san").change(subject=name()), named("in-addr.arpa.example.com")],
     not_applicable=[root(), mail], not_effective=[named(V4, on="2026-03-14T23:59:59Z")])
reserved_v6 = ".".join("1" + "0" * 23) + ".8.b.d.0.1.0.0.2.ip6.arpa"
rule("cabf_br.reverse_zone.reserved_address",
     fires=[named("1.0.0.10.in-addr.arpa"), named("1.1.168.192.IN-ADDR.arpa"), named(reserved_v6)],
     passes=[named(V4), named("0.10.in-addr.arpa"), named("1.0.0.010.in-addr.arpa")], not_applicable=[leaf(), root(), mail],
     not_effective=[named("1.0.0.10.in-addr.arpa", on="2012-06-30T00:00:00Z")])
rule("cabf_br.reverse_zone.malformed",
     fires=[named("2.0.192.in-addr.arpa"), named("256.2.0.192.in-addr.arpa"), named("a.b.c.d.in-addr.arpa"), named("1.ip6.arpa"), named("*.2.0.192.in-addr.arpa"),
            named("g." + reserved_v6[2:])],
     passes=[named(V4), named(reserved_v6)], not_applicable=[leaf(), root(), mail], not_effective=[named("1.ip6.arpa", on="2012-06-30T00:00:00Z")])
