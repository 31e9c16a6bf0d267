def chain(certificate, **changes):
    return certificate, intermediate().change(**changes), root()


self_signed = leaf().change(issuer=leaf().subject, signer="leaf-rsa", not_after="2036-04-01T00:00:00Z")
email_only = leaf().without("policies").extension("eku", purposes(EMAIL_PROTECTION))
client_only = leaf().without("policies").extension("eku", purposes(CLIENT_AUTH))

rule("clients.apple.validity_too_long",
     # From 2026-04-01T00:00:00Z: 825 days end with the last second of 2028-07-03.
     fires=[chain(leaf().change(not_after=end)) for end in
            ("2028-07-04T01:00:01Z", "2028-07-04T23:59:59Z", "2036-04-01T00:00:00Z")],
     passes=[chain(leaf().change(not_after=end)) for end in
            ("2026-06-30T23:59:59Z", "2028-07-03T23:59:59Z", "2028-07-04T00:00:00Z", "2028-07-04T01:00:00Z")],
     not_applicable=[leaf().change(not_after="2036-04-01T00:00:00Z"), self_signed, (self_signed, root()),
                     chain(client_only.change(not_after="2036-04-01T00:00:00Z")),
                     (intermediate(), root()), (leaf().change(not_after="2036-04-01T00:00:00Z"), root())],
     not_effective=[chain(leaf().change(not_before="2019-06-30T23:59:59Z", not_after="2029-06-30T23:59:59Z"))])

rule("clients.apple.server_auth_missing",
     fires=[chain(leaf().without("eku")), chain(leaf().extension("eku", purposes(ANY_EKU)))],
     passes=[chain(leaf()), chain(leaf().extension("eku", purposes(CLIENT_AUTH, SERVER_AUTH)))],
     not_applicable=[chain(email_only), chain(client_only), leaf().without("eku")],
     not_effective=[chain(leaf().without("eku").change(not_before="2019-06-30T23:59:59Z"))])

rule("clients.apple.rsa_key_too_small",
     fires=[chain(leaf().change(spki=public_key("leaf-rsa-1024"))),
            chain(leaf(), spki=public_key("leaf-rsa-1024"))],
     passes=[chain(leaf())],
     not_applicable=[leaf().change(spki=public_key("leaf-rsa-1024")), chain(client_only)])

sha1 = {"algorithm": sequence(oid("1.2.840.113549.1.1.5"), null()), "digest": "SHA1"}
rule("clients.apple.weak_digest",
     fires=[chain(leaf().change(**sha1)), chain(leaf(), **sha1)],
     passes=[chain(leaf()), (leaf(), intermediate(), root().change(**sha1))],
     not_applicable=[leaf().change(**sha1), chain(client_only)])

rule("clients.apple.name_missing",
     fires=[chain(leaf().without("san")), chain(leaf().extension("san", sequence(uri("https://www.certcheck.com/"))))],
     passes=[chain(leaf()), chain(leaf().extension("san", sequence(ip(192, 0, 2, 1))))],
     not_applicable=[leaf().without("san"), chain(client_only.without("san"))])
