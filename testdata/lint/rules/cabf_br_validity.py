mail = for_mail(leaf())


def valid(item, start, end):
    return item.change(not_before=start, not_after=end)


def over(check, start, fits, exceeds, *outside, **more):
    """Leaves from `start` to the last moment that fits and to the first that does not; the rule is not in force at those `outside`."""
    rule(check, fires=[valid(leaf(), start, exceeds)], passes=[valid(leaf(), start, fits)],
         not_applicable=[valid(intermediate(), start, exceeds), valid(mail, start, exceeds)], not_effective=[valid(leaf(), each, "2040-01-01T00:00:00Z") for each in outside], **more)


over("cabf_br.validity.over_60_months", "2013-01-31T00:00:00Z", "2018-01-31T00:00:00Z", "2018-01-31T00:00:01Z", "2016-07-01T00:00:00Z")
over("cabf_br.validity.over_39_months_documented", "2015-04-30T00:00:00Z", "2018-07-30T00:00:00Z", "2018-07-30T00:00:01Z", "2015-04-01T23:59:59Z", "2016-07-01T00:00:00Z")
over("cabf_br.validity.over_39_months", "2016-08-31T00:00:00Z", "2019-12-01T00:00:00Z", "2019-12-01T00:00:01Z", "2016-06-30T23:59:59Z", "2018-03-01T00:00:00Z")
over("cabf_br.validity.over_825_days", "2019-01-01T00:00:00Z", "2021-04-05T00:00:00Z", "2021-04-05T00:00:01Z", "2020-09-01T00:00:00Z")
over("cabf_br.validity.over_398_days", "2025-01-01T00:00:00Z", "2026-02-02T23:59:59Z", "2026-02-03T00:00:00Z", "2020-08-31T23:59:59Z")
over("cabf_br.validity.over_397_days", "2025-01-01T00:00:00Z", "2026-02-01T23:59:59Z", "2026-02-02T00:00:00Z", "2026-03-15T00:00:00Z")
over("cabf_br.validity.over_200_days", "2026-03-15T00:00:00Z", "2026-09-30T23:59:59Z", "2026-10-01T00:00:00Z", "2026-03-14T23:59:59Z")
over("cabf_br.validity.over_199_days", "2026-03-15T00:00:00Z", "2026-09-29T23:59:59Z", "2026-09-30T00:00:00Z", "2027-03-15T00:00:00Z")
over("cabf_br.validity.over_100_days", "2027-03-15T00:00:00Z", "2027-06-22T23:59:59Z", "2027-06-23T00:00:00Z", "2027-03-14T23:59:59Z")
over("cabf_br.validity.over_99_days", "2027-03-15T00:00:00Z", "2027-06-21T23:59:59Z", "2027-06-22T00:00:00Z", "2029-03-15T00:00:00Z")
over("cabf_br.validity.over_47_days", "2029-03-15T00:00:00Z", "2029-04-30T23:59:59Z", "2029-05-01T00:00:00Z", "2029-03-14T23:59:59Z")
over("cabf_br.validity.over_46_days", "2029-03-15T00:00:00Z", "2029-04-29T23:59:59Z", "2029-04-30T00:00:00Z", "2029-03-14T23:59:59Z")
rule("cabf_br.validity.root_period",
     fires=[root().change(not_after="2034-03-31T00:00:00Z"), root().change(not_after="2051-04-03T00:00:00Z")],
     passes=[root(), root().change(not_after="2034-03-31T23:59:59Z"), root().change(not_after="2051-04-02T00:00:00Z")],
     not_applicable=[intermediate(), leaf()], not_effective=[valid(root(), "2020-01-01T00:00:00Z", "2060-01-01T00:00:00Z")])
START = 1_775_001_600_000
rule("cabf_br.validity.backdated",
     fires=[leaf().extension("sct", sct_list(sct(b"one", START), sct(b"two", START + 48 * 3_600_000 + 1)))],
     passes=[leaf(), leaf().extension("sct", sct_list(sct(b"one", START + 48 * 3_600_000))), leaf().extension("sct", sct_list(sct(b"one", 2 ** 63)))],
     not_applicable=[leaf().without("sct"), mail],
     not_effective=[issued(leaf(), "2023-09-01T00:00:00Z")])
