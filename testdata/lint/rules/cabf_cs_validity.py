CS = "2.23.140.1.4.1"


def valid(start, end, base=leaf):
    return base().change(not_before=start, not_after=end).extension("policies", policy_list(CS)).extension("eku", purposes(CODE_SIGNING))


rule("cabf_cs.validity.longer_than_39_months",
     fires=[valid("2024-01-01T00:00:00Z", "2027-04-01T00:00:01Z")],
     passes=[valid("2024-01-01T00:00:00Z", "2027-04-01T00:00:00Z")],
     not_applicable=[leaf().change(not_before="2024-01-01T00:00:00Z", not_after="2030-01-01T00:00:00Z"),
                     valid("2024-01-01T00:00:00Z", "2030-01-01T00:00:00Z", intermediate)],
     not_effective=[valid("2019-08-12T23:59:59Z", "2029-01-01T00:00:00Z"), valid("2026-03-01T00:00:00Z", "2036-01-01T00:00:00Z")])

rule("cabf_cs.validity.longer_than_460_days",
     fires=[valid("2026-03-01T00:00:00Z", "2027-06-04T00:00:00Z"), valid("2026-03-01T00:00:00Z", "2029-03-01T00:00:00Z")],
     passes=[valid("2026-03-01T00:00:00Z", "2027-06-03T23:59:59Z")],
     not_applicable=[leaf().change(not_before="2026-03-01T00:00:00Z", not_after="2030-01-01T00:00:00Z"),
                     valid("2026-03-01T00:00:00Z", "2036-01-01T00:00:00Z", intermediate)],
     not_effective=[valid("2026-02-28T23:59:59Z", "2029-01-01T00:00:00Z")])
