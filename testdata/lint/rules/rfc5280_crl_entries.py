def listing(*entries):
    return crl().change(revoked=[revoked(1), *entries, revoked(2)])


def early(item):
    return item.change(this_update="2008-04-30T23:59:59Z")


def reason(number):
    return revoked().extension("reason", enumerated(number))


def dated(date):
    return listing(revoked().change(date=date))


nothing = crl().change(revoked=None)
plain = crl().change(revoked=[revoked().change(extensions=[])])
invalid = generalized_time("20260401000000Z")
issuer = sequence(directory(ROOT_NAME))
indirect = crl().extension("idp", sequence(primitive(4, b"\xff")), critical=True)
other = revoked().extension("certificate_issuer", issuer, critical=True)

rule("rfc5280.crl_entry.wrong_time_type",
     fires=[dated(generalized_time("20260402000000Z"))], passes=[crl(), dated(generalized_time("20500101000000Z"))],
     not_applicable=[nothing])
rule("rfc5280.crl_entry.revoked_after_this_update",
     fires=[dated("2026-04-03T00:00:01Z"), dated("2050-01-01T00:00:00Z")],
     passes=[crl(), dated("2026-04-03T00:00:00Z")], not_applicable=[nothing, crl().change(revoked=[])],
     not_effective=[early(dated("2026-04-02T00:00:00Z"))])
rule("rfc5280.crl_entry.reason_unspecified",
     fires=[listing(reason(0)), listing(reason(0), reason(0))], passes=[*(listing(reason(n)) for n in (1, 2, 10)), plain],
     not_applicable=[nothing], not_effective=[early(listing(reason(0)))])
rule("rfc5280.crl_entry.reason_critical",
     fires=[listing(revoked().critical("reason"))], passes=[crl()], not_applicable=[nothing, plain])
rule("rfc5280.crl_entry.removal_in_complete_crl",
     fires=[listing(reason(8))], passes=[crl()],
     not_applicable=[plain, listing(reason(8)).extension("delta_crl", integer(6), critical=True)])
rule("rfc5280.crl_entry.invalidity_date_critical",
     fires=[listing(revoked().extension("invalidity_date", invalid, critical=True))],
     passes=[listing(revoked().extension("invalidity_date", invalid))], not_applicable=[crl()])
rule("rfc5280.crl_entry.certificate_issuer_not_critical",
     fires=[indirect.change(revoked=[other.critical("certificate_issuer", False)])],
     passes=[indirect.change(revoked=[other])], not_applicable=[crl()])
rule("rfc5280.crl_entry.certificate_issuer_unnamed",
     fires=[indirect.change(revoked=[other.extension("certificate_issuer", sequence(uri("http://a.example/")))])],
     passes=[indirect.change(revoked=[other])], not_applicable=[crl()])
rule("rfc5280.crl_entry.certificate_issuer_in_direct_crl",
     fires=[listing(other), listing(other).extension("idp", sequence(primitive(1, b"\xff")), critical=True)],
     passes=[indirect.change(revoked=[other])], not_applicable=[crl()])
rule("rfc5280.crl_entry.critical_extension_unknown",
     fires=[listing(revoked().extension("1.2.3.4", null(), critical=True))],
     passes=[crl(), listing(revoked().extension("1.2.3.4", null())), listing(other)], not_applicable=[plain])
