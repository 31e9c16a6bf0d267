"""What users expect beyond trust: each option, met and not, its status, and its bad values."""
import base64
import hashlib
import pathlib
import tempfile
import unittest

from cryptography.hazmat.primitives import hashes, serialization

from support import ids, pki, report, run


class Expectations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(cls.folder.name)
        root, other = pki.Certificate("Expected Root"), pki.Certificate("Another Root")
        leaf = root.server("www.example.com", valid=(-30, 10))
        cls.chain, cls.root, cls.other = folder / "chain.pem", folder / "root.pem", folder / "other.pem"
        cls.chain.write_text(leaf.pem)
        cls.root.write_text(root.pem)
        cls.other.write_text(other.pem)
        spki = leaf.key.public_key().public_bytes(serialization.Encoding.DER,
                                                  serialization.PublicFormat.SubjectPublicKeyInfo)
        cls.pin = "sha256/" + base64.b64encode(hashlib.sha256(spki).digest()).decode()
        cls.fingerprint = leaf.certificate.fingerprint(hashes.SHA256()).hex()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def verify(self, *options):
        return run("certverify", "--trust", self.root, "--name", "www.example.com", *options, self.chain)

    def test_met_ones_say_nothing(self):
        for options in (["--min-days", "9"], ["--min-days", "200h"], ["--min-days", "20%"], ["--warn-days", "9"],
                        ["--expect-issuer", "expected*"], ["--expect-issuer", "Nobody", "--expect-issuer", "Expected Root"],
                        ["--expect-san", "WWW.example.com"], ["--pin", self.pin], ["--expect-fingerprint", self.fingerprint],
                        ["--expect-key", "p-256"], ["--expect-key", "rsa", "--expect-key", "ec"],
                        ["--expect-root", self.root]):
            with self.subTest(options=options):
                done = self.verify(*options)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertFalse([i for i in ids(report(done.stdout)) if i.startswith("expectation.")])

    def test_others_are_a_problem_but_no_verdict(self):
        wanted = {"expires_too_soon": ["--min-days", "11"], "issuer": ["--expect-issuer", "Expected"],
                  "subject_alternative_name": ["--expect-san", "example.com"], "pin": ["--pin", "sha256/" + "A" * 43 + "="],
                  "fingerprint": ["--expect-fingerprint", "00" * 32], "key": ["--expect-key", "rsa:2048"],
                  "public_root": ["--expect-public"], "root": ["--expect-root", self.other],
                  "signed_certificate_timestamp": ["--require-sct"]}
        for kind, options in wanted.items():
            with self.subTest(options=options):
                done = self.verify(*options)
                self.assertEqual(done.returncode, 1)
                made = report(done.stdout)
                self.assertEqual(made["verdict"], "trusted")
                self.assertEqual([i for i in ids(made) if i.startswith("expectation.")], ["expectation." + kind])

    def test_a_warning_is_a_warning(self):
        done = self.verify("--warn-days", "30%")
        self.assertEqual(done.returncode, 0)
        self.assertIn("expectation.expires_soon", ids(report(done.stdout)))
        self.assertEqual(self.verify("--warn-days", "30%", "--fail-on", "warning").returncode, 1)

    def test_bad_values_name_the_option(self):
        for option, value in (("--min-days", "soon"), ("--warn-days", "100%"), ("--pin", "sha1/abc"), ("--expect-key", "rsa:"),
                              ("--expect-fingerprint", "12"), ("--expect-issuer", ""), ("--expect-root", "/nonexistent")):
            with self.subTest(option=option):
                done = self.verify(option, value)
                self.assertEqual(done.returncode, 2)
                self.assertIn(option, done.stderr)
        done = run("certcheck", "--expect-tls", "1.4", "localhost")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--expect-tls", done.stderr)


if __name__ == "__main__":
    unittest.main()
