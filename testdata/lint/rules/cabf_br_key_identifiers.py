named = sequence(constructed(1, directory(ROOT_NAME)), primitive(2, b"\x01"))

rule("cabf_br.authority_key_identifier.root_not_own",
     fires=[root().extension("aki", sequence(primitive(0, b"\x01" * 20))), root().extension("aki", named)],
     passes=[root()],
     not_applicable=[root().without("aki"), leaf()])

rule("cabf_br.authority_key_identifier.issuer_or_serial",
     fires=[leaf().extension("aki", named), root().extension("aki", sequence(primitive(2, b"\x01"))),
            root().extension("aki", sequence(constructed(1, directory(ROOT_NAME)))),
            *[issued(item.extension("aki", named), "2020-08-20T00:00:00Z") for item in (leaf(), intermediate())]],
     passes=[leaf(), root()],
     not_applicable=[root().without("aki"), issued(root().extension("aki", named), "2023-09-14T23:59:59Z")],
     not_effective=[issued(leaf().extension("aki", named), "2020-08-19T23:59:59Z")])

EARLY = "2023-09-14T23:59:59Z"
rule("cabf_br.authority_key_identifier.root_missing",
     fires=[root().without("aki")], passes=[root()], not_applicable=[leaf(), intermediate()], not_effective=[issued(root().without("aki"), EARLY)])
empty = leaf().extension("aki", sequence())
rule("cabf_br.authority_key_identifier.without_key_identifier",
     fires=[empty], passes=[leaf(), intermediate()], not_applicable=[root(), leaf().without("aki"), for_mail(leaf())], not_effective=[issued(empty, "2020-08-19T23:59:59Z")])
named_key = leaf().extension("ski", octet_string(b"k" * 20))
rule("cabf_br.subject_key_identifier.subscriber",
     fires=[named_key], passes=[leaf()], not_applicable=[root(), for_mail(leaf())], not_effective=[issued(named_key, EARLY)])
