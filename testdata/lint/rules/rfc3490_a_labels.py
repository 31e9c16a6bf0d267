def holding(*names):
    return leaf().extension("san", sequence(*map(dns, names)))


rule("rfc3490.a_labels.not_punycode",
     fires=[holding("xn--99999999.example.com"), holding("www.example.com", "a.XN--99999999.example.com"),
            holding("xn--99999999.xn--99999999.com")],
     passes=[leaf(), holding("xn--bcher-kva.example.com"), holding("*.example.com"), holding("xn--abc-.com"), holding("xn--.com"),
             holding("xn--" + "9" * 60 + ".com"),
             leaf().extension("san", sequence(ip(192, 0, 2, 1)))],
     not_applicable=[leaf().without("san")],
     not_effective=[holding("xn--99999999.example.com").change(not_before="2003-02-28T00:00:00Z")])
