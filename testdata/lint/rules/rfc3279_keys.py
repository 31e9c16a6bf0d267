# Of the numbers only the syntax and their sizes matter; they are nobody's parameters.
DSA, DH, PKCS3 = "1.2.840.10040.4.1", "1.2.840.10046.2.1", "1.2.840.113549.1.3.1"
P, Q, G = (integer(number) for number in (2 ** 2048 - 1, 2 ** 256 - 1, 2))
NEGATIVE = tlv(0x02, b"\xff" * 256)  # a prime without its leading zero byte
VALIDATION = sequence(bit_string(b"s" * 20), integer(7))


def keyed(algorithm, parameters=b"", key=integer(5), unused=0):
    return leaf().change(spki=sequence(sequence(oid(algorithm), parameters), tlv(0x03, bytes([unused]) + key)))


def old(item):
    return item.change(not_before="2002-03-31T23:59:59Z")


# No BIT STRING that could be read; the parser reports it.
unreadable = leaf().change(spki=sequence(sequence(oid(DSA), sequence(P, Q, G)), octet_string(integer(5))))
good_dsa, good_dh = keyed(DSA, sequence(P, Q, G)), keyed(DH, sequence(P, G, Q))

rule("rfc3279.keys.dsa_parameters_malformed",
     description="NULL, an INTEGER, one number too few, one too many, another type, numbers that are not positive",
     fires=[keyed(DSA, parameters) for parameters in
            (null(), P, sequence(), sequence(P, Q), sequence(P, Q, G, integer(1)), sequence(P, octet_string(b"q"), G),
             sequence(NEGATIVE, Q, G), sequence(P, Q, integer(0)), oid("1.2.840.10045.3.1.7"))],
     passes=[good_dsa, keyed(DSA)],
     not_applicable=[leaf(), good_dh, keyed("1.2.3.4", null())],
     not_effective=[old(keyed(DSA, null()))])

rule("rfc3279.keys.dh_parameters_malformed",
     description="Absent, NULL, those of PKCS #3 with dhpublicnumber, further numbers and structures, those of X9.42 with "
                 "dhKeyAgreement",
     fires=[keyed(DH), keyed(PKCS3)] +
           [keyed(DH, parameters) for parameters in
            (null(), sequence(P, G), sequence(P, G, integer(0)), sequence(P, G, Q, integer(2), integer(2)),
             sequence(P, G, Q, sequence(integer(7))), sequence(P, G, Q, VALIDATION, integer(2)), sequence(NEGATIVE, G, Q))] +
           [keyed(PKCS3, parameters) for parameters in
            (null(), sequence(P), sequence(P, G, Q, integer(2)), sequence(P, G, octet_string(b"l")))],
     passes=[good_dh, keyed(DH, sequence(P, G, Q, integer(2))), keyed(DH, sequence(P, G, Q, VALIDATION)),
             keyed(DH, sequence(P, G, Q, integer(2), VALIDATION)), keyed(PKCS3, sequence(P, G)),
             keyed(PKCS3, sequence(P, G, integer(256)))],
     not_applicable=[leaf(), good_dsa],
     not_effective=[old(keyed(DH, null()))])

rule("rfc3279.keys.not_integer",
     description="Nothing, another type, a byte after it, an unnecessary leading byte, a length in BER, unused bits",
     fires=[keyed(algorithm, sequence(P, Q, Q), key) for algorithm in (DSA, DH) for key in
            (b"", octet_string(b"5"), sequence(integer(5)), integer(5) + b"\0", tlv(0x02, b"\0\5"), b"\x02\x81\x01\x05", b"\x02\x00")] +
           [keyed(DSA, key=integer(8), unused=3), keyed(PKCS3, sequence(P, G), b"\x05\x00")],
     passes=[good_dsa, keyed(DSA), good_dh, keyed(DH), keyed(PKCS3, sequence(P, G)), keyed(DSA, null(), integer(0))],
     not_applicable=[leaf(), keyed("1.2.3.4", null(), b""), unreadable],
     not_effective=[old(keyed(DSA, key=b""))])

rule("rfc3279.keys.out_of_range",
     description="Negative, zero, one, the prime and more",
     fires=[keyed(algorithm, parameters, integer(number)) for algorithm, parameters in
            ((DSA, sequence(P, Q, G)), (DH, sequence(P, G, Q)), (PKCS3, sequence(P, G)))
            for number in (-5, 0, 1, 2 ** 2048 - 1, 2 ** 2048)] + [keyed(DSA, key=integer(1)), keyed(DH, null(), integer(0))],
     passes=[good_dsa, good_dh, keyed(DSA), keyed(DH, sequence(P, G, Q), integer(2 ** 2048 - 2)), keyed(DSA, key=integer(2)),
             keyed(PKCS3, sequence(P, G), integer(2 ** 2047))],
     not_applicable=[leaf(), keyed(DSA, sequence(P, Q, G), b""), unreadable],
     not_effective=[old(keyed(DSA, key=integer(1)))])
