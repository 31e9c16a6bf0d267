rule("cabf_br.subject_alternative_name.missing",
     fires=[leaf().without("san"), root().without("bc")], passes=[leaf()], not_applicable=[intermediate()])

rule("cabf_br.subject_alternative_name.should_not_be_critical",
     fires=[leaf().critical("san")],
     passes=[leaf(), leaf().critical("san").change(subject=name())],
     not_applicable=[leaf().without("san")])

rule("cabf_br.subject_alternative_name.subscriber_critical",
     fires=[leaf().critical("san")],
     passes=[leaf(), leaf().critical("san").change(subject=name())],
     not_applicable=[leaf().without("san"), root()],
     not_effective=[leaf().critical("san").change(not_before="2023-09-14T00:00:00Z")])

rule("cabf_br.subject_alternative_name.wildcard_public_suffix",
     fires=[leaf().extension("san", sequence(dns(text))) for text in ("*.com", "*.co.uk", "*.CO.UK")],
     passes=[leaf().extension("san", sequence(dns(text))) for text in ("*.certcheck.com", "*.internal")] + [leaf()],
     not_applicable=[leaf().without("san"), leaf().extension("san", sequence(ip(192, 0, 2, 1)))])

X400 = constructed(3, sequence(constructed(1, printable("DE"))))
KINDS = {"directory_name": directory(ROOT_NAME), "edi_party_name": constructed(5, constructed(1, utf8("party"))), "other_name": other_name("1.3.6.1.4.1.311.20.2.3", utf8("a@b")),
         "registered_id": registered_id("1.2.3.4"), "rfc822_name": email("a@certcheck.com"), "uri": uri("https://www.certcheck.com/"), "x400_address": X400}
for kind, value in KINDS.items():
    also = leaf().extension("san", sequence(dns("www.certcheck.com"), value))
    rule(f"cabf_br.subject_alternative_name.{kind}",
         fires=[also], passes=[leaf(), intermediate().extension("san", sequence(value))], not_applicable=[leaf().without("san"), for_mail(leaf())],
         not_effective=[issued(also, "2012-06-30T00:00:00Z")])
mailbox = leaf().extension("san", sequence(email("a@certcheck.com")))
rule("cabf_br.subject_alternative_name.no_server_name",
     fires=[mailbox, leaf().extension("san", sequence())], passes=[leaf(), leaf().extension("san", sequence(ip(8, 8, 8, 8)))],
     not_applicable=[leaf().without("san"), root(), for_mail(leaf())], not_effective=[issued(mailbox, "2023-09-14T23:59:59Z")])
