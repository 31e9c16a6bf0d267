RSA, PSS, OAEP, MGF1, P_SPECIFIED = (f"1.2.840.113549.1.1.{n}" for n in (1, 10, 7, 8, 9))
SHA1, MD5, SHA3_256 = "1.3.14.3.2.26", "1.2.840.113549.2.5", "2.16.840.1.101.3.4.2.8"
SHA256, SHA384 = "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2"


def digest(dotted):
    return sequence(oid(dotted), null())


def pss(hashed=SHA256, masked=SHA256, salt=32, trailer=None, mask=MGF1):
    return sequence(*([constructed(0, digest(hashed))] if hashed else []),
                    *([constructed(1, sequence(oid(mask), digest(masked)))] if masked else []),
                    *([constructed(2, integer(salt))] if salt is not None else []),
                    *([constructed(3, integer(trailer))] if trailer is not None else []))


def oaep(*fields):
    return sequence(constructed(0, digest(SHA256)), constructed(1, sequence(oid(MGF1), digest(SHA256))), *fields)


def keyed(*parameters, algorithm=PSS, base=leaf()):
    return base.change(spki=rsa_public_key(rsa_modulus(), algorithm=sequence(oid(algorithm), *parameters)))


def signed(*parameters, algorithm=PSS):
    return leaf().change(algorithm=sequence(oid(algorithm), *parameters))


def others(*parameters, algorithm=PSS):
    """The same of a CRL, an OCSP response, a request and what a request prefers."""
    identifier = sequence(oid(algorithm), *parameters)
    return [*[item.change(algorithm=identifier) for item in (crl(), ocsp(), ocsp_request())],
            ocsp_request().extension("1.3.6.1.5.5.7.48.1.8", sequence(sequence(identifier)))]


def early(case, date="2005-05-31T23:59:59Z"):
    return case.change(not_before=date)


elliptic = leaf().change(spki=public_key("leaf-p256"))
SHA256_RSA = "1.2.840.113549.1.1.11"
trailing = sequence(oid(RSA), null(), null())

rule("rfc4055.parameters.key_not_null",
     fires=[keyed(algorithm=RSA), keyed(sequence(), algorithm=RSA), keyed(tlv(5, b"\0"), algorithm=RSA),
            leaf().change(spki=rsa_public_key(rsa_modulus(), algorithm=trailing))],
     passes=[leaf()],
     not_applicable=[elliptic, keyed()],
     not_effective=[early(keyed(algorithm=RSA), "2008-04-30T23:59:59Z")])
rule("rfc4055.parameters.signature_not_null",
     fires=[signed(algorithm=SHA256_RSA), signed(sequence(), algorithm=SHA256_RSA), signed(algorithm=RSA),
            signed(algorithm="1.2.840.113549.1.1.5")] +
           [others(algorithm="1.2.840.113549.1.1.5")[0], *others(algorithm=SHA256_RSA)[1:]],
     passes=[leaf(), signed(null(), algorithm="1.2.840.113549.1.1.13")],
     not_applicable=[signed(pss()), signed(algorithm="1.2.840.10045.4.3.2")],
     not_effective=[early(signed(algorithm=SHA256_RSA), "2008-04-30T23:59:59Z")])
rule("rfc4055.parameters.pss_missing",
     fires=[signed()] +
           others(),
     passes=[signed(pss()), signed(sequence())],
     not_applicable=[leaf(), keyed()],
     not_effective=[early(signed())])
rule("rfc4055.parameters.pss_ca_key_without",
     fires=[keyed(base=intermediate())],
     passes=[keyed(pss(), base=intermediate())],
     not_applicable=[intermediate(), keyed()],
     not_effective=[early(keyed(base=root()))])
rule("rfc4055.parameters.pss_malformed",
     fires=[signed(null()), keyed(null()), signed(sequence(constructed(0, digest(SHA256)), null())),
            signed(sequence(constructed(2, integer(32)), constructed(0, digest(SHA256)))),
            signed(sequence(constructed(2, integer(-1)))), signed(sequence(constructed(0, sequence()))),
            signed(sequence(constructed(1, sequence(oid(MGF1)))))] +
           others(null()),
     passes=[signed(pss()), keyed(pss()), signed(sequence()), signed(pss(hashed=SHA3_256))],
     not_applicable=[leaf(), signed(), keyed()],
     not_effective=[early(signed(null()))])
rule("rfc4055.parameters.pss_default_encoded",
     fires=[signed(pss(trailer=1)), signed(pss(SHA1)), signed(pss(masked=SHA1)), keyed(pss(salt=20))] +
           others(pss(trailer=1)),
     passes=[signed(pss()), signed(sequence()), signed(null())],
     not_applicable=[leaf(), signed()],
     not_effective=[early(signed(pss(trailer=1)))])
rule("rfc4055.parameters.pss_digest",
     fires=[signed(pss(MD5)), signed(pss(masked="1.2.3")), signed(pss(mask="1.2.3")), keyed(pss(SHA3_256, SHA3_256))] +
           others(pss(MD5)),
     passes=[signed(pss()), signed(pss(SHA384, SHA384, 48)), signed(sequence()), signed(null())],
     not_applicable=[leaf(), signed()],
     not_effective=[early(signed(pss(MD5)))])
rule("rfc4055.parameters.pss_mask_digest",
     fires=[signed(pss(masked=SHA384)), signed(pss(masked=None)), keyed(pss(SHA384))] +
           others(pss(masked=SHA384)),
     passes=[signed(pss()), signed(sequence()), signed(null())],
     not_applicable=[leaf(), signed()],
     not_effective=[early(signed(pss(masked=None)))])
rule("rfc4055.parameters.pss_salt_length",
     fires=[signed(pss(salt=None)), signed(pss(salt=0)), signed(pss(SHA384, SHA384)), keyed(pss(salt=64))] +
           others(pss(salt=0)),
     passes=[signed(pss()), signed(pss(SHA384, SHA384, 48)), signed(sequence()), signed(null())],
     not_applicable=[leaf(), signed()],
     not_effective=[early(signed(pss(salt=0)))])
rule("rfc4055.parameters.pss_trailer",
     fires=[signed(pss(trailer=2)), keyed(pss(trailer=188))] +
           others(pss(trailer=2)),
     passes=[signed(pss()), signed(pss(trailer=1)), signed(null())],
     not_applicable=[leaf(), signed()],
     not_effective=[early(signed(pss(trailer=2)))])
rule("rfc4055.parameters.oaep_malformed",
     fires=[keyed(null(), algorithm=OAEP), keyed(sequence(constructed(0, digest(SHA1))), algorithm=OAEP),
            keyed(oaep(constructed(2, sequence(oid(P_SPECIFIED), octet_string(b"")))), algorithm=OAEP),
            keyed(oaep(constructed(2, sequence(oid(P_SPECIFIED)))), algorithm=OAEP)],
     passes=[keyed(oaep(), algorithm=OAEP), keyed(sequence(), algorithm=OAEP),
             keyed(oaep(constructed(2, sequence(oid(P_SPECIFIED), octet_string(b"label")))), algorithm=OAEP)],
     not_applicable=[leaf(), keyed(algorithm=OAEP), keyed(null())],
     not_effective=[early(keyed(null(), algorithm=OAEP))])
