DSA, EC = "1.2.840.10040.4.1", "1.2.840.10045.2.1"
P256, P521, SECP256K1 = "1.2.840.10045.3.1.7", "1.3.132.0.35", "1.3.132.0.10"
point = public_key("leaf-p256")[-65:]


def sized(bits):
    return leaf().change(spki=rsa_public_key(rsa_modulus() >> (2048 - bits) | 1 if bits <= 2048 else
                                             (rsa_modulus() << (bits - 2048)) | 1))


def exponent(value):
    return leaf().change(spki=rsa_public_key(rsa_modulus(), value))


def on_curve(parameters, key=point):
    return leaf().change(spki=sequence(sequence(oid(EC), parameters), bit_string(key)))


dsa = leaf().change(spki=sequence(sequence(oid(DSA), sequence(integer((1 << 2047) + 1), integer((1 << 255) + 95), integer(2))),
                                  bit_string(integer((1 << 2046) + 1))))
pss = leaf().change(spki=rsa_public_key(rsa_modulus(), algorithm=sequence(oid("1.2.840.113549.1.1.10"))))
p256, ed25519 = leaf().change(spki=public_key("leaf-p256")), leaf().change(spki=public_key("leaf-ed25519"))
p521 = on_curve(oid(P521), b"\4" + bytes(132))
BEFORE_2_4, BEFORE_2_4_1, BEFORE_2_7, BEFORE_3_0 = (
    f"{day}T00:00:00Z" for day in ("2017-02-27", "2017-03-30", "2019-12-31", "2025-03-14"))

rule("mozilla.keys.rsa_not_whole_octets",
     fires=[sized(2047), sized(2052)],
     passes=[leaf(), sized(3072)],
     not_applicable=[p256],
     not_effective=[sized(2047).change(not_before=BEFORE_2_4)])

rule("mozilla.keys.rsa_too_small",
     fires=[sized(2047), sized(2040), sized(1024)],
     passes=[leaf(), sized(2056), sized(3072)],
     not_applicable=[p256, pss],
     not_effective=[sized(1024).change(not_before=BEFORE_2_4)])

rule("mozilla.keys.rsa_exponent_one",
     fires=[exponent(1)],
     passes=[leaf(), exponent(3), exponent(257), exponent(0)],
     not_applicable=[p256, pss],
     not_effective=[exponent(1).change(not_before=BEFORE_2_4)])

rule("mozilla.keys.rsa_pss_identifier",
     fires=[pss],
     passes=[leaf(), p256, root()],
     not_effective=[pss.change(not_before=BEFORE_2_7)])

rule("mozilla.keys.dsa",
     fires=[dsa],
     passes=[leaf(), p256, ed25519],
     not_effective=[dsa.change(not_before=BEFORE_2_4_1)])

rule("mozilla.keys.kind_not_allowed",
     fires=[ed25519, leaf().change(spki=sequence(sequence(oid("2.16.840.1.101.3.4.3.18")), bit_string(bytes(1952)))),
            leaf().change(spki=sequence(sequence(oid("1.2.643.7.1.1.1.1")), bit_string(bytes(64))))],
     passes=[leaf(), p256, dsa, pss, ed25519.extension("eku", purposes(EMAIL_PROTECTION))],
     not_effective=[ed25519.change(not_before=BEFORE_2_4_1)])

rule("mozilla.keys.ec_encoding",
     fires=[on_curve(oid(SECP256K1)), on_curve(sequence(integer(1))), on_curve(null()), on_curve(b"")],
     passes=[p256, p521, leaf().change(spki=public_key("leaf-p384"))],
     not_applicable=[leaf(), ed25519],
     not_effective=[on_curve(oid(SECP256K1)).change(not_before=BEFORE_3_0)])
