UPN, XMPP, OWN = "1.3.6.1.4.1.311.20.2.3", "1.3.6.1.5.5.7.8.5", "2.999.1"
LATIN_1 = tlv(0x0C, "J\u00fcrgen@a.example".encode("latin-1"))
ODD = tlv(0x1E, b"\0a\0")


def text_names(*names, item="san"):
    return leaf().extension(item, sequence(dns("a.example"), *names))


def edi(value):
    return constructed(5, constructed(1, value))


def directory_attribute(value):
    return leaf().extension("sda", sequence(sequence(oid("1.3.6.1.5.5.7.9.2"), set_of(value))))


rule("rfc5280.texts.malformed",
     fires=[text_names(other_name(kind, LATIN_1)) for kind in (UPN, XMPP, OWN)] +
           [text_names(other_name(UPN, tlv(0x0C, data))) for data in (b"\xc0\x80", b"\xed\xa0\x80", b"a\xf4\x90\x80\x80", b"\xe2\x82")] +
           [text_names(other_name(UPN, ODD), item="ian"), text_names(other_name(UPN, tlv(0x1C, b"\0\x11\0\0"))), text_names(edi(LATIN_1)),
            text_names(constructed(5, constructed(0, LATIN_1), constructed(1, utf8("x")))),
            text_names(other_name(OWN, tlv(0x16, b"\xfc"))), directory_attribute(LATIN_1),
            crl().extension("ian", sequence(other_name(UPN, LATIN_1))), ocsp_request().change(requestor=other_name(UPN, LATIN_1))],
     passes=[text_names(other_name(UPN, utf8("J\u00fcrgen@a.example"))), text_names(other_name(XMPP, utf8("im.example"))),
             text_names(edi(bmp("x"))), text_names(edi(teletex("x"))), directory_attribute(utf8("\u00dcbersee"))],
     not_applicable=[leaf(), crl(), ocsp(), ocsp_request(), text_names(other_name(OWN, octet_string(b"\xff"))),
                     leaf().extension("policies", policy_list((DV, notice(LATIN_1)))), text_names(other_name("1.3.6.1.5.5.7.8.9", LATIN_1))],
     not_effective=[text_names(other_name(UPN, LATIN_1)).change(not_before="1998-12-31T23:59:59Z")])
