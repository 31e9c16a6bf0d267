"""Revocation from CRLs and OCSP responses (lib/certcheck/revocation/checks.h)."""

while_current = "2026-04-05T00:00:00Z"
listed, unlisted = leaf().change(serial=0x5A01), leaf().change(serial=0x5A02)

chain("revocation.revoked", "The issuer's CRL lists the leaf", leaf=listed, crl=crl(), time=while_current,
      options={"revocation": "soft"}, verdict="untrusted", findings=["revocation.revoked certificate 0"])
chain("revocation.status_unknown", "A CRL tells of the leaf, and none of the intermediate", leaf=unlisted, crl=crl(),
      time=while_current, options={"revocation": "hard"}, verdict="untrusted",
      findings=["revocation.status_unknown certificate 1"])
chain("revocation.crl_not_usable", "The CRL that lists the leaf is out of date", leaf=listed, crl=crl(),
      options={"revocation": "soft"}, verdict="trusted", findings=["revocation.crl_not_usable crl 0"])
chain("revocation.ocsp_not_usable", "The responder answers that it should be asked later", leaf=listed,
      ocsp=ocsp().change(status=3), options={"revocation": "soft"}, verdict="trusted",
      findings=["revocation.ocsp_not_usable ocsp 0"])
