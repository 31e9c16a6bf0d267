"""Revocation from CRLs and OCSP responses (lib/certcheck/revocation/checks.h)."""

while_current = "2026-04-05T00:00:00Z"
listed, unlisted = leaf().change(serial=0x5A01), leaf().change(serial=0x5A02)

chain("revocation.revoked", "The issuer's CRL lists the leaf", leaf=listed, crl=crl(), time=while_current,
      options={"revocation": "soft"}, verdict="untrusted", findings=["revocation.revoked certificate 0"])
chain("revocation.status_unknown", "A CRL tells of the leaf, and none of the intermediate", leaf=unlisted, crl=crl(),
      time=while_current, options={"revocation": "hard"}, verdict="untrusted",
      findings=["revocation.status_unknown certificate 1"])
chain("revocation.crl_not_usable", "A CRL that does not list the leaf is out of date", leaf=unlisted, crl=crl(),
      options={"revocation": "soft"}, verdict="trusted", findings=["revocation.crl_not_usable crl 0"])
chain("revocation.ocsp_not_usable", "The responder answers that it should be asked later", leaf=listed,
      ocsp=ocsp().change(status=3), options={"revocation": "soft"}, verdict="trusted",
      findings=["revocation.ocsp_not_usable ocsp 0"])
chain("revocation.responder_does_not_know", "The stapled response says that the certificate is unknown",
      leaf=unlisted, staple=ocsp().change(certificate_status=primitive(2, b"")), time=while_current, verdict="trusted",
      findings=["revocation.responder_does_not_know ocsp 0"])
chain("revocation.superseded", "Beside the CRL stands one of the day before", leaf=unlisted,
      crl=[crl(), crl().change(this_update="2026-04-02T00:00:00Z")], time=while_current,
      options={"revocation": "soft"}, verdict="trusted", findings=["revocation.superseded crl 1"])
chain("revocation.contradicted", "The CRL of the day before lists the leaf, the newer one does not", leaf=listed,
      crl=[crl().change(revoked=None), crl().change(this_update="2026-04-02T00:00:00Z")], time=while_current,
      options={"revocation": "soft"}, verdict="trusted", findings=["revocation.contradicted crl 1"])
chain("revocation.weak_digest", "The CRL that clears the leaf is signed with SHA-1", leaf=unlisted,
      crl=crl().change(algorithm=sequence(oid("1.2.840.113549.1.1.5"), null()), digest="SHA1"), time=while_current, options={"revocation": "soft"}, verdict="trusted",
      findings=["revocation.weak_digest crl 0"])
chain("revocation.algorithm_not_allowed", "The CRL that clears the leaf is signed with SHA-224", leaf=unlisted,
      crl=crl().change(algorithm=sequence(oid("1.2.840.113549.1.1.14"), null()), digest="SHA224"), time=while_current,
      options={"revocation": "soft"}, verdict="trusted", findings=["revocation.algorithm_not_allowed crl 0"])
chain("handshake.stapling.for_another_certificate", "The server staples the response for its previous certificate",
      leaf=unlisted, staple=ocsp().change(serial=0x5A03), time=while_current, verdict="trusted",
      findings=["handshake.stapling.for_another_certificate ocsp 0"])
chain("revocation.unrelated", "The CRL is that of another CA", leaf=unlisted,
      crl=crl().change(issuer=name(("CN", "another CA"))), time=while_current, options={"revocation": "soft"},
      verdict="trusted", findings=["revocation.unrelated crl 0"])
chain("revocation.not_asked_for", "A CRL lists the leaf, and revocation is off", leaf=listed, crl=crl(),
      time=while_current, options={"profile": "webpki"}, verdict="trusted",
      findings=["revocation.not_asked_for crl 0"])
