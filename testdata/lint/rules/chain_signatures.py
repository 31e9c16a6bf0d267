good = leaf().der()
broken = leaf().change(signature=bytes([sign("issuing-rsa", leaf().tbs())[0] ^ 1]) + sign("issuing-rsa", leaf().tbs())[1:])
by_another = leaf().change(signer="upper-rsa")

unknown = leaf().change(algorithm=sequence(oid("1.2.643.7.1.1.3.2")))


def signed(algorithm, *parameters):
    return leaf().change(algorithm=sequence(oid(algorithm), *parameters))


# Known algorithms with wrong parameters: ECDSA, Ed25519 and ML-DSA-44 with NULL, ECDSA and RSA with a curve, RSASSA-PSS
# without any.
ECDSA_SHA256, P256 = "1.2.840.10045.4.3.2", oid("1.2.840.10045.3.1.7")
wrong_parameters = [signed(ECDSA_SHA256, null()), signed(ECDSA_SHA256, P256), signed("1.3.101.112", null()),
                    signed("2.16.840.1.101.3.4.3.17", null()), signed("1.2.840.113549.1.1.11", P256),
                    signed("1.2.840.113549.1.1.10")]
# Known algorithms that are not verified: RSA with MD2, HashML-DSA-44.
unsupported = [signed("1.2.840.113549.1.1.2", null()), signed("2.16.840.1.101.3.4.3.32")]
# RSA without NULL is verified.
without_null = signed("1.2.840.113549.1.1.11")

rule("chain.signatures.invalid",
     fires=[(broken, intermediate(), root()), (by_another, intermediate()),
            (leaf(), intermediate().change(signer="upper-rsa"), root()),
            (without_null.change(signer="upper-rsa"), intermediate())],
     passes=[(leaf(), intermediate(), root()), (leaf(), intermediate()), (without_null, intermediate())],
     not_applicable=[leaf(), (leaf(), root()),
                     (leaf().change(algorithm=sequence(oid("1.2.3.4"))), intermediate()),
                     *[(each, intermediate()) for each in wrong_parameters + unsupported]])
rule("chain.signatures.not_verified",
     fires=[(unknown, intermediate(), root()),
            (leaf(), intermediate().change(algorithm=sequence(oid("1.2.3.4"))), root()),
            *[(each, intermediate()) for each in wrong_parameters + unsupported]],
     passes=[(leaf(), intermediate(), root()), (broken, intermediate()), (without_null, intermediate())],
     not_applicable=[leaf(), (leaf(), root())])
