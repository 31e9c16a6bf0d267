SIZES = {110: 32, 111: 56, 112: 32, 113: 57}
SIGNATURES = {112: 64, 113: 114}


def keyed(arc, octets=None, parameters=b"", unused=0):
    octets = SIZES[arc] if octets is None else octets
    return leaf().change(spki=sequence(sequence(oid(f"1.3.101.{arc}"), parameters), bit_string(bytes(octets), unused)))


def signed(arc, octets=None, parameters=b""):
    octets = SIGNATURES[arc] if octets is None else octets
    return leaf().change(algorithm=sequence(oid(f"1.3.101.{arc}"), parameters), signature=bytes(octets))


old = "2018-07-31T23:59:59Z"
wrapped = leaf().change(spki=sequence(sequence(oid("1.3.101.112")), bit_string(octet_string(bytes(32)))))

rule("rfc8410.keys.parameters_present",
     fires=[keyed(112, parameters=null()), keyed(110, parameters=sequence())],
     passes=[keyed(arc) for arc in SIZES],
     not_applicable=[leaf()],
     not_effective=[keyed(112, parameters=null()).change(not_before=old)])
rule("rfc8410.keys.wrong_length",
     fires=[keyed(112, 31), keyed(113, 56), keyed(110, 0), keyed(111, 57), wrapped, keyed(112, unused=1)],
     passes=[keyed(arc) for arc in SIZES],
     not_applicable=[leaf()],
     not_effective=[wrapped.change(not_before=old)])
rule("rfc8410.keys.signature_parameters_present",
     fires=[signed(112, parameters=null())] +
           [item.change(algorithm=sequence(oid("1.3.101.112"), null())) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(112), signed(113)],
     not_applicable=[leaf()],
     not_effective=[signed(112, parameters=null()).change(not_before=old)])
rule("rfc8410.keys.signature_wrong_length",
     fires=[signed(112, 63), signed(113, 64), signed(112, 0)] +
           [item.change(algorithm=sequence(oid("1.3.101.113"))) for item in (crl(), ocsp(), ocsp_request())],
     passes=[signed(112), signed(113)],
     not_applicable=[leaf()],
     not_effective=[signed(112, 63).change(not_before=old)])
