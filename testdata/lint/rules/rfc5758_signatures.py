SHA256, SHA384, DSA_SHA256 = "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "2.16.840.1.101.3.4.3.2"
r, s = int.from_bytes(hashlib.sha256(b"r").digest(), "big"), int.from_bytes(hashlib.sha256(b"s").digest(), "big")
value = sequence(integer(r), integer(s))


def signed(algorithm, signature=value, parameters=b""):
    return leaf().change(algorithm=sequence(oid(algorithm), parameters), signature=signature)


def preferring(*algorithms):
    return ocsp_request().extension("1.3.6.1.5.5.7.48.1.8", sequence(*[sequence(each) for each in algorithms]))


old = "2009-12-31T23:59:59Z"
raw = r.to_bytes(32, "big") + s.to_bytes(32, "big")

rule("rfc5758.signatures.parameters_present",
     fires=[signed(SHA256, parameters=null()), signed(DSA_SHA256, parameters=sequence()),
            signed(SHA256).change(inner_algorithm=sequence(oid(SHA256), null()))] +
           [item.change(algorithm=sequence(oid(SHA256), null())) for item in (crl(), ocsp(), ocsp_request())] +
           [preferring(sequence(oid(SHA384)), sequence(oid(SHA256), null()))],
     passes=[signed(SHA256), signed(SHA384), signed(DSA_SHA256), preferring(sequence(oid(SHA256)))],
     not_applicable=[leaf(), crl(), ocsp(), signed("1.2.840.10045.4.1", parameters=null())],
     not_effective=[signed(SHA256, parameters=null()).change(not_before=old)])
rule("rfc5758.signatures.malformed",
     fires=[signed(SHA256, raw), signed(SHA256, b""), signed(SHA256, value + b"\0"),
            signed(SHA256, sequence(integer(r))), signed(SHA256, sequence(integer(r), integer(s), integer(1))),
            signed(SHA256, sequence(integer(0), integer(s))), signed(SHA256, sequence(integer(r), integer(-s))),
            signed(SHA256, sequence(tlv(2, b"\0\1"), integer(s))), signed(SHA256, sequence(tlv(2), integer(s)))] +
           [item.change(algorithm=sequence(oid(SHA256))) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(SHA256), signed(DSA_SHA256), signed(SHA384, sequence(integer(2 ** 521 - 1), integer(2 ** 520 + 1)))],
     not_applicable=[leaf(), signed("1.2.840.10045.4.1", raw)],
     not_effective=[signed(SHA256, raw).change(not_before=old)])
