ACME = "1.3.6.1.5.5.7.1.31"


def challenge(value=octet_string(bytes(32)), critical=True):
    return leaf().extension(ACME, value, critical=critical)


old = "2020-01-31T23:59:59Z"
two = challenge().extension("san", sequence(dns("a.example"), dns("b.example")))

rule("rfc8737.acme_identifier.not_critical",
     fires=[challenge(critical=False)], passes=[challenge()], not_applicable=[leaf()],
     not_effective=[challenge(critical=False).change(not_before=old)])
rule("rfc8737.acme_identifier.malformed",
     fires=[challenge(octet_string(bytes(20))), challenge(octet_string(bytes(33))), challenge(bytes(34)),
            challenge(bit_string(bytes(31))), challenge(b"")],
     passes=[challenge()], not_applicable=[leaf()],
     not_effective=[challenge(octet_string(bytes(20))).change(not_before=old)])
rule("rfc8737.acme_identifier.other_names",
     fires=[two, challenge().without("san"), challenge().extension("san", sequence(email("a@b.example")))],
     passes=[challenge(), challenge().extension("san", sequence(ip(192, 0, 2, 1)))], not_applicable=[leaf()],
     not_effective=[two.change(not_before=old)])
