SHA256, SHA384, SHA512, SHA1 = "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3", "1.3.14.3.2.26"
ECDSA_SHA1, ECDSA_SHA256, ECDSA_SHA384, ECDSA_SHA512 = ("1.2.840.10045.4.1", "1.2.840.10045.4.3.2",
                                                        "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4")


def pss(hashed=SHA256, masked=None, salt=32, hash_parameters=null(), trailer=()):
    return leaf().change(algorithm=sequence(oid("1.2.840.113549.1.1.10"), sequence(
        constructed(0, sequence(oid(hashed), hash_parameters)),
        constructed(1, sequence(oid("1.2.840.113549.1.1.8"), sequence(oid(masked or hashed), null()))),
        constructed(2, integer(salt)), *trailer)))


def ecdsa(algorithm, octets, parameters=b"", base=None):
    """Signed by a key whose numbers have so many octets."""
    number = int.from_bytes(b"\x5a" * octets, "big")
    return (base or leaf()).change(algorithm=sequence(oid(algorithm), parameters),
                                   signature=sequence(integer(number), integer(number - 1)))


rule("mozilla.signatures.pss_encoding",
     fires=[pss(salt=20), pss(salt=64), pss(masked=SHA384), pss(SHA384, salt=32), pss(SHA1, salt=20),
            pss(hash_parameters=b""), pss(trailer=[constructed(3, integer(1))]),
            leaf().change(algorithm=sequence(oid("1.2.840.113549.1.1.10"), sequence()))],
     passes=[pss(), pss(SHA384, salt=48), pss(SHA512, salt=64)],
     not_applicable=[leaf(), ecdsa(ECDSA_SHA256, 32)],
     not_effective=[pss(salt=20).change(not_before="2019-12-31T00:00:00Z")])

rule("mozilla.signatures.ecdsa_encoding",
     fires=[ecdsa(ECDSA_SHA384, 32), ecdsa(ECDSA_SHA256, 48), ecdsa(ECDSA_SHA512, 48), ecdsa(ECDSA_SHA384, 66),
            ecdsa(ECDSA_SHA1, 32), ecdsa("1.2.840.10045.4.3.1", 32), ecdsa(ECDSA_SHA256, 32, null())],
     passes=[ecdsa(ECDSA_SHA256, 32), ecdsa(ECDSA_SHA256, 31), ecdsa(ECDSA_SHA384, 48), ecdsa(ECDSA_SHA384, 47),
             ecdsa(ECDSA_SHA512, 66)],
     not_applicable=[leaf(), pss(), leaf().change(algorithm=sequence(oid(ECDSA_SHA256)), signature=b"not ECDSA"),
                     ecdsa(ECDSA_SHA256, 67)],
     not_effective=[ecdsa(ECDSA_SHA384, 32).change(not_before="2025-03-14T00:00:00Z")])
