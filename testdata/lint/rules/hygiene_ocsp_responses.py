SHA1_RSA = sequence(oid("1.2.840.113549.1.1.5"), null())
failed = ocsp().change(status=3)  # tryLater

rule("hygiene.ocsp.weak_digest",
     fires=[ocsp().change(algorithm=SHA1_RSA, digest="SHA1")], passes=[ocsp()], not_applicable=[failed])
rule("hygiene.ocsp.next_update_missing",
     fires=[ocsp().change(next_update=None), ocsp().change(others=[ocsp().change(serial=7, next_update=None)])],
     passes=[ocsp()], not_applicable=[failed])
