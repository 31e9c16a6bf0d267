def sized(bits, exponent=65537):
    return leaf().change(spki=rsa_public_key(rsa_modulus() >> (2048 - bits) | 1 if bits <= 2048 else
                                             (rsa_modulus() << (bits - 2048)) | 1, exponent))


OAEP, PSS = "1.2.840.113549.1.1.7", "1.2.840.113549.1.1.10"


def for_encryption(bits, exponent=65537, *parameters):
    """Under id-RSAES-OAEP the key is encoded as under rsaEncryption (RFC 4055 1.2)."""
    return leaf().change(spki=rsa_public_key(rsa_modulus() >> (2048 - bits) | 1, exponent,
                                             algorithm=sequence(oid(OAEP), *parameters)))


def encoded(key, algorithm="1.2.840.113549.1.1.1"):
    return leaf().change(spki=sequence(sequence(oid(algorithm), null()), bit_string(key)))


def exponent(number):
    return sized(2048, number)


elliptic = leaf().change(spki=public_key("leaf-p256"))
encrypting = for_encryption(2048)

rule("hygiene.rsa_keys.unreadable",
     fires=[encoded(b""), encoded(sequence()), encoded(sequence(integer(rsa_modulus()))), encoded(bytes(270)),
            encoded(octet_string(b""), PSS), encoded(octet_string(b""), OAEP)],
     passes=[leaf(), exponent(-1), encrypting, for_encryption(2048, 65537, sequence())],
     not_applicable=[elliptic])
rule("hygiene.rsa_keys.exponent_negative",
     fires=[exponent(-65537), exponent(-1), for_encryption(2048, -1)],
     passes=[leaf(), exponent(0), encrypting],
     not_applicable=[elliptic, encoded(sequence())])
rule("hygiene.rsa_keys.modulus_breakable",
     fires=[sized(1023), sized(512), for_encryption(512)],
     passes=[leaf(), sized(1024), for_encryption(1024)],
     # A modulus that is cut off is unreadable, not short.
     not_applicable=[elliptic, encoded(sequence()), encoded(b"\x30\x03\x02\x05\x01")])
rule("hygiene.rsa_keys.modulus_short",
     fires=[sized(1024), sized(2047), for_encryption(1024), for_encryption(1024, 65537, sequence())],
     passes=[leaf(), sized(1023), encrypting],
     not_applicable=[elliptic])
rule("hygiene.rsa_keys.modulus_long",
     fires=[sized(16385)],
     passes=[leaf(), sized(16384)],
     not_applicable=[elliptic])
rule("hygiene.rsa_keys.exponent_small",
     fires=[exponent(3), exponent(17), exponent(65535), for_encryption(2048, 3)],
     passes=[leaf(), exponent(1), exponent(256), exponent(2 ** 128 + 1), encrypting],
     not_applicable=[elliptic, exponent(-3)])
rule("hygiene.rsa_keys.exponent_large",
     fires=[exponent(2 ** 256 + 1), for_encryption(2048, 2 ** 256 + 1)],
     passes=[leaf(), exponent(2 ** 256 - 1), encrypting],
     not_applicable=[elliptic])


def restricted(*fields):
    return leaf().change(spki=rsa_public_key(rsa_modulus(), algorithm=sequence(oid(PSS), sequence(*fields))))


def hashed(digest):
    return constructed(0, sequence(oid(digest)))


SHA256 = "2.16.840.1.101.3.4.2.1"
rule("hygiene.rsa_keys.pss_weak_digest",
     fires=[restricted(), restricted(hashed("1.2.840.113549.2.5")), restricted(hashed("1.3.14.3.2.26"))],
     passes=[restricted(hashed(SHA256), constructed(1, sequence(oid("1.2.840.113549.1.1.8"), sequence(oid(SHA256)))))],
     not_applicable=[leaf(), elliptic, leaf().change(spki=rsa_public_key(rsa_modulus(), algorithm=sequence(oid(PSS)))),
                     restricted(null()), restricted(hashed("1.2.3")), encrypting])
