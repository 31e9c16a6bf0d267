def early(item):
    return item.change(this_update="2008-04-30T23:59:59Z")


bare = crl().change(version=None, extensions=None, revoked=None)
rule("rfc5280.crl.version_not_2",
     fires=[bare], passes=[bare.change(version=1)],
     not_applicable=[crl(), crl().change(version=None)],
     not_effective=[bare.change(this_update="2002-03-31T23:59:59Z")])
rule("rfc5280.crl.issuer_empty", fires=[crl().change(issuer=name())], passes=[crl()])
rule("rfc5280.crl.wrong_time_type",
     fires=[crl().change(next_update=generalized_time("20260409000000Z")),
            crl().change(this_update=generalized_time("20260403000000Z")),
            crl().change(next_update=generalized_time("20491231235959Z"))],
     passes=[crl(), crl().change(next_update="2050-01-01T00:00:00Z"), crl().change(next_update=None)])
rule("rfc5280.crl.next_update_missing",
     fires=[crl().change(next_update=None)], passes=[crl()], not_effective=[early(crl().change(next_update=None))])
rule("rfc5280.crl.next_update_not_later",
     fires=[crl().change(next_update=crl().this_update), crl().change(next_update="2026-04-02T23:59:59Z")],
     passes=[crl(), crl().change(next_update="2026-04-03T00:00:01Z")],
     not_applicable=[crl().change(next_update=None), crl().change(next_update=utc_time("soon"))])
rule("rfc5280.crl.revoked_certificates_empty",
     fires=[crl().change(revoked=[])], passes=[crl().change(revoked=None)], not_applicable=[crl()],
     not_effective=[early(crl().change(revoked=[]))])


def signed(algorithm, *parameters):
    return crl().change(algorithm=sequence(oid(algorithm), *parameters))


RSA = "1.2.840.113549.1.1."
rule("rfc5280.crl.signature_parameters_not_null",
     fires=[signed(RSA + "11"), signed(RSA + "12"), signed(RSA + "13"), signed(RSA + "14"),
            signed(RSA + "11", sequence()), signed(RSA + "11", tlv(5, b"x"))],
     passes=[crl(), signed(RSA + "14", null()), signed(RSA + "5"), signed("1.2.840.10045.4.3.2")],
     not_effective=[early(signed(RSA + "11"))])
