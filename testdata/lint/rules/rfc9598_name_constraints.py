RFC8398 = "2018-04-30T00:00:00Z"


def constraint(*bases, excluded=False):
    return intermediate().extension("nc", subtrees(None, list(bases)) if excluded else subtrees(list(bases)), critical=True)


def mailbox(text):
    return other_name("1.3.6.1.5.5.7.8.9", utf8(text))


none = [intermediate(), leaf(), constraint(dns("b.example")), leaf().extension("san", sequence(email("a@b.example")))]

rule("rfc9598.name_constraints.not_rfc822_name",
     fires=[constraint(mailbox(text)) for text in ("b.example", "\u00fc@b.example", "")] +
           [constraint(mailbox("b.example"), excluded=True), constraint(email("b.example"), mailbox(".b.example"))],
     passes=[constraint(email(text)) for text in ("b.example", ".b.example", "a@b.example", "")],
     not_applicable=none,
     not_effective=[constraint(mailbox("b.example")).change(not_before=RFC8398)])

rule("rfc9598.name_constraints.local_part",
     fires=[constraint(email("a@b.example")), constraint(email('"a b"@b.example'), excluded=True)],
     passes=[constraint(email(text)) for text in ("b.example", ".b.example")],
     not_applicable=none + [constraint(email("")), constraint(email("@b.example")), constraint(mailbox("\u00fc@b.example"))],
     not_effective=[constraint(email("a@b.example")).change(not_before=RFC8398)])

rule("rfc9598.name_constraints.not_idna2008",
     fires=[constraint(email(text)) for text in ("xn--bcher.example", ".ab--c.example", "a@xn--hxi.example")] +
           [constraint(email("ab--c.example"), excluded=True)],
     passes=[constraint(email(text)) for text in ("b.example", ".xn--bcher-kva.example", "a@xn--bcher-kva.example", "a--b.example")],
     not_applicable=none + [constraint(email("")), constraint(email("@ab--c.example"))],
     not_effective=[constraint(email("ab--c.example")).change(not_before=RFC8398)])
