def places(base):
    """The name wherever one stands besides a certificate's subject."""
    other = directory(base)
    point = sequence(sequence(constructed(0, constructed(0, other)), constructed(2, other)))
    relative = sequence(sequence(constructed(0, constructed(1, base[4 if base[1] == 0x82 else 3 if base[1] == 0x81 else 2:][2:]))))
    certificate_issuer = sequence(other)
    return [leaf().change(issuer=base), leaf().extension("san", sequence(other)), leaf().extension("ian", sequence(other)),
            intermediate().extension("nc", subtrees([other]), critical=True),
            intermediate().extension("nc", subtrees([], [other]), critical=True),
            leaf().extension("crldp", point), leaf().extension("freshest_crl", point),
            leaf().extension("aia", access(("issuers", other))),
            intermediate().extension("sia", access(("1.3.6.1.5.5.7.48.5", other))),
            leaf().extension("aki", sequence(primitive(0, b"k" * 20), constructed(1, other), primitive(2, b"\1"))),
            crl().change(issuer=base), crl().extension("ian", sequence(other)),
            crl().extension("idp", sequence(constructed(0, constructed(0, other))), critical=True),
            crl().extension("freshest_crl", point), crl().extension("aia", access(("issuers", other))),
            crl().extension("aki", sequence(primitive(0, b"k" * 20), constructed(1, other), primitive(2, b"\1"))),
            crl().change(revoked=[revoked().extension("certificate_issuer", certificate_issuer, critical=True)]),
            ocsp().change(responder=constructed(1, base)),
            ocsp().change(single_extensions=[("2.5.29.29", False, certificate_issuer)])]


def one(kind, value):
    return name((kind, value))


old = "1998-12-31T23:59:59Z"
nameless = [leaf().change(issuer=sequence()), crl().change(issuer=sequence()),
            ocsp().change(responder=constructed(2, octet_string(b"k" * 20)))]
spaced = [leaf(), crl(), ocsp()]

for what, first, others, fine in (
        ("wrong_string_type", ("serialNumber", utf8("1")),
         [("dnQualifier", utf8("1")), ("DC", utf8("example")), ("email", utf8("a@b.example"))],
         [("serialNumber", "1"), ("DC", "example"), ("C", "DE"), ("email", "a@b.example")]),
        ("not_directory_string", ("O", ia5("Example")), [("CN", visible("a"))],
         [("O", teletex("Example")), ("CN", bmp("a")), ("UID", ia5("a"))]),
        ("value_too_long", ("CN", "n" * 65),
         [("postalCode", "1" * 41), ("street", "s" * 129), ("O", utf8("\u00e4" * 65)), ("L", "l" * 129), ("email", "e" * 256)],
         [("CN", "n" * 64), ("postalCode", "1" * 40), ("O", utf8("\u00e4" * 64)), ("DC", "d" * 300)]),
        ("country_not_two_characters", ("C", "DEU"), [("C", ""), ("C", "D")], [("C", "DE")]),
        ("country_not_upper_case", ("C", "de"), [("C", "dE"), ("C", utf8("de"))],
         [("C", "DE"), ("C", "D1"), ("CN", "de")]),
        ("empty_value", ("O", ""), [("CN", printable("")), ("email", "")], [("O", " "), ("UID", "")]),
        ("control_characters", ("O", "a\0b"), [("CN", "a\u0085b"), ("L", bmp("a\u0007b")), ("ST", teletex("a\x07b"))],
         [("O", "a b"), ("CN", bmp("\u0141"))])):
    rule(f"rfc5280.names.{what}",
         fires=places(one(*first)) + [leaf().change(issuer=one(*pair)) for pair in others],
         passes=spaced + [leaf().change(issuer=one(*pair)) for pair in fine] + [leaf().change(subject=one(*first))],
         not_applicable=nameless,
         not_effective=[leaf().change(issuer=one(*first), not_before=old)])

empty = sequence()
unnamed = directory(empty)
point = sequence(sequence(constructed(0, constructed(0, uri("http://crl.pki.example/ca.crl"))), constructed(2, unnamed)))
located = ocsp_request().change(single_extensions=[
    ("1.3.6.1.5.5.7.48.1.7", False, sequence(empty, access(("ocsp", uri("http://ocsp.pki.example/")))))])

rule("rfc5280.names.issuer_empty",
     fires=[leaf().extension("crldp", point), crl().extension("ian", sequence(unnamed)), located,
            leaf().extension("aki", sequence(primitive(0, b"k" * 20), constructed(1, unnamed), primitive(2, b"\1"))),
            ocsp().change(single_extensions=[("2.5.29.29", False, sequence(unnamed))])],
     passes=[leaf().extension("aki", sequence(primitive(0, b"k" * 20), constructed(1, directory(ROOT_NAME)), primitive(2, b"\1")))],
     not_applicable=[leaf(), crl(), ocsp(), ocsp_request(), leaf().change(issuer=empty),
                     leaf().extension("aia", access(("issuers", unnamed)))],
     not_effective=[leaf().extension("crldp", point).change(not_before=old)])
rule("rfc5280.names.empty",
     fires=[ocsp_request().change(requestor=unnamed), ocsp().change(responder=constructed(1, empty)),
            leaf().extension("aia", access(("issuers", unnamed))),
            crl().extension("idp", sequence(constructed(0, constructed(0, unnamed))), critical=True)],
     passes=[ocsp_request(), ocsp(), leaf().extension("aia", access(("issuers", directory(ROOT_NAME))))],
     not_applicable=[leaf(), crl(), ocsp().change(responder=constructed(2, octet_string(b"k" * 20))),
                     ocsp_request().change(requestor=uri("http://www.certcheck.com/")),
                     leaf().extension("san", sequence(dns("www.certcheck.com"), unnamed)),
                     # What could not be read is not empty.
                     ocsp_request().change(requestor=constructed(4, set_of()))],
     not_effective=[leaf().extension("aia", access(("issuers", unnamed))).change(not_before=old)])
