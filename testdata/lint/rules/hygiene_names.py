def mailbox(text):
    return other_name("1.3.6.1.5.5.7.8.9", utf8(text))


def in_places(text):
    bad = name(("O", text))
    return [leaf().change(subject=bad), leaf().change(issuer=bad), leaf().extension("san", sequence(directory(bad))),
            leaf().extension("san", sequence(mailbox(text + "@b.example"))), crl().change(issuer=bad),
            crl().extension("ian", sequence(directory(bad))), ocsp().change(responder=constructed(1, bad)),
            ocsp_request().change(requestor=directory(bad)),
            leaf().change(subject=name(("O", bmp(text)))), leaf().change(subject=name(("O", universal(text))))]


def upn(text):
    return leaf().extension("san", sequence(other_name("1.3.6.1.4.1.311.20.2.3", utf8(text))))


def noticed(*content):
    return leaf().extension("policies", policy_list((DV, sequence(oid("1.3.6.1.5.5.7.2.2"), sequence(*content)))))


def in_texts(text):
    """Texts that are no attributes of names."""
    return [upn(text), noticed(utf8(text)), noticed(bmp(text)), noticed(sequence(utf8(text), sequence(integer(1)))),
            leaf().extension("san", sequence(constructed(5, constructed(1, utf8(text))))),
            leaf().extension("sda", sequence(sequence(oid("1.3.6.1.5.5.7.9.2"), set_of(utf8(text)))))]


nameless = leaf().change(issuer=sequence(), subject=sequence())
joined = leaf().change(subject=name(("O", "a\u200db")))
fine = [leaf(), crl(), ocsp(), ocsp_request(), upn("a@b.example"), noticed(utf8("text")), leaf().change(subject=name(("O", "\u0639\u0631\u0628\u064a"))),
        joined, leaf().change(subject=name(("O", teletex("Caf\xe9"))))]

rule("hygiene.names.replacement_character",
     fires=in_places("Caf\ufffd") + in_texts("Caf\ufffd"), passes=fine + [leaf().change(subject=name(("O", "\u202e")))], not_applicable=[nameless])
rule("hygiene.names.bidi_control",
     fires=in_places("a\u202eb") + in_texts("a\u202eb") + [leaf().change(subject=name(("CN", character + "a")))
                                     for character in "\u061c\u200e\u200f\u202a\u2066\u2069"],
     passes=fine + [leaf().change(subject=name(("O", "\ufffd")))], not_applicable=[nameless])
rule("hygiene.names.invisible_character",
     fires=in_places("a\u200bb") + in_texts("a\u200bb") +
     [leaf().change(subject=name(("O", text))) for text in
      ("a\u00adb", "\ufeffa", "a\u2060b", "a\u200db", "\u200ca", "a\ufe0f", "\u0431\u200c", "a\U000e0061", "\u3164", "a\u2063", "\u0639\u2060")],
     description="Spaces without width, a soft hyphen, a byte order mark, joiners after Latin and Cyrillic letters, tags, fillers",
     passes=[item for item in fine if item is not joined] +
     [leaf().change(subject=name(("O", text))) for text in
      ("\u0915\u094d\u200d\u0937", "\u0645\u06cc\u200c\u062e", "\u2764\ufe0f", "\u845b\U000e0100", "a\u202eb", "a b\u00a0c", "\u1820\u180b")] +
     [leaf().change(subject=name(("O", teletex("a\xadb"))))],
     not_applicable=[nameless])
rule("hygiene.names.control_character",
     fires=[upn("a\0b@c.example"), upn("a\u0085"), upn("a\x1b[1m"),
            leaf().extension("san", sequence(constructed(5, constructed(1, utf8("a\n"))))),
            noticed(sequence(utf8("a\n"), sequence(integer(1)))), noticed(sequence(bmp("a\0"), sequence(integer(1)))),
            ocsp_request().change(requestor=other_name("1.2.3.4", ia5("a\x7f"))),
            leaf().extension("san", sequence(other_name("1.3.6.1.4.1.311.20.2.3", bmp("a\x01"))))],
     passes=fine + [leaf().change(subject=name(("O", "a\0"))), noticed(utf8("a\n")),
                    leaf().extension("san", sequence(other_name("1.2.3.4", octet_string(b"\0"))))],
     not_applicable=[nameless])
