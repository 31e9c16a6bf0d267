key_id, issuer, serial = primitive(0, b"\x01" * 20), constructed(1, directory(ROOT_NAME)), primitive(2, b"\x01")
old = {"not_before": "2021-09-01T00:00:00Z"}


def identified(*fields, base=leaf):
    return base().extension("aki", sequence(*fields)).change(**old)


def separated(*ekus):
    return intermediate().extension("eku", purposes(*ekus))


rule("mozilla.extensions.key_id_and_issuer",
     fires=[identified(key_id, issuer, serial), identified(key_id, issuer), identified(key_id, issuer, serial, base=intermediate)],
     passes=[leaf().change(**old), identified(issuer, serial), identified(key_id, serial), identified()],
     not_applicable=[leaf().without("aki").change(**old), root().without("aki")],
     not_effective=[leaf().extension("aki", sequence(key_id, issuer, serial)).change(not_before=day) for day in
                    ("2013-07-25T00:00:00Z", "2022-06-01T00:00:00Z")])

rule("mozilla.extensions.purposes_not_separated",
     fires=[intermediate().without("eku"), separated(ANY_EKU), separated(SERVER_AUTH, ANY_EKU),
            separated(SERVER_AUTH, EMAIL_PROTECTION)],
     passes=[intermediate(), separated(EMAIL_PROTECTION), separated(SERVER_AUTH, CLIENT_AUTH),
             separated("1.3.6.1.4.1.311.20.2.2")],
     not_applicable=[leaf().without("eku"), root()],
     not_effective=[intermediate().without("eku").change(not_before="2018-12-31T23:59:59Z")])
