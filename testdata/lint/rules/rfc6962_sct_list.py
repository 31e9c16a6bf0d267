one = sct(b"log one", 1_775_001_600_000)
later = one[:2] + b"\1" + one[3:]


def signed(hash_number, signature_number):
    """The two octets stand behind length, version, log, timestamp and extensions."""
    at = 2 + 1 + 32 + 8 + 2
    return one[:at] + bytes([hash_number, signature_number]) + one[at + 2:]


def of(*scts):
    return leaf().extension("sct", sct_list(*scts))


def early(item):
    return item.change(not_before="2013-05-31T23:59:59Z")


rule("rfc6962.sct_list.version_unknown",
     fires=[of(one, later)], passes=[leaf()], not_applicable=[leaf().without("sct"), of()],
     not_effective=[early(of(later))])
rule("rfc6962.sct_list.signature_algorithm",
     fires=[of(one, signed(2, 3)), of(signed(4, 2)), of(signed(5, 1))],
     passes=[leaf(), of(signed(4, 1)), of(later)], not_applicable=[leaf().without("sct")],
     not_effective=[early(of(signed(2, 3)))])
