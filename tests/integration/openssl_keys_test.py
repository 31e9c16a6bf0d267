"""Servers whose keys few clients take: each is validated, or its chain is shown and the cause is named."""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from openssl_server import OpenSsl  # noqa: E402

ANYTHING = ["-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]
CURVE = "path.key.curve_not_allowed"
OLD = "handshake.intolerance.modern_offer"  # it refuses the ordinary offer, which does not name its curve or its suites

# Key, what to start the server with, the verdict, and every error of the report.
SERVERS = [
    ("ec:brainpoolP256r1", ["-tls1_2"], "untrusted", {CURVE}),
    ("ec:brainpoolP384r1", ["-tls1_2"], "untrusted", {CURVE}),
    ("ec:secp256k1", ["-tls1_2"], "untrusted", {CURVE, OLD}),
    ("ec:secp224r1", ["-tls1_2"], "untrusted", {CURVE, OLD}),
    ("ec:prime192v1", ["-tls1_2"], "untrusted", {CURVE, OLD}),
    # Botan lacks curves of characteristic 2: nothing is proven, but the chain is there.
    ("ec:sect283r1", ["-tls1_2"], "unchecked", {CURVE, OLD, "handshake.invalid_certificate"}),
    ("ec:P-521", ["-tls1_2"], "trusted", set()),
    ("ec:P-521", ["-tls1_3"], "trusted", set()),
    ("rsa:1024", ["-tls1_2"], "untrusted", {"path.key.too_small"}),
    ("rsa:1024", ["-tls1_3"], "untrusted", {"path.key.too_small"}),
    ("rsa:1024", ["-tls1"], "untrusted", {"path.key.too_small", "handshake.protocol_too_old", "rfc9325.signature.broken_digest"}),
    ("dsa:1024", ["-tls1_2"], "untrusted", {"path.key.algorithm_not_allowed", OLD, "rfc9325.key_exchange.prime_too_small"}),
    ("dsa:1024", ["-tls1"], "untrusted", {"path.key.algorithm_not_allowed", OLD, "rfc9325.key_exchange.prime_too_small",
                                          "handshake.protocol_too_old", "rfc9325.signature.broken_digest"}),
]


class OpenSslKeys(unittest.TestCase):
    def test_every_kind_of_key(self):
        openssl = OpenSsl(["openssl"])
        self.addCleanup(openssl.close)
        for key in sorted({server[0] for server in SERVERS}):
            openssl.make(key)
        for key, options, verdict, errors in SERVERS:
            with self.subTest(key=key, options=options), openssl.server(key, *options, *ANYTHING) as port:
                report = openssl.check(port, key)
                self.assertEqual(report["verdict"], verdict)
                self.assertEqual({finding["id"] for finding in report["findings"] if finding["severity"] == "error"}, errors)
                self.assertEqual(len(report["chain"]["presented"]), 1)


if __name__ == "__main__":
    unittest.main()
