def mailbox(text):
    return other_name("1.3.6.1.5.5.7.8.9", utf8(text))


def holding(*names, extension="san"):
    return leaf().extension(extension, sequence(*names))


rule("rfc9598.email_domain.not_idna2008",
     fires=[holding(email("a@xn--bcher.example")), holding(email("a@ab--c.example")),
            # U+2665 is no character of IDNA2008.
            holding(email("a@xn--hxi.example")),
            holding(email("a@xn--bcher.example"), extension="ian"), holding(mailbox("\u00fc@ab--c.example")),
            holding(email("a@b.example"), email("a@ab--c.example"))],
     passes=[holding(email("a@b.example")), holding(email("a@xn--bcher-kva.example")),
             holding(email("a@a--b.example")), holding(mailbox("\u00fc@xn--bcher-kva.example")),
             holding(email("a@[192.0.2.1]"))],
     not_applicable=[leaf(), leaf().without("san"), holding(email("xn--bcher.example")), holding(email("")),
                     holding(mailbox("\u00fc@xn--b\u00fccher.example"))],
     not_effective=[holding(email("a@ab--c.example")).change(not_before="2018-04-30T00:00:00Z")])
