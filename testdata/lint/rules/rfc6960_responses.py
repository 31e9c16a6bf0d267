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
