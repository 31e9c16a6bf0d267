"""certverify --batch: what each purpose asks of extKeyUsage and keyUsage, in both profiles."""
import datetime
import json
import unittest

from cryptography import x509

from support import pki, run

ANY = "2.5.29.37.0"
WEBPKI_REFUSES = object()
VALID = (datetime.datetime(2026, 1, 1), datetime.datetime(2036, 1, 1))


def certificate(issuer=None, ca=False, purposes=(), critical=False, usages=None, usages_critical=True):
    """`purposes`: the last arc below id-kp, or an OID. `usages`: fields of KeyUsage."""
    oids = [x509.ObjectIdentifier(p if "." in p else f"1.3.6.1.5.5.7.3.{p}") for p in purposes]
    return pki.Certificate("CA" if ca else "leaf", issuer, ca=ca, valid=VALID, changes={
        "key_usage": None if usages is None else (pki.usage(*usages), usages_critical),
        "eku": (pki.purposes(*oids), critical) if oids else None, "san": None})


class PurposesTest(unittest.TestCase):
    def test_every_purpose_in_both_profiles(self):
        signing = ["key_cert_sign", "crl_sign"]
        root = certificate(ca=True, usages=signing)
        open_ca = certificate(root, ca=True, usages=signing)
        server_ca = certificate(root, ca=True, usages=signing, purposes=["1"])
        sign, also_crl = ["digital_signature"], ["digital_signature", "crl_sign"]
        cases = [
            ("server", open_ca, dict(purposes=["1"], usages=sign), True),
            ("serverAuth", open_ca, dict(purposes=["2"], usages=sign), False),
            ("codeSigning", open_ca, dict(purposes=["3"], usages=sign), True),
            ("CODESIGNING", open_ca, dict(purposes=["1"], usages=sign), False),
            ("codeSigning", open_ca, dict(purposes=["3", "1"], usages=sign), WEBPKI_REFUSES),
            ("codeSigning", open_ca, dict(purposes=[ANY], usages=sign), WEBPKI_REFUSES),
            ("codeSigning", open_ca, dict(usages=sign), WEBPKI_REFUSES),
            ("codeSigning", open_ca, dict(purposes=["3"]), WEBPKI_REFUSES),
            ("codeSigning", open_ca, dict(purposes=["3"], usages=sign, usages_critical=False), WEBPKI_REFUSES),
            ("codeSigning", open_ca, dict(purposes=["3"], usages=also_crl), WEBPKI_REFUSES),
            ("codeSigning", open_ca, dict(purposes=["3"], usages=["key_encipherment"]), WEBPKI_REFUSES),
            ("codeSigning", server_ca, dict(purposes=["3"], usages=sign), False),
            ("emailProtection", open_ca, dict(purposes=["4"], usages=sign), True),
            ("emailProtection", open_ca, dict(purposes=["4"], usages=["key_encipherment"]), True),
            ("emailProtection", open_ca, dict(usages=sign), True),
            ("emailProtection", open_ca, dict(purposes=["2"], usages=sign), False),
            ("timeStamping", open_ca, dict(purposes=["8"], critical=True, usages=sign), True),
            ("timestamping", open_ca, dict(purposes=["8"], critical=True, usages=["content_commitment"]), True),
            ("timeStamping", open_ca, dict(purposes=["8"], usages=sign), False),
            ("timeStamping", open_ca, dict(purposes=["8", "1"], critical=True, usages=sign), False),
            ("timeStamping", open_ca, dict(purposes=[ANY], critical=True, usages=sign), False),
            ("timeStamping", open_ca, dict(usages=sign), False),
            ("timeStamping", open_ca, dict(purposes=["8"], critical=True, usages=also_crl), WEBPKI_REFUSES),
            ("OCSPSigning", open_ca, dict(purposes=["9"], usages=sign), True),
            ("OCSPSigning", server_ca, dict(purposes=["9"], usages=sign), True),
            ("ocspsigning", open_ca, dict(purposes=[ANY], usages=sign), False),
            ("OCSPSigning", open_ca, dict(usages=sign), False),
            ("1.3.6.1.5.5.7.3.17", open_ca, dict(purposes=["17"], usages=sign), True),
            ("1.3.6.1.5.5.7.3.17", open_ca, dict(purposes=[ANY], usages=sign), True),
            ("1.3.6.1.5.5.7.3.17", open_ca, dict(purposes=["1"], usages=sign), False),
            ("1.3.6.1.5.5.7.3.17", server_ca, dict(purposes=["17"], usages=sign), False),
            ("1.3.6.1.5.5.7.3.8", open_ca, dict(purposes=["8"], usages=sign), False),
            ("any", server_ca, dict(purposes=["17"], usages=sign), True),
        ]
        requests = [{"leaf": certificate(ca, **leaf).pem, "untrusted": [ca.pem], "trust": [root.pem],
                     "purpose": purpose, "profile": profile, "time": "2026-06-01T00:00:00Z"}
                    for purpose, ca, leaf, _ in cases for profile in ("webpki", "rfc5280")]
        result = run("certverify", "--batch", stdin="".join(json.dumps(one) + "\n" for one in requests), timeout=300)
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(len(answers), len(requests))
        for number, (purpose, _, leaf, wanted) in enumerate(cases):
            for profile, answer in zip(("webpki", "rfc5280"), answers[2 * number:]):
                with self.subTest(purpose=purpose, profile=profile, leaf=leaf):
                    trusted = profile == "rfc5280" if wanted is WEBPKI_REFUSES else wanted
                    self.assertEqual(answer.get("verdict"), "trusted" if trusted else "untrusted", answer)


if __name__ == "__main__":
    unittest.main()
