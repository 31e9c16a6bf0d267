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
