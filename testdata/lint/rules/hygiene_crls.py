def listing(*entries):
    return crl().change(revoked=list(entries))


SHA1_RSA = sequence(oid("1.2.840.113549.1.1.5"), null())
many = [revoked(serial) for serial in range(1, 40)]
other = revoked(1).extension("certificate_issuer", sequence(directory(ROOT_NAME)), critical=True)

rule("hygiene.crl.revocation_date_too_early",
     fires=[listing(revoked().change(date=date)) for date in (
         "1998-12-31T23:59:59Z", "1970-01-01T00:00:00Z", generalized_time("00010101000000Z"))],
     passes=[crl(), listing(revoked().change(date="1999-01-01T00:00:00Z"))],
     not_applicable=[crl().change(revoked=None),
                     listing(revoked().change(date="1995-01-01T00:00:00Z")).change(this_update="1995-05-02T00:00:00Z")])
rule("hygiene.crl.serial_repeated",
     fires=[listing(revoked(1), revoked(1)), listing(*many, revoked(7)), listing(other, revoked(2), revoked(1))],
     passes=[crl(), crl().change(revoked=None), listing(*many), listing(revoked(1), revoked(-255)),
             listing(revoked(1), other), listing(other, revoked(2), other)])

def signed(last):
    return crl().change(algorithm=sequence(oid(f"1.2.840.113549.1.1.{last}"), null()))


unknown = crl().change(algorithm=sequence(oid("1.2.3.4")))
rule("hygiene.crl.broken_digest", fires=[signed(2), signed(3), signed(4)], passes=[crl(), signed(5)],
     not_applicable=[unknown])
rule("hygiene.crl.weak_digest",
     fires=[crl().change(algorithm=SHA1_RSA, digest="SHA1"), crl().change(algorithm=sequence(oid("1.2.840.10045.4.1")))],
     passes=[crl(), signed(4)], not_applicable=[unknown])
