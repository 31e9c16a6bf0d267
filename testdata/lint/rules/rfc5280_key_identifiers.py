rule("rfc5280.authority_key_identifier.critical",
     fires=[leaf().critical("aki")], passes=[leaf()], not_applicable=[root().without("aki")])

rule("rfc5280.authority_key_identifier.missing",
     fires=[leaf().without("aki"), leaf().extension("aki", sequence()), intermediate().without("aki"),
            root().without("aki", "bc")],
     passes=[leaf(), root(), root().without("aki")])

rule("rfc5280.subject_key_identifier.critical",
     fires=[root().critical("ski")], passes=[root()], not_applicable=[leaf()])

rule("rfc5280.subject_key_identifier.missing_in_ca",
     fires=[root().without("ski"), intermediate().without("ski")], passes=[root()], not_applicable=[leaf()])

rule("rfc5280.subject_key_identifier.missing_in_leaf",
     fires=[leaf()],
     passes=[leaf().extension("ski", octet_string(key_identifier(public_key("leaf-rsa"))))],
     not_applicable=[root().without("ski")])
