rule("rfc5280.authority_key_identifier.critical",
     fires=[leaf().critical("aki")], passes=[leaf()], not_applicable=[root().without("aki")])

rule("rfc5280.authority_key_identifier.missing",
     fires=[leaf().without("aki"), leaf().extension("aki", sequence()), intermediate().without("aki"),
            root().without("aki", "bc")],
     passes=[leaf(), root(), root().without("aki")],
     not_applicable=[leaf().change(version=None, extensions=None),
                     root().without("aki", "bc").extension("1.3.6.1.5.5.7.1.31", octet_string(octet_string(bytes(32))), critical=True)])

rule("rfc5280.subject_key_identifier.critical",
     fires=[root().critical("ski")], passes=[root()], not_applicable=[leaf()])

rule("rfc5280.subject_key_identifier.missing_in_ca",
     fires=[root().without("ski"), intermediate().without("ski")], passes=[root()], not_applicable=[leaf()])

rule("rfc5280.subject_key_identifier.missing_in_leaf",
     fires=[leaf()],
     passes=[leaf().extension("ski", octet_string(key_identifier(public_key("leaf-rsa"))))],
     not_applicable=[root().without("ski")])

key, issuer, serial = primitive(0, b"k" * 20), constructed(1, directory(ROOT_NAME)), primitive(2, b"\1")
rule("rfc5280.authority_key_identifier.issuer_and_serial_apart",
     fires=[leaf().extension("aki", sequence(key, issuer)), leaf().extension("aki", sequence(key, serial)),
            intermediate().extension("aki", sequence(serial)), crl().extension("aki", sequence(key, issuer)),
            crl().extension("aki", sequence(key, serial))],
     passes=[leaf(), crl(), leaf().extension("aki", sequence(key, issuer, serial)),
             crl().extension("aki", sequence(key, issuer, serial))],
     not_applicable=[root().without("aki"), crl().without("aki")],
     not_effective=[leaf().extension("aki", sequence(key, serial)).change(not_before="1998-12-31T23:59:59Z")])
