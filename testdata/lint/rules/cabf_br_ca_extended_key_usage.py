PRECERTIFICATES = "1.3.6.1.4.1.11129.2.4.4"
mail_ca = for_mail(intermediate())
bare = intermediate().without("eku")


def ca(*kinds):
    return intermediate().extension("eku", purposes(*kinds))


def old(item):
    return issued(item, "2020-08-19T23:59:59Z")


before_profiles = [issued(ca(SERVER_AUTH, kind), "2023-09-14T23:59:59Z") for kind in (PRECERTIFICATES, OCSP_SIGNING)]
topic = "cabf_br.ca_extended_key_usage."
rule(topic + "any_with_others", fires=[ca(ANY_EKU, SERVER_AUTH)], passes=[intermediate(), ca(ANY_EKU)], not_applicable=[bare, leaf(), root(), mail_ca],
     not_effective=[old(ca(ANY_EKU, SERVER_AUTH))])
rule(topic + "forbidden_purpose",
     fires=[ca(SERVER_AUTH, kind) for kind in (EMAIL_PROTECTION, CODE_SIGNING, TIME_STAMPING, OCSP_SIGNING, PRECERTIFICATES)],
     passes=[intermediate(), ca(SERVER_AUTH, CLIENT_AUTH), *before_profiles],
     not_applicable=[bare, leaf(), root(), mail_ca, ca(PRECERTIFICATES)],
     not_effective=[old(ca(SERVER_AUTH, EMAIL_PROTECTION))])
rule(topic + "any_purpose", fires=[ca(ANY_EKU)], passes=[intermediate()], not_applicable=[bare, leaf(), mail_ca], not_effective=[old(ca(ANY_EKU))])
rule(topic + "other_purpose", fires=[ca(SERVER_AUTH, "1.3.6.1.5.5.7.3.6"), issued(ca(SERVER_AUTH, "1.3.6.1.5.5.7.3.6"), "2020-08-20T00:00:00Z"), *before_profiles], passes=[intermediate(), ca(SERVER_AUTH, CLIENT_AUTH), ca(ANY_EKU)],
     not_applicable=[bare, leaf(), mail_ca, ca(PRECERTIFICATES)], not_effective=[old(ca(SERVER_AUTH, "1.3.6.1.5.5.7.3.6"))])
rule(topic + "missing_for_constraints", fires=[bare], passes=[intermediate()], not_applicable=[leaf(), root(), mail_ca],
     not_effective=[issued(bare, "2012-06-30T00:00:00Z")])
rule(topic + "missing", fires=[bare], passes=[intermediate()], not_applicable=[leaf(), root(), mail_ca], not_effective=[old(bare)])
rule(topic + "not_tls", fires=[ca(ANY_EKU), ca(EMAIL_PROTECTION)], passes=[intermediate(), ca(CLIENT_AUTH)], not_applicable=[bare, leaf(), root(), mail_ca],
     not_effective=[issued(ca(ANY_EKU), "2013-07-28T00:00:00Z")])
rule(topic + "critical_before_profiles", fires=[old(intermediate().critical("eku"))], passes=[old(intermediate())], not_applicable=[old(bare), leaf(), mail_ca],
     not_effective=[intermediate().critical("eku")])
rule(topic + "critical", fires=[intermediate().critical("eku")], passes=[intermediate()], not_applicable=[bare, leaf(), mail_ca],
     not_effective=[old(intermediate().critical("eku"))])
rule(topic + "non_tls_ocsp_signing", fires=[mail_ca.extension("eku", purposes(EMAIL_PROTECTION, OCSP_SIGNING))], passes=[mail_ca],
     not_applicable=[intermediate(), root(), leaf(), bare], not_effective=[old(mail_ca.extension("eku", purposes(OCSP_SIGNING)))])
many = mail_ca.extension("eku", purposes(TIME_STAMPING, CODE_SIGNING))
rule(topic + "non_tls_several_purposes", fires=[many, mail_ca.extension("eku", purposes(CLIENT_AUTH, EMAIL_PROTECTION, CODE_SIGNING))],
     passes=[mail_ca, mail_ca.extension("eku", purposes(CLIENT_AUTH, EMAIL_PROTECTION))], not_applicable=[intermediate(), root(), leaf(), bare],
     not_effective=[issued(many, "2023-09-14T23:59:59Z")])
MARCH = "2026-03-14T23:59:59Z"
rule(topic + "signer_other_purpose", fires=[issued(ca(PRECERTIFICATES, SERVER_AUTH), MARCH)], passes=[issued(ca(PRECERTIFICATES), MARCH)],
     not_applicable=[intermediate(), mail_ca, leaf()], not_effective=[old(ca(PRECERTIFICATES, SERVER_AUTH))])
rule(topic + "signer_after_sunset", fires=[ca(PRECERTIFICATES)], passes=[intermediate()], not_applicable=[root(), mail_ca, leaf()],
     not_effective=[old(ca(PRECERTIFICATES)), issued(ca(PRECERTIFICATES), MARCH)])
