def twice(text):
    return text.encode("utf-8").decode("cp1252")


def named(kind, value):
    return leaf().change(subject=name((kind, value), ("CN", "www.certcheck.com")))


munich = name(("L", twice("M\u00fcnchen")))
rule("hygiene.internationalization.utf8_read_as_latin1_elsewhere",
     fires=[leaf().change(issuer=munich), crl().change(issuer=munich), ocsp().change(responder=constructed(1, munich)),
            ocsp_request().change(requestor=directory(munich))],
     passes=[leaf().change(subject=munich), leaf().change(issuer=name(("L", "M\u00fcnchen"))), crl()],
     not_applicable=[leaf().change(issuer=sequence())])

rule("hygiene.internationalization.utf8_read_as_latin1",
     fires=[named("ST", twice("Baden-W\u00fcrttemberg")), named("O", twice("\u00c4rzte")), named("GN", twice("Jo\u00e3o")),
            named("L", bmp(twice("M\u00fcnchen"))), named("O", universal(twice("\u00d6l")))],
     passes=[leaf(), named("ST", "Baden-W\u00fcrttemberg"), named("O", "S\u00c3O PAULO"), named("O", "\u00c3"),
             named("serialNumber", utf8(twice("\u00fc"))), named("L", tlv(0x14, "M\u00fcnchen".encode()))])
