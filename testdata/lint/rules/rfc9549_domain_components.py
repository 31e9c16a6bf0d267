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


def elsewhere(*labels):
    """The same in names that are not a certificate's subject."""
    base = name(*[("DC", label) for label in labels])
    return [leaf().change(issuer=base), leaf().extension("ian", sequence(directory(base))),
            leaf().extension("crldp", sequence(sequence(constructed(0, constructed(1, attribute("DC", labels[0])))))),
            intermediate().extension("nc", subtrees([directory(base)]), critical=True), crl().change(issuer=base),
            crl().extension("aki", sequence(constructed(1, directory(base)), primitive(2, b"\1"))),
            ocsp().change(responder=constructed(1, base)), ocsp_request().change(requestor=directory(base))]


rule("rfc9549.domain_components.not_single_label_elsewhere",
     fires=elsewhere("example.com") + elsewhere("") + elsewhere("a" * 64),
     passes=elsewhere("com", "example") + elsewhere("a" * 63),
     not_applicable=[leaf(), named("example.com"), crl(), ocsp(), ocsp_request()],
     not_effective=[leaf().change(issuer=name(("DC", "example.com")), not_before="2008-04-30T00:00:00Z"),
                    crl().change(issuer=name(("DC", "example.com")), this_update="2008-04-30T00:00:00Z")])

rule("rfc9549.domain_components.invalid_a_label_elsewhere",
     fires=elsewhere("xn--abc-") + elsewhere("xn--99999999", "com"),
     passes=elsewhere("com", "example") + elsewhere("xn--bcher-kva", "com") + elsewhere("xn--" + "a" * 60),
     not_applicable=[leaf(), named("xn--abc-"), crl(), ocsp(), ocsp_request()],
     not_effective=[leaf().change(issuer=name(("DC", "xn--abc-")), not_before="2018-04-30T00:00:00Z"),
                    crl().change(issuer=name(("DC", "xn--abc-")), this_update="2018-04-30T00:00:00Z")])
