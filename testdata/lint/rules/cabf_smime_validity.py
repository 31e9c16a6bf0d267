def days(count, generation="multipurpose", seconds=-1, base=None):
    """Valid for so many days from 2026-04-01T00:00:00Z on; the last second counts."""
    end = datetime.datetime(2026, 4, 1) + datetime.timedelta(days=count, seconds=seconds)
    return (base or smime_leaf("mailbox", generation)).change(not_after=end.strftime("%Y-%m-%dT%H:%M:%SZ"))


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


others = [days(3000, base=leaf()), days(3000, base=ca_issuing(smime_policy()))]

rule("cabf_smime.validity.too_long",
     fires=[days(825, seconds=0), days(826), days(1100, "strict")],
     passes=[days(825), days(90, "strict")],
     not_applicable=others + [days(3000, "legacy")],
     not_effective=[early(days(1000))])

rule("cabf_smime.validity.legacy_too_long",
     fires=[days(1185, "legacy", seconds=0), days(1186, "legacy")],
     passes=[days(1185, "legacy"), days(90, "legacy")],
     not_applicable=others + [days(3000)],
     not_effective=[early(days(1200, "legacy"))])

rule("cabf_smime.validity.at_maximum",
     fires=[days(825), days(1185, "legacy"), days(3000)],
     passes=[days(824), days(1184, "legacy")],
     not_applicable=others,
     not_effective=[early(days(825))])
