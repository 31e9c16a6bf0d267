ONION = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion"


def valid(start, end, base=ev_leaf):
    return base().change(not_before=start, not_after=end)


def onion():
    return leaf().extension("san", sequence(dns("www.certcheck.com"), dns(ONION)))


rule("cabf_ev.validity.too_long",
     fires=[valid("2016-01-01T00:00:00Z", "2018-04-01T00:00:01Z"), valid("2016-11-30T00:00:00Z", "2019-03-02T00:00:01Z"),
            valid("2018-03-01T23:59:59Z", "2021-01-01T00:00:00Z")],
     passes=[valid("2016-01-01T00:00:00Z", "2018-04-01T00:00:00Z"), valid("2016-11-30T00:00:00Z", "2019-03-02T00:00:00Z"),
             valid("2016-01-31T00:00:00Z", "2018-05-01T00:00:00Z")],
     not_applicable=[ev_leaf(), valid("2018-03-02T00:00:00Z", "2028-03-02T00:00:00Z"),
                     valid("2016-01-01T00:00:00Z", "2026-01-01T00:00:00Z", leaf)])

rule("cabf_ev.validity.onion_too_long",
     fires=[valid("2016-01-01T00:00:00Z", "2017-04-01T00:00:01Z", onion),
            valid("2016-01-01T00:00:00Z", "2018-01-01T00:00:00Z").change(subject=name(("CN", ONION)))],
     passes=[onion(), valid("2016-01-01T00:00:00Z", "2017-04-01T00:00:00Z", onion)],
     not_applicable=[valid("2016-01-01T00:00:00Z", "2018-01-01T00:00:00Z", leaf),
                     valid("2016-01-01T00:00:00Z", "2018-01-01T00:00:00Z", intermediate)],
     not_effective=[valid("2015-04-30T23:59:59Z", "2018-01-01T00:00:00Z", onion)])
