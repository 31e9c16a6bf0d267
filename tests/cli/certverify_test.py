"""certverify: verdicts, exit statuses and JSON for good and for every kind of bad input; the batch format."""
import base64
import hashlib
import json
import pathlib
import ssl
import subprocess
import tempfile
import unittest

from cryptography import x509
from cryptography.x509 import ocsp

from support import BIN, SOURCE, ids, pki, report, run


class FilesTest(unittest.TestCase):
    """A root, an intermediate and a leaf in files."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pki.Certificate("CLI Root")
        cls.middle = cls.root.authority("CLI Intermediate")
        cls.leaf = cls.middle.server("www.cli.test")
        cls.root_file = cls.write("root.pem", cls.root.pem)
        cls.middle_file = cls.write("middle.pem", cls.middle.pem)
        cls.leaf_file = cls.write("leaf.pem", cls.leaf.pem)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def write(cls, name, text):
        path = pathlib.Path(cls.folder.name) / name
        path.write_text(text)
        return path

    def verify(self, *arguments, status):
        result = run("certverify", *arguments)
        self.assertEqual(result.returncode, status, result.stderr + result.stdout)
        return report(result.stdout)

    def good(self):
        return ["--trust", self.root_file, "--untrusted", self.middle_file, self.leaf_file]


class CertverifyTest(FilesTest):
    def test_a_good_chain_is_trusted(self):
        found = self.verify(*self.good(), "--name", "www.cli.test", status=0)
        self.assertEqual(found["verdict"], "trusted")
        self.assertEqual(found["hostname"], {"name": "www.cli.test", "matched": True, "by": "DNS:www.cli.test"})
        self.assertEqual(len(found["chain"]["paths"][0]["certificates"]), 3)

    def test_what_is_cut_off_is_not_called_missing(self):
        """Inside a certificate that is whole: of a file that is cut off there is no verdict."""
        whole = self.leaf.der
        # The last ends where the length of the extensions does.
        extensions = whole.index(b"\xa3\x81") + 3
        for size in (60, 150, 250, len(whole) // 2, len(whole) * 2 // 3, extensions):
            with self.subTest(size=size):
                cut = pathlib.Path(self.folder.name) / "cut.der"
                content = whole[4:size]
                length = bytes([len(content)]) if len(content) < 128 else \
                    bytes([0x81, len(content)]) if len(content) < 256 else b"\x82" + len(content).to_bytes(2, "big")
                cut.write_bytes(b"\x30" + length + content)
                found = self.verify("--trust", self.root_file, "--untrusted", self.middle_file, "--name",
                                    "www.cli.test", cut, status=1)
                self.assertIn("der.truncated", ids(found))
                self.assertNotIn("host.no_subject_alternative_name", ids(found))
                self.assertNotIn("host.common_name_only", ids(found))
                for finding in found["findings"]:
                    self.assertNotIn("invalid:", finding["message"])

    def test_names_of_every_kind(self):
        leaf = self.write("named.pem", self.middle.server(
            x509.DNSName("www.cli.test"), x509.UniformResourceIdentifier("spiffe://cli.test/ns/a/sa/b"),
            x509.RFC822Name("me@cli.test"),
            x509.OtherName(x509.ObjectIdentifier("1.3.6.1.5.5.7.8.7"), b"\x16\x0f_imaps.cli.test")).pem)
        good = ["--trust", self.root_file, "--untrusted", self.middle_file, leaf]
        names = {"www.cli.test": "dns", "spiffe://cli.test/ns/a/sa/b": "uri", "me@cli.test": "email",
                 "_imaps.cli.test": "srv"}
        found = self.verify(*good, *(word for name in names for word in ("--name", name)), status=0)
        self.assertEqual([(name["name"], name["kind"], name["matched"]) for name in found["names"]],
                         [(name, kind, True) for name, kind in names.items()])
        for other in ["spiffe://cli.test/ns/a/sa/c", "_imap.cli.test", "you@cli.test", "uri:https://www.cli.test/"]:
            with self.subTest(other):
                found = self.verify(*good, "--name", "www.cli.test", "--name", other, status=1)
                self.assertEqual(found["hostname"]["matched"], False)
                self.assertIn("host.mismatch", ids(found))

    def test_no_name_is_said(self):
        for arguments in ([], ["--no-name"]):
            found = self.verify(*self.good(), *arguments, status=0)
            self.assertEqual((found["hostname"], found["names"]), (None, []))
            result = run("certverify", *self.good(), *arguments, "--format", "text")
            self.assertIn("name     not checked", result.stdout)

    def test_the_leaf_file_may_bring_its_chain(self):
        bundle = self.write("bundle.pem", "some words\n" + self.leaf.pem + "\n" + self.middle.pem)
        self.assertEqual(self.verify("--trust", self.root_file, bundle, status=0)["verdict"], "trusted")

    def test_problems_exit_with_1(self):
        self.assertIn("host.mismatch", ids(self.verify(*self.good(), "--name", "ftp.cli.test", status=1)))
        self.assertIn("path.validity.expired",
                      ids(self.verify(*self.good(), "--time", "2045-01-01T00:00:00Z", status=1)))
        self.assertIn("path.issuer.not_found", ids(self.verify("--trust", self.root_file, self.leaf_file, status=1)))

    def test_stores_are_validated_apart(self):
        other = self.write("other.pem", pki.Certificate("Other").pem)
        found = self.verify("--trust", f"mine={self.root_file}", "--trust", f"theirs={other}", "--untrusted",
                            self.middle_file, self.leaf_file, status=0)
        self.assertEqual(found["chain"]["stores"],
                         [{"store": "mine", "trusted": True}, {"store": "theirs", "trusted": False}])

    def test_expiry_names_the_certificate(self):
        found = self.verify(*self.good(), status=0)
        self.assertEqual(found["expires"]["limited_by"]["index"], 0)
        self.assertIn(found["expires"]["days_left"], (299, 300))

    def test_bad_input_exits_with_2_and_says_what(self):
        garbage = self.write("garbage.pem", "no certificate here\n")
        damaged = self.write("damaged.pem", "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n")
        empty = self.write("empty.pem", "")
        for arguments, word in [
            (["--trust", self.root_file, "/nonexistent/leaf.pem"], "/nonexistent/leaf.pem"),
            (["--trust", self.root_file, garbage], "garbage.pem"),
            (["--trust", self.root_file, damaged], "damaged.pem"),
            (["--trust", self.root_file, empty], "empty.pem"),
            (["--trust", "/nonexistent/root.pem", self.leaf_file], "/nonexistent/root.pem"),
            (["--trust", empty, self.leaf_file], "empty.pem"),
            (["--trust", self.root_file, "--time", "yesterday", self.leaf_file], "yesterday"),
            (["--trust", self.root_file, "--profile", "x", self.leaf_file], "profile"),
            (["--trust", self.root_file, "--policy", "1.x", self.leaf_file], "1.x"),
            (["--trust", self.root_file, "--name", "a..b", self.leaf_file], "a..b"),
            (["--trust", self.root_file, "--name", "www.cli.test:443", self.leaf_file], "has a port"),
            (["--trust", self.root_file, "--name", "https://www.cli.test/", self.leaf_file], "is a URL"),
            (["--trust", self.root_file, "--name", "*.cli.test", self.leaf_file], "has a wildcard"),
            (["--trust", self.root_file, "--name", "a", "--no-name", self.leaf_file], "--no-name"),
            (["--trust", self.root_file, "--purpose", "x", self.leaf_file], "purpose"),
            *((["--trust", self.root_file, "--max-depth", number, self.leaf_file], "--max-depth")
              for number in ("-1", "+1", " 1", "0x1", "01", "1001", "18446744073709551616", "", "1.0")),
            (["--trust", self.root_file, "--max-age", "-1", self.leaf_file], "--max-age"),
            (["--no-such-flag", self.leaf_file], "--no-such-flag"),
            (["--trust", self.root_file], "no certificate file"),
        ]:
            with self.subTest(arguments=arguments):
                result = run("certverify", *arguments)
                self.assertEqual(result.returncode, 2, result.stdout)
                self.assertIn(word, result.stderr)
                found = report(result.stdout)
                self.assertEqual(found["verdict"], "unchecked")
                self.assertIn(word, found["findings"][0]["message"])

    def test_text_names_the_verdict_first(self):
        result = run("certverify", *self.good(), "--name", "ftp.cli.test", "--format", "text")
        self.assertEqual(result.returncode, 1)
        self.assertTrue(result.stdout.startswith("untrusted"), result.stdout)
        self.assertIn("host.mismatch", result.stdout)
        self.assertNotIn("\x1b", result.stdout)

    def test_fail_on_counts_findings_that_do_not_decide(self):
        # A root in the leaf's place of honour: trusted, yet with something to note.
        expired = self.verify(*self.good(), "--fail-on", "error", status=0)
        self.assertEqual(expired["verdict"], "trusted")


class RevocationTest(FilesTest):
    """Statements about who is revoked."""

    def statuses(self, *arguments, status):
        found = self.verify(*self.good(), *arguments, status=status)
        return [entry["status"] for entry in found["revocation"]], ids(found)

    def test_off_by_default(self):
        crl = self.write("revoked.crl", self.middle.crl(self.leaf))
        self.assertEqual(self.statuses("--crl", crl, status=0)[0], [])

    def test_a_revoked_leaf_is_refused_softly_and_hard(self):
        crl = self.write("revoked.crl", self.middle.crl(self.leaf))
        statuses, found = self.statuses("--crl", crl, "--revocation", "soft", status=1)
        self.assertEqual(statuses, ["revoked", "unknown"])
        leaf, middle = self.verify(*self.good(), "--crl", crl, "--revocation", "soft", status=1)["revocation"]
        self.assertRegex(leaf["revoked_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertIn("reason", leaf)
        self.assertEqual([middle["revoked_at"], middle["reason"]], [None, None])
        self.assertIn("revocation.revoked", found)
        self.assertNotIn("revocation.status_unknown", found)

    def test_hard_asks_for_every_certificate(self):
        leaf_crl = self.write("leaf.crl", self.middle.crl())
        middle_crl = self.write("middle.crl", self.root.crl())
        statuses, _ = self.statuses("--crl", leaf_crl, "--crl", middle_crl, "--revocation", "hard", status=0)
        self.assertEqual(statuses, ["good", "good"])
        statuses, found = self.statuses("--crl", leaf_crl, "--revocation", "hard", status=1)
        self.assertEqual(statuses, ["good", "unknown"])
        self.assertIn("revocation.status_unknown", found)

    def test_old_forged_and_damaged_crls_do_not_count(self):
        stranger = pki.Certificate("CLI Intermediate")
        for name, text in [("old", self.middle.crl(valid=(-30, -20))), ("forged", stranger.crl()),
                           ("aged", self.middle.crl(valid=(-10, 20)))]:
            with self.subTest(name):
                crl = self.write(name + ".crl", text)
                statuses, found = self.statuses("--crl", crl, "--revocation", "hard", "--max-age", "7", status=1)
                self.assertEqual(statuses, ["unknown", "unknown"])
                self.assertIn("revocation.crl_not_usable", found)

    def test_the_scope_may_be_the_leaf_alone(self):
        leaf_crl = self.write("leaf.crl", self.middle.crl())
        arguments = ["--crl", leaf_crl, "--revocation", "hard", "--revocation-scope"]
        self.assertEqual(self.statuses(*arguments, "leaf", status=0)[0], ["good"])
        self.assertEqual(self.statuses(*arguments, "chain", status=1)[0], ["good", "unknown"])

    def test_ocsp_responses(self):
        for status, word, code in [(ocsp.OCSPCertStatus.GOOD, "good", 0), (ocsp.OCSPCertStatus.REVOKED, "revoked", 1)]:
            with self.subTest(word):
                path = pathlib.Path(self.folder.name) / (word + ".ocsp")
                path.write_bytes(self.middle.ocsp(self.leaf, status))
                self.assertEqual(self.statuses("--ocsp", path, "--revocation", "soft", status=code)[0],
                                 [word, "unknown"])

    def test_findings_name_evidence_by_fingerprint(self):
        crl = pathlib.Path(self.write("aged.crl", self.middle.crl(valid=(-30, -20))))
        response = pathlib.Path(self.folder.name) / "good.ocsp"
        response.write_bytes(self.middle.ocsp(self.leaf, ocsp.OCSPCertStatus.GOOD) + b"\0")
        found = self.verify(*self.good(), "--crl", crl, "--ocsp", response, "--revocation", "soft", status=0)
        wanted = {"crl": hashlib.sha256(ssl.PEM_cert_to_DER_cert(crl.read_text().replace("X509 CRL", "CERTIFICATE"))).hexdigest(),
                  "ocsp": hashlib.sha256(response.read_bytes()).hexdigest()}
        subjects = [finding["subject"] for finding in found["findings"]]
        for kind, fingerprint in wanted.items():
            self.assertEqual({subject["sha256"] for subject in subjects if subject["kind"] == kind}, {fingerprint})

    def test_bad_revocation_input(self):
        empty = self.write("none.crl", "")
        for arguments, word in [(["--crl", "/nonexistent.crl"], "/nonexistent.crl"), (["--crl", empty], "none.crl"),
                                (["--crl", self.root_file], "not a CRL"), (["--revocation", "maybe"], "maybe"),
                                (["--revocation-scope", "root"], "root")]:
            with self.subTest(arguments=arguments):
                result = run("certverify", *self.good(), *arguments)
                self.assertEqual(result.returncode, 2)
                self.assertIn(word, report(result.stdout)["findings"][0]["message"])


class BatchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = pki.Certificate("Batch Root")
        cls.middle = cls.root.authority("Batch Intermediate")
        cls.leaf = cls.middle.server("www.batch.test")
        cls.good = {"leaf": cls.leaf.pem, "untrusted": [cls.middle.pem],
                    "trust": [cls.root.pem], "name": {"kind": "dns", "value": "www.batch.test"}}

    def batch(self, *requests):
        lines = [r if isinstance(r, str) else json.dumps(r) for r in requests]
        result = run("certverify", "--batch", stdin="".join(line + "\n" for line in lines), timeout=300)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line) for line in result.stdout.splitlines()]

    def test_a_result_has_the_promised_shape(self):
        (found,) = self.batch({"id": 7, **self.good})
        self.assertEqual(list(found), ["id", "verdict", "findings", "path", "valid_policies", "revocation"])
        self.assertEqual(found["id"], 7)
        self.assertEqual(found["verdict"], "trusted")
        self.assertEqual(len(found["path"]), 3)

    def test_many_requests_are_answered_in_order(self):
        names = ["www.batch.test" if i % 3 else "ftp.batch.test" for i in range(500)]
        found = self.batch(*({"id": i, **self.good, "name": {"kind": "dns", "value": n}} for i, n in enumerate(names)))
        self.assertEqual([f["id"] for f in found], list(range(500)))
        self.assertEqual([f["verdict"] == "trusted" for f in found], [n == "www.batch.test" for n in names])

    def test_a_list_of_names_must_match_whole(self):
        def names(*values):
            return [{"kind": "dns", "value": v} for v in values]
        both, one = self.batch({**self.good, "name": names("www.batch.test", "WWW.batch.test.")},
                               {**self.good, "name": names("www.batch.test", "ftp.batch.test")})
        self.assertEqual((both["verdict"], one["verdict"]), ("trusted", "untrusted"))

    def test_bad_lines_get_their_own_error_and_the_rest_goes_on(self):
        bad = [
            ("{", "JSON"), ("[]", "object"), ("\xff", "JSON"),
            ({**self.good, "leave": 1}, "leave"),
            ({k: v for k, v in self.good.items() if k != "leaf"}, "leaf"),
            ({**self.good, "leaf": "garbage"}, "leaf"),
            ({**self.good, "leaf": 5}, "leaf"),
            ({**self.good, "untrusted": ["-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----"]}, "untrusted"),
            ({**self.good, "trust": "x"}, "trust"),
            ({**self.good, "time": "soon"}, "soon"),
            ({**self.good, "profile": "x"}, "profile"),
            ({**self.good, "purpose": "x"}, "purpose"),
            ({**self.good, "max_depth": -1}, "max_depth"),
            ({**self.good, "strict": "yes"}, "strict"),
            ({**self.good, "policies": ["x"]}, "policy"),
            ({**self.good, "anchor_checks": ["x"]}, "anchor"),
            ({**self.good, "anchor_checks": ["none", "expiry"]}, "none"),
            ({**self.good, "min_key_strength": 257}, "min_key_strength"),
            ({**self.good, "name": {"kind": "x", "value": "y"}}, "name"),
            ({**self.good, "name": {"kind": "ip", "value": "no address"}}, "no address"),
            ({**self.good, "name": [{"kind": "dns", "value": "www.batch.test"}, 7]}, "name"),
            ({**self.good, "name": {"kind": "dns", "value": "www\0.batch.test"}}, "www?.batch.test"),
            ({**self.good, "untrusted": [[]]}, "\"untrusted\"[0] is not a string"),
            ({**self.good, "trust": [self.good["trust"][0], ""]}, "\"trust\"[1] contains no PEM certificate"),
            ({**self.good, "leaf": self.good["leaf"].replace("-----END", "-----DNE")}, "\"leaf\" is invalid PEM"),
            ({**self.good, "leaf": self.middle.crl()}, "holds a CRL"),
            ({**self.good, "max_depth": 1.5}, "max_depth"),
            ({**self.good, "max_depth": 1001}, "max_depth"),
            ({**self.good, "no_name": True}, "no_name"),
            ({**self.good, "name": {"kind": "dns", "value": "www.batch.test:443"}}, "has a port"),
            ({**self.good, "name": {"kind": "srv", "value": "www.batch.test"}}, "SRV-ID"),
            ({**self.good, "max_depth": 10 ** 30}, "max_depth"),
            ({**self.good, "max_age_days": 10 ** 9}, "max_age_days"),
            ({**self.good, "revocation": True}, "revocation"),
            ({**self.good, "revocation": "maybe"}, "maybe"),
            ('{"leaf": "a"} {"leaf": "b"}', "byte 15"),
            ('{"leaf": "a\0b"}', "byte 12"),
            ('{"leaf": "\\ud800"}', "JSON"),
            ('{"strict": true, "strict": false}', "\"strict\" is given twice"),
            ('{"id": ' + "[" * 200_000 + "]" * 200_000 + "}", "nested"),
            ('{"id": {' + ",".join(f'"{i}":0' for i in range(1000)) + "}}", "members"),
            ('{"leaf": ' + " " * (64 << 20) + "1}", "longer than 67108864 bytes"),
        ]
        found = self.batch(*(request for request, _ in bad), {"id": "last", **self.good})
        self.assertEqual(len(found), len(bad) + 1)
        for (request, word), answer in zip(bad, found):
            with self.subTest(request=str(request)[:200]):
                self.assertEqual(list(answer), ["id", "error"])
                self.assertIn(word, answer["error"])
        self.assertEqual((found[-1]["id"], found[-1]["verdict"]), ("last", "trusted"))

    def test_an_error_bears_the_id_as_far_as_it_was_read(self):
        found = self.batch({"id": {"a": [1]}, "leave": 1}, '{"id": 5, "leaf": "x", "leaf": "y"}', '{"id": 6, ', "null")
        self.assertEqual([answer["id"] for answer in found], [{"a": [1]}, 5, 6, None])

    def test_null_and_empty_lists_are_as_good_as_nothing(self):
        (found,) = self.batch({**self.good, "crls": [], "ocsp": [], "policies": [], "anchor_checks": [], "time": None,
                               "max_depth": None, "revocation": None, "id": None})
        self.assertEqual(found["verdict"], "trusted")
        trust, names = self.batch({**self.good, "trust": []}, {**self.good, "name": []})
        self.assertEqual((trust["verdict"], names["verdict"]), ("untrusted", "trusted"))

    def test_answers_come_as_soon_as_they_are_ready_and_empty_lines_are_passed_over(self):
        with subprocess.Popen([BIN / "certverify", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True) as tool:
            for i in range(3):
                tool.stdin.write("\n \r\n" + json.dumps({"id": i, **self.good}) + "\n")
                tool.stdin.flush()
                self.assertEqual(json.loads(tool.stdout.readline())["id"], i)
            tool.stdin.write(json.dumps({"id": "without a line feed", **self.good}))
            tool.stdin.close()
            self.assertEqual(json.loads(tool.stdout.readline())["id"], "without a line feed")
            self.assertEqual(tool.stdout.read(), "")
            self.assertEqual(tool.wait(), 0)

    def test_requests_say_all_that_they_want_themselves(self):
        for arguments in [["leaf.pem"], ["--strict"], ["--profile", "rfc5280"], ["--trust", "roots.pem"], ["--name", "a"]]:
            with self.subTest(arguments=arguments):
                result = run("certverify", "--batch", *arguments)
                self.assertEqual(result.returncode, 2)
                self.assertIn("excludes", result.stderr)

    def test_the_document_has_the_keys_that_there_are(self):
        table = run("certverify", "--help-batch").stdout
        self.assertIn("| `leaf` |", table)
        self.assertIn(table, (SOURCE / "docs/batch.md").read_text(), "run scripts/generate-docs")

    def test_options_mean_what_their_keys_say(self):
        old = pki.Certificate("Batch Old Root", valid=(-3650, -1))
        from_old = {**self.good, "leaf": old.server("www.batch.test").pem, "untrusted": [], "trust": [old.pem]}
        for change, request, expected in [
            ({}, from_old, []), ({"anchor_checks": ["expiry"]}, from_old, ["path.validity.expired"]),
            ({"profile": "webpki"}, from_old, ["path.validity.expired"]),
            ({"profile": "webpki", "anchor_checks": ["none"]}, from_old, []),
            ({"min_key_strength": 128}, self.good, []),
            ({"min_key_strength": 192}, self.good,
             ["path.key.below_minimum_strength", "path.signature.below_minimum_strength"] * 2 +
             ["path.key.below_minimum_strength"]),
            ({"max_depth": 0}, self.good, ["path.depth.exceeded"]), ({"max_depth": 1}, self.good, []),
            ({"purpose": "client"}, self.good, ["path.extended_key_usage.purpose_not_allowed"]),
            ({"purpose": "any"}, self.good, []),
            ({"require_explicit_policy": True}, self.good, ["path.policy.none_valid"]),
            ({"time": "9999-12-31T23:59:59Z"}, self.good, ["path.validity.expired", "path.validity.expired"]),
            ({"time": "2000-01-01T00:00:00+01:00"}, self.good, ["path.validity.not_yet_valid"] * 2),
            ({"name": {"kind": "email", "value": "me@batch.test"}}, self.good, ["host.mismatch"]),
            ({"name": {"kind": "ip", "value": "192.0.2.1"}}, self.good, ["host.mismatch"]),
            ({"name": {"kind": "uri", "value": "https://www.batch.test"}}, self.good, ["host.mismatch"]),
            ({"name": {"kind": "srv", "value": "_imaps.batch.test"}}, self.good, ["host.mismatch"]),
            ({"name": None, "no_name": True}, self.good, []),
        ]:
            with self.subTest(change=change):
                (found,) = self.batch({**request, "profile": "rfc5280", **change})
                self.assertEqual(found["verdict"], "untrusted" if expected else "trusted")
                self.assertEqual([f["id"] for f in found["findings"] if f["id"].startswith(("path.", "host."))
                                  and f["severity"] == "error"], expected)

    def test_revocation_from_crls_and_responses(self):
        crls = [self.middle.crl(self.leaf), self.root.crl()]
        response = base64.b64encode(self.middle.ocsp(self.leaf, ocsp.OCSPCertStatus.GOOD)).decode()
        revoked, good, bad_crl, bad_ocsp = self.batch(
            {**self.good, "crls": crls, "revocation": "hard"},
            {**self.good, "crls": crls[1:], "ocsp": [response], "revocation": "hard", "max_age_days": 7},
            {**self.good, "crls": ["x"]}, {**self.good, "ocsp": ["?"]})
        self.assertEqual([r["status"] for r in revoked["revocation"]], ["revoked", "good"])
        self.assertEqual(revoked["verdict"], "untrusted")
        self.assertEqual([r["status"] for r in good["revocation"]], ["good", "good"])
        self.assertEqual(good["verdict"], "trusted")
        self.assertIn("crls", bad_crl["error"])
        self.assertIn("ocsp", bad_ocsp["error"])

    def test_a_malformed_certificate_is_a_finding_not_an_error(self):
        (found,) = self.batch({**self.good, "leaf": "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"})
        self.assertEqual(found["verdict"], "untrusted")
        self.assertTrue(any(i.startswith("der.") for i in ids(found)))


if __name__ == "__main__":
    unittest.main()
