LOGGED = 1_774_995_000_000


def logged(count, start="2026-04-01T00:00:00Z", end="2026-06-30T23:59:59Z"):
    return leaf().extension("sct", sct_list(*[sct(b"log %d" % n, LOGGED) for n in range(count)])).change(
        not_before=start, not_after=end)


def before_2021(count, end):
    return logged(count, "2019-01-01T00:00:00Z", end)


same_log = leaf().extension("sct", sct_list(*[sct(b"log one", LOGGED)] * 3))

rule("apple.certificate_transparency.too_few_scts",
     fires=[leaf().without("sct"), logged(1), same_log, logged(2, end="2026-09-28T00:00:00Z"), logged(2, end="2027-04-01T00:00:00Z"),
            before_2021(2, "2020-04-01T00:00:00Z"), before_2021(3, "2021-04-01T00:00:00Z"), before_2021(4, "2022-04-01T00:00:00Z")],
     passes=[leaf(), logged(2), logged(2, end="2026-09-27T23:59:59Z"), logged(3, end="2027-04-01T00:00:00Z"),
             before_2021(2, "2020-03-31T23:59:59Z"), before_2021(3, "2020-04-01T00:00:00Z"), before_2021(5, "2029-04-01T00:00:00Z")],
     not_applicable=[intermediate(), leaf().without("sct").extension("poison", null(), critical=True),
                     leaf().without("sct", "policies").extension("eku", purposes(EMAIL_PROTECTION)), logged(0)],
     not_effective=[logged(1, "2018-10-14T00:00:00Z")])
