rule("cabf_br.extended_key_usage.subscriber_missing",
     fires=[leaf().without("eku"), root().without("bc")], passes=[leaf()], not_applicable=[root(), root().without("bc").extension("1.3.6.1.5.5.7.1.31", octet_string(bytes(32)), critical=True)])

rule("cabf_br.extended_key_usage.subscriber_critical",
     fires=[leaf().critical("eku")],
     passes=[leaf()],
     not_applicable=[leaf().without("eku"), intermediate()],
     not_effective=[leaf().critical("eku").change(not_before="2023-09-14T00:00:00Z")])

rule("cabf_br.extended_key_usage.subscriber_no_server_auth",
     fires=[leaf().extension("eku", purposes(CLIENT_AUTH))],
     passes=[leaf(), leaf().extension("eku", purposes(CLIENT_AUTH, SERVER_AUTH))],
     not_applicable=[leaf().extension("eku", purposes(CLIENT_AUTH)).without("policies"), leaf().without("eku"), root()])

rule("cabf_br.extended_key_usage.subscriber_forbidden_purpose",
     fires=[leaf().extension("eku", purposes(SERVER_AUTH, ANY_EKU)),
            leaf().extension("eku", purposes(SERVER_AUTH, EMAIL_PROTECTION, CODE_SIGNING))],
     passes=[leaf(), leaf().extension("eku", purposes(SERVER_AUTH, CLIENT_AUTH))],
     not_applicable=[leaf().without("eku"), intermediate()])

rule("cabf_br.extended_key_usage.subscriber_other_purpose",
     fires=[leaf().extension("eku", purposes(SERVER_AUTH, "1.3.6.1.5.2.3.5"))],
     passes=[leaf(), leaf().extension("eku", purposes(SERVER_AUTH, ANY_EKU))],
     not_applicable=[leaf().without("eku")])

rule("cabf_br.extended_key_usage.root_present",
     fires=[root().extension("eku", purposes(SERVER_AUTH))], passes=[root()], not_applicable=[intermediate(), leaf()])


def earlier(*kinds):
    return issued(leaf().extension("eku", purposes(*kinds)), "2020-01-01T00:00:00Z")


rule("cabf_br.extended_key_usage.subscriber_not_tls",
     fires=[earlier(ANY_EKU), earlier(CODE_SIGNING)], passes=[earlier(CLIENT_AUTH), earlier(SERVER_AUTH, CODE_SIGNING)],
     not_applicable=[issued(leaf().without("eku"), "2020-01-01T00:00:00Z"), intermediate(), for_mail(leaf())],
     not_effective=[leaf().extension("eku", purposes(ANY_EKU))])
rule("cabf_br.extended_key_usage.subscriber_extra_purpose",
     fires=[earlier(SERVER_AUTH, CODE_SIGNING), earlier(ANY_EKU), earlier(SERVER_AUTH, "1.3.6.1.5.2.3.5")],
     passes=[earlier(SERVER_AUTH, CLIENT_AUTH, EMAIL_PROTECTION)],
     not_applicable=[issued(leaf().without("eku"), "2020-01-01T00:00:00Z"), intermediate(), for_mail(leaf())],
     not_effective=[leaf().extension("eku", purposes(SERVER_AUTH, CODE_SIGNING))])
