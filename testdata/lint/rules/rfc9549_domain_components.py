def named(*labels):
    return leaf().change(subject=name(*[("DC", label) for label in labels]))


plain = named("com", "example")

rule("rfc9549.domain_components.not_ia5_string",
     fires=[named("com", utf8("example")), named(utf8("b\u00fccher"))],
     passes=[plain],
     not_applicable=[leaf()],
     not_effective=[named(utf8("example")).change(not_before="2008-04-30T00:00:00Z")])

rule("rfc9549.domain_components.not_single_label",
     fires=[named("example.com"), named("com", ""), named("a" * 64)],
     passes=[plain, named("a" * 63)],
     not_applicable=[leaf()],
     not_effective=[named("example.com").change(not_before="2008-04-30T00:00:00Z")])

rule("rfc9549.domain_components.invalid_a_label",
     fires=[named("com", "xn--abc-"), named("xn--99999999"),
            named("xn--" + "bu\u0308cher".encode("punycode").decode())],
     passes=[plain, named("com", "xn--bcher-kva")],
     not_applicable=[leaf()],
     not_effective=[named("xn--abc-").change(not_before="2018-04-30T00:00:00Z")])
