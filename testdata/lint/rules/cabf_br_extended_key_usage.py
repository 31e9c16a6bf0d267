def qualified(policy, *types):
    """A certificate without names of servers, qualified for `types`: 1 signatures, 2 seals, 3 web sites."""
    item = leaf().without("eku", "san").change(subject=name(("C", "DE"), ("O", "certcheck"))).extension("policies", policy_list(policy))
    return item.extension("qc", sequence(sequence(oid("0.4.0.1862.1.6"), sequence(*[oid(f"0.4.0.1862.1.6.{number}") for number in types])))) if types else item


QCP_N, QCP_L_QSCD, QEVCP_W, OWN = "0.4.0.194112.1.0", "0.4.0.194112.1.3", "0.4.0.194112.1.4", "1.3.6.1.4.1.99999.1"
for_signatures = [qualified(QCP_N), qualified(QCP_L_QSCD, 2), qualified(OWN, 1), qualified(OWN, 2)]
rule("cabf_br.extended_key_usage.subscriber_missing",
     description="Qualified certificates for signatures are not for servers, if they name none",
     fires=[leaf().without("eku"), root().without("bc"), qualified(OWN), qualified(QEVCP_W), qualified(OWN, 3), qualified(QCP_N, 3),
            qualified(QCP_N).extension("san", sequence(dns("www.certcheck.com"))), qualified(DV, 1)],
     passes=[leaf()],
     not_applicable=[root(), root().without("bc").extension("1.3.6.1.5.5.7.1.31", octet_string(bytes(32)), critical=True), *for_signatures])

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
both = leaf().extension("eku", purposes(SERVER_AUTH, ANY_EKU))
rule("cabf_br.extended_key_usage.subscriber_any_before_profiles",
     fires=[issued(both, moment) for moment in ("2020-08-20T00:00:00Z", "2023-09-14T23:59:59Z")],
     passes=[issued(leaf(), "2023-09-14T23:59:59Z")],
     not_applicable=[issued(item, "2023-09-14T23:59:59Z") for item in (leaf().without("eku"), intermediate(), for_mail(leaf()))],
     not_effective=[issued(both, "2020-08-19T23:59:59Z"), both])
rule("cabf_br.extended_key_usage.subscriber_extra_purpose",
     fires=[earlier(SERVER_AUTH, CODE_SIGNING), earlier(ANY_EKU), earlier(SERVER_AUTH, "1.3.6.1.5.2.3.5")],
     passes=[earlier(SERVER_AUTH, CLIENT_AUTH, EMAIL_PROTECTION)],
     not_applicable=[issued(leaf().without("eku"), "2020-01-01T00:00:00Z"), intermediate(), for_mail(leaf())],
     not_effective=[leaf().extension("eku", purposes(SERVER_AUTH, CODE_SIGNING))])
