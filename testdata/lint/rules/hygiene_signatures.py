def signed(last, digest, item=None):
    return (item or leaf()).change(algorithm=sequence(oid(f"1.2.840.113549.1.1.{last}"), null()), digest=digest)


unknown = leaf().change(algorithm=sequence(oid("1.2.3.4")))
ecdsa_sha1 = leaf().change(algorithm=sequence(oid("1.2.840.10045.4.1")))

rule("hygiene.certificate.broken_digest",
     fires=[signed(4, "SHA256"), signed(2, "SHA256"), signed(3, "SHA256"), signed(4, "SHA256", intermediate())] +
           [leaf().change(algorithm=sequence(oid(f"1.3.14.3.2.{last}"), null())) for last in (2, 3, 4, 24, 25)],
     passes=[leaf(), signed(5, "SHA1"), signed(14, "SHA224")],
     not_applicable=[root(), unknown])
rule("hygiene.certificate.weak_digest",
     fires=[signed(5, "SHA1"), leaf().change(algorithm=sequence(oid("1.3.14.3.2.27"))), ecdsa_sha1, signed(5, "SHA1", intermediate())],
     passes=[leaf(), signed(4, "SHA256"), signed(14, "SHA224")],
     not_applicable=[root(), signed(5, "SHA1", root()), unknown])
