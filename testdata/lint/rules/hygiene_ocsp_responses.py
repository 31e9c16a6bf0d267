SHA1_RSA = sequence(oid("1.2.840.113549.1.1.5"), null())
failed = ocsp().change(status=3)  # tryLater

unsigned = ocsp_request().change(algorithm=None)


def signed(item, last):
    return item.change(algorithm=sequence(oid(f"1.2.840.113549.1.1.{last}"), null()))


rule("hygiene.ocsp.broken_digest",
     fires=[signed(item, last) for item in (ocsp(), ocsp_request()) for last in (2, 3, 4)],
     passes=[ocsp(), signed(ocsp(), 5), ocsp_request()], not_applicable=[failed, unsigned])
rule("hygiene.ocsp.weak_digest",
     fires=[ocsp().change(algorithm=SHA1_RSA, digest="SHA1"), signed(ocsp_request(), 5)],
     passes=[ocsp(), signed(ocsp(), 4), ocsp_request()], not_applicable=[failed, unsigned])
rule("hygiene.ocsp.next_update_missing",
     fires=[ocsp().change(next_update=None), ocsp().change(others=[ocsp().change(serial=7, next_update=None)])],
     passes=[ocsp()], not_applicable=[failed])


def identifier(last):
    return sequence(sequence(oid(f"1.2.840.113549.2.{last}"), null()), octet_string(bytes(16)), octet_string(bytes(16)),
                    integer(7))


def answered(last):
    return ocsp().change(answers=[ocsp().single(),
                                  sequence(identifier(last), primitive(0, b""), generalized_time("20260403000000Z"))])


def asked(last):
    return ocsp_request().change(requests=[ocsp_request().single(), sequence(identifier(last))])


rule("hygiene.ocsp.certificate_id_digest",
     fires=[what(last) for what in (answered, asked) for last in (2, 4, 5)], passes=[ocsp(), ocsp_request(), unsigned],
     not_applicable=[failed, ocsp_request().change(requests=[])])


def preferring(*algorithms):
    return ocsp_request().extension("1.3.6.1.5.5.7.48.1.8", sequence(*[sequence(each) for each in algorithms]))


rule("hygiene.ocsp.preferred_digest",
     fires=[preferring(SHA1_RSA), preferring(RSA_SHA256, sequence(oid("1.2.840.113549.1.1.4"), null())),
            preferring(sequence(oid("1.2.840.10045.4.1")))],
     passes=[preferring(RSA_SHA256), preferring(sequence(oid("1.2.3.4"))), preferring()],
     not_applicable=[ocsp_request(), ocsp_request().extension("1.3.6.1.5.5.7.48.1.8", null())])
