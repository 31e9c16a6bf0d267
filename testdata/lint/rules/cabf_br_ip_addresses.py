mail = for_mail(leaf())
OLD = "2012-06-30T00:00:00Z"


def addressed(*octets):
    return leaf().extension("san", sequence(dns("www.certcheck.com"), ip(*octets)))


def v6(start, *end):
    return list(start) + [0] * (16 - len(start) - len(end)) + list(end)


reserved = [(10, 0, 0, 1), (172, 31, 255, 255), (192, 168, 1, 1), (127, 0, 0, 1), (100, 64, 0, 1), (169, 254, 0, 1), (0, 0, 0, 0), (255, 255, 255, 255),
            (224, 0, 0, 1), (198, 19, 255, 255), (203, 0, 113, 1), v6([0xfd]), v6([0xfe, 0x80], 1), v6([0x20, 1, 0x0d, 0xb8], 1), v6([], 1), v6([0xff, 2], 1), v6([0x20, 2])]
rule("cabf_br.ip_address.reserved",
     fires=[addressed(*each) for each in reserved],
     passes=[leaf(), addressed(8, 8, 8, 8), addressed(172, 32, 0, 1), addressed(*v6([0x26, 6, 0x47], 1)), addressed(100, 128, 0, 1), root()],
     not_applicable=[mail, issued(addressed(10, 0, 0, 1), "2013-01-01T00:00:00Z").change(not_after="2015-11-01T00:00:00Z")],
     not_effective=[issued(addressed(10, 0, 0, 1), OLD)])
called = leaf().change(subject=name(("CN", "10.0.0.1")))
rule("cabf_br.ip_address.reserved_common_name",
     fires=[called, leaf().change(subject=name(("CN", "fd00::1")))],
     passes=[leaf(), leaf().change(subject=name(("CN", "8.8.8.8"))), leaf().change(subject=name(("CN", "10.0.0.1.example")))],
     not_applicable=[mail, issued(called, "2013-01-01T00:00:00Z").change(not_after="2015-11-01T00:00:00Z")], not_effective=[issued(called, OLD)])


def permitting(*octets):
    return intermediate().extension("nc", subtrees([ip(*octets)]), critical=True)


rule("cabf_br.ip_address.reserved_constraint",
     fires=[permitting(10, 0, 0, 0, 255, 0, 0, 0), permitting(0, 0, 0, 0, 0, 0, 0, 0), permitting(192, 0, 0, 0, 255, 0, 0, 0), permitting(*v6([0xfd]), *v6([0xff]))],
     passes=[permitting(8, 8, 8, 0, 255, 255, 255, 0), intermediate().extension("nc", subtrees([dns("certcheck.com")], [ip(*[0] * 8)]), critical=True)],
     not_applicable=[intermediate(), leaf(), for_mail(permitting(10, 0, 0, 0, 255, 0, 0, 0))],
     not_effective=[issued(permitting(10, 0, 0, 0, 255, 0, 0, 0), OLD)])
