def holding(*qualifiers):
    return leaf().extension("policies", policy_list((DV, *qualifiers)))


def user_notice(*fields):
    return sequence(oid("1.3.6.1.5.5.7.2.2"), sequence(*fields))


def pointer(value):
    return sequence(oid("1.3.6.1.5.5.7.2.1"), value)


reference = sequence(utf8("certcheck"), sequence(integer(1), integer(2)))
plain = holding(cps("http://cps.example"), notice(utf8("text")))

rule("rfc5280.policy_qualifiers.notice_reference",
     fires=[holding(user_notice(reference)), holding(cps("http://cps.example"), user_notice(reference, utf8("text")))],
     passes=[leaf(), plain, holding(user_notice()), holding(sequence(oid("1.3.6.1.5.5.7.2.2"), utf8("text")))],
     not_applicable=[leaf().without("policies")],
     not_effective=[holding(user_notice(reference)).change(not_before="2008-04-30T00:00:00Z")])

rule("rfc5280.policy_qualifiers.malformed",
     fires=[holding(pointer(utf8("http://cps.example"))),
            holding(sequence(oid("1.3.6.1.5.5.7.2.2"), utf8("text"))),
            holding(notice(printable("text"))), holding(notice(utf8(""))),
            holding(user_notice(utf8("text"), utf8("more"))),
            holding(user_notice(sequence(utf8("certcheck")))),
            holding(user_notice(sequence(utf8("certcheck"), sequence(utf8("1"))))),
            holding(user_notice(sequence(primitive(0, b""), sequence(integer(1))))),
            holding(notice(tlv(0x0C, b"\xff"))), holding(notice(tlv(0x1E, b"abc"))),
            holding(cps("http://cps.example"), notice(integer(1)))],
     passes=[plain, holding(user_notice()), holding(user_notice(reference)), holding(user_notice(reference, bmp("text"))),
             holding(notice(utf8("\u00e9")))],
     not_applicable=[leaf(), leaf().without("policies"), holding(sequence(oid("1.2.3.4.9"), utf8("text")))],
     not_effective=[holding(notice(utf8(""))).change(not_before="1998-12-31T00:00:00Z")])

rule("rfc5280.policy_qualifiers.cps_not_uri",
     fires=[holding(cps(text)) for text in
            ("www.example.com/cps", "/cps", "", "http:", "http://www.example.com/the cps", "1http://example.com",
             "http://www.example.com/\u00e9")],
     passes=[plain, holding(cps("https://cps.example/a%20b?c=d#e")), holding(cps("urn:oid:1.2.3"))],
     not_applicable=[leaf(), holding(notice(utf8("text"))), holding(pointer(utf8("cps")))],
     not_effective=[holding(cps("/cps")).change(not_before="1998-12-31T00:00:00Z")])

rule("rfc5280.policy_qualifiers.cps_host_not_qualified",
     fires=[holding(cps(text)) for text in ("http://cps/", "https://cps:8443/a", "http://-/")],
     passes=[plain, holding(cps("https://cps.example/a")), holding(cps("urn:oid:1.2.3")), holding(cps("http://192.0.2.1/")), holding(cps("http://a b/"))],
     not_applicable=[leaf(), holding(notice(utf8("text"))), holding(pointer(utf8("cps")))],
     not_effective=[holding(cps("http://cps/")).change(not_before="1998-12-31T00:00:00Z")])

BEFORE = {"not_before": "2012-12-31T00:00:00Z"}

rule("rfc5280.policy_qualifiers.explicit_text_type",
     fires=[holding(notice(bmp("text"))).change(**BEFORE), holding(notice(visible("text"))).change(**BEFORE)],
     passes=[plain.change(**BEFORE), holding(notice(ia5("text"))).change(**BEFORE)],
     not_applicable=[leaf(), holding(user_notice(reference)), holding(cps("http://cps.example"))],
     not_effective=[holding(notice(bmp("text"))),
                    holding(notice(bmp("text"))).change(not_before="2008-04-30T00:00:00Z")])


def of_organization(text):
    return holding(user_notice(sequence(text, sequence(integer(1)))))


rule("rfc5280.policy_qualifiers.organization_too_long",
     fires=[of_organization(encode("a" * 201)) for encode in (utf8, ia5, visible, bmp)] +
           [of_organization(utf8("\u00e9" * 201)),
            holding(user_notice(reference), user_notice(sequence(utf8("a" * 201), sequence(integer(1))), utf8("text")))],
     passes=[of_organization(utf8("\u00e9" * 200)), of_organization(bmp("a" * 200)), of_organization(ia5("certcheck"))],
     not_applicable=[leaf(), plain, holding(user_notice()), of_organization(utf8(""))],
     not_effective=[of_organization(utf8("a" * 201)).change(not_before="1998-12-31T00:00:00Z")])

rule("rfc5280.policy_qualifiers.organization_not_nfc",
     fires=[of_organization(utf8("e\u0301")), of_organization(bmp("e\u0301"))],
     passes=[of_organization(utf8("\u00e9")), of_organization(bmp("\u00e9")), of_organization(ia5("certcheck"))],
     not_applicable=[leaf(), plain, holding(user_notice())],
     not_effective=[of_organization(utf8("e\u0301")).change(not_before="2008-04-30T00:00:00Z")])
