MAILBOX, OTHER = "ada@certcheck.com", "eve@certcheck.com"
UTF8_MAILBOX = "1.3.6.1.5.5.7.8.9"


def named(*names, generation="multipurpose", subject=(), kind="mailbox"):
    return smime_leaf(kind, generation, *subject).extension("san", sequence(*names))


def utf8_mailbox(text):
    return other_name(UTF8_MAILBOX, utf8(text))


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


upn = other_name("1.3.6.1.4.1.311.20.2.3", utf8(MAILBOX))
others = [leaf(), ca_issuing(smime_policy())]
absent = smime_leaf().without("san")

rule("cabf_smime.alternative_names.missing",
     fires=[absent],
     passes=[smime_leaf()],
     not_applicable=[leaf().without("san"), others[1]],
     not_effective=[early(absent)])

rule("cabf_smime.alternative_names.critical",
     fires=[smime_leaf().critical("san")],
     passes=[smime_leaf(), smime_leaf(without=["email"]).critical("san")],
     not_applicable=others + [absent],
     not_effective=[early(smime_leaf().critical("san"))])

rule("cabf_smime.alternative_names.no_mailbox",
     fires=[named(directory(ROOT_NAME)), named(upn), named(dns("certcheck.com"))],
     passes=[smime_leaf(), named(utf8_mailbox("ädà@certcheck.com")), named(directory(ROOT_NAME), email(MAILBOX))],
     not_applicable=others + [absent],
     not_effective=[early(named(upn))])

rule("cabf_smime.alternative_names.kind_not_allowed",
     fires=[named(email(MAILBOX), name) for name in (dns("certcheck.com"), uri("http://certcheck.com/"), ip(192, 0, 2, 1),
                                                     registered_id("1.2.3"))] + [named(email(MAILBOX), upn, generation="strict")],
     passes=[smime_leaf(), named(email(MAILBOX), upn), named(utf8_mailbox("ädà@certcheck.com"), generation="strict"),
             named(email(MAILBOX), directory(ROOT_NAME))],
     not_applicable=others + [absent],
     not_effective=[early(named(email(MAILBOX), dns("certcheck.com")))])

rule("cabf_smime.alternative_names.mailbox_malformed",
     fires=[named(email(text)) for text in (f"{MAILBOX}, {OTHER}", "ada", f"Ada <{MAILBOX}>", "@certcheck.com", "")],
     passes=[smime_leaf(), named(email(MAILBOX), email(OTHER))],
     not_applicable=others + [absent, named(utf8_mailbox("ädà@certcheck.com"))],
     not_effective=[early(named(email("ada")))])

rule("cabf_smime.alternative_names.mailbox_not_repeated",
     fires=[named(email(OTHER)), named(email(MAILBOX), subject=[("CN", OTHER)]), absent,
            named(email(MAILBOX), directory(name(("email", OTHER)))), named(email("ADA@certcheck.com")),
            named(email(MAILBOX), subject=[("CN", OTHER)], kind="organization")],
     passes=[smime_leaf(), named(email(MAILBOX), subject=[("CN", MAILBOX)]), named(email("ada@CERTCHECK.com")),
             named(email(MAILBOX), utf8_mailbox("ädà@certcheck.com"), subject=[("CN", "ädà@certcheck.com")]),
             named(email(MAILBOX), directory(name(("email", MAILBOX))))],
     not_applicable=others + [smime_leaf(without=["email"]), smime_leaf("mailbox", "multipurpose", ("CN", "Ada"), without=["email"])],
     not_effective=[early(named(email(OTHER)))])
