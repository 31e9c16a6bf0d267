SRV_NAME = "1.3.6.1.5.5.7.8.7"


def srv(value, item="san"):
    return leaf().extension(item, sequence(dns("a.example"), other_name(SRV_NAME, value)))


rule("rfc4985.service_names.malformed",
     fires=[srv(ia5(text)) for text in ("imap.example.com", "_imap", "_.example.com", "_imap.", "_i map.example", "_imap.a b.example",
                                        "_imap.*.example", "", "_imap.example..com")] +
           [srv(utf8("_imap.example.com")), srv(ia5("imap.example.com"), "ian"),
            ocsp_request().change(requestor=other_name(SRV_NAME, ia5("imap.example.com")))],
     passes=[srv(ia5("_imap.example.com")), srv(ia5("_xmpp-client.EXAMPLE.com")), srv(ia5("_imap.com"))],
     not_applicable=[leaf(), leaf().without("san"), crl(), ocsp(), ocsp_request()],
     not_effective=[srv(ia5("x")).change(not_before="2007-07-31T23:59:59Z")])


def constraint(value, excluded=False):
    base = other_name(SRV_NAME, value if isinstance(value, bytes) else ia5(value))
    return intermediate().extension("nc", subtrees(None, [base]) if excluded else subtrees([base]), critical=True)


rule("rfc4985.service_names.constraint_malformed",
     fires=[constraint(text) for text in ("", "_", "_.example.com", "_imap.", "_i map", "_imap.*.example", "_imap..example.com", ".example.com",
                                          "*.example.com", "http://a.example", "a b.example", utf8("_imap"))] +
           [constraint("*.example.com", excluded=True)],
     passes=[constraint(text) for text in ("_imap.example.com", "_imap", "host.example.com", "com", "_xmpp-client.EXAMPLE.com")],
     not_applicable=[intermediate(), leaf(), srv(ia5("imap.example.com")), intermediate().extension("nc", subtrees([dns("a b")]), critical=True)],
     not_effective=[constraint("*.example.com").change(not_before="2007-07-31T23:59:59Z")])
