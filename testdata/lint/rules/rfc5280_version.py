def plain(item, version=None):
    return item.change(version=version, extensions=None)


old = "1998-12-31T23:59:59Z"

rule("rfc5280.version.not_3",
     fires=[plain(leaf()), plain(leaf(), 1), plain(intermediate())],
     passes=[leaf(), intermediate(), leaf().change(extensions=None), leaf().change(version=None)],
     not_applicable=[root(), plain(root())],
     not_effective=[plain(leaf()).change(not_before=old)])
rule("rfc5280.version.self_signed_not_3",
     fires=[plain(root()), plain(root(), 1)],
     passes=[root()],
     not_applicable=[leaf(), plain(leaf())],
     not_effective=[plain(root()).change(not_before=old)])
