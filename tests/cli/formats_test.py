"""SARIF, JUnit, Prometheus and Markdown of every tool: read by the validators that scripts/setup brings where they are
at hand, held to what their readers need in any case, and inert whatever a certificate says."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree

import jsonschema
import support
from support import pki

VALIDATORS = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "certcheck/validators"
# Markup of every format, and what ends a line or steers a terminal.
HOSTILE = "<b>\"&'|`*_[x](http://a)@all\\ \u202e\x1b[31m"


def samples(text):
    """Series -> value of a text exposition; fails on what Prometheus would refuse."""
    found, described, current = {}, set(), None
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            _, _, current, kind = line.split(" ")
            assert kind == "gauge" and current not in described, line
            described.add(current)
        elif line.startswith("# HELP "):
            pass
        else:
            series, value = line.rsplit(" ", 1)
            name = series.split("{", 1)[0]
            assert name == current, f"{line}: the samples of {name} do not stand together"
            labels = series[len(name):]
            assert re.fullmatch(r'\{([a-z0-9_]+="(\\[\\"n]|[^"\\\n])*",?)*\}', labels), labels
            assert series not in found, f"{series} is there twice"
            found[series] = float(value)
    return found


class FormatsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.root = pki.Certificate("Formats Root")
        leaf = cls.root.server("www.test", subject=HOSTILE, valid=(-3650, 3650))
        cls.leaf = cls.write("leaf.pem", leaf)
        cls.expired = cls.write("expired.pem", cls.root.server("www.test", key=leaf.key, valid=(-30, -3)))
        cls.trust = cls.write("root.pem", cls.root)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def write(cls, name, certificate):
        path = cls.path / name
        path.write_text(certificate.pem)
        return path

    def verify(self, leaf, *arguments):
        return support.run("certverify", "--trust", self.trust, "--name", "www.test", *arguments, leaf)

    def outputs(self, name):
        """What each tool writes in a format: of a chain, of something linted, of a target that is not there."""
        yield self.verify(self.leaf, "--format", name).stdout
        yield self.verify(self.expired, "--format", name).stdout
        yield support.run("certlint", "--format", name, self.leaf, self.expired, self.trust).stdout
        yield support.run("certcheck", "--format", name, "--connect", "127.0.0.1:1", "--timeout", 2, "a.test", "a.test",
                          "not a host").stdout

    def test_sarif(self):
        schema = VALIDATORS / "sarif-2.1.0.json"
        for text in self.outputs("sarif"):
            log = json.loads(text)
            if schema.exists():
                jsonschema.validate(log, json.loads(schema.read_text()))
            (run,) = log["runs"]
            rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
            self.assertEqual(rules, sorted(set(rules)))
            self.assertEqual({result["ruleId"] for result in run["results"]}, set(rules))
            for result in run["results"]:
                self.assertIn(result["level"], ("error", "warning", "note"))
                # What shows results beside sources refuses other schemes than that of files, and wants a line.
                (location,) = result["locations"]
                uri = location["physicalLocation"]["artifactLocation"]["uri"]
                self.assertIn(urllib.parse.urlsplit(uri).scheme, ("", "file"))
                self.assertTrue(urllib.parse.urlsplit(uri).path)
                self.assertGreaterEqual(location["physicalLocation"]["region"]["startLine"], 1)
                self.assertRegex(result["partialFingerprints"]["certcheck/v1"], "^[0-9a-f]{64}$")

    def test_sarif_knows_a_finding_again(self):
        def prints(*arguments):
            log = json.loads(self.verify(self.expired, "--format", "sarif", *arguments).stdout)
            return {(result["ruleId"], result["partialFingerprints"]["certcheck/v1"]) for result in log["runs"][0]["results"]}

        today = prints()
        self.assertIn("path.validity.expired", {rule for rule, _ in today})
        self.assertEqual(today, prints("--time", "2027-01-01T00:00:00Z"))

    def test_sarif_names_file_and_line_of_what_is_linted(self):
        both = self.path / "both.pem"
        both.write_text(self.trust.read_text() + self.leaf.read_text())
        log = json.loads(support.run("certlint", "--format", "sarif", both).stdout)
        lines = {result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in log["runs"][0]["results"]}
        self.assertIn(len(self.trust.read_text().splitlines()) + 1, lines)

    def test_junit(self):
        # As Jenkins' plugin for JUnit's reports has it.
        schema, xmllint = VALIDATORS / "junit.xsd", shutil.which("xmllint")
        for text in self.outputs("junit"):
            if schema.exists() and xmllint:
                checked = subprocess.run([xmllint, "--noout", "--schema", schema, "-"], input=text, capture_output=True, text=True, check=False)
                self.assertEqual(checked.returncode, 0, checked.stderr)
            suites = ElementTree.fromstring(text)
            self.assertEqual(suites.tag, "testsuites")
            for suite in suites:
                self.assertEqual(suite.tag, "testsuite")
                cases = suite.findall("testcase")
                self.assertEqual(int(suite.get("tests")), len(cases))
                self.assertEqual(int(suite.get("failures")), len(suite.findall("testcase/failure")))
                self.assertEqual(int(suite.get("errors")), len(suite.findall("testcase/error")))
                for case in cases:
                    self.assertTrue(case.get("name") and case.get("classname"))
        verdicts = {name: ElementTree.fromstring(self.verify(leaf, "--format", "junit").stdout).find(".//testcase[@name='verdict']")
                    for name, leaf in (("sound", self.leaf), ("expired", self.expired))}
        self.assertIsNone(verdicts["sound"].find("failure"))
        self.assertIn("path.validity.expired", verdicts["expired"].find("failure").text)

    def test_prometheus(self):
        promtool = shutil.which("promtool") or VALIDATORS / "promtool"
        for text in self.outputs("prometheus"):
            self.assertTrue(samples(text))
            if os.path.exists(promtool):
                checked = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True, text=True, check=False)
                self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, ""))
        expired = samples(self.verify(self.expired, "--format", "prometheus").stdout)
        self.assertEqual(expired[f'certcheck_trusted{{target="{self.expired}"}}'], 0)
        self.assertTrue(any(series.startswith("certcheck_certificate_not_after") for series in expired))

    def test_markdown(self):
        for text in self.outputs("markdown"):
            rows = [line for line in text.splitlines() if line.startswith("|")]
            for row in rows:
                self.assertEqual(len(re.findall(r"(?<!\\)\|", row)), 6, row)
            for raw in ("<b>", "[x](", "@all"):
                self.assertNotIn(raw, text)
            if shutil.which("cmark"):
                html = subprocess.run(["cmark"], input=text, capture_output=True, text=True, check=True).stdout
                self.assertNotIn("<a ", html)
                self.assertNotIn("raw HTML omitted", html)

    def test_terminal_controls_of_a_certificate_are_in_no_format(self):
        for name in ("json", "ndjson", "text", "sarif", "junit", "prometheus", "markdown"):
            text = self.verify(self.leaf, "--format", name).stdout
            self.assertNotIn("\x1b", text, name)
            self.assertNotIn("\u202e", text, name)

    def test_files_beside_standard_output(self):
        files = {name: self.path / f"report{name}" for name in (".sarif", ".xml", ".prom", ".md", ".json")}
        named = self.path / "report.out"
        result = self.verify(self.leaf, "--format", "text", *(word for file in files.values() for word in ("-o", file)),
                             "--output", f"ndjson={named}")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("trusted", result.stdout)
        self.assertEqual(json.loads(files[".sarif"].read_text())["version"], "2.1.0")
        self.assertEqual(ElementTree.parse(files[".xml"]).getroot().tag, "testsuites")
        self.assertTrue(samples(files[".prom"].read_text()))
        self.assertTrue(files[".md"].read_text().startswith("### "))
        for file in (files[".json"], named):
            self.assertEqual(support.report(file.read_text())["verdict"], "trusted")
        self.assertEqual([file for file in self.path.iterdir() if re.search(r"\.[A-Za-z0-9]{6}$", file.name)
                          and file.name.startswith("report")], [])

    def test_a_file_is_written_whole_or_not_at_all(self):
        missing = self.path / "no such folder" / "x.json"
        result = self.verify(self.leaf, "--format", "text", "-o", missing)
        self.assertEqual(result.returncode, 2)
        self.assertIn(str(missing), result.stderr)
        kept = self.path / "kept.sarif"
        kept.write_text("as it was")
        result = self.verify(self.path / "there is no leaf", "-o", kept)
        self.assertEqual(result.returncode, 2)
        self.assertEqual(kept.read_text(), "as it was")

    def test_a_linter_writes_what_it_prints(self):
        names = ("json", "ndjson", "text", "sarif", "junit", "prometheus", "markdown", "zlint", "summary")
        files = {name: self.path / f"linted-{name}" for name in names}
        # More than is kept in memory of one file.
        bundle = self.path / "bundle.pem"
        bundle.write_text((self.leaf.read_text() + self.expired.read_text()) * 1000)
        written = support.run("certlint", *(word for name, file in files.items() for word in ("-o", f"{name}={file}")), bundle)
        for name, file in files.items():
            printed = support.run("certlint", "--format", name, bundle)
            self.assertEqual(printed.returncode, written.returncode)
            def undated(text):
                return re.sub(r' timestamp="[^"]*"', "", text)
            self.assertEqual(undated(file.read_text()), undated(printed.stdout), name)
        self.assertGreater(files["json"].stat().st_size, 2 << 20)
        self.assertEqual([file.name for file in self.path.iterdir() if file.name.startswith("linted-")
                          and file not in files.values()], [])

    def test_what_a_linter_cannot_write_is_said(self):
        missing = self.path / "no such folder" / "x.json"
        result = support.run("certlint", "-o", missing, self.leaf)
        self.assertEqual(result.returncode, 2)
        self.assertIn(str(missing), result.stderr)
        kept = self.path / "kept.md"
        kept.write_text("as it was")
        for arguments in (["--include", "no.such.check"], ["--weak-keys", self.leaf]):
            self.assertEqual(support.run("certlint", "-o", kept, *arguments, self.leaf).returncode, 2)
            self.assertEqual(kept.read_text(), "as it was")

    def test_a_summary_counts(self):
        lines = self.verify(self.expired, "--format", "summary").stdout.splitlines()
        self.assertRegex(lines[0], "^1 checked: 0 trusted, 1 untrusted, 0 unchecked; [1-9][0-9]* errors?, ")
        self.assertTrue(any(line.startswith("  1 x error path.validity.expired: ") for line in lines), lines)
        lines = support.run("certcheck", "--format", "summary", "--connect", "127.0.0.1:1", "--timeout", 2, "a.test", "not a host"
                            ).stdout.splitlines()
        self.assertTrue(lines[0].startswith("2 checked: 0 trusted, 0 untrusted, 2 unchecked; "), lines)

    def test_every_tool_knows_the_checks(self):
        wanted = support.run("certlint", "--list-checks").stdout
        for tool in ("certcheck", "certverify"):
            self.assertEqual(support.run(tool, "--list-checks").stdout, wanted)
            self.assertIn("What to do:", support.run(tool, "--explain", "path.validity.expired").stdout)
            self.assertIn("since 1999-01-01 (RFC 2459): RFC 2459 4.2.1.10 from 1999-01-01, RFC 3280 4.2.1.10 from 2002-04-01, "
                          "RFC 5280 4.2.1.9 from 2008-05-01",
                          support.run(tool, "--explain", "rfc5280.basic_constraints.not_critical").stdout)
            unknown = support.run(tool, "--explain", "no.such.check")
            self.assertEqual((unknown.returncode, unknown.stdout), (2, ""))

    def test_bad_values(self):
        for arguments, word in ((["-o", self.path / "x.unknown"], "sarif="), (["-o", "sarif="], "no file"),
                                (["--format", "yaml"], "--format"), (["--format", "zlint"], "--format"),
                                (["-o", f"zlint={self.path / 'x'}"], "--output")):
            result = self.verify(self.leaf, *arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(word, result.stderr, arguments)


if __name__ == "__main__":
    unittest.main()
