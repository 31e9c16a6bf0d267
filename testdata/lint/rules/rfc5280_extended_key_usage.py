def used(usages, *named):
    return leaf().extension("ku", named_bits(*usages)).extension("eku", purposes(*named))


rule("rfc5280.extended_key_usage.any_critical",
     fires=[leaf().extension("eku", purposes(SERVER_AUTH, ANY_EKU), critical=True)],
     passes=[leaf().critical("eku"), leaf().extension("eku", purposes(SERVER_AUTH, ANY_EKU))],
     not_applicable=[leaf().without("eku")],
     not_effective=[leaf().extension("eku", purposes(ANY_EKU), critical=True).change(not_before="2002-03-31T23:59:59Z")])

rule("rfc5280.extended_key_usage.repeated",
     fires=[leaf().extension("eku", purposes(SERVER_AUTH, CLIENT_AUTH, SERVER_AUTH)),
            leaf().extension("eku", purposes(*[f"1.3.6.1.4.1.99999.{n % 40}" for n in range(41)]))],
     passes=[leaf(), leaf().extension("eku", purposes(*[f"1.3.6.1.4.1.99999.{n}" for n in range(40)])),
             leaf().extension("eku", sequence())],
     not_applicable=[leaf().without("eku")])

rule("rfc5280.extended_key_usage.inconsistent_with_key_usage",
     fires=[used([DIGITAL_SIGNATURE, DATA_ENCIPHERMENT], SERVER_AUTH), used([CONTENT_COMMITMENT], SERVER_AUTH),
            used([KEY_ENCIPHERMENT], CLIENT_AUTH), used([KEY_AGREEMENT], CODE_SIGNING),
            used([DATA_ENCIPHERMENT], EMAIL_PROTECTION), used([KEY_ENCIPHERMENT], TIME_STAMPING),
            used([KEY_AGREEMENT], OCSP_SIGNING), used([KEY_ENCIPHERMENT, KEY_AGREEMENT], SERVER_AUTH),
            used([DIGITAL_SIGNATURE, CONTENT_COMMITMENT], SERVER_AUTH, CLIENT_AUTH), used([], SERVER_AUTH)],
     passes=[leaf(), used([KEY_AGREEMENT], CLIENT_AUTH), used([DIGITAL_SIGNATURE], CODE_SIGNING),
             used([CONTENT_COMMITMENT, KEY_ENCIPHERMENT], EMAIL_PROTECTION), used([CONTENT_COMMITMENT], TIME_STAMPING),
             used([CONTENT_COMMITMENT], OCSP_SIGNING), used([KEY_ENCIPHERMENT, KEY_AGREEMENT], SERVER_AUTH, CLIENT_AUTH),
             used([CONTENT_COMMITMENT, KEY_ENCIPHERMENT], SERVER_AUTH, TIME_STAMPING),
             used([DATA_ENCIPHERMENT], SERVER_AUTH, ANY_EKU), used([DATA_ENCIPHERMENT], "1.3.6.1.4.1.311.10.3.4"),
             used([DATA_ENCIPHERMENT], SERVER_AUTH, "1.3.6.1.4.1.311.10.3.4")],
     not_applicable=[leaf().without("ku"), leaf().without("eku"), intermediate()],
     not_effective=[used([DATA_ENCIPHERMENT], SERVER_AUTH).change(not_before="2008-04-30T23:59:59Z")])

rule("rfc5280.extended_key_usage.purpose_without_usage",
     fires=[used([KEY_ENCIPHERMENT], SERVER_AUTH, CLIENT_AUTH), used([KEY_AGREEMENT], SERVER_AUTH, CODE_SIGNING)],
     passes=[leaf(), used([DIGITAL_SIGNATURE], SERVER_AUTH, CLIENT_AUTH), used([KEY_ENCIPHERMENT], CODE_SIGNING),
             used([KEY_ENCIPHERMENT], SERVER_AUTH, ANY_EKU)],
     not_applicable=[leaf().without("ku"), leaf().without("eku"), intermediate()])
