# The octets do not matter here, their number does (FIPS 203 table 3).
KEYS = {1: 800, 2: 1184, 3: 1568}


def keyed(arc, octets=None, parameters=b""):
    octets = KEYS[arc] if octets is None else octets
    return leaf().change(spki=sequence(sequence(oid(f"2.16.840.1.101.3.4.4.{arc}"), parameters), bit_string(bytes(octets))))


old = "2026-01-31T23:59:59Z"

rule("rfc9935.keys.parameters_present",
     fires=[keyed(2, parameters=null())],
     passes=[keyed(arc) for arc in KEYS],
     not_applicable=[leaf()],
     not_effective=[keyed(2, parameters=null()).change(not_before=old)])
rule("rfc9935.keys.wrong_length",
     fires=[keyed(1, 1184), keyed(2, 1188), keyed(3, 0)],
     passes=[keyed(arc) for arc in KEYS],
     not_applicable=[leaf()],
     not_effective=[keyed(1, 1184).change(not_before=old)])
