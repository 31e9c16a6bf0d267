def mailbox(text):
    return other_name("1.3.6.1.5.5.7.8.9", utf8(text))


def in_places(text):
    bad = name(("O", text))
    return [leaf().change(subject=bad), leaf().change(issuer=bad), leaf().extension("san", sequence(directory(bad))),
            leaf().extension("san", sequence(mailbox(text + "@b.example"))), crl().change(issuer=bad),
            crl().extension("ian", sequence(directory(bad))), ocsp().change(responder=constructed(1, bad)),
            leaf().change(subject=name(("O", bmp(text)))), leaf().change(subject=name(("O", universal(text))))]


nameless = leaf().change(issuer=sequence(), subject=sequence())
fine = [leaf(), crl(), ocsp(), leaf().change(subject=name(("O", "\u0639\u0631\u0628\u064a"))),
        leaf().change(subject=name(("O", "a\u200db"))), leaf().change(subject=name(("O", teletex("Caf\xe9"))))]

rule("hygiene.names.replacement_character",
     fires=in_places("Caf\ufffd"), passes=fine + [leaf().change(subject=name(("O", "\u202e")))], not_applicable=[nameless])
rule("hygiene.names.bidi_control",
     fires=in_places("a\u202eb") + [leaf().change(subject=name(("CN", character + "a")))
                                     for character in "\u061c\u200e\u200f\u202a\u2066\u2069"],
     passes=fine + [leaf().change(subject=name(("O", "\ufffd")))], not_applicable=[nameless])
