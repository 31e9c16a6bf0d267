"""Every format over every scenario of certserve, read by validators from outside: HTML by the Nu HTML checker, SARIF by its schema,
JUnit by its schema, Prometheus by promtool, JSON by the project's schema, CSV and the line of a plugin by what their documents say.
`scripts/test page` runs this. What is missing is skipped by name; scripts/setup brings the schemas."""

import concurrent.futures
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema
from page_test import BIN, CACHE, SOURCE, TOOLS, have_packages

VALIDATORS = CACHE / "validators"
FORMATS = {"html": "html", "sarif": "sarif", "junit": "xml", "prometheus": "prom", "csv": "csv", "markdown": "md", "text": "txt", "ndjson": "ndjson"}
# Some servers never answer.
TIMEOUT = 4


class EveryScenario(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        names = [file.name for file in (SOURCE / "testdata/scenarios").iterdir() if (file / "case.json").exists()]
        certserve = subprocess.Popen([BIN / "certserve", "--pki", cls.folder / "pki", *names], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(certserve.stdout.close)
        cls.addClassCleanup(certserve.wait)
        cls.addClassCleanup(certserve.terminate)
        servers = [json.loads(certserve.stdout.readline()) for _ in names]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            cls.lines = dict(pool.map(cls.check, servers))

    @classmethod
    def check(cls, server):
        """Writes NAME.EXTENSION for each format; the scenario's name and the line of --format nagios."""
        outputs = [f"--output={name}={cls.folder / server['name']}.{extension}" for name, extension in FORMATS.items()]
        done = subprocess.run([BIN / "certcheck", "--format", "nagios", *outputs, "--trust", server["root_file"], "--timeout", str(TIMEOUT),
                               "--connect", f"{server['address']}:{server['port']}", server["host"]],
                              capture_output=True, text=True, timeout=120, check=False)
        return server["name"], (done.returncode, done.stdout, done.stderr)

    def files(self, extension):
        found = sorted(self.folder.glob(f"*.{extension}"))
        self.assertEqual(len(found), len(self.lines))
        return found

    @unittest.skipUnless(shutil.which("java") and have_packages(), "no Java, or no vnu-jar")
    def test_html(self):
        done = subprocess.run(["java", "-jar", TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar", "--stdout", "--format", "json",
                               *self.files("html")], capture_output=True, text=True, timeout=600, check=False)
        # It knows no hashes in a policy.
        messages = [each for each in json.loads(done.stdout)["messages"] if "Content Security Policy" not in each["message"]]
        self.assertEqual(messages, [])

    @unittest.skipUnless((VALIDATORS / "sarif-2.1.0.json").exists(), "no schema of SARIF")
    def test_sarif(self):
        validator = jsonschema.Draft7Validator(json.loads((VALIDATORS / "sarif-2.1.0.json").read_text()))
        for file in self.files("sarif"):
            self.assertEqual(list(validator.iter_errors(json.loads(file.read_text()))), [], file.name)

    @unittest.skipUnless((VALIDATORS / "junit.xsd").exists() and shutil.which("xmllint"), "no schema of JUnit, or no xmllint")
    def test_junit(self):
        done = subprocess.run(["xmllint", "--noout", "--schema", VALIDATORS / "junit.xsd", *self.files("xml")], capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    @unittest.skipUnless((VALIDATORS / "promtool").exists(), "no promtool")
    def test_prometheus(self):
        for file in self.files("prom"):
            done = subprocess.run([VALIDATORS / "promtool", "check", "metrics"], input=file.read_text(), capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""), file.name)

    def test_json(self):
        schema = json.loads((SOURCE / "docs/report.schema.json").read_text())
        for file in self.files("ndjson"):
            jsonschema.validate(json.loads(file.read_text()), schema, cls=jsonschema.Draft202012Validator)

    def test_csv(self):
        for file in self.files("csv"):
            with file.open(newline="") as text:
                head, row = csv.reader(text, strict=True)
            self.assertEqual(len(head), len(row), file.name)
            self.assertFalse([cell for cell in row if re.match(r"[=+@\t\r]|-(?!\d+$)", cell)], file.name)

    def test_nagios(self):
        words = ("OK", "WARNING", "CRITICAL", "UNKNOWN")
        for name, (status, line, errors) in self.lines.items():
            self.assertRegex(line, rf"^CERTCHECK {words[status]} - [^\n|]+ \| (days_left=-?\d* )?time=[\d.]+s;;;0 errors=\d+;;;0 "
                                   r"warnings=\d+;;;0 notices=\d+;;;0\n$", f"{name}: {line}{errors}")

    def test_text_for_people_has_no_control_characters(self):
        for file in (*self.files("txt"), *self.files("md"), *self.files("html")):
            self.assertNotRegex(file.read_text(), "[\x00-\x08\x0b-\x1f\x7f-\x9f]", file.name)


if __name__ == "__main__":
    ending = unittest.main(exit=False).result
    sys.exit(1 if not ending.wasSuccessful() else 77 if ending.skipped else 0)
