P256 = "1.2.840.10045.3.1.7"
point = public_key("leaf-p256")[-65:]


def keyed(key, parameters=oid(P256), unused=0):
    return leaf().change(spki=sequence(sequence(oid("1.2.840.10045.2.1"), parameters), bit_string(key, unused)))


sound = keyed(point)
hybrid = keyed(bytes([6 + point[-1] % 2]) + point[1:])
compressed = keyed(bytes([2 + point[-1] % 2]) + point[1:33])
old = "2009-02-28T23:59:59Z"

rule("rfc5480.keys.curve_not_named",
     fires=[keyed(point, sequence(integer(1))), keyed(point, null()), keyed(point, b""), keyed(point, integer(1))],
     passes=[sound, keyed(point, oid("1.2.3.4"))],
     not_applicable=[leaf()],
     not_effective=[keyed(point, null()).change(not_before=old)])
rule("rfc5480.keys.point_hybrid",
     fires=[hybrid],
     passes=[sound, compressed],
     not_applicable=[leaf()],
     not_effective=[hybrid.change(not_before=old)])
rule("rfc5480.keys.point_compressed",
     fires=[compressed],
     passes=[sound, hybrid],
     not_applicable=[leaf()],
     not_effective=[compressed.change(not_before=old)])
rule("rfc5480.keys.point_malformed",
     fires=[keyed(point[:-1]), keyed(point[1:]), keyed(point + b"\0"), keyed(b""), keyed(octet_string(point)),
            keyed(point[:-1] + b"\0", unused=3)],
     passes=[sound, compressed, hybrid, keyed(b"\0")],
     not_applicable=[leaf(), keyed(point, oid("1.2.3.4")), keyed(point, null())],
     not_effective=[keyed(point[1:]).change(not_before=old)])
