def signed(item=None):
    return (item or leaf()).change(algorithm=sequence(oid("1.2.840.113549.1.1.5"), null()), digest="SHA1")


rule("cabf_br.signatures.sha1",
     fires=[signed(), signed(intermediate())],
     passes=[leaf(), intermediate()],
     not_applicable=[root(), signed(root()), leaf().change(algorithm=sequence(oid("1.2.3.4")))],
     not_effective=[signed().change(not_before="2015-12-31T23:59:59Z")])
