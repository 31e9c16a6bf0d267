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

EARLY = "2023-09-14T23:59:59Z"
rule("cabf_br.authority_key_identifier.root_missing",
     fires=[root().without("aki")], passes=[root()], not_applicable=[leaf(), intermediate()], not_effective=[issued(root().without("aki"), EARLY)])
empty = leaf().extension("aki", sequence())
rule("cabf_br.authority_key_identifier.without_key_identifier",
     fires=[empty], passes=[leaf(), intermediate()], not_applicable=[root(), leaf().without("aki"), for_mail(leaf())], not_effective=[issued(empty, EARLY)])
named_key = leaf().extension("ski", octet_string(b"k" * 20))
rule("cabf_br.subject_key_identifier.subscriber",
     fires=[named_key], passes=[leaf()], not_applicable=[root(), for_mail(leaf())], not_effective=[issued(named_key, EARLY)])
