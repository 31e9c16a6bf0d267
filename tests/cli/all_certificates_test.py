"""Every certificate of an endpoint: a server with an ECDSA and an RSA certificate, by OpenSSL's s_server."""
import os
import pathlib
import socket
import sys
import tempfile
import unittest

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from support import ids, pki, reports, run

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/integration"))
from openssl_server import serving  # noqa: E402

HOST = "www.two.test"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class AllCertificates(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.authority = pki.Certificate("Two Certificates Root")
        self.root = self.folder / "root.pem"
        self.root.write_text(self.authority.pem)

    def issue(self, name, key, days=(-30, 300), host=HOST):
        leaf = self.authority.server(host, key=key, valid=days)
        (self.folder / f"{name}.pem").write_text(leaf.pem)
        (self.folder / f"{name}.key").write_text(leaf.key_pem)
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"

    def serve(self, *arguments):
        return self.enterContext(serving(["openssl"], *arguments))

    def check(self, port, *arguments):
        done = run("certcheck", "--trust", self.root, "--connect", f"127.0.0.1:{port}", "--timeout", "20", "--all-certificates",
                   *arguments, HOST)
        return done, {made["asked_for"]: made for made in reports(done.stdout)}

    def test_the_second_certificate_is_seen(self):
        good = self.issue("ecdsa", ec.generate_private_key(ec.SECP256R1()))
        expired = self.issue("rsa", rsa.generate_private_key(65537, 2048), days=(-100, -5))
        for version in ([], ["-no_tls1_3"]):
            with self.subTest(version=version):
                port = self.serve("-cert", good[0], "-key", good[1], "-dcert", expired[0], "-dkey", expired[1], *version)
                done, made = self.check(port)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertEqual({asked: one["verdict"] for asked, one in made.items()}, {None: "trusted", "RSA": "untrusted"})
                self.assertIn("path.validity.expired", ids(made["RSA"]))
                for one in made.values():
                    self.assertIn("endpoint.certificates_differ.verdict", ids(one))
                self.assertIn("endpoint.certificates_differ.expiry", ids(made["RSA"]))
                self.assertEqual(made[None]["all_certificates"], made["RSA"]["all_certificates"])
                self.assertEqual([(one["asked_for"], one["key"], one["verdict"]) for one in made[None]["all_certificates"]],
                                 [(None, "P-256", "trusted"), ("RSA", "RSA-2048", "untrusted")])

    def test_without_a_name_another_one_is_shown(self):
        named = self.issue("named", ec.generate_private_key(ec.SECP256R1()))
        other = self.issue("other", ec.generate_private_key(ec.SECP256R1()), host="default.two.test")
        port = self.serve("-cert", other[0], "-key", other[1], "-servername", HOST, "-cert2", named[0], "-key2", named[1])
        done, made = self.check(port)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(set(made), {None, "no server name"})
        self.assertIsNone(made["no server name"]["handshake"]["sni"])
        # Nobody said which name it would have to be for.
        self.assertEqual(made["no server name"]["names"], [])
        self.assertIn("endpoint.default_certificate.other_names", ids(made["no server name"]))
        self.assertEqual([one for one in ids(made[None]) if one.startswith("endpoint.")], [])
        text = run("certcheck", "--trust", self.root, "--connect", f"127.0.0.1:{port}", "--timeout", "20", "--all-certificates",
                   "--format", "text", HOST).stdout
        self.assertIn("shows    no server name: P-256", text)

    def test_certificates_for_other_names_that_end_at_other_times_are_compared(self):
        ordinary = self.issue("ecdsa", ec.generate_private_key(ec.SECP256R1()))
        more = self.authority.server(HOST, "old.two.test", key=rsa.generate_private_key(65537, 2048), valid=(-30, 200))
        (self.folder / "rsa.pem").write_text(more.pem)
        (self.folder / "rsa.key").write_text(more.key_pem)
        _, made = self.check(self.serve("-cert", ordinary[0], "-key", ordinary[1], "-dcert", self.folder / "rsa.pem", "-dkey", self.folder / "rsa.key"))
        differing = {asked: [one for one in ids(made[asked]) if one.startswith("endpoint.")] for asked in made}
        self.assertEqual(differing, {None: ["endpoint.certificates_differ.names"], "RSA": ["endpoint.certificates_differ.expiry"]})
        (names,) = [one for one in made[None]["findings"] if one["id"].endswith(".names")]
        self.assertEqual(names["message"], "the certificate is not for DNS:old.two.test, but the one for RSA clients is")

    def test_a_server_with_one_certificate_has_one_report(self):
        only = self.issue("only", ec.generate_private_key(ec.SECP256R1()))
        done, made = self.check(self.serve("-cert", only[0], "-key", only[1]))
        self.assertEqual((done.returncode, set(made)), (0, {None}), done.stderr)
        self.assertEqual(len(made[None]["all_certificates"]), 1)

    def test_a_server_that_does_not_answer_has_one_report(self):
        done, made = self.check(free_port())
        self.assertEqual((done.returncode, set(made)), (3, {None}), done.stderr)
        self.assertEqual(made[None]["all_certificates"], [])

    def test_it_does_not_go_with_all_addresses(self):
        done = run("certcheck", "--all-certificates", "--all-addresses", HOST)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--all-certificates", done.stderr)


if __name__ == "__main__":
    unittest.main()
