MAILBOX = "ada@certcheck.com"


def early(certificate):
    return certificate.change(not_before="2023-08-31T23:59:59Z")


def mail(text):
    return smime_leaf("mailbox", "multipurpose", ("email", text), without=["email"])


def common(kind, text):
    return smime_leaf(kind, "multipurpose", ("CN", text))


def country(value, kind="organization", base=None):
    return smime_leaf(kind, "multipurpose", ("C", value), without=["C"])


others = [leaf(), ca_issuing(smime_policy(), subject=name(("CN", "a CA")))]

rule("cabf_smime.subject.email_malformed",
     fires=[mail(text) for text in (f"{MAILBOX} eve@certcheck.com", "ada", f"<{MAILBOX}>", "")],
     passes=[smime_leaf()],
     not_applicable=others + [smime_leaf(without=["email"])],
     not_effective=[early(mail("ada"))])

rule("cabf_smime.subject.common_name_not_mailbox",
     fires=[common("mailbox", "Ada Lovelace"), common("mailbox", "ada@")],
     passes=[smime_leaf(), common("mailbox", MAILBOX)],
     not_applicable=others + [common("individual", "Ada Lovelace")],
     not_effective=[early(common("mailbox", "Ada"))])

rule("cabf_smime.subject.common_name_not_organization",
     fires=[common("organization", "Sales"), common("organization", "certcheck test gmbh")],
     passes=[common("organization", "certcheck test GmbH"), common("organization", MAILBOX)],
     not_applicable=others + [smime_leaf("organization"), common("sponsor", "Ada Lovelace")],
     not_effective=[early(common("organization", "Sales"))])

rule("cabf_smime.subject.country_unknown",
     fires=[country("ZZ"), country("UK", "individual"), country("DEU", "sponsor"), country("")],
     passes=[smime_leaf("organization"), country("XX"), country("de"), smime_leaf("individual", without=["C"])],
     not_applicable=[leaf(), smime_leaf("mailbox", "legacy", ("C", "ZZ"))],
     not_effective=[early(country("ZZ"))])

rule("cabf_smime.subject.value_absent",
     fires=[smime_leaf("organization", "multipurpose", ("OU", text)) for text in ("-", ".", " ", "", "- .")],
     passes=[smime_leaf("organization"), smime_leaf("organization", "multipurpose", ("OU", "n/a."))],
     not_applicable=[leaf().change(subject=name(("O", "-"))), others[1]],
     not_effective=[early(smime_leaf("organization", "multipurpose", ("OU", "-")))])
