CS, CS_EV = "2.23.140.1.4.1", "2.23.140.1.3"
P224, P521 = "1.3.132.0.33", "1.3.132.0.35"


def signer(**changes):
    return leaf().without("san").change(**changes).extension("policies", policy_list(CS)).extension("eku", purposes(CODE_SIGNING))


def sized(bits, base=signer):
    return base(spki=rsa_public_key((rsa_modulus() << (bits - 2048)) | 1 if bits > 2048 else rsa_modulus() >> (2048 - bits) | 1))


def ca(**changes):
    return intermediate().change(**changes).extension("policies", policy_list(CS)).extension("eku", purposes(CODE_SIGNING))


def ec(curve, octets):
    return signer(spki=sequence(sequence(oid("1.2.840.10045.2.1"), oid(curve)), bit_string(b"\4" + bytes(octets))))


def signed(algorithm, parameters=null(), base=signer):
    return base(algorithm=sequence(oid(algorithm), parameters))


p256 = signer(spki=public_key("leaf-p256"))
early, before_2021 = {"not_before": "2019-08-12T23:59:59Z"}, {"not_before": "2021-05-31T23:59:59Z"}

rule("cabf_cs.algorithms.rsa_too_small",
     fires=[sized(2048), sized(3071), sized(2047).change(**before_2021)],
     passes=[sized(3072), sized(4096), sized(2048).change(**before_2021)],
     not_applicable=[leaf(), p256, ca()],
     not_effective=[sized(2047).change(**early)])

rule("cabf_cs.algorithms.ca_rsa_too_small",
     fires=[sized(2048, ca)],
     passes=[sized(3072, ca), sized(4096, ca)],
     not_applicable=[intermediate(), sized(2048), ca(spki=public_key("issuing-p256"))],
     not_effective=[sized(2048, ca).change(**before_2021)])

rule("cabf_cs.algorithms.curve_not_allowed",
     fires=[ec(P224, 56), ec("1.3.132.0.10", 64), ca(spki=ec(P224, 56).spki)],
     passes=[p256, signer(spki=public_key("leaf-p384")), ec(P521, 132)],
     not_applicable=[leaf().change(spki=ec(P224, 56).spki), signer()],
     not_effective=[ec(P224, 56).change(**early)])

rule("cabf_cs.algorithms.signature_not_allowed",
     fires=[signed("1.2.840.113549.1.1.5"), signed("1.2.840.113549.1.1.4"), signed("1.2.840.113549.1.1.14"),
            signed("1.2.840.10040.4.3", b""), signed("1.3.101.112", b""), signed("1.2.840.113549.1.1.5", base=ca)],
     passes=[signer(), signed("1.2.840.113549.1.1.12"), signed("1.2.840.10045.4.3.4", b""), signed("2.16.840.1.101.3.4.3.2", b"")],
     not_applicable=[leaf().change(algorithm=sequence(oid("1.2.840.113549.1.1.5"), null()))],
     not_effective=[signed("1.2.840.113549.1.1.5").change(**early)])
