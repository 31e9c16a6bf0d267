BIOMETRIC_INFO = "1.3.6.1.5.5.7.1.2"
SHA1, SHA256, MD5 = "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.5"


def data(digest=SHA256, size=32, kind=integer(0), source=ia5("https://www.pki.example/a.jpg")):
    return sequence(kind, sequence(oid(digest)), octet_string(b"h" * size), source)


def biometric(*items, critical=False):
    return leaf().extension(BIOMETRIC_INFO, sequence(*items), critical=critical)


SOUND = biometric(data(), data(kind=oid("1.2.3"), source=b""))
OLD = "2004-02-29T00:00:00Z"

rule("rfc3739.biometric_info.critical",
     fires=[biometric(data(), critical=True)], passes=[SOUND], not_applicable=[leaf()],
     not_effective=[biometric(data(), critical=True).change(not_before=OLD)])

rule("rfc3739.biometric_info.malformed",
     fires=[leaf().extension(BIOMETRIC_INFO, null()), leaf().extension(BIOMETRIC_INFO, b""), biometric(null()),
            biometric(data(source=utf8("https://www.pki.example/"))), biometric(data(kind=b"")), biometric(data(source=null())),
            biometric(sequence(integer(0), sequence(oid(SHA256)))), biometric(data(), sequence(integer(0), oid(SHA256), octet_string(b"h" * 32)))],
     passes=[SOUND, biometric()], not_applicable=[leaf()],
     not_effective=[biometric(null()).change(not_before=OLD)])

rule("rfc3739.biometric_info.hash_length",
     fires=[biometric(data(size=20)), biometric(data(size=0)), biometric(data(), data(digest=SHA1, size=32))],
     passes=[SOUND, biometric(data(digest=SHA1, size=20)), biometric(data(digest=MD5, size=16))],
     not_applicable=[leaf(), biometric(), biometric(data(digest="1.2.3", size=5))],
     not_effective=[biometric(data(size=20)).change(not_before=OLD)])

rule("rfc3739.biometric_info.weak_digest",
     fires=[biometric(data(digest=SHA1, size=20)), biometric(data(), data(digest=MD5, size=16))],
     passes=[SOUND],
     not_applicable=[leaf(), biometric(data(digest="1.2.3"))],
     not_effective=[biometric(data(digest=MD5, size=16)).change(not_before=OLD)])
