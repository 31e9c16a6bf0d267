"""The examples of examples/ on the servers and certificates of certserve: each does what its first lines say, of what is sound and of
what is not, and includes public headers alone. The Botan TLS client has a test of its own."""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.join(os.environ["CERTCHECK_SOURCE_DIR"], "tests/cli"))
from support import BIN, SOURCE, FolderTest, run  # noqa: E402

SCENARIOS = ["good-p256", "expired", "wrong-host", "plaintext", "aia-helps", "ocsp-good", "ocsp-revoked", "ocsp-down"]


def public_headers():
    """As lib/certcheck/CMakeLists.txt lists them."""
    text = (SOURCE / "lib/certcheck/CMakeLists.txt").read_text()
    return {"certcheck/certcheck.h"} | {f"certcheck/{module}/{header}"
                                        for module, headers in re.findall(r"certcheck_module\((\w+)[^)]*?\bAPI ([^)]*)\)", text)
                                        for header in headers.split()}


class Examples(FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pki = cls.folder
        certserve = subprocess.Popen([BIN / "certserve", "--pki", cls.pki, *SCENARIOS], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(certserve.stdout.close)
        cls.addClassCleanup(certserve.wait)
        cls.addClassCleanup(certserve.terminate)
        cls.servers = {server["name"]: server for server in (json.loads(certserve.stdout.readline()) for _ in SCENARIOS)}

    def ran(self, status, example, *arguments):
        """What it printed."""
        done = run(example, *arguments)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def files(self, name):
        return [self.pki / name / "root.pem", self.pki / name / "chain.pem"]

    def chain(self, name):
        """Roots, chain and name, as most examples take them."""
        return [*self.files(name), self.servers[name]["host"]]

    def test_each_example_is_built_and_run_here_or_in_its_own_test(self):
        tests = __file__, SOURCE / "tests/integration/botan_client_test.py"
        text = "".join(pathlib.Path(test).read_text() for test in tests)
        for file in SOURCE.glob("examples/*.cpp"):
            self.assertIn(f'"{file.stem}"', text)

    def test_include_public_headers_alone(self):
        public = public_headers()
        for file in SOURCE.glob("examples/*.cpp"):
            for header in re.findall(r'#include "(certcheck/[^"]+)"', file.read_text()):
                self.assertIn(header, public, file.name)

    def test_show_how_they_are_called(self):
        for file in SOURCE.glob("examples/*.cpp"):
            usage = re.search(rf"^//     ({file.stem} .*?)(?:  |$)", file.read_text(), re.MULTILINE).group(1)
            self.assertEqual(self.ran(2, file.stem).strip(), f"usage: {usage}")

    def test_validate_chain(self):
        self.assertTrue(self.ran(0, "validate_chain", *self.chain("good-p256")).startswith("trusted\n"))
        self.assertIn("error host.mismatch", self.ran(1, "validate_chain", *self.chain("wrong-host")))

    def test_lint_certificate(self):
        sound = self.ran(0, "lint_certificate", self.pki / "good-p256/chain.pem", "rfc5280.*")
        self.assertRegex(sound, r"good-p256\S*: [1-9][0-9]+ rules apply\n")
        malformed = SOURCE / "testdata/scenarios/malformed-leaf/chain.pem"
        self.assertRegex(self.ran(1, "lint_certificate", malformed), r"  error \S+: .+\n    at ")
        self.assertIn("no certificate", self.ran(2, "lint_certificate", SOURCE / "README.md"))

    def test_own_check(self):
        self.assertIn("trusted", self.ran(0, "own_check", *self.chain("good-p256"), 20_000))
        found = self.ran(1, "own_check", *self.chain("good-p256"), 90)
        self.assertIn("because  example.lifetime.too_long", found)
        self.assertIn("of which 90 are allowed", found)
        self.assertIn("see: Example Corp PKI handbook 4.2", found)

    def test_trust_and_clock(self):
        times = "2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z"
        domain = "certcheck.test"
        self.assertEqual(self.ran(1, "trust_and_clock", *self.chain("expired"), domain, *times),
                         f"{times[0]} trusted\n{times[1]} untrusted path.validity.expired\n")
        self.assertRegex(self.ran(1, "trust_and_clock", *self.chain("expired"), "corp.example", times[0]), "untrusted names.constraints.not_permitted")
        self.assertIn("not a time", self.ran(2, "trust_and_clock", *self.chain("expired"), domain, "today"))

    def test_check_server(self):
        for name, status, shown in (("good-p256", 0, "trusted"), ("expired", 1, "path.validity.expired"), ("plaintext", 3, "unchecked")):
            with self.subTest(name):
                server = self.servers[name]
                self.assertIn(shown, self.ran(status, "check_server", server["root_file"], server["host"],
                                              f"{server['address']}:{server['port']}"))

    def test_own_http(self):
        self.assertRegex(self.ran(0, "own_http", *self.chain("aia-helps")), r"issuer from http://127\.0\.0\.1:\S+: [0-9]+ bytes\n")
        self.assertRegex(self.ran(0, "own_http", *self.chain("ocsp-good")), r"ocsp from http://127\.0\.0\.1:\S+: [0-9]+ bytes\n")
        self.assertIn("revocation.revoked", self.ran(1, "own_http", *self.chain("ocsp-revoked")))
        self.assertRegex(self.ran(0, "own_http", *self.chain("ocsp-down")), r"(?m)^ocsp from http://\S+: http://\S+: .*refused")


if __name__ == "__main__":
    unittest.main()
