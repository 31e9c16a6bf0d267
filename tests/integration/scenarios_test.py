"""certcheck against every server of certserve: the verdict, and every finding with what it is about."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import jsonschema

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
SCHEMA = json.loads((SOURCE / "docs/report.schema.json").read_text())
EXIT_STATUS = {"trusted": 0, "untrusted": 1, "unchecked": 3}


# Soon over with the servers that never answer, or not the first hello; the others take milliseconds, but machines can
# be busy.
TIMEOUT_SECONDS = {"stalled-handshake": 2, "large-hello-silence": 4, "ocsp-slow": 3}
# Without an option that asks for a status, a stapled response says one.
WITH_STATUS = {"stapled-good", "stapled-revoked", "must-staple-good"}
WITHOUT_CHAIN = ("plaintext", "ssl3-refusal", "certificate-bomb", "hidden-certificate-bomb")


def timeout_seconds(server):
    return TIMEOUT_SECONDS.get(server["name"], 20)


def case_of(name):
    return json.loads((SOURCE / "testdata" / "scenarios" / name / "case.json").read_text())


def described(findings):
    """Sorted without comparing what has no place with what has one."""
    return sorted(((f["id"], f["subject"]["kind"], f["subject"]["index"]) for f in findings), key=str)


class Scenarios(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.pki = tempfile.TemporaryDirectory()
        cls.server = subprocess.Popen([BIN / "certserve", "--pki", cls.pki.name], stdout=subprocess.PIPE, text=True)
        count = len(list((SOURCE / "testdata" / "scenarios").iterdir()))
        cls.servers = [json.loads(cls.server.stdout.readline()) for _ in range(count)]

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()
        cls.pki.cleanup()

    def run_certcheck(self, server, *options):
        command = [BIN / "certcheck", "--no-cache", "--trust", server["root_file"], "--timeout", str(timeout_seconds(server))]
        if server["log_list_file"]:
            command += ["--ct-log-list", server["log_list_file"]]
        command += ["--connect", f"{server['address']}:{server['port']}", *options, f"{server['host']}:{server['port']}"]
        return subprocess.run(command, capture_output=True, text=True, timeout=30)

    def certcheck(self, server, *options):
        done = self.run_certcheck(server, "--format", "json", *options)
        report = json.loads(done.stdout)
        jsonschema.validate(report, SCHEMA, cls=jsonschema.Draft202012Validator)
        return done.returncode, report

    def test_verdicts_and_findings(self):
        for server in self.servers:
            with self.subTest(server["name"]):
                status, report = self.certcheck(server)
                self.assertEqual(report["verdict"], server["expect"]["verdict"])
                self.assertEqual(status, EXIT_STATUS[report["verdict"]])
                self.assertEqual(described(report["findings"]), described(case_of(server["name"])["expect"]["findings"]))
                self.assertEqual(report["fetches"], [])

    def test_verdicts_and_findings_with_options(self):
        """What revocation and the addresses in the certificates come to, where certcheck is asked to look."""
        fetches = {}
        for server in self.servers:
            for check, wanted in zip(server["further"], case_of(server["name"]).get("further", []), strict=True):
                with self.subTest(server["name"], options=check["options"]):
                    status, report = self.certcheck(server, *check["options"])
                    self.assertEqual(report["verdict"], check["verdict"])
                    self.assertEqual(status, EXIT_STATUS[report["verdict"]])
                    self.assertEqual(described(report["findings"]), described(wanted["findings"]))
                    fetches[server["name"]] = report["fetches"]
        self.assertEqual(len(fetches), 21)
        # What could not be had, and why.
        for name, words in (("ocsp-down", "refused"), ("ocsp-slow", "in the time"), ("ocsp-huge", "more than 65536 bytes"),
                            ("ocsp-redirected", "private address")):
            (fetch,) = fetches[name]
            self.assertIn(words, fetch["error"])
        self.assertEqual(fetches["ocsp-redirected"][0]["redirects"], ["http://10.255.255.254/"])
        # The loop is followed once around: what comes again is not asked for again.
        self.assertEqual([(fetch["address"].rpartition("/")[2], fetch["from_cache"]) for fetch in fetches["aia-loops"]],
                         [("first.cer", False), ("second.cer", False), ("first.cer", True)])

    def test_addresses_of_certserve_have_to_be_allowed(self):
        """Without --fetch-allow nobody on loopback is asked, whatever the certificates say."""
        for name in ("ocsp-revoked", "crl-revoked", "aia-helps"):
            with self.subTest(name):
                server = next(s for s in self.servers if s["name"] == name)
                _, report = self.certcheck(server, "--aia", "--online-revocation")
                self.assertEqual(report["verdict"], server["expect"]["verdict"])
                self.assertTrue(report["fetches"])
                for fetch in report["fetches"]:
                    self.assertIn("loopback", fetch["error"])

    def test_steps_are_in_the_order_of_the_wire(self):
        for name in ("tls12-only", "tls13-only", "static-rsa"):
            with self.subTest(name):
                server = next(s for s in self.servers if s["name"] == name)
                _, report = self.certcheck(server)
                steps = report["handshake"]["steps"]
                self.assertEqual([s["at_ms"] for s in steps], sorted(s["at_ms"] for s in steps))
                # certserve answers the first request and says goodbye in one go.
                of_server = [s["name"] for s in steps if s["from"] == "server"]
                self.assertEqual(of_server[-2:], ["application_data", "alert"])

    def test_text_shows_the_verdict_first_then_problems_chain_and_handshake(self):
        for server in self.servers:
            if server["name"] == "stalled-handshake":
                continue
            with self.subTest(server["name"]):
                text = self.run_certcheck(server, "--format", "text").stdout
                self.assertTrue(text.startswith(f"{server['host']}:{server['port']}: {server['expect']['verdict']} "))
                headings = [line.split()[0] for line in text.splitlines() if line[:1].isupper()]
                wanted = ["Problems"] * bool(server["expect"]["findings"]) + ["Chain"] * (server["name"] not in WITHOUT_CHAIN)
                wanted += ["Revocation"] * (server["name"] in WITH_STATUS)
                wanted += ["Transparency"] * bool(server["log_list_file"])
                self.assertEqual(headings, [*wanted, "Handshake"])
                for finding in server["expect"]["findings"]:
                    self.assertIn(f" {finding}", text)
                self.assertNotIn("\x1b", text)

    def test_a_client_certificate_is_accepted(self):
        for name, rest in (("client-certificate-required", []),
                           ("client-certificate-required-tls12", ["rfc9325.protocol.no_tls13"])):
            with self.subTest(name):
                server = next(s for s in self.servers if s["name"] == name)
                identity = ["--cert", server["client_certificate_file"], "--key", server["client_key_file"]]
                status, report = self.certcheck(server, *identity)
                self.assertEqual((status, report["verdict"]), (0, "trusted"))
                self.assertEqual([finding["id"] for finding in report["findings"]], rest)
                self.assertTrue(report["handshake"]["client_certificate"]["sent"])

    def test_a_client_certificate_may_come_from_pkcs12(self):
        server = next(s for s in self.servers if s["name"] == "client-certificate-required")
        folder = pathlib.Path(self.pki.name)
        file, right, wrong = folder / "client.p12", folder / "right", folder / "wrong"
        right.write_text("secr\u00e9t\n")
        wrong.write_text("guess\n")
        subprocess.run(["openssl", "pkcs12", "-export", "-in", server["client_certificate_file"], "-inkey",
                        server["client_key_file"], "-passout", "pass:secr\u00e9t", "-out", file], check=True)
        status, report = self.certcheck(server, "--cert", file, "--key-passphrase", right)
        self.assertEqual((status, report["verdict"], report["findings"]), (0, "trusted", []))
        self.assertTrue(report["handshake"]["client_certificate"]["sent"])
        for options, words in ((["--key-passphrase", wrong], "the passphrase does not open"), ([], "--key-passphrase"),
                               (["--key", server["client_key_file"]], "--key cannot be combined")):
            with self.subTest(options):
                done = self.run_certcheck(server, "--format", "json", "--cert", file, *options)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, json.loads(done.stdout)["findings"][0]["message"])


if __name__ == "__main__":
    if not (BIN / "certcheck").exists():
        sys.exit(77)  # not built here
    unittest.main()
