def below(certificate):
    return leaf(), intermediate(), certificate


def above(certificate):
    return certificate, intermediate(), root()


explicit_p256 = bytes.fromhex("3081f7020101302c06072a8648ce3d0101022100ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
                              "305b0420ffffffff00000001000000000000000000000000fffffffffffffffffffffffc04205ac635d8aa3a93e7b3ebbd557698"
                              "86bc651d06b0cc53b0f63bce3c3e27d2604b031500c49d360886e704936a6678e1139d26b7819f7e90044104"
                              "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce3357"
                              "6b315ececbb6406837bf51f5022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551020101")
nameless = leaf().change(subject=name())

rule("clients.openssl_strict.refused",
     fires=[below(root().critical("bc", False)), below(root().without("ku")), below(root().without("ski")),
            below(root().change(version=None, extensions=None)), below(root().critical("ski")),
            (leaf(), intermediate().without("aki"), root()), (leaf(), intermediate().critical("bc", False), root()),
            above(leaf().without("aki")), above(leaf().critical("aki")),
            above(leaf().extension("ku", named_bits(DIGITAL_SIGNATURE, KEY_CERT_SIGN), critical=True)),
            above(nameless), above(nameless.without("san")), above(leaf().extension("san", sequence())),
            above(leaf().change(version=None)),
            above(leaf().extension("bc", sequence(integer(0)))),
            above(leaf().change(spki=sequence(sequence(oid("1.2.840.10045.2.1"), explicit_p256),
                                              public_key("leaf-p256")[23:])))],
     passes=[below(root()), below(root().without("aki")), above(nameless.critical("san")),
             (leaf(), intermediate().without("aki"))],
     not_applicable=[root().without("ku"), leaf().without("aki")])
