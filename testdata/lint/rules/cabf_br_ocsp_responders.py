responder = (leaf().without("policies", "san", "crldp", "aia", "sct").change(subject=name(("C", "DE"), ("O", "certcheck test PKI"), ("CN", "OCSP")))
             .extension("eku", purposes(OCSP_SIGNING)).extension("ocsp_nocheck", null()).extension("ski", octet_string(b"k" * 20)))


def old(item):
    return issued(item, "2023-09-14T23:59:59Z")


topic = "cabf_br.ocsp_responder."


def rule_on(what, fires, passes=(), not_applicable=(), **more):
    rule(topic + what, fires=fires, passes=[responder, *passes], not_applicable=[leaf(), *not_applicable],
         **({"not_effective": [old(fires[0])]} | more))


rule_on("no_check_missing", [responder.without("ocsp_nocheck")], not_effective=[issued(responder.without("ocsp_nocheck"), "2012-06-30T00:00:00Z")])
rule_on("no_check_critical", [responder.critical("ocsp_nocheck")], not_applicable=[responder.without("ocsp_nocheck")])
limited = responder.extension("bc", basic_constraints(ca=False), critical=True)
rule(topic + "basic_constraints_not_critical", fires=[limited.critical("bc", False)], passes=[limited], not_applicable=[responder, leaf()],
     not_effective=[old(limited.critical("bc", False))])
rule_on("crl_distribution_points", [responder.extension("crldp", distribution_points("http://crl.pki.example/a.crl"))])
listed = responder.extension("policies", policy_list("1.3.6.1.4.1.99999.1"))
rule(topic + "policies_before_sc_95", fires=[issued(listed, "2026-03-30T23:59:59Z")], passes=[issued(responder, "2026-03-30T23:59:59Z")],
     not_applicable=[leaf()], not_effective=[listed, old(listed)])
rule_on("policies", [listed], not_effective=[issued(listed, "2026-03-30T23:59:59Z")])
rule_on("name_constraints", [responder.extension("nc", subtrees([dns("certcheck.com")]))])
rule_on("subject_alternative_name", [responder.extension("san", sequence(dns("ocsp.certcheck.com")))])
located = responder.extension("aia", access(("ocsp", uri("http://ocsp.certcheck.com/"))))
rule_on("authority_information_access", [located])
rule(topic + "access_method", fires=[responder.extension("aia", access(("issuers", uri("http://aia.certcheck.com/"))))], passes=[located],
     not_applicable=[leaf(), responder], not_effective=[old(responder.extension("aia", access(("issuers", uri("http://aia.certcheck.com/")))))])
rule_on("subject_key_identifier_missing", [responder.without("ski")])
rule_on("ca", [responder.extension("bc", basic_constraints(), critical=True)], [responder.extension("bc", basic_constraints(ca=False), critical=True)])
rule_on("other_purpose", [responder.extension("eku", purposes(OCSP_SIGNING, SERVER_AUTH))])
rule_on("wrong_usage", [responder.extension("ku", named_bits(DIGITAL_SIGNATURE, CONTENT_COMMITMENT)), responder.extension("ku", named_bits(CRL_SIGN))], [responder.without("ku")])
rule_on("no_digital_signature", [responder.extension("ku", named_bits(CONTENT_COMMITMENT))], not_applicable=[responder.without("ku")])
rule_on("key_usage_missing", [responder.without("ku")])
rule_on("key_usage_not_critical", [responder.critical("ku", False)], not_applicable=[responder.without("ku")])
rule_on("other_attribute", [responder.change(subject=name(("C", "DE"), ("O", "certcheck test PKI"), ("OU", "OCSP"), ("CN", "OCSP")))])
rule_on("other_extension", [responder.extension("tls_feature", sequence(integer(5)))])


def named(*attributes):
    return responder.change(subject=name(*attributes))


rule_on("country_missing", [named(("O", "certcheck test PKI"), ("CN", "OCSP"))])
rule_on("organization_missing", [named(("C", "DE"), ("CN", "OCSP"))])
rule_on("common_name_missing", [named(("C", "DE"), ("O", "certcheck test PKI"))])
