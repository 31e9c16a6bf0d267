def holding(*names):
    return leaf().extension("san", sequence(*map(dns, names)))


def a_label(text):
    return "xn--" + text.encode("punycode").decode() + ".example.com"


rule("rfc9549.a_labels.invalid",
     description="A symbol, a capital letter, ASCII alone, a joiner and a middle dot out of their contexts, hyphens, and "
                 "directions mixed",
     fires=[holding(a_label(text)) for text in
            ("\u2665", "B\u00dccher", "abc", "a\u200cb\u00fc", "\u00b7b\u00fccher", "b\u00fc--cher", "-b\u00fccher",
             "a\u05d0")] +
           [holding("www.example.com", a_label("\u2665").upper())],
     passes=[holding(a_label("b\u00fccher")), holding(a_label("l\u00b7l\u00fc")), holding(a_label("\u05d0\u05d1")),
             holding("xn--99999999.com"), holding(a_label("bu\u0308cher")), holding("XN--BCHER-KVA.com")],
     not_applicable=[leaf(), leaf().without("san"), leaf().extension("san", sequence(ip(192, 0, 2, 1)))],
     not_effective=[holding(a_label("\u2665")).change(not_before="2018-04-30T00:00:00Z")])


def at(domain):
    """Names in other places than the dNSNames of subjectAltName."""
    return [leaf().extension("ian", sequence(dns(domain))), leaf().extension("san", sequence(dns("www.certcheck.com"), uri(f"https://{domain}/"))),
            leaf().extension("crldp", distribution_points(f"http://{domain}/a.crl")), intermediate().extension("nc", subtrees([dns(domain)]), critical=True),
            intermediate().extension("nc", subtrees([uri("." + domain)]), critical=True), crl().extension("ian", sequence(dns(domain))),
            ocsp_request().change(requestor=dns(domain))]


rule("rfc9549.a_labels.invalid_elsewhere",
     fires=[item for text in ("\u2665", "abc") for item in at(a_label(text))] + at("xn--99999999.com"),
     passes=[*at(a_label("b\u00fccher")), *at("www--a.certcheck.com"), leaf().extension("ian", sequence(dns("xn--" + "a" * 60 + ".com")))],
     not_applicable=[leaf(), holding("xn--99999999.com").without("aia", "crldp"), ocsp()],
     not_effective=[leaf().extension("ian", sequence(dns(a_label("abc")))).change(not_before="2018-04-30T00:00:00Z")])
