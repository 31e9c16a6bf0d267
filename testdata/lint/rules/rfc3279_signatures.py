DSA_SHA1, ECDSA_SHA1 = "1.2.840.10040.4.3", "1.2.840.10045.4.1"


def signed(algorithm, parameters=b""):
    return leaf().change(algorithm=sequence(oid(algorithm), parameters), signature=sequence(integer(1), integer(1)))


rule("rfc3279.signatures.parameters_present",
     fires=[signed(DSA_SHA1, null()), signed(ECDSA_SHA1, null()), signed(DSA_SHA1, sequence()),
            signed(DSA_SHA1).change(inner_algorithm=sequence(oid(DSA_SHA1), null()))] +
           [item.change(algorithm=sequence(oid(DSA_SHA1), null())) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(DSA_SHA1), signed(ECDSA_SHA1)],
     not_applicable=[leaf(), crl(), ocsp(), signed("1.2.840.10045.4.3.2", null())],
     not_effective=[signed(DSA_SHA1, null()).change(not_before="2002-03-31T23:59:59Z")])
