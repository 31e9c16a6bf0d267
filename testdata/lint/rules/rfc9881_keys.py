# The octets do not matter here, their number does (FIPS 204 table 2).
KEYS, SIGNATURES = {17: 1312, 18: 1952, 19: 2592}, {17: 2420, 18: 3309, 19: 4627}


def keyed(arc, octets=None, parameters=b""):
    octets = KEYS[arc] if octets is None else octets
    return leaf().change(spki=sequence(sequence(oid(f"2.16.840.1.101.3.4.3.{arc}"), parameters), bit_string(bytes(octets))))


def signed(arc, octets=None, parameters=b""):
    octets = SIGNATURES[arc] if octets is None else octets
    return leaf().change(algorithm=sequence(oid(f"2.16.840.1.101.3.4.3.{arc}"), parameters), signature=bytes(octets))


old = "2025-09-30T23:59:59Z"

rule("rfc9881.keys.parameters_present",
     fires=[keyed(18, parameters=null())],
     passes=[keyed(arc) for arc in KEYS],
     not_applicable=[leaf()],
     not_effective=[keyed(18, parameters=null()).change(not_before=old)])
rule("rfc9881.keys.wrong_length",
     fires=[keyed(17, 1952), keyed(18, 1956), keyed(19, 0)],
     passes=[keyed(arc) for arc in KEYS],
     not_applicable=[leaf()],
     not_effective=[keyed(17, 1952).change(not_before=old)])
rule("rfc9881.keys.signature_parameters_present",
     fires=[signed(18, parameters=null())] +
           [item.change(algorithm=sequence(oid("2.16.840.1.101.3.4.3.18"), null())) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(arc) for arc in SIGNATURES],
     not_applicable=[leaf(), keyed(18)],
     not_effective=[signed(18, parameters=null()).change(not_before=old)])
rule("rfc9881.keys.signature_wrong_length",
     fires=[signed(17, 3309), signed(18, 0), signed(33, 2420)] +
           [item.change(algorithm=sequence(oid("2.16.840.1.101.3.4.3.17"))) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(arc) for arc in SIGNATURES],
     not_applicable=[leaf(), keyed(18)],
     not_effective=[signed(18, 0).change(not_before=old)])
rule("rfc9881.keys.pre_hashed",
     fires=[keyed(33, 1952), signed(32, 2420), keyed(34, 2592)] +
           [item.change(algorithm=sequence(oid("2.16.840.1.101.3.4.3.33"))) for item in (crl(), ocsp(), ocsp_request())],
     passes=[keyed(18), signed(18)],
     not_applicable=[leaf()],
     not_effective=[keyed(33, 1952).change(not_before=old)])
