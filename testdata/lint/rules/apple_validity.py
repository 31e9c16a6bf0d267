def days(count, seconds=-1, base=leaf):
    """Valid for so many days from 2026-04-01T00:00:00Z on; the last second counts."""
    end = datetime.datetime(2026, 4, 1) + datetime.timedelta(days=count, seconds=seconds)
    return base().change(not_after=end.strftime("%Y-%m-%dT%H:%M:%SZ"))


others = [days(800, base=intermediate), days(800).without("policies").extension("eku", purposes(EMAIL_PROTECTION))]
early = {"not_before": "2020-08-31T23:59:59Z"}

rule("apple.validity.longer_than_398_days",
     fires=[days(398, 0), days(399), days(800)],
     passes=[leaf(), days(397), days(398), days(398).change(issuer=leaf().subject, signer="leaf-rsa")],
     not_applicable=others,
     not_effective=[days(800).change(**early)])

rule("apple.validity.longer_than_397_days",
     fires=[days(397, 0), days(398), days(800)],
     passes=[leaf(), days(396), days(397)],
     not_applicable=others,
     not_effective=[days(800).change(**early)])
