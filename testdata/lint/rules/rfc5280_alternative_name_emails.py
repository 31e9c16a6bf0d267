def holding(extension, *texts):
    return leaf().extension(extension, sequence(*map(email, texts)))


def shared_rule(check, **outcomes):
    """One function stands behind both extensions: for the issuer's a few of the cases will do."""
    rule(check, **{outcome: cases if topic == "subject" else cases[:2] for outcome, cases in outcomes.items()})


for topic, extension in (("subject", "san"), ("issuer", "ian")):
    shared_rule(f"rfc5280.{topic}_alternative_name.rfc822_name_not_mailbox",
                fires=[holding(extension, text) for text in
                       ("<a@b.example>", "a@b.example (me)", "Me <a@b.example>", "a b@c.example", " a@b.example", "example",
                        "b.example", "@b.example", "a@", "a@b_.example", "a@b..example", "a@b.example.", "a@[192.0.2]",
                        "a@[IPv6:192.0.2.1]", "a@[2001:db8::1]", ".a@b.example", "a.@b.example", "a..b@c.example",
                        "a@b@c.example", "a(b)@c.example", '"a@b.example',
                        "<\xe4@b.example>", "a@\xe4.example (me)", "\xe4 b@c.example")] +
                      [holding(extension, "a@b.example", "<a@b.example>")],
                passes=[holding(extension, text) for text in
                        ("a@b.example", "a.b+c@d.example", "a@xn--bih.example", "a@localhost", '"a b"@c.example',
                         '"a@b"@c.example', "a@[192.0.2.1]", "a@[IPv6:2001:db8::1]",
                         # Empty and beyond ASCII: found by others.
                         "", "\xe4@b.example")] + [leaf().extension(extension, sequence(dns("<a@b.example>")))],
                not_applicable=[leaf().without("san")],
                not_effective=[holding(extension, "<a@b.example>").change(not_before="1998-12-31T00:00:00Z")])
