def of(*attributes):
    return leaf().change(subject=name(*attributes))


rule("rfc5280.subject.control_characters",
     fires=[of(("O", text)) for text in ("a\0b", "a\n", "\x7f", "a\x85b", bmp("a\tb"), teletex("\x93"))],
     passes=[leaf(), of(("O", "Ünï 味可")), of(("O", bmp("味可"))), of(("O", teletex("\xe9"))), of(("O", tlv(0x0c, b"\xc2 a"))),
             of()])
rule("rfc5280.subject.empty_without_alternative_name",
     fires=[leaf().change(subject=name()).without("san")],
     passes=[leaf(), leaf().without("san"), leaf().change(subject=name())])

mailed = of(("email", "Ann@a.example"))
rule("rfc5280.subject.email_not_in_alternative_name",
     fires=[mailed, mailed.without("san"), mailed.extension("san", sequence(email("ann@a.example"))),
            of(("email", "Ann@a.example"), ("email", "b@a.example")).extension("san", sequence(email("b@a.example")))],
     passes=[mailed.extension("san", sequence(dns("a.example"), email("Ann@A.example"))),
             mailed.extension("san", sequence(other_name("1.3.6.1.5.5.7.8.9", utf8("Ann@a.example")))),
             of(("email", "Ann")).extension("san", sequence(dns("a.example"), email("Zoe@a.example"), email("Ann")))],
     not_applicable=[leaf()])
