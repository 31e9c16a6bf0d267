def constraints(permitted=(), excluded=()):
    """Complete GeneralSubtrees."""
    fields = [constructed(number, *subtrees) for number, subtrees in ((0, permitted), (1, excluded)) if subtrees]
    return intermediate().extension("nc", sequence(*fields), critical=True)


plain = sequence(dns("example.com"))
rule("rfc5280.name_constraints.minimum_not_zero",
     fires=[constraints([sequence(dns("example.com"), primitive(0, b"\1"))]),
            constraints([plain], [sequence(dns("example.org"), primitive(0, b"\2"))])],
     passes=[constraints([plain]), constraints([], [plain])],
     not_applicable=[intermediate()])
rule("rfc5280.name_constraints.maximum_present",
     fires=[constraints([sequence(dns("example.com"), primitive(1, b"\1"))]),
            constraints([plain], [sequence(dns("example.org"), primitive(1, b"\0"))])],
     passes=[constraints([plain])],
     not_applicable=[intermediate()])
rule("rfc5280.name_constraints.uri_not_fqdn",
     fires=[constraints([sequence(uri(text))]) for text in
            ("example", "http://www.example.com", "192.0.2.1", "", ".example", "a b.example.com")] +
           [constraints([sequence(uri("a.example"))], [sequence(uri("b"))])],
     passes=[constraints([sequence(uri("host.example.com"))]), constraints([], [sequence(uri(".example.com"))]),
             constraints([plain])],
     not_applicable=[intermediate()])
for what, base in (("x400_address", constructed(3)), ("edi_party_name", constructed(5, constructed(1, utf8("a")))),
                   ("registered_id", registered_id("1.3.6.1"))):
    rule(f"rfc5280.name_constraints.{what}",
         fires=[constraints([], [sequence(base)]), constraints([plain, sequence(base)])],
         passes=[constraints([plain])],
         not_applicable=[intermediate()])

old = "1998-12-31T23:59:59Z"
for what, bad, good in (
        ("dns_name_malformed",
         [dns(text) for text in ("*.example.com", "a b.example", "https://a.example/", "example.com.", "under_score.example",
                                 "..example", "192.0.2.1", "a" * 64 + ".example")],
         [dns(text) for text in ("example.com", "com", ".example.com", "", "xn--bcher-kva.example")]),
        ("dns_name_leading_period", [dns(".example.com"), dns(".")], [dns("example.com"), dns(""), email(".example.com")]),
        ("rfc822_name_malformed",
         [email(text) for text in ("@example.com", "A B <a@b.example>", "a b.example", "*.example.com", "a@b@", "..example",
                                  "*@example.com")],
         [email(text) for text in ("a@b.example", "a*@b.example", "b.example", ".b.example", "\"a b\"@b.example", "")]),
        ("ip_address_host_bits",
         [ip(10, 1, 2, 3, 255, 0, 0, 0), ip(192, 0, 2, 1, 0, 0, 0, 0), ip(10, 128, 0, 0, 255, 0, 0, 0),
          ip(*bytes(15), 1, *b"\xff" * 8, *bytes(8))],
         [ip(10, 0, 0, 0, 255, 0, 0, 0), ip(*bytes(8)), ip(192, 0, 2, 1, 255, 255, 255, 255), ip(10, 128, 0, 0, 255, 128, 0, 0),
          ip(192, 0, 2, 1, 255, 0, 255, 0), ip(192, 0, 2, 1)]),
        ("ip_address_malformed",
         [ip(192, 0, 2, 0), ip(*bytes(31)), ip(192, 0, 2, 0, 255, 0, 255, 0), ip(*b"192.0.2.0/24"), ip(),
          ip(*bytes(16), *b"\xff" * 8, *b"\0" * 7, 1)],
         [ip(192, 0, 2, 0, 255, 255, 255, 0), ip(*bytes(8)), ip(192, 0, 2, 1, 255, 255, 255, 255), ip(*bytes(32)),
          ip(10, 0, 0, 0, 255, 128, 0, 0)])):
    rule(f"rfc5280.name_constraints.{what}",
         fires=[constraints([sequence(base)]) for base in bad] + [constraints([], [sequence(bad[0])])],
         passes=[constraints([sequence(base)]) for base in good] + [constraints([plain], [sequence(good[0])])],
         not_applicable=[intermediate()],
         not_effective=[constraints([sequence(bad[0])]).change(not_before=old)])
