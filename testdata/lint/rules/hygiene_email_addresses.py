def of(text, value=None):
    return name(("O", "certcheck test PKI"), ("email", text if value is None else value))


def everywhere(text):
    base = of(text)
    return [leaf().change(subject=base), leaf().change(issuer=base), crl().change(issuer=base),
            ocsp().change(responder=constructed(1, base)), ocsp_request().change(requestor=directory(base)),
            leaf().extension("aki", sequence(primitive(0, b"k" * 20), constructed(1, directory(base)), primitive(2, b"\1")))]


rule("hygiene.email_addresses.not_mailbox",
     fires=everywhere("none") + [leaf().change(subject=of(text)) for text in
                                 ("Jane <jane@b.example>", "a@b.example, c@b.example", "a@", "@b.example", "a..b@c.example",
                                  "mailto:a@b.example", " a@b.example")],
     passes=everywhere("a@b.example") + [leaf().change(subject=of(text)) for text in
                                         ('"a b"@c.example', "a+b@c.example", "a@[192.0.2.1]", "a@localhost", "A@B.EXAMPLE")] +
     [leaf().change(subject=of("", utf8("a@b.example")))],
     # The empty one is reported as such.
     not_applicable=[leaf(), crl(), ocsp(), ocsp_request(), leaf().change(subject=of(""))])
