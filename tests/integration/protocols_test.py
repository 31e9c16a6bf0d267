"""certcheck --protocols against `openssl s_server`, of which it is known what it takes."""

import os
import socket
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from openssl_server import OpenSsl  # noqa: E402

KEY = "rsa:2048"


class Protocols(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.openssl = OpenSsl(["openssl"])
        cls.addClassCleanup(cls.openssl.close)
        cls.openssl.make(KEY)

    def survey(self, *server, options=()):
        with self.openssl.server(KEY, *server) as port:
            return self.openssl.check(port, KEY, "--protocols", *options)

    def ids(self, report):
        return [finding["id"] for finding in report["findings"]]

    def test_modern_server_in_its_own_order(self):
        report = self.survey("-serverpref", "-ciphersuites", "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256", "-cipher",
                             "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256", "-groups", "P-256:X25519")
        self.assertEqual(report["protocols"]["versions"], [
            {"version": "TLS 1.3", "cipher_suites": ["TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"], "groups": ["secp256r1", "x25519"],
             "server_order": True},
            {"version": "TLS 1.2", "cipher_suites": ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
             "groups": ["secp256r1", "x25519"], "server_order": True},
        ])
        self.assertIsNone(report["protocols"]["incomplete"])
        self.assertEqual(report["verdict"], "trusted")
        self.assertEqual(self.ids(report), [])

    def test_what_is_weak_is_found_beside_what_is_strong(self):
        report = self.survey("-cipher", "ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA:NULL-SHA256:ADH-AES128-SHA:@SECLEVEL=0")
        versions = {version["version"]: version for version in report["protocols"]["versions"]}
        self.assertEqual(list(versions), ["TLS 1.3", "TLS 1.2", "TLS 1.1", "TLS 1.0"])
        self.assertEqual(set(versions["TLS 1.2"]["cipher_suites"]),
                         {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_NULL_SHA256",
                          "TLS_DH_anon_WITH_AES_128_CBC_SHA"})
        ids = self.ids(report)
        self.assertEqual(ids.count("protocols.obsolete_version"), 2)
        for each in ("protocols.key_transport", "rfc9325.cipher_suite.no_encryption", "handshake.authentication.anonymous"):
            self.assertIn(each, ids)
        # The first handshake chose well, and the verdict is about certificates.
        self.assertEqual(report["handshake"]["version"], "TLS 1.3")
        self.assertEqual(report["verdict"], "trusted")

    def test_the_versions_asked_about(self):
        report = self.survey(options=["--tls-versions", "1.2"])
        self.assertEqual([version["version"] for version in report["protocols"]["versions"]], ["TLS 1.2"])

    def test_without_the_option_there_is_one_handshake_and_nothing_said(self):
        with self.openssl.server(KEY) as port:
            self.assertIsNone(self.openssl.check(port, KEY)["protocols"])

    def test_a_server_that_is_silent_or_gone_takes_no_longer_than_it_may(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            held = []
            def hold():
                try:
                    while True:
                        held.append(silent.accept()[0])
                except OSError:
                    pass
            threading.Thread(target=hold, daemon=True).start()
            start = time.monotonic()
            report = self.openssl.check(silent.getsockname()[1], KEY, "--protocols", "--timeout", "1")
            self.assertLess(time.monotonic() - start, 15)
            self.assertEqual(report["verdict"], "unchecked")
            self.assertIn("protocols.incomplete", self.ids(report))
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        report = self.openssl.check(port, KEY, "--protocols")
        self.assertIn("handshake.not_connected", self.ids(report))


if __name__ == "__main__":
    unittest.main()
