"""Policy files: groups, waivers, baselines, and what --check-policy says, with certserve and the example of docs/policy.md."""
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest

import jsonschema

from support import BIN, SCHEMA, SOURCE, ids, pki, reports, run


@contextlib.contextmanager
def certserve(*names):
    """Runs certserve; gives one announcement a scenario."""
    process = subprocess.Popen([BIN / "certserve", *names], stdout=subprocess.PIPE, text=True)
    try:
        lines = [json.loads(process.stdout.readline()) for _ in names]
        yield {line["name"]: line for line in lines}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        process.stdout.close()


class Policy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.servers = certserve("expired", "good-p256")
        announced = cls.servers.__enter__()
        cls.expired, cls.good = announced["expired"], announced["good-p256"]

    @classmethod
    def tearDownClass(cls):
        cls.servers.__exit__(None, None, None)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "root.pem").write_text(self.expired["root"])
        self.file = self.folder / "policy.toml"

    def write(self, *parts):
        """A policy in which both servers are reached and known; more below."""
        groups = "".join(f'[group.{name}]\ntargets = "{server["host"]}"\nconnect = "127.0.0.1:{server["port"]}"\n'
                         for name, server in (("expired", self.expired), ("good", self.good)))
        self.file.write_text("[defaults]\ntrust = 'root.pem'\ntimeout = 20\n" + groups + "\n".join(parts))
        return self.file

    def waiver(self, finding="path.validity.expired", target=None, until="2999-12-31"):
        return (f'[[waiver]]\nfinding = "{finding}"\ntarget = "{target or self.expired["host"]}"\nuntil = {until}\n'
                'owner = "web team"\nreason = "replaced soon"\n')

    def check(self, *arguments, status):
        done = run("certcheck", "--policy-file", self.file, *arguments)
        self.assertEqual(done.returncode, status, done.stdout[:2000] + done.stderr)
        return done

    def test_targets_of_the_groups_are_checked(self):
        self.write()
        found = {made["target"]["host"]: made for made in reports(self.check(status=1).stdout)}
        self.assertEqual({host: made["verdict"] for host, made in found.items()},
                         {self.expired["host"]: "untrusted", self.good["host"]: "trusted"})
        (one,) = reports(self.check(self.good["host"], status=0).stdout)
        self.assertTrue(one["verdict_accepted"])

    def test_the_command_line_holds_over_the_file(self):
        self.write()
        (made,) = reports(self.check("--connect", f"127.0.0.1:{self.expired['port']}", "--no-name", self.good["host"],
                                     status=1).stdout)
        self.assertIn("path.validity.expired", ids(made))

    def test_a_waiver_changes_the_status_and_not_the_verdict(self):
        self.write(self.waiver())
        (made,) = reports(self.check(self.expired["host"], status=0).stdout)
        self.assertEqual((made["verdict"], made["verdict_accepted"]), ("untrusted", True))
        waived = {finding["id"]: finding["waiver"] for finding in made["findings"]}
        self.assertEqual(waived["path.validity.expired"]["owner"], "web team")
        self.assertEqual(waived["path.validity.expired"]["until"], "2999-12-31")
        text = self.check("--format", "text", self.expired["host"], status=0).stdout
        self.assertIn("accepted", text)
        self.assertIn("waived until 2999-12-31 by web team", text)
        junit = self.check("--format", "junit", self.expired["host"], status=0).stdout
        self.assertIn("<skipped message=", junit)
        self.assertNotIn("<failure", junit)
        sarif = json.loads(self.check("--format", "sarif", self.expired["host"], status=0).stdout)
        suppressed = [r["ruleId"] for r in sarif["runs"][0]["results"] if "suppressions" in r]
        self.assertIn("path.validity.expired", suppressed)
        self.assertIn("waived until 2999", self.check("--format", "markdown", self.expired["host"], status=0).stdout)
        metrics = self.check("--format", "prometheus", self.expired["host"], status=0).stdout
        self.assertRegex(metrics, r"certcheck_verdict_accepted\{[^}]*\} 1\n")
        self.assertRegex(metrics, r"certcheck_trusted\{[^}]*\} 0\n")

    def test_a_waiver_that_ended_waives_nothing(self):
        self.write(self.waiver(until="2020-01-31"))
        (made,) = reports(self.check(self.expired["host"], status=1).stdout)
        self.assertIn("policy.waiver_ended", ids(made))
        self.assertFalse(made["verdict_accepted"])

    def test_an_unused_waiver_is_a_finding_about_the_file(self):
        self.write(self.waiver("path.validity.not_yet_valid", "*"), self.waiver(target="elsewhere.test"))
        *lines, last = self.check(self.good["host"], status=0).stdout.splitlines()
        self.assertEqual(len(reports("\n".join(lines))), 1)
        last = json.loads(last)
        self.assertEqual((last["file"], last["kind"]), (str(self.file), "policy"))
        self.assertEqual(self.file.read_text().splitlines()[last["line"] - 1], "[[waiver]]")
        self.assertEqual(ids(last), ["policy.waiver_unused"])
        self.check("--fail-on", "warning", self.good["host"], status=1)
        self.assertIn("policy.waiver_unused", self.check("--format", "text", self.good["host"], status=0).stdout)
        sarif = json.loads(self.check("--format", "sarif", self.good["host"], status=0).stdout)
        (place,) = [r["locations"][0]["physicalLocation"] for r in sarif["runs"][0]["results"]
                    if r["ruleId"] == "policy.waiver_unused"]
        self.assertEqual(place["region"]["startLine"], last["line"])
        self.assertIn("1 checked", self.check("--format", "summary", self.good["host"], status=0).stdout)

    def test_a_waiver_for_none_of_the_targets_of_the_file_is_unused(self):
        self.write(self.waiver(target="gone.test"), self.waiver(target="long.gone.test", until="2020-01-31"))
        *lines, unused, ended = self.check(status=1).stdout.splitlines()
        self.assertEqual(len(reports("\n".join(lines))), 2)
        self.assertEqual([ids(json.loads(last)) for last in (unused, ended)], [["policy.waiver_unused"], ["policy.waiver_ended"]])
        # A part of them, or a group that may have others: nothing is known of it.
        self.assertNotIn("policy.waiver", self.check(self.good["host"], status=0).stdout)
        self.write('[group.more]\ntargets = "*.gone.test"\n', self.waiver(target="long.gone.test"))
        self.assertNotIn("policy.waiver", self.check(status=1).stdout)

    def test_fail_on_of_a_group(self):
        self.write(f'[group.late]\ntargets = "{self.good["host"]}"\nwarn_days = 36500\nfail_on = "warning"\n')
        (made,) = reports(self.check(self.good["host"], status=1).stdout)
        self.assertEqual(made["verdict"], "trusted")
        self.assertIn("expectation.expires_soon", ids(made))

    def test_a_baseline_shows_and_fails_on_what_is_new(self):
        self.write()
        before = self.folder / "before.ndjson"
        before.write_text(self.check("--format", "ndjson", status=1).stdout)
        found = {made["target"]["host"]: made for made in reports(self.check("--baseline", before, status=0).stdout)}
        made = found[self.expired["host"]]
        self.assertEqual((made["verdict"], made["verdict_accepted"]), ("untrusted", True))
        self.assertTrue(all(finding["known"] for finding in made["findings"]))
        text = self.check("--baseline", before, "--format", "text", self.expired["host"], status=0).stdout
        self.assertIn("not shown", text)
        self.assertNotIn("fix:", text)
        # One more finding is new.
        made, = reports(self.check("--baseline", before, "--min-days", "1", "--expect-issuer", "Nobody", self.good["host"],
                                   status=1).stdout)
        new = [finding["id"] for finding in made["findings"] if not finding["known"]]
        self.assertEqual(new, ["expectation.issuer"])
        sarif = json.loads(self.check("--baseline", before, "--format", "sarif", self.expired["host"], status=0).stdout)
        self.assertEqual({r["baselineState"] for r in sarif["runs"][0]["results"]}, {"unchanged"})
        before.write_text("no report\n")
        self.assertIn("before.ndjson: line 1 is not a report", self.check("--baseline", before, status=2).stderr)

    def test_errors_name_file_line_and_key(self):
        for line, words in (("min_day = 3", 'did you mean "min_days"?'), ("min_days = 'soon'", "min_days: "),
                            ("trust = 'missing.pem'", "missing.pem"), ("timeout = 'never'", "0.001 to 86400"),
                            ("starttls = 'gopher'", "starttls: "), ("cert = 'missing.pem'", "cert: "),
                            ("expect_root = 'missing.pem'", "expect_root: "), ("crl = 'missing.pem'", "crl: "),
                            ("passphrase_file = 'missing'", "passphrase_file: "), ("ciphers = 'none'", "ciphers: "),
                            ("fail_on = 'never'", "fail_on: "), ("sni = 'a b'", "sni: ")):
            with self.subTest(line=line):
                self.file.write_text(f"\n[group.x]\ntargets = 'a.test'\n{line}\n")
                for option in ("--policy-file", "--check-policy"):
                    done = run("certcheck", option, self.file, "a.test")
                    self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                    self.assertIn(f"{self.file}:4: ", done.stderr)
                    self.assertIn(words, done.stderr)
        for option in ("--policy-file", "--check-policy"):
            done = run("certcheck", option, "/nonexistent.toml", "a.test")
            self.assertEqual(done.returncode, 2)
            self.assertIn("/nonexistent.toml", done.stderr)

    def test_check_policy_says_what_a_file_means(self):
        self.write(self.waiver(until="2020-01-31"), self.waiver("rfc5280.*", "*"))
        done = run("certcheck", "--check-policy", self.file, "--strict", self.expired["host"], "other.test:8443")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        head, first, other = done.stdout.split("\n\n")
        self.assertEqual(head, f"{self.file}: 2 groups, 2 waivers (1 ended), 2 targets by name")
        self.assertIn(f"  group expired  ({self.file}:4)", first)
        self.assertIn(f"  connect = 127.0.0.1:{self.expired['port']}  ({self.file}:6)", first)
        self.assertIn(f"  trust = {self.folder}/root.pem  ({self.file}:2)", first)
        self.assertIn("  strict = true  (the command line)", first)
        self.assertIn("  waiver that ended on 2020-01-31 = path.validity.expired, web team: replaced soon", first)
        self.assertNotIn("group", other)
        self.assertNotIn("connect", other)
        self.assertIn("  waived until 2999-12-31 = rfc5280.*", other)

    def test_the_example_of_the_documentation(self):
        example = re.search(r"```toml\n(.*?)```", (SOURCE / "docs/policy.md").read_text(), re.DOTALL)[1]
        (self.folder / "policy.toml").write_text(example)
        authority = pki.Certificate("Corp Root")
        (self.folder / "corp-root.pem").write_text(authority.pem)
        (self.folder / "client.pem").write_text(authority.pem)
        (self.folder / "client.key").write_text(authority.key_pem)
        done = subprocess.run([BIN / "certcheck", "--check-policy", "policy.toml", "api.corp.example"], cwd=self.folder,
                              capture_output=True, text=True, timeout=60, check=False, env={"PATH": os.environ["PATH"]})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        shown = (SOURCE / "docs/policy.md").read_text().split("$ certcheck --check-policy policy.toml api.corp.example\n")[1]
        # The waivers that have ended grow in number.
        printed = re.sub(r"\(\d+ ended\)", "(0 ended)", done.stdout)
        self.assertEqual("".join(line + "\n" for line in printed.splitlines()),
                         "".join(line.removeprefix("    ") + "\n" for line in shown.splitlines()))

    def test_the_example_of_the_readme(self):
        example = re.search(r"^    # policy.toml\n(.*?)^    certcheck", (SOURCE / "README.md").read_text(),
                            re.DOTALL | re.MULTILINE)[1]
        self.file.write_text(example.replace("\n    ", "\n").removeprefix("    "))
        (self.folder / "corp-root.pem").write_text(pki.Certificate("Corp Root").pem)
        done = run("certcheck", "--check-policy", self.file, "ldap://directory.corp.example")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("  group internal", done.stdout)
        self.assertIn("expectation.tls_version", done.stdout)

    def test_the_schema_knows_waivers(self):
        made = {"until": "2027-01-31", "owner": "me", "reason": "x"}
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.validate(made, {**SCHEMA, **SCHEMA["$defs"]["listed_finding"]["properties"]["waiver"]})


if __name__ == "__main__":
    unittest.main()
