def early(item):
    return item.change(produced_at="20130531235959Z")


def by_key(identifier):
    return constructed(2, octet_string(identifier))


def revocation(time):
    return ocsp().change(certificate_status=constructed(1, generalized_time(time)))


def signed_by(certificate):
    return ocsp().change(responder=constructed(1, certificate.subject), certificates=[certificate], signer="leaf-rsa")


failed = ocsp().change(status=3)  # tryLater
silent = ocsp().change(answers=[])
key_hash = hashlib.sha1(public_key("leaf-rsa")[-270:]).digest()
delegate = leaf().extension("eku", purposes(OCSP_SIGNING))
nonce = octet_string(b"n" * 16)

rule("rfc6960.response.no_answer", fires=[silent], passes=[ocsp()], not_applicable=[failed],
     not_effective=[early(silent)])
rule("rfc6960.response.this_update_after_production",
     fires=[ocsp().change(this_update="20260403000001Z"),
            ocsp().change(others=[ocsp().change(serial=7, this_update="20260404000000Z")])],
     passes=[ocsp(), ocsp().change(this_update="20260402000000Z")], not_applicable=[failed, silent],
     not_effective=[early(ocsp())])
rule("rfc6960.response.next_update_not_later",
     fires=[ocsp().change(next_update="20260403000000Z"), ocsp().change(next_update="20260402000000Z")],
     passes=[ocsp(), ocsp().change(next_update=None)], not_applicable=[failed],
     not_effective=[early(ocsp().change(next_update="20260402000000Z"))])
rule("rfc6960.response.revoked_after_production",
     fires=[revocation("20260403000001Z")], passes=[ocsp(), revocation("20260403000000Z")], not_applicable=[failed])
rule("rfc6960.response.certificate_repeated",
     fires=[ocsp().change(others=[ocsp()]),
            ocsp().change(others=[ocsp().change(serial=n) for n in range(30)] + [ocsp().change(serial=7)])],
     passes=[ocsp(), ocsp().change(others=[ocsp().change(serial=n) for n in range(30)])], not_applicable=[failed])
rule("rfc6960.response.key_hash_length",
     fires=[ocsp().change(responder=by_key(bytes(32))), ocsp().change(responder=by_key(b""))],
     passes=[ocsp().change(responder=by_key(key_hash))], not_applicable=[ocsp(), failed])
rule("rfc6960.response.responder_without_purpose",
     fires=[signed_by(leaf()), signed_by(leaf().without("eku")), signed_by(leaf()).change(responder=by_key(key_hash))],
     passes=[signed_by(delegate), signed_by(delegate).change(responder=by_key(key_hash))],
     not_applicable=[ocsp(), ocsp().change(certificates=[intermediate(), leaf()]), failed])
rule("rfc6960.response.critical_extension",
     fires=[ocsp().extension("nonce", nonce, critical=True),
            ocsp().change(single_extensions=[("1.2.3.4", True, null())])],
     passes=[ocsp(), ocsp().extension("nonce", nonce)], not_applicable=[failed])

class Failed(OcspResponse):
    """An error that comes with the answer all the same."""

    def der(self):
        good = ocsp().der()
        return sequence(enumerated(self.status), good[good.index(enumerated(0)) + 3:])


def identified(digest, size, key_size=None, parameters=null()):
    identifier = sequence(sequence(oid(digest), parameters), octet_string(bytes(size)), octet_string(bytes(key_size or size)), integer(7))
    return ocsp().change(answers=[sequence(identifier, primitive(0, b""), generalized_time("20260403000000Z"))])


class EmptyCertificates(OcspResponse):
    def der(self):
        data = sequence(self.responder, generalized_time(self.produced_at), sequence(self.single()))
        basic = sequence(data, self.algorithm, bit_string(sign(self.signer, data, self.digest)), constructed(0, sequence()))
        return sequence(enumerated(0), constructed(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octet_string(basic))))


never = ocsp().change(certificate_status=constructed(1, generalized_time("19700101000000Z"), constructed(0, enumerated(6))))
extended = ("1.3.6.1.5.5.7.48.1.9", False, null())
SHA1, SHA256, SHA512 = "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.3"

rule("rfc6960.response.error_with_body",
     fires=[Failed().change(status=3), Failed().change(status=6)], passes=[failed], not_applicable=[ocsp()])
rule("rfc6960.response.hash_parameters",
     fires=[identified(SHA1, 20, parameters=integer(1)), identified(SHA256, 32, parameters=sequence())],
     passes=[ocsp(), identified(SHA256, 32), identified(SHA1, 20, parameters=b""), identified("1.2.3.4", 7, parameters=integer(1))],
     not_applicable=[failed, silent],
     not_effective=[early(identified(SHA1, 20, parameters=integer(1)))])
rule("rfc6960.response.hash_length",
     fires=[identified(SHA256, 20), identified(SHA1, 32), identified(SHA1, 20, 32), identified(SHA512, 32)],
     passes=[ocsp(), identified(SHA256, 32), identified("1.2.3.4", 7)], not_applicable=[failed, silent],
     not_effective=[early(identified(SHA256, 20))])
rule("rfc6960.response.certificates_empty",
     fires=[EmptyCertificates()], passes=[signed_by(delegate)], not_applicable=[ocsp(), failed],
     not_effective=[early(EmptyCertificates())])
rule("rfc6960.response.never_issued_not_extended",
     fires=[never], passes=[ocsp(), never.change(extensions=[extended]), revocation("19700101000000Z"),
                            ocsp().change(certificate_status=constructed(1, generalized_time("20260401000000Z"),
                                                                         constructed(0, enumerated(6))))],
     not_applicable=[failed, silent], not_effective=[early(never)])
rule("rfc6960.response.never_issued_with_crl",
     fires=[never.change(single_extensions=[("1.3.6.1.5.5.7.48.1.3", False, sequence())]),
            never.change(single_extensions=[("2.5.29.21", False, enumerated(6))])],
     passes=[ocsp(), never, revocation("19700101000000Z").change(single_extensions=[("2.5.29.21", False, enumerated(6))])],
     not_applicable=[failed, silent],
     not_effective=[early(never.change(single_extensions=[("2.5.29.21", False, enumerated(6))]))])
