def listing(*entries):
    return crl().change(revoked=list(entries))


def old(item, moment="2024-03-14T23:59:59Z"):
    return item.change(this_update=moment)


def reason(number):
    return revoked().extension("reason", enumerated(number))


def point(*fields):
    return crl().extension("idp", sequence(*fields), critical=True)


def full_name(*names):
    return constructed(0, constructed(0, *names))


AT = full_name(uri("http://crl.pki.example/issuing.crl"))
nothing = crl().change(revoked=None)
key = primitive(0, b"k" * 20)
topic = "cabf_br.crl."
rule(topic + "reason_not_permitted", fires=[listing(reason(number)) for number in (0, 2, 6, 8, 10)], passes=[crl(), listing(revoked().change(extensions=[])), listing(reason(9)), listing(reason(0).change(date="2023-07-14T23:59:59Z")),
             listing(reason(0)).extension("idp", sequence(AT, primitive(2, b"\xff")), critical=True)],
     not_applicable=[nothing], not_effective=[old(listing(reason(6)), "2023-07-14T23:59:59Z")])
before = "2023-07-14T23:59:59Z"
rule(topic + "reason_not_permitted_before_sc_61",
     fires=[old(listing(reason(number)), moment) for number in (0, 6) for moment in (before, "2020-09-30T00:00:00Z")],
     passes=[old(crl(), before), old(listing(reason(2)), before), old(listing(reason(10)), before)], not_applicable=[old(nothing, before)],
     not_effective=[old(listing(reason(6)), "2020-09-29T23:59:59Z"), listing(reason(6))])
rule(topic + "ca_reason_missing", fires=[listing(revoked().change(extensions=[])).extension("idp", sequence(AT, primitive(2, b"\xff")), critical=True)],
     passes=[point(AT, primitive(2, b"\xff"))], not_applicable=[crl(), listing(revoked().change(extensions=[])), point(AT, primitive(1, b"\xff"))],
     not_effective=[old(listing(revoked().change(extensions=[])).extension("idp", sequence(AT, primitive(2, b"\xff")), critical=True), "2020-09-29T23:59:59Z")])
rule(topic + "reason_critical", fires=[listing(revoked().critical("reason"))], passes=[crl()], not_applicable=[nothing],
     not_effective=[old(listing(revoked().critical("reason")), "2012-06-30T00:00:00Z")])
rule(topic + "key_identifier_wrong",
     fires=[crl().extension("aki", sequence()), crl().extension("aki", sequence(key, constructed(1, directory(ROOT_NAME)), primitive(2, b"\5"))),
            crl().extension("aki", sequence(key, primitive(2, b"\5")))],
     passes=[crl(), crl().without("aki")], not_effective=[old(crl().extension("aki", sequence()))])
rule(topic + "key_identifier_missing", fires=[crl().without("aki")], passes=[crl()], not_applicable=[crl().without("aki").extension("crl_number", null())],
     not_effective=[old(crl().without("aki"))])
strange = crl().extension("ian", sequence(dns("pki.example")))
rule(topic + "other_extension", fires=[strange], passes=[crl(), point(AT)], not_effective=[old(strange)])
dated = revoked().extension("invalidity_date", generalized_time("20260401000000Z"))
rule(topic + "other_entry_extension", fires=[listing(dated), listing(revoked(), revoked().change(serial=7).extension("1.2.3.4", null()))],
     passes=[crl(), listing(revoked().change(extensions=[]))], not_applicable=[nothing], not_effective=[old(listing(dated))])
rule(topic + "criticality", fires=[crl().critical("aki"), crl().critical("crl_number"), point(AT).critical("idp", False)], passes=[crl(), point(AT)])
rule(topic + "number_out_of_range",
     fires=[crl().without("crl_number"), crl().extension("crl_number", integer(-1)), crl().extension("crl_number", integer(1 << 159)), crl().extension("crl_number", integer(1 << 170))],
     passes=[crl(), crl().extension("crl_number", integer(0)), crl().extension("crl_number", integer((1 << 159) - 1))], not_applicable=[crl().extension("crl_number", null())])
users, cas = point(AT, primitive(1, b"\xff")), point(AT, primitive(2, b"\xff"))
unspecified = listing(revoked().change(extensions=[]))
rule(topic + "next_update_late",
     fires=[users.change(next_update="2026-04-13T00:00:01Z"), unspecified.change(next_update="2026-05-03T00:00:00Z"),
            *[item.change(next_update="2027-04-03T00:00:01Z") for item in (users, cas, crl(), nothing)]],
     passes=[crl(), users.change(next_update="2026-04-13T00:00:00Z"), unspecified.change(next_update="2026-04-13T00:00:00Z"),
             *[item.change(next_update="2027-04-03T00:00:00Z") for item in (cas, crl(), nothing)]],
     not_applicable=[crl().change(next_update=None)], not_effective=[old(users.change(next_update="2026-05-03T00:00:00Z"), "2023-07-14T00:00:00Z")])
rule(topic + "next_update_late_unless_for_cas",
     fires=[item.change(next_update=until) for item in (crl(), nothing, point(AT)) for until in ("2026-04-13T00:00:01Z", "2027-04-03T00:00:00Z")],
     passes=[crl(), crl().change(next_update="2026-04-13T00:00:00Z"), *[item.change(next_update="2026-05-03T00:00:00Z") for item in (users, cas, unspecified)],
             crl().change(next_update="2027-04-03T00:00:01Z")],
     not_applicable=[crl().change(next_update=None)], not_effective=[old(crl().change(next_update="2026-05-03T00:00:00Z"), "2023-07-14T00:00:00Z")])
then = {"this_update": "2020-04-03T00:00:00Z"}
rule(topic + "next_update_late_before_sc_61",
     fires=[users.change(**then, next_update="2020-04-13T00:00:01Z"), cas.change(**then, next_update="2021-04-03T00:00:01Z")],
     passes=[users.change(**then, next_update="2020-04-13T00:00:00Z"), cas.change(**then, next_update="2021-04-03T00:00:00Z")],
     not_applicable=[crl().change(**then, next_update=None)], not_effective=[users.change(next_update="2026-05-03T00:00:00Z")])
rule(topic + "next_update_late_unless_for_cas_before_sc_61",
     fires=[crl().change(**then, next_update="2020-04-13T00:00:01Z")],
     passes=[crl().change(**then, next_update="2020-04-13T00:00:00Z"), cas.change(**then, next_update="2020-05-03T00:00:00Z")],
     not_applicable=[crl().change(**then, next_update=None)], not_effective=[crl().change(next_update="2026-05-03T00:00:00Z")])
rule(topic + "next_update_missing", fires=[crl().change(next_update=None)], passes=[crl()], not_effective=[old(crl().change(next_update=None))])
rule(topic + "indirect", fires=[point(AT, primitive(4, b"\xff")), point(AT, primitive(5, b"\xff"))], passes=[point(AT)], not_applicable=[crl()],
     not_effective=[old(point(AT, primitive(4, b"\xff")))])
rule(topic + "some_reasons", fires=[point(AT, primitive(3, b"\x06\x40"))], passes=[point(AT)], not_applicable=[crl()], not_effective=[old(point(AT, primitive(3, b"\x06\x40")))])
rule(topic + "point_not_uri", fires=[point(full_name(directory(ROOT_NAME))), point(primitive(1, b"\xff")), point(constructed(0, constructed(1, attribute("CN", "crl"))))],
     passes=[point(AT)], not_applicable=[crl()], not_effective=[old(point(full_name(directory(ROOT_NAME))))])
