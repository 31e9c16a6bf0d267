PRECERTIFICATES = "1.3.6.1.4.1.11129.2.4.4"
mail_ca = for_mail(intermediate())
bare = intermediate().without("eku")
BEFORE_PROFILES = "2023-09-14T23:59:59Z"


def ca(*kinds):
    return intermediate().extension("eku", purposes(*kinds))


def with_policy(*policies):
    return leaf().extension("policies", policy_list(*policies))


topic = "cabf_br.certificate_policies."
rule(topic + "subscriber_other_reserved",
     fires=[given("ov", leaf()), given("iv", leaf()), given("ev", with_policy(OV)), given("dv", with_policy("1.3.6.1.4.1.99999.1", IV))],
     passes=[leaf(), given("dv", leaf()), with_policy(OV), given("ov", with_policy(OV)), given("iv", with_policy(IV)), given("ev", with_policy(EV))],
     not_applicable=[given("ov", leaf().without("policies")), with_policy(DV, OV), given("precertificate", leaf().without("policies")), intermediate()],
     not_effective=[given("ov", issued(leaf(), BEFORE_PROFILES))])
topic = "cabf_br.ca_extended_key_usage."
rule(topic + "issuing_ca_without_server_auth",
     fires=[given("intermediate", bare), given("technically-constrained", bare), given("intermediate", ca(EMAIL_PROTECTION)), given("intermediate", ca(CLIENT_AUTH))],
     passes=[given("intermediate", intermediate()), given("intermediate", ca(SERVER_AUTH, CLIENT_AUTH))],
     not_applicable=[bare, given("cross-certificate", bare), given("intermediate", ca(ANY_EKU)), given("root", bare), given("precertificate-signing", bare), mail_ca],
     not_effective=[given("intermediate", issued(bare, "2020-08-19T23:59:59Z"))])
rule(topic + "issuing_ca_any_purpose",
     fires=[given("intermediate", ca(ANY_EKU)), given("technically-constrained", ca(ANY_EKU, SERVER_AUTH))],
     passes=[given("intermediate", intermediate())],
     not_applicable=[ca(ANY_EKU), given("cross-certificate", ca(ANY_EKU)), given("intermediate", bare)],
     not_effective=[given("intermediate", issued(ca(ANY_EKU), BEFORE_PROFILES))])
rule(topic + "non_tls_missing",
     fires=[given("technically-constrained-non-tls", bare)], passes=[mail_ca, given("technically-constrained-non-tls", mail_ca)],
     not_applicable=[bare, given("intermediate", bare), leaf()], not_effective=[given("technically-constrained-non-tls", issued(bare, BEFORE_PROFILES))])
rule(topic + "non_tls_tls_purpose",
     fires=[given("technically-constrained-non-tls", ca(*kinds)) for kinds in ([SERVER_AUTH], [ANY_EKU], [PRECERTIFICATES], [EMAIL_PROTECTION, SERVER_AUTH])],
     passes=[mail_ca, given("technically-constrained-non-tls", ca(CLIENT_AUTH))],
     not_applicable=[given("technically-constrained-non-tls", bare), intermediate()],
     not_effective=[given("technically-constrained-non-tls", issued(intermediate(), BEFORE_PROFILES))])
rule(topic + "signer_purpose_missing",
     fires=[given("precertificate-signing", bare), given("precertificate-signing", intermediate())],
     passes=[ca(PRECERTIFICATES), given("precertificate-signing", ca(PRECERTIFICATES))], not_applicable=[bare, intermediate()],
     not_effective=[given("precertificate-signing", issued(bare, BEFORE_PROFILES))])
responder = leaf().without("policies", "san", "crldp", "aia", "sct").extension("eku", purposes(OCSP_SIGNING)).extension("ocsp_nocheck", null())
rule("cabf_br.ocsp_responder.purpose_missing",
     fires=[given("ocsp-responder", responder.without("eku")), given("ocsp-responder", leaf())], passes=[responder, given("ocsp-responder", responder)],
     not_applicable=[leaf(), responder.without("eku")], not_effective=[given("ocsp-responder", issued(leaf(), BEFORE_PROFILES))])
precertificate = leaf().without("sct").extension("poison", null(), critical=True)
rule("cabf_br.precertificate.poison_missing",
     fires=[given("precertificate", leaf())], passes=[precertificate, given("precertificate", precertificate)], not_applicable=[leaf()],
     not_effective=[given("precertificate", issued(leaf(), BEFORE_PROFILES))])
rule("cabf_br.basic_constraints.subscriber_ca",
     fires=[given(kind, intermediate()) for kind in ("dv", "ov", "precertificate")],
     passes=[leaf().extension("bc", basic_constraints(ca=False), critical=True), given("dv", leaf().extension("bc", basic_constraints(ca=False), critical=True))],
     not_applicable=[leaf(), intermediate(), root()], not_effective=[given("dv", issued(intermediate(), "2012-06-30T00:00:00Z"))])
rule("cabf_br.certificate.root_of_another_issuer",
     fires=[given("root", intermediate())], passes=[root(), given("root", root())], not_applicable=[intermediate(), leaf()],
     not_effective=[given("root", issued(intermediate(), BEFORE_PROFILES))])
constrained = intermediate().extension("nc", subtrees(permitted=[dns("certcheck.com"), ip(192, 0, 2, 0, 255, 255, 255, 0), directory(name(("C", "DE")))], excluded=[ip(*[0] * 32)]))
rule("cabf_br.name_constraints.constrained_incomplete",
     fires=[given("technically-constrained", intermediate()), given("technically-constrained", intermediate().extension("nc", subtrees(permitted=[dns("certcheck.com")])))],
     passes=[given("technically-constrained", constrained)],
     not_applicable=[intermediate(), given("technically-constrained-non-tls", mail_ca), leaf()],
     not_effective=[given("technically-constrained", issued(intermediate(), BEFORE_PROFILES))])
unit = intermediate().change(subject=name(("C", "DE"), ("O", "certcheck test PKI"), ("OU", "PKI"), ("CN", "certcheck test issuing CA")))
rule("cabf_br.ca_name.organizational_unit_elsewhere",
     fires=[given("cross-certificate", unit), given("technically-constrained-non-tls", unit), given("precertificate-signing", unit)],
     passes=[given("cross-certificate", intermediate())], not_applicable=[unit, given("intermediate", unit), leaf()],
     not_effective=[given("cross-certificate", issued(unit, BEFORE_PROFILES))])
