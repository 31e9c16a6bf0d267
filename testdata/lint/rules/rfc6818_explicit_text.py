def holding(*texts):
    return leaf().extension("policies", policy_list((DV, *map(notice, texts))))


plain = holding(utf8("text"))
without = [leaf(), leaf().without("policies"), holding(utf8("")), leaf().extension("policies", policy_list(
    (DV, cps("http://cps.example"), sequence(oid("1.3.6.1.5.5.7.2.2"), sequence()))))]
EARLIER = {"not_before": "2012-12-31T00:00:00Z"}

rule("rfc6818.explicit_text.ia5_string",
     fires=[holding(ia5("text")), holding(utf8("text"), ia5("text"))],
     passes=[plain, holding(bmp("text")), holding(visible("text"))],
     not_applicable=without,
     not_effective=[holding(ia5("text")).change(**EARLIER)])

rule("rfc6818.explicit_text.not_utf8_string",
     fires=[holding(ia5("text")), holding(bmp("text")), holding(visible("text"), utf8("text"))],
     passes=[plain],
     not_applicable=without,
     not_effective=[holding(ia5("text")).change(**EARLIER)])

rule("rfc6818.explicit_text.too_long",
     fires=[holding(utf8("a" * 201)), holding(utf8("\u00e9" * 201)), holding(bmp("a" * 201)), holding(ia5("a" * 201))],
     passes=[plain, holding(utf8("a" * 200)), holding(utf8("\u00e9" * 200)), holding(bmp("\u00e9" * 200))],
     not_applicable=without,
     not_effective=[holding(utf8("a" * 201)).change(**EARLIER)])

rule("rfc6818.explicit_text.control_characters",
     fires=[holding(utf8("one\ntwo")), holding(utf8("\u0088")), holding(utf8("\x7f")), holding(bmp("\u0001")),
            holding(visible("\x07"))],
     passes=[plain, holding(utf8("\u00af \u4e00")), holding(bmp("\u0a0a"))],
     not_applicable=without,
     not_effective=[holding(utf8("one\ntwo")).change(**EARLIER)])

rule("rfc6818.explicit_text.not_nfc",
     fires=[holding(utf8("e\u0301")), holding(bmp("e\u0301")), holding(tlv(0x1E, b"a\xcc\x80cd"))],
     passes=[plain, holding(utf8("\u00e9")), holding(bmp("\u00e9")), holding(utf8("\u4e00\u0416")), holding(ia5("text")),
             holding(tlv(0x1E, b"\x30\x00\xcc")), holding(tlv(0x0C, b"\xe4\xb8"))],
     not_applicable=without,
     not_effective=[holding(utf8("e\u0301")).change(**EARLIER)])
