SHA1_RSA = sequence(oid("1.2.840.113549.1.1.5"), null())
failed = ocsp().change(status=3)  # tryLater

rule("hygiene.ocsp.weak_digest",
     fires=[ocsp().change(algorithm=SHA1_RSA, digest="SHA1")], passes=[ocsp()], not_applicable=[failed])
rule("hygiene.ocsp.next_update_missing",
     fires=[ocsp().change(next_update=None), ocsp().change(others=[ocsp().change(serial=7, next_update=None)])],
     passes=[ocsp()], not_applicable=[failed])

answer = ocsp().single()
md5 = sequence(sequence(oid("1.2.840.113549.2.5"), null()), octet_string(bytes(16)), octet_string(bytes(16)), integer(7))
by_md5 = ocsp().change(answers=[answer, sequence(md5, primitive(0, b""), generalized_time("20260403000000Z"))])
rule("hygiene.ocsp.certificate_id_digest", fires=[by_md5], passes=[ocsp()], not_applicable=[failed])
