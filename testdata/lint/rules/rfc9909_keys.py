# The octets do not matter here, their number does (FIPS 205 table 2); by arc 20 to 31, SHA2 first, then SHAKE; HashSLH-DSA
# from 35 on in the same order.
ARCS = (*range(20, 32), *range(35, 47))
KEYS = {arc: (32, 32, 48, 48, 64, 64)[(arc - (20 if arc < 32 else 35)) % 6] for arc in ARCS}
SIGNATURES = {arc: (7856, 17088, 16224, 35664, 29792, 49856)[(arc - (20 if arc < 32 else 35)) % 6] for arc in ARCS}


def keyed(arc, octets=None, parameters=b""):
    octets = KEYS[arc] if octets is None else octets
    return leaf().change(spki=sequence(sequence(oid(f"2.16.840.1.101.3.4.3.{arc}"), parameters), bit_string(bytes(octets))))


def signed(arc, octets=None, parameters=b""):
    octets = SIGNATURES[arc] if octets is None else octets
    return leaf().change(algorithm=sequence(oid(f"2.16.840.1.101.3.4.3.{arc}"), parameters), signature=bytes(octets))


old = "2025-11-30T23:59:59Z"

rule("rfc9909.keys.parameters_present",
     fires=[keyed(20, parameters=null()), keyed(35, parameters=null()), keyed(46, parameters=null())],
     passes=[keyed(20), keyed(31)],
     not_applicable=[leaf()],
     not_effective=[keyed(20, parameters=null()).change(not_before=old)])
rule("rfc9909.keys.wrong_length",
     fires=[keyed(20, 34), keyed(22, 32), keyed(31, 0), keyed(35, 34), keyed(46, 32)],
     passes=[keyed(arc) for arc in KEYS],
     not_applicable=[leaf()],
     not_effective=[keyed(20, 34).change(not_before=old)])
rule("rfc9909.keys.signature_parameters_present",
     fires=[signed(20, parameters=null()), signed(40, parameters=null())] +
           [item.change(algorithm=sequence(oid("2.16.840.1.101.3.4.3.20"), null())) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(20)],
     not_applicable=[leaf(), keyed(20)],
     not_effective=[signed(20, 0, parameters=null()).change(not_before=old)])
rule("rfc9909.keys.signature_wrong_length",
     fires=[signed(21, 7856), signed(26, 0), signed(36, 7856)] +
           [item.change(algorithm=sequence(oid("2.16.840.1.101.3.4.3.35"))) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(20), signed(26), signed(22)],
     not_applicable=[leaf(), keyed(20)],
     not_effective=[signed(20, 0).change(not_before=old)])
