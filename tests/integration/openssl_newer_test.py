"""certcheck against `openssl s_server` of OpenSSL 3.5 or later, which speaks ML-KEM and signs by ML-DSA: every version,
suite, group and kind of key that it has, with and without a client certificate.

scripts/setup brings it where the machine's own is older; where there is neither, the whole test is skipped and says so."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from openssl_server import OpenSsl  # noqa: E402

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "certcheck"
NEWER = CACHE / "validators/openssl-newer"

SUITES = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_CCM_SHA256",
          "TLS_AES_128_CCM_8_SHA256"]
# As OpenSSL and as certcheck call them.
GROUPS = {"X25519MLKEM768": "X25519MLKEM768", "SecP256r1MLKEM768": "SecP256r1MLKEM768", "SecP384r1MLKEM1024": "SecP384r1MLKEM1024",
          "MLKEM512": "MLKEM512", "MLKEM768": "MLKEM768", "MLKEM1024": "MLKEM1024", "X25519": "x25519", "X448": "x448",
          "P-256": "secp256r1", "P-384": "secp384r1", "P-521": "secp521r1", "ffdhe2048": "ffdhe2048", "ffdhe3072": "ffdhe3072",
          "ffdhe4096": "ffdhe4096", "brainpoolP256r1tls13": "brainpoolP256r1tls13", "brainpoolP384r1tls13": "brainpoolP384r1tls13",
          "brainpoolP512r1tls13": "brainpoolP512r1tls13"}
KEYS = ["rsa:2048", "rsa-pss", "ec:P-256", "ec:P-384", "ec:P-521", "ed25519", "ed448", "mldsa44", "mldsa65", "mldsa87"]
TLS12_KEYS = [key for key in KEYS if not key.startswith("mldsa")]  # ML-DSA is for TLS 1.3 alone


def openssl_command():
    """The words that start an OpenSSL of 3.5 or later, or None."""
    for command in (["openssl"], [NEWER / "ld.so", "--library-path", NEWER, NEWER / "openssl"]):
        try:
            said = subprocess.run([*command, "version"], capture_output=True, text=True).stdout
        except OSError:
            continue
        version = re.match(r"OpenSSL (\d+)\.(\d+)", said)
        if version and tuple(map(int, version.groups())) >= (3, 5):
            return list(map(str, command))
    return None


OPENSSL = openssl_command()


@unittest.skipUnless(OPENSSL, "no OpenSSL of 3.5 or later: neither the machine's nor one that scripts/setup could fetch")
class NewerOpenSsl(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.openssl = OpenSsl(OPENSSL)
        cls.addClassCleanup(cls.openssl.close)
        for key in KEYS:
            cls.openssl.make(key)

    def assert_trusted(self, report, group=None, **handshake):
        self.assertEqual(report["verdict"], "trusted", [finding["id"] for finding in report["findings"]])
        if group:
            handshake["key_exchange"] = {**report["handshake"]["key_exchange"], "group": group}
        for name, value in handshake.items():
            self.assertEqual(report["handshake"][name], value)

    def test_every_suite(self):
        # Its security level 1 has no room for tags of 64 bits.
        with self.openssl.server("ec:P-256", "-ciphersuites", ":".join(SUITES), "-cipher", "DEFAULT:@SECLEVEL=0") as port:
            for suite in SUITES:
                with self.subTest(suite=suite):
                    self.assert_trusted(self.openssl.check(port, "ec:P-256", "--ciphers", suite), version="TLS 1.3", cipher_suite=suite)

    def test_every_group(self):
        for theirs, ours in GROUPS.items():
            with self.openssl.server("ec:P-256", "-groups", theirs) as port:
                for only in (True, False):
                    with self.subTest(group=theirs, only=only):
                        # Alone there is a share for it; in the ordinary offer it is mostly asked for by a HelloRetryRequest.
                        options = ["--groups", ours] if only else []
                        self.assert_trusted(self.openssl.check(port, "ec:P-256", *options), version="TLS 1.3", group=ours)

    def test_what_openssl_agrees_to_by_itself(self):
        with self.openssl.server("rsa:2048") as port:
            self.assert_trusted(self.openssl.check(port, "rsa:2048"), version="TLS 1.3", group="X25519MLKEM768")

    def test_every_kind_of_key(self):
        for version, keys in (("1.3", KEYS), ("1.2", TLS12_KEYS)):
            for key in keys:
                with self.subTest(key=key, version=version), self.openssl.server(key) as port:
                    # Browsers take no key that is for PSS alone, RFC 5280 does.
                    options = ["--profile", "rfc5280"] if key == "rsa-pss" else []
                    report = self.openssl.check(port, key, "--tls-versions", version, *options)
                    self.assertEqual(report["handshake"]["version"], f"TLS {version}")
                    self.assert_trusted(report)

    def test_a_client_certificate_of_each_kind(self):
        for key in KEYS:
            with self.openssl.server("ec:P-256", "-Verify", "1", "-CAfile", self.openssl.path(key + ".pem"), "-verify_return_error") as port:
                with self.subTest(client=key):
                    self.assert_client_certificate(port, key, "--key", self.openssl.path(key + ".key"))

    def assert_client_certificate(self, port, key, *options):
        report = self.openssl.check(port, "ec:P-256", "--cert", self.openssl.path(key + ".pem"), *options)
        self.assert_trusted(report)
        self.assertEqual(report["handshake"]["client_certificate"]["sent"], True)

    def test_a_key_under_a_passphrase(self):
        passphrase = self.openssl.path("passphrase")
        pathlib.Path(passphrase).write_text("open sesame\n")
        for key in ("mldsa65", "rsa-pss", "ed25519"):
            sealed = self.openssl.path(key + ".sealed")
            self.openssl.run("pkcs8", "-topk8", "-in", self.openssl.path(key + ".key"), "-out", sealed, "-passout", f"file:{passphrase}")
            with self.openssl.server("ec:P-256", "-Verify", "1", "-CAfile", self.openssl.path(key + ".pem"), "-verify_return_error") as port:
                with self.subTest(client=key):
                    self.assert_client_certificate(port, key, "--key", sealed, "--key-passphrase", passphrase)


if __name__ == "__main__":
    unittest.main()
