named = sequence(constructed(1, directory(ROOT_NAME)), primitive(2, b"\x01"))

rule("cabf_br.authority_key_identifier.root_not_own",
     fires=[root().extension("aki", sequence(primitive(0, b"\x01" * 20))), root().extension("aki", named)],
     passes=[root()],
     not_applicable=[root().without("aki"), leaf()])

rule("cabf_br.authority_key_identifier.issuer_or_serial",
     fires=[leaf().extension("aki", named), root().extension("aki", sequence(primitive(2, b"\x01"))),
            root().extension("aki", sequence(constructed(1, directory(ROOT_NAME))))],
     passes=[leaf(), root()],
     not_applicable=[root().without("aki")],
     not_effective=[leaf().extension("aki", named).change(not_before="2023-09-14T00:00:00Z")])
