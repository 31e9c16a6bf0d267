def holding(extension, *names):
    return leaf().extension(extension, sequence(*names))


def before(moment, certificate):
    return certificate.change(not_before=moment)


LONGEST = ".".join(["a" * 63] * 3 + ["a" * 61])


def shared_rule(check, **outcomes):
    """One function stands behind both extensions: for the issuer's a few of the cases will do."""
    rule(check, **{outcome: cases if topic == "subject" else cases[:2] for outcome, cases in outcomes.items()})


for topic, extension in (("subject", "san"), ("issuer", "ian")):
    shared_rule(f"rfc5280.{topic}_alternative_name.dns_name_not_preferred_syntax",
                fires=[holding(extension, dns(text)) for text in
                       ("under_score.example", "192.0.2.1", "a.example.", "f*.example", "www.*.example", "*",
                        "a b.example", "-a.example", "a" * 64 + ".example", "a..example")] +
                      [holding(extension, dns("a.example"), dns("b_.example"))],
                passes=[holding(extension, dns(text)) for text in
                        ("www.certcheck.com", "*.a.example", "3com.example", "xn--bih.example", LONGEST,
                         # These have checks of their own.
                         "", " ", LONGEST + "a", "\xfc.example")],
                not_applicable=[holding(extension, ip(192, 0, 2, 1)), leaf().without("san")],
                not_effective=[before("1998-12-31T00:00:00Z", holding(extension, dns("b_.example")))])

    shared_rule(f"rfc5280.{topic}_alternative_name.dns_name_space",
                fires=[holding(extension, dns(" ")), holding(extension, dns("a.example"), dns(" "))],
                passes=[holding(extension, dns("www.certcheck.com")), holding(extension, dns("  ")),
                        holding(extension, uri(" "))],
                not_applicable=[leaf().without("san")],
                not_effective=[before("1998-12-31T00:00:00Z", holding(extension, dns(" ")))])

    shared_rule(f"rfc5280.{topic}_alternative_name.dns_name_too_long",
                fires=[holding(extension, dns(LONGEST + "a")), holding(extension, dns("*." + LONGEST))],
                passes=[holding(extension, dns(LONGEST))],
                not_applicable=[holding(extension, email(LONGEST + "a")), leaf().without("san")],
                not_effective=[before("2008-04-30T00:00:00Z", holding(extension, dns(LONGEST + "a")))])
