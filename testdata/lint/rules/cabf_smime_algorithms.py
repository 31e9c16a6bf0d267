P224, P521, PSS = "1.3.132.0.33", "1.3.132.0.35", "1.2.840.113549.1.1.10"
ML_DSA_65, ML_KEM_768 = "2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.4.2"


def keyed(algorithm, octets=65, base=smime_leaf):
    return base().change(spki=sequence(algorithm, bit_string(bytes(octets))))


def curve(dotted):
    return keyed(sequence(oid("1.2.840.10045.2.1"), oid(dotted)))


def of_rsa(modulus=None, exponent=65537, algorithm=None):
    return smime_leaf().change(spki=rsa_public_key(rsa_modulus() if modulus is None else modulus, exponent, algorithm))


def signed(dotted, *parameters):
    return smime_leaf().change(algorithm=sequence(oid(dotted), *parameters))


def on(day, certificate):
    return certificate.change(not_before=f"{day}T00:00:00Z")


def early(certificate):
    return on("2023-08-31", certificate)


p256, ed448 = smime_leaf().change(spki=public_key("leaf-p256")), smime_leaf().change(spki=public_key("client-ed448"))
rsa_pss, no_null = of_rsa(algorithm=sequence(oid(PSS))), of_rsa(algorithm=sequence(oid("1.2.840.113549.1.1.1")))
ml_dsa, ml_kem = keyed(sequence(oid(ML_DSA_65)), 1952), keyed(sequence(oid(ML_KEM_768)), 1184)

rule("cabf_smime.algorithms.key_encoding_before_post_quantum",
     fires=[on("2025-08-21", case) for case in (curve(P224), rsa_pss, no_null, ml_dsa, ml_kem)],
     passes=[on("2025-08-21", case) for case in (smime_leaf(), p256, ed448, curve(P521))],
     not_applicable=[on("2025-08-21", leaf().change(spki=rsa_pss.spki))],
     not_effective=[early(rsa_pss), rsa_pss])

rule("cabf_smime.algorithms.key_encoding",
     fires=[curve(P224), rsa_pss, no_null, keyed(sequence(oid(ML_DSA_65), null()), 1952)],
     passes=[smime_leaf(), p256, ed448, ml_dsa, ml_kem],
     not_applicable=[leaf().change(spki=rsa_pss.spki), rsa_pss.without("eku", "policies")],
     not_effective=[on("2025-08-21", rsa_pss)])

rule("cabf_smime.algorithms.signature_encoding",
     fires=[signed("1.2.840.113549.1.1.5", null()), signed("1.2.840.113549.1.1.11"), signed(PSS, sequence()),
            signed("1.2.840.10045.4.3.2", null()), signed("1.2.840.10045.4.3.1")],
     passes=[smime_leaf(), signed("1.2.840.113549.1.1.13", null()), signed("1.2.840.10045.4.3.3"), signed("1.3.101.112")],
     not_applicable=[leaf().change(algorithm=sequence(oid("1.2.840.113549.1.1.5"), null()))],
     not_effective=[early(signed("1.2.840.113549.1.1.5", null()))])

rule("cabf_smime.algorithms.modulus_size",
     fires=[of_rsa(rsa_modulus() >> 8 | 1), of_rsa(rsa_modulus() << 1 | 1), of_rsa(rsa_modulus() >> 1024 | 1)],
     passes=[smime_leaf(), of_rsa(rsa_modulus() << 8 | 1)],
     not_applicable=[p256, leaf().change(spki=rsa_public_key(rsa_modulus() >> 8 | 1))],
     not_effective=[early(of_rsa(rsa_modulus() >> 8 | 1))])

rule("cabf_smime.algorithms.exponent_invalid",
     fires=[of_rsa(exponent=value) for value in (1, 2, 65536, 0, -3)],
     passes=[of_rsa(exponent=value) for value in (3, 65537, 1 << 300 | 1)],
     not_applicable=[p256, leaf().change(spki=rsa_public_key(rsa_modulus(), 2))],
     not_effective=[early(of_rsa(exponent=2))])

rule("cabf_smime.algorithms.exponent_out_of_range",
     fires=[of_rsa(exponent=value) for value in (3, 65535, 65536, 1 << 256)],
     passes=[of_rsa(exponent=value) for value in (65537, 65539, 1 << 17 | 1, (1 << 256) - 1)],
     not_applicable=[p256, leaf().change(spki=rsa_public_key(rsa_modulus(), 3))],
     not_effective=[early(of_rsa(exponent=3))])
