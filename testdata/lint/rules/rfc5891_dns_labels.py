def holding(*names):
    return leaf().extension("san", sequence(*map(dns, names)))


def a_label(text):
    return "xn--" + text.encode("punycode").decode()


composed, decomposed = a_label("b\u00fccher"), a_label("bu\u0308cher")

rule("rfc5891.dns_labels.not_nfc",
     fires=[holding(decomposed + ".example.com"), holding("www.example.com", decomposed.upper() + ".com"),
            holding(decomposed + ".com", "xn--99999999.com"), holding(decomposed + "." + decomposed + ".xn--99999999.com")],
     passes=[leaf(), holding(composed + ".example.com"), leaf().extension("san", sequence(ip(192, 0, 2, 1)))],
     not_applicable=[leaf().without("san"), holding("xn--99999999.com"), holding("xn--99999999." + decomposed)],
     not_effective=[holding(decomposed + ".example.com").change(not_before="2018-04-30T00:00:00Z")])

rule("rfc5891.dns_labels.reserved",
     fires=[holding("ab--cd.example.com"), holding("www.example.com", "www.ab--.com"), holding("ab--.ab--.com")],
     passes=[leaf(), holding(composed + ".example.com"), holding("XN--BCHER-KVA.com"), holding("abc--d.example.com")],
     not_applicable=[leaf().without("san"), leaf().extension("san", sequence(ip(192, 0, 2, 1)))],
     not_effective=[holding("ab--cd.example.com").change(not_before="2010-07-31T00:00:00Z")])
