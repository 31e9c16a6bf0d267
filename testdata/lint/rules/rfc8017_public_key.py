def keyed(key, unused=0):
    return leaf().change(spki=sequence(sequence(oid("1.2.840.113549.1.1.1"), null()), bit_string(key, unused)))


def numbers(modulus, exponent=65537):
    return keyed(sequence(integer(modulus), integer(exponent)))


modulus = rsa_modulus()
elliptic = leaf().change(spki=public_key("leaf-p256"))

rule("rfc8017.public_key.malformed",
     fires=[keyed(sequence(integer(modulus), integer(65537)) + b"\0"),
            keyed(sequence(integer(modulus), integer(65537), null())),
            keyed(sequence(integer(modulus), tlv(2, b"\0\1\0\1"))),
            keyed(sequence(integer(modulus), integer(65536)), unused=1)],
     passes=[leaf(), numbers(-1, -1)],
     not_applicable=[elliptic, keyed(b"")])
rule("rfc8017.public_key.modulus_not_positive",
     fires=[numbers(0), numbers(-modulus)],
     passes=[leaf()],
     not_applicable=[elliptic, keyed(b"")])
rule("rfc8017.public_key.exponent_invalid",
     fires=[numbers(modulus, 1), numbers(modulus, 0), numbers(modulus, 65536), numbers(modulus, modulus),
            numbers(modulus, modulus + 2)],
     passes=[leaf(), numbers(modulus, 3), numbers(modulus, modulus - 2)],
     not_applicable=[elliptic, numbers(modulus, -3), numbers(0)])
