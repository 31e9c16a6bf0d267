PRECERTIFICATE_SIGNING = "1.3.6.1.4.1.11129.2.4.4"
SIGNER_NAME = name(("CN", "certcheck test precertificate signer"))

certificate = leaf().change(serial=0x5A77)
pre = certificate.without("sct").extension("poison", null(), critical=True)
signer = (intermediate().change(issuer=ISSUING_NAME, subject=SIGNER_NAME, spki=public_key("upper-rsa"),
                                signer="issuing-rsa")
          .extension("eku", purposes(PRECERTIFICATE_SIGNING)))
by_signer = (pre.change(issuer=SIGNER_NAME, signer="upper-rsa")
             .extension("aki", sequence(primitive(0, key_identifier(public_key("upper-rsa"))))))
old = {"not_before": "2013-05-01T00:00:00Z", "not_after": "2014-05-01T00:00:00Z"}
longer = {"not_after": "2026-07-30T23:59:59Z"}

rule("chain.precertificates.certificate_differs",
     fires=[(certificate.extension("san", sequence(dns("www.certcheck.com"), dns("certcheck.com"))), pre),
            (certificate.change(**longer), pre, intermediate()), (pre, certificate.change(**longer)),
            (certificate.change(subject=name(("CN", "certcheck.com"))), pre),
            (certificate.change(spki=public_key("leaf-p256")), pre),
            (certificate.without("aia"), pre), (certificate.critical("aia"), pre),
            (certificate.change(version=None), pre),
            (certificate.change(issuer_unique_id=primitive(1, b"\0\1")), pre),
            (certificate.extension("1.2.3.4", null()), pre),
            (certificate, pre.change(algorithm=sequence(oid("1.2.840.113549.1.1.12"), null()), digest="SHA384")),
            (certificate.without("crldp"), by_signer, signer, intermediate())],
     passes=[(certificate, pre, intermediate()), (pre, intermediate(), certificate),
             (certificate, by_signer, signer, intermediate())],
     not_applicable=[(leaf(), intermediate()), pre, (certificate.change(serial=0x5A78), pre),
                     (certificate, by_signer, intermediate())],
     not_effective=[(certificate.change(**old), pre.change(**old).without("aia"))])

march = {"not_before": "2026-03-14T23:59:59Z"}
rule("chain.precertificates.signer_used_after_sunset",
     fires=[(by_signer, signer)],
     passes=[(pre, intermediate())],
     not_applicable=[(leaf(), intermediate()), (certificate.change(issuer=SIGNER_NAME), signer)],
     not_effective=[(by_signer.change(**march), signer)])

rule("chain.precertificates.signer_issues_certificates",
     fires=[(certificate.change(issuer=SIGNER_NAME), signer)],
     passes=[(by_signer, signer)],
     not_applicable=[(leaf(), intermediate()), signer],
     not_effective=[(certificate.change(issuer=SIGNER_NAME, **old), signer)])
