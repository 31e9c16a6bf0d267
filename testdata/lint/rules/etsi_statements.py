ARC = "0.4.0.1862.1"
COMPLIANCE, LIMIT, RETENTION, SSCD, PDS, TYPE, LEGISLATION = (f"{ARC}.{n}" for n in range(1, 8))
ESIGN, ESEAL, WEB = (f"{TYPE}.{n}" for n in (1, 2, 3))
QUALIFIED = sequence(oid(COMPLIANCE))
OTHER = sequence(oid("1.3.6.1.5.5.7.11.2"), sequence(oid("0.4.0.194121.1.2")))
SMIME = "2.23.140.1.5.2.2"


def statements(*elements, critical=False, base=leaf):
    return base().extension("qc", sequence(*elements), critical=critical)


def money(currency=printable("EUR"), amount=1000, exponent=2, *more):
    return sequence(oid(LIMIT), sequence(currency, integer(amount), integer(exponent), *more))


def years(value):
    return sequence(oid(RETENTION), value)


def types(*values):
    return sequence(oid(TYPE), sequence(*[oid(value) if isinstance(value, str) else value for value in values]))


def laws(*countries):
    return sequence(oid(LEGISLATION), sequence(*[printable(country) if isinstance(country, str) else country for country in countries]))


def smime(*elements):
    return statements(*elements).extension("policies", policy_list(SMIME)).extension("eku", purposes(EMAIL_PROTECTION))


def before(day, certificate):
    return certificate.change(not_before=f"{day}T23:59:59Z")


def early(certificate):
    return before("2017-10-31", certificate)


def until_2023(certificate):
    return before("2023-06-30", certificate)


none = [leaf(), statements(OTHER)]

rule("etsi.statements.critical",
     fires=[statements(QUALIFIED, critical=True), statements(OTHER, types(WEB), critical=True)],
     passes=[statements(QUALIFIED)],
     not_applicable=[leaf(), statements(OTHER, critical=True)],
     not_effective=[early(statements(QUALIFIED, critical=True))])

late = {"not_before": "2026-05-01T00:00:00Z"}
rule("etsi.statements.repeated",
     fires=[statements(QUALIFIED, QUALIFIED).change(**late), statements(QUALIFIED, types(WEB), OTHER, types(WEB)).change(**late)],
     passes=[statements(QUALIFIED, types(WEB)).change(**late), statements(OTHER, OTHER).change(**late)],
     not_applicable=[leaf().change(**late)],
     not_effective=[statements(QUALIFIED, QUALIFIED)])

rule("etsi.statements.type_as_statement",
     fires=[statements(QUALIFIED, sequence(oid(value))) for value in (ESIGN, ESEAL, WEB)],
     passes=[statements(QUALIFIED, types(WEB)), statements(OTHER)],
     not_applicable=[leaf()],
     not_effective=[early(statements(sequence(oid(WEB))))])

rule("etsi.statements.compliance_missing",
     fires=[statements(types(WEB)), statements(sequence(oid(SSCD))), statements(types(WEB), sequence(oid(SSCD)), OTHER)],
     passes=[statements(QUALIFIED), statements(types(WEB), QUALIFIED), statements(money()), statements(years(integer(10)))],
     not_applicable=none,
     not_effective=[early(statements(types(WEB)))])

rule("etsi.statements.compliance_with_information",
     fires=[statements(sequence(oid(COMPLIANCE), null())), statements(sequence(oid(COMPLIANCE), sequence()))],
     passes=[statements(QUALIFIED)],
     not_applicable=none + [statements(types(WEB))],
     not_effective=[early(statements(sequence(oid(COMPLIANCE), null())))])

rule("etsi.statements.sscd_with_information",
     fires=[statements(QUALIFIED, sequence(oid(SSCD), null()))],
     passes=[statements(QUALIFIED, sequence(oid(SSCD)))],
     not_applicable=none + [statements(QUALIFIED)],
     not_effective=[early(statements(sequence(oid(SSCD), null())))])

rule("etsi.statements.limit_value_malformed",
     fires=[statements(money(printable(code))) for code in ("EURO", "EU", "E2R", "", "XQZ")] +
           [statements(money(integer(number))) for number in (0, 1000, -1)] +
           [statements(money(utf8("EUR"))), statements(money(amount=-1)), statements(money(printable("EUR"), 1, 2, integer(3))),
            statements(sequence(oid(LIMIT))), statements(sequence(oid(LIMIT), null()))],
     passes=[statements(money()), statements(money(integer(978))), statements(money(exponent=-2)), statements(money(printable("eur")))],
     not_applicable=none,
     not_effective=[early(statements(money(printable("EURO"))))])

rule("etsi.statements.currency_numeric",
     fires=[statements(money(integer(978)))],
     passes=[statements(money())],
     not_applicable=none + [statements(sequence(oid(LIMIT), null()))],
     not_effective=[early(statements(money(integer(978))))])

rule("etsi.statements.retention_period_malformed",
     fires=[statements(years(integer(-1))), statements(years(null())), statements(sequence(oid(RETENTION))),
            statements(years(sequence(integer(10))))],
     passes=[statements(years(integer(10))), statements(years(integer(0)))],
     not_applicable=none,
     not_effective=[early(statements(years(integer(-1))))])

rule("etsi.statements.type_unknown",
     fires=[until_2023(statements(case)) for case in (types(), types("0.4.0.1862.1.6.4"), types(WEB, "1.2.3"), sequence(oid(TYPE)),
                                                      types(null()), sequence(oid(TYPE), oid(WEB)))],
     passes=[until_2023(statements(types(WEB))), until_2023(statements(types(ESIGN, ESEAL)))],
     not_applicable=[until_2023(case) for case in none],
     not_effective=[early(statements(types())), statements(types())])

rule("etsi.statements.type_not_single",
     fires=[statements(case) for case in (types(), types(ESIGN, ESEAL), types("0.4.0.1862.1.6.4"), sequence(oid(TYPE)), types(null()))],
     passes=[statements(types(value)) for value in (ESIGN, ESEAL, WEB)],
     not_applicable=none,
     not_effective=[until_2023(statements(types(ESIGN, ESEAL)))])

rule("etsi.statements.type_not_for_email",
     fires=[smime(types(WEB)), smime(types())],
     passes=[smime(types(ESIGN)), smime(types(WEB, ESEAL))],
     not_applicable=[statements(types(WEB)), smime(QUALIFIED)],
     not_effective=[early(smime(types(WEB)))])

rule("etsi.statements.type_not_for_servers",
     fires=[statements(types(ESEAL)), statements(types())],
     passes=[statements(types(WEB)), statements(types(ESIGN, WEB))],
     not_applicable=[smime(types(ESEAL)), statements(QUALIFIED), statements(types(ESEAL)).without("eku")],
     not_effective=[early(statements(types(ESEAL)))])

rule("etsi.statements.legislation_unknown",
     fires=[statements(QUALIFIED, laws()), statements(QUALIFIED, laws("UK")), statements(QUALIFIED, laws("CH", "ch")),
            statements(QUALIFIED, laws(utf8("CH"))), statements(QUALIFIED, sequence(oid(LEGISLATION)))],
     passes=[statements(QUALIFIED, laws("CH")), statements(QUALIFIED, laws("CH", "GB"))],
     not_applicable=none + [statements(QUALIFIED)],
     not_effective=[early(statements(QUALIFIED, laws("UK")))])
