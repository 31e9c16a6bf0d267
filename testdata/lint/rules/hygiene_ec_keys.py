P256, SECP160R1, B283 = "1.2.840.10045.3.1.7", "1.3.132.0.8", "1.3.132.0.17"
point = public_key("leaf-p256")[-65:]


def keyed(curve, key, algorithm="1.2.840.10045.2.1"):
    return leaf().change(spki=sequence(sequence(oid(algorithm), curve if isinstance(curve, bytes) else oid(curve)),
                                       bit_string(key)))


sound = keyed(P256, point)
ECDH, ECMQV, SECP112R1 = "1.3.132.1.12", "1.3.132.1.13", "1.3.132.0.6"
for_agreement = [keyed(P256, point, algorithm=each) for each in (ECDH, ECMQV)]
# The next x from that of the key that no point has.
PRIME, B = 2 ** 256 - 2 ** 224 + 2 ** 192 + 2 ** 96 - 1, 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
x = int.from_bytes(point[1:33], "big")
while pow(x ** 3 - 3 * x + B, (PRIME - 1) // 2, PRIME) == 1:
    x += 1

rule("hygiene.ec_keys.not_on_curve",
     fires=[keyed(P256, point[:-1] + bytes([point[-1] ^ 1])), keyed(P256, b"\4" + bytes(64)),
            keyed(P256, b"\2" + x.to_bytes(32, "big")), keyed(P256, b"\4" + b"\xff" * 64),
            *[keyed(P256, point[:-1] + bytes([point[-1] ^ 1]), algorithm=each) for each in (ECDH, ECMQV)]],
     passes=[sound, keyed(P256, b"\3" + point[1:33]), keyed(P256, b"\0"), leaf().change(spki=public_key("leaf-p384")),
             *for_agreement],
     not_applicable=[leaf(), keyed(P256, point[:-1]), keyed("1.2.3.4", point), keyed(B283, b"\4" + bytes(72))])
rule("hygiene.ec_keys.infinity",
     fires=[keyed(P256, b"\0"), keyed(P256, b"\0", algorithm=ECMQV)],
     passes=[sound, keyed(P256, b"\0\0"), *for_agreement],
     not_applicable=[leaf()])
rule("hygiene.ec_keys.curve_small",
     fires=[keyed(SECP160R1, b"\4" + bytes(40)),
            *[keyed(SECP112R1, b"\4" + bytes(28), algorithm=each) for each in (ECDH, ECMQV)]],
     passes=[sound, *for_agreement],
     not_applicable=[leaf(), keyed("1.2.3.4", point)])
rule("hygiene.ec_keys.curve_binary",
     fires=[keyed(B283, b"\4" + bytes(72)), keyed("1.3.132.0.24", b"\4" + bytes(50)),
            keyed(B283, b"\4" + bytes(72), algorithm=ECMQV)],
     passes=[sound, *for_agreement],
     not_applicable=[leaf(), keyed("1.2.3.4", point)])
rule("hygiene.ec_keys.curve_unknown",
     fires=[keyed("1.2.3.4", point), keyed("1.2.3.4", point, algorithm=ECMQV)],
     passes=[sound, *for_agreement],
     not_applicable=[leaf(), keyed(null(), point)])
