def named(common_name, *names):
    return leaf().change(subject=name(("CN", common_name))).extension("san", sequence(*names))


address = bytes([0x20, 1, 0xD, 0xB8] + [0] * 11 + [1])


def many(*common_names):
    """Beside twenty common names that are among as many dNSNames."""
    hosts = [f"h{n}.a.example" for n in range(20)]
    return (leaf().change(subject=name(*(("CN", text) for text in [*hosts, *common_names])))
            .extension("san", sequence(*map(dns, hosts), dns("*.b.example"), ip(192, 0, 2, 1))))


old_version = leaf().change(version=None, extensions=None)
rule("cabf_br.common_name.not_from_san",
     fires=[named("b.example", dns("a.example")).change(not_before="2021-08-24T00:00:00Z"),
            many("c.example").change(not_before="2021-08-24T00:00:00Z")],
     passes=[named("A.example", dns("a.example")).change(not_before="2021-08-24T00:00:00Z"),
             many("H7.a.example", "192.0.2.1").change(not_before="2021-08-24T00:00:00Z")],
     not_applicable=[leaf().change(subject=name()), root(), old_version.change(not_before="2021-08-24T00:00:00Z")],
     not_effective=[named("b.example", dns("a.example"))])

rule("cabf_br.common_name.not_exactly_from_san",
     fires=[named("b.example", dns("a.example")), named("A.example", dns("a.example")),
            named("0xC0000201", ip(192, 0, 2, 1)), named("2001:DB8::1", ip(*address)),
            named("2001:db8:0:0:0:0:0:1", ip(*address)), named("\u2318.example", dns("xn--bih.example")),
            leaf().change(subject=name(("CN", "www.certcheck.com"), ("CN", "b.example"))),
            many("H7.a.example")],
     passes=[leaf(), many("192.0.2.1"), named("192.0.2.1", ip(192, 0, 2, 1)),
             named("2001:db8::1", dns("a.example"), ip(*address)),
             named("*.a.example", dns("*.a.example")), named(bmp("a.example"), dns("a.example"))],
     not_applicable=[leaf().change(subject=name()), root(), old_version],
     not_effective=[named("b.example", dns("a.example")).change(not_before="2021-08-24T23:59:59Z")])

rule("cabf_br.common_name.contradicts_san",
     fires=[named("b.example", dns("a.example")), named("A.example", dns("a.example")),
            named("0xC0000201", ip(192, 0, 2, 1)), named("192.0.2.001", ip(192, 0, 2, 1)),
            named("2001:DB8::1", dns("a.example"), ip(*address)), named("\u2318.example", dns("xn--bih.example")),
            named("www.a.example", dns("*.a.example")), many("www.b.example")],
     passes=[leaf(), many("b.example"), named("192.0.2.1", ip(192, 0, 2, 1)), named("a.example", dns("*.a.example"))],
     not_applicable=[leaf().change(subject=name()), named("Printer 7", dns("a.example")),
                     named("a.example", ip(192, 0, 2, 1)), named("a.example", dns("localhost")), root()])

unnamed = leaf().change(subject=name())
rule("cabf_br.common_name.present_before_profiles",
     fires=[issued(leaf(), "2023-09-14T23:59:59Z")], passes=[issued(unnamed, "2023-09-14T23:59:59Z")], not_applicable=[issued(root(), "2023-09-14T23:59:59Z"), for_mail(leaf())],
     not_effective=[leaf(), issued(leaf(), "2012-06-30T00:00:00Z")])
rule("cabf_br.common_name.present",
     fires=[leaf()], passes=[unnamed, leaf().change(subject=name(("CN", "")))], not_applicable=[root(), for_mail(leaf())], not_effective=[issued(leaf(), "2023-09-14T23:59:59Z")])
two = leaf().change(subject=name(("CN", "www.certcheck.com"), ("CN", "certcheck.com")))
rule("cabf_br.common_name.several",
     fires=[two], passes=[leaf(), unnamed], not_applicable=[root(), for_mail(leaf())], not_effective=[issued(two, "2012-06-30T00:00:00Z")])
