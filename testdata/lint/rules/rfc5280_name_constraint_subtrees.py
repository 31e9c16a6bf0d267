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
