mail = for_mail(leaf())


def named(*texts, on="2026-04-01T00:00:00Z", subject=name()):
    return leaf().extension("san", sequence(*map(dns, texts))).critical("san", subject == name()).change(subject=subject, not_before=on)


def called(text):
    return leaf().change(subject=name(("CN", text)))


nameless = leaf().without("san").change(subject=name())
BEFORE = "2012-06-30T23:59:59Z"
topic = "cabf_br.dns_name."


def rule_on(what, fires, passes, early, not_applicable=()):
    rule(topic + what, fires=fires, passes=[leaf(), *passes], not_applicable=[root(), nameless, mail, *not_applicable], not_effective=[early])


rule_on("bad_character", [named("www.exa mple.com"), named("www.example.com", "é.example.com"), called("Jane Doe")],
        [named("*.my_host.example.com"), called("2001:db8::1")], named("a b.example.com", on=BEFORE))
rule_on("empty_label", [named("www.example.com."), named(".example.com"), named("a..example.com"), called("www.example.com.")],
        [called("192.0.2.1")], named("www.example.com.", on=BEFORE))
rule_on("long_label", [named("a" * 64 + ".example.com"), called("a" * 64)], [named("a" * 63 + ".example.com")], named("a" * 64 + ".com", on=BEFORE))
rule_on("reserved_label", [named("ab--cd.example.com"), named("www.example.com", "x.AB--cd.com")], [named("XN--bcher-kva.example.com"), named("abc--d.example.com")],
        named("ab--cd.example.com", on="2021-09-30T23:59:59Z"))
rule(topic + "partial_wildcard", fires=[named("w*.example.com"), named("**.example.com"), called("*w.example.com")],
     passes=[leaf(), named("*.example.com"), root()], not_applicable=[mail, nameless], not_effective=[named("w*.example.com", on=BEFORE)])
rule(topic + "inner_wildcard", fires=[named("www.*.example.com"), named("*.*.example.com"), called("www.*.com")],
     passes=[leaf(), named("*.example.com"), named("w*.example.com")], not_applicable=[mail, nameless], not_effective=[named("a.*.com", on=BEFORE)])
rule_on("bare_top_level_domain", [named("com"), named("DE"), called("org")], [named("localhost"), named("co.uk")], named("com", on=BEFORE))
rule_on("internal_name", [named("mail.corp"), named("server"), named("www.example.com", "host.local"), named("a.app", on="2014-01-01T00:00:00Z"), called("server"),
                          named("www.example.com."), named("x.active", on="2020-01-01T00:00:00Z"), named("192.0.2.1")],
        [named("a.app", on="2026-04-01T00:00:00Z"), named("*.certcheck.COM", "b.de", "c.xn--p1ai"), named("x.active", on="2018-01-01T00:00:00Z")],
        named("mail.corp", on=BEFORE))
rule_on("registered_hyphen", [named("www.-example.com"), named("www.example-.co.uk")], [named("-www.example.com")], named("-a.com", on="2008-04-30T00:00:00Z"),
        [named("com"), named("-a.com", "co.uk")])
rule_on("registered_underscore", [named("www.exam_ple.com"), called("exam_ple.com")], [named("my_host.example.com")], named("a_.com", on="2008-04-30T00:00:00Z"), [named("com")])
rule_on("underscore_below", [named("my_host.example.com"), called("_a.example.com")], [named("exam_ple.com")], named("a_.b.com", on="2008-04-30T00:00:00Z"), [named("com")])
OLD = "2017-01-01T00:00:00Z"
rule(topic + "underscore_before_sc_12", fires=[named("my_host.example.com", on=OLD)], passes=[issued(leaf(), OLD)],
     not_applicable=[issued(root(), OLD), nameless, mail], not_effective=[named("my_host.example.com")])
SUNSET = "2019-01-01T00:00:00Z"
rule(topic + "underscore_not_replaceable", fires=[named("_sip.example.com", on=SUNSET), named("a_.example.com", on=SUNSET), named("ab__cd.example.com", on=SUNSET)],
     passes=[named("my_host.example.com", on=SUNSET), issued(leaf(), SUNSET)], not_applicable=[issued(root(), SUNSET), nameless, mail],
     not_effective=[named("_sip.example.com")])
brief = named("my_host.example.com", on=SUNSET).change(not_after="2019-01-30T23:59:59Z")
rule(topic + "underscore_too_long", fires=[named("my_host.example.com", on=SUNSET), brief.change(not_after="2019-01-31T00:00:00Z")],
     passes=[issued(leaf(), SUNSET)], not_applicable=[brief, issued(root(), SUNSET), nameless, mail], not_effective=[named("my_host.example.com")])
rule_on("underscore", [named("my_host.example.com")], [called("my_host.example.com")], named("my_host.example.com", on="2019-03-31T23:59:59Z"))
