SHA1, SHA256 = "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1"
ACCEPTABLE, BASIC = "1.3.6.1.5.5.7.48.1.4", "1.3.6.1.5.5.7.48.1.1"
unsigned = ocsp_request().change(algorithm=None)
silent = ocsp_request().change(requests=[])
broken = ocsp_request().change(requests=[sequence(null())])


def identified(digest, size, key_size=None, parameters=null()):
    identifier = sequence(sequence(oid(digest), parameters), octet_string(bytes(size)), octet_string(bytes(key_size or size)), integer(7))
    return ocsp_request().change(requests=[ocsp_request().single(), sequence(identifier)])


def single(kind, critical):
    return ocsp_request().change(single_extensions=[(kind, critical, null())])


rule("rfc6960.request.no_certificate", fires=[silent, silent.change(algorithm=None)], passes=[ocsp_request(), unsigned],
     not_applicable=[broken])
rule("rfc6960.request.certificate_repeated",
     fires=[ocsp_request().change(others=[ocsp_request()]),
            ocsp_request().change(others=[ocsp_request().change(serial=n) for n in range(30)] + [ocsp_request().change(serial=7)])],
     passes=[ocsp_request(), ocsp_request().change(others=[ocsp_request().change(serial=n) for n in range(30)]),
             identified(SHA256, 32)],
     not_applicable=[silent])
rule("rfc6960.request.hash_parameters",
     fires=[identified(SHA1, 20, parameters=integer(1)), identified(SHA256, 32, parameters=sequence())],
     passes=[ocsp_request(), identified(SHA256, 32), identified(SHA1, 20, parameters=b""), identified("1.2.3.4", 7, parameters=integer(1))],
     not_applicable=[silent])
rule("rfc6960.request.hash_length",
     fires=[identified(SHA256, 20), identified(SHA1, 32), identified(SHA1, 20, 32)],
     passes=[ocsp_request(), identified(SHA256, 32), identified("1.2.3.4", 7)], not_applicable=[silent])
rule("rfc6960.request.signed_without_name",
     fires=[ocsp_request().change(requestor=None)],
     passes=[ocsp_request(), ocsp_request().change(requestor=dns("a.example"))],
     not_applicable=[unsigned, unsigned.change(requestor=None)])
rule("rfc6960.request.critical_extension",
     fires=[ocsp_request().critical("nonce"), ocsp_request().extension("1.2.3.4", null(), critical=True),
            single("1.2.3.4", True)],
     passes=[ocsp_request(), ocsp_request().extension("1.2.3.4", null()), single("1.2.3.4", False), unsigned],
     not_applicable=[broken])
rule("rfc6960.request.basic_not_acceptable",
     fires=[ocsp_request().extension(ACCEPTABLE, purposes("1.2.3.4")), ocsp_request().extension(ACCEPTABLE, sequence())],
     passes=[ocsp_request().extension(ACCEPTABLE, purposes(BASIC)),
             ocsp_request().extension(ACCEPTABLE, purposes("1.2.3.4", BASIC))],
     not_applicable=[ocsp_request(), ocsp_request().extension(ACCEPTABLE, null())])
