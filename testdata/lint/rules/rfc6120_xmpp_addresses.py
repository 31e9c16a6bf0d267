XMPP = "1.3.6.1.5.5.7.8.5"


def xmpp(value, item="san"):
    return leaf().extension(item, sequence(dns("a.example"), other_name(XMPP, value)))


rule("rfc6120.xmpp_addresses.not_utf8_string",
     fires=[xmpp(ia5("im.example.com")), xmpp(printable("im.example.com")), xmpp(ia5("im.example.com"), "ian"), xmpp(octet_string(b"x")),
            ocsp_request().change(requestor=other_name(XMPP, ia5("a@im.example.com")))],
     passes=[xmpp(utf8("im.example.com")), xmpp(utf8("j\u00fcrgen@im.example.com")), xmpp(utf8("im.example.com"), "ian")],
     not_applicable=[leaf(), leaf().without("san"), crl(), ocsp(), ocsp_request()],
     not_effective=[xmpp(ia5("x")).change(not_before="2011-02-28T23:59:59Z")])
