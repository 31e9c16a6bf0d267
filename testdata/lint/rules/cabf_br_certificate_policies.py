OWN = "1.3.6.1.4.1.99999.1"
mail, mail_ca = for_mail(leaf()), for_mail(intermediate())


def having(*policies):
    return leaf().extension("policies", policy_list(*policies))


def ca(*policies):
    return intermediate().extension("policies", policy_list(*policies))


def old(item):
    return issued(item, "2020-01-01T00:00:00Z")


def very_old(item):
    return issued(item, "2012-06-30T23:59:59Z")


rule("cabf_br.certificate_policies.subscriber_missing",
     fires=[leaf().without("policies")], passes=[leaf()], not_applicable=[root(), mail], not_effective=[very_old(leaf().without("policies"))])
rule("cabf_br.certificate_policies.subscriber_empty",
     fires=[leaf().without("policies"), leaf().extension("policies", sequence())], passes=[leaf()], not_applicable=[root(), mail],
     not_effective=[very_old(leaf().without("policies"))])
rule("cabf_br.certificate_policies.subscriber_critical_before_profiles",
     fires=[old(leaf().critical("policies"))], passes=[old(leaf())], not_applicable=[old(intermediate()), leaf().without("policies")],
     not_effective=[leaf().critical("policies"), very_old(leaf().critical("policies"))])
rule("cabf_br.certificate_policies.subscriber_critical",
     fires=[leaf().critical("policies")], passes=[leaf()], not_applicable=[intermediate(), leaf().without("policies")],
     not_effective=[old(leaf().critical("policies"))])
rule("cabf_br.certificate_policies.subscriber_without_reserved",
     fires=[having(OWN), leaf().without("policies"), issued(having(OWN), "2020-09-30T00:00:00Z")], passes=[leaf(), having(OWN, EV)],
     not_applicable=[root(), mail], not_effective=[issued(having(OWN), "2020-09-29T23:59:59Z")])
rule("cabf_br.certificate_policies.subscriber_several_reserved",
     fires=[having(DV, OV), having(OWN, EV, OV)], passes=[leaf(), having(DV, OWN)], not_applicable=[root(), having(OWN), mail],
     not_effective=[old(having(DV, OV))])
rule("cabf_br.certificate_policies.subscriber_any_policy",
     fires=[having(DV, "2.5.29.32.0")], passes=[leaf()], not_applicable=[root(), mail], not_effective=[old(having("2.5.29.32.0"))])
rule("cabf_br.certificate_policies.subscriber_reserved_not_first",
     fires=[having(OWN, DV)], passes=[leaf(), having(DV, OWN)], not_applicable=[root(), having(OWN), mail], not_effective=[old(having(OWN, DV))])
rule("cabf_br.certificate_policies.ca_missing",
     fires=[intermediate().without("policies")], passes=[intermediate()], not_applicable=[root(), leaf(), mail_ca],
     not_effective=[very_old(intermediate().without("policies"))])
rule("cabf_br.certificate_policies.ca_critical_before_profiles",
     fires=[old(intermediate().critical("policies"))], passes=[old(intermediate())],
     not_applicable=[leaf(), intermediate().without("policies")], not_effective=[intermediate().critical("policies")])
rule("cabf_br.certificate_policies.ca_critical",
     fires=[intermediate().critical("policies")], passes=[intermediate()], not_applicable=[leaf(), intermediate().without("policies")],
     not_effective=[old(intermediate().critical("policies"))])
rule("cabf_br.certificate_policies.ca_any_policy_with_others",
     fires=[ca("2.5.29.32.0", DV)], passes=[ca("2.5.29.32.0")], not_applicable=[leaf(), intermediate()],
     not_effective=[old(ca("2.5.29.32.0", DV))])
rule("cabf_br.certificate_policies.ca_without_reserved",
     fires=[ca(OWN), intermediate().without("policies")], passes=[intermediate(), ca("2.5.29.32.0")], not_applicable=[leaf(), root(), mail_ca],
     not_effective=[old(ca(OWN))])
rule("cabf_br.certificate_policies.ca_several_reserved",
     fires=[ca(DV, OV)], passes=[intermediate(), ca(OWN)], not_applicable=[leaf(), ca("2.5.29.32.0", DV, OV)], not_effective=[old(ca(DV, OV))])
rule("cabf_br.certificate_policies.ca_reserved_not_first",
     fires=[ca(OWN, DV)], passes=[intermediate()], not_applicable=[leaf(), ca(OWN)], not_effective=[old(ca(OWN, DV))])
rule("cabf_br.certificate_policies.non_tls_ca_reserved",
     fires=[mail_ca.extension("policies", policy_list(DV)), mail_ca.extension("policies", policy_list(OWN, EV))],
     passes=[mail_ca.extension("policies", policy_list(OWN))],
     not_applicable=[intermediate(), leaf(), mail_ca, intermediate().extension("eku", purposes("1.3.6.1.4.1.11129.2.4.4"))],
     not_effective=[old(mail_ca.extension("policies", policy_list(DV)))])
rule("cabf_br.certificate_policies.root_present",
     fires=[root().extension("policies", policy_list("2.5.29.32.0"))], passes=[root()], not_applicable=[leaf(), intermediate()],
     not_effective=[very_old(root().extension("policies", policy_list(OWN)))])
rule("cabf_br.certificate_policies.other_qualifier",
     fires=[having((DV, notice(utf8("hear this"))))], passes=[leaf(), having((DV, cps("http://pki.example/cps")))],
     not_applicable=[leaf().without("policies"), mail], not_effective=[old(having((DV, notice(utf8("hear this")))))])
rule("cabf_br.certificate_policies.cps_not_http",
     fires=[having((DV, cps(text))) for text in ("www.pki.example/cps", "ftp://pki.example/cps", "")],
     passes=[leaf(), having((DV, cps("http://pki.example/cps"))), having((DV, cps("https://pki.example/cps"))), having((DV, notice(utf8("hear this"))))],
     not_applicable=[leaf().without("policies"), mail], not_effective=[old(having((DV, cps("www.pki.example/cps"))))])
rule("cabf_br.certificate_policies.qualifiers",
     fires=[having((DV, cps("http://pki.example/cps"))), ca((DV, cps("http://pki.example/cps")))], passes=[leaf()],
     not_applicable=[leaf().without("policies"), mail], not_effective=[old(having((DV, cps("http://pki.example/cps"))))])
