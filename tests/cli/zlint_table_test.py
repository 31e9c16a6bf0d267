"""docs/zlint.md has a true row for each of zlint's lints."""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

from support import BIN, SOURCE, run

CASES = SOURCE / "testdata/lint/cases/ordinary"
CATALOGUE = pathlib.Path(os.environ.get("CERTCHECK_SUITES") or "/nonexistent").parent / "refs/zlint-lints.json"
ROW = re.compile(r"\| `(?P<name>[^`]+)` \| (?P<counterpart>.+) \|")


def rows():
    document = (SOURCE / "docs/zlint.md").read_text()
    return {match["name"]: match["counterpart"] for match in ROW.finditer(document)}


def lints():
    return [tuple(line.split(" ", 1)) for line in (SOURCE / "testdata/lint/zlint-lints.txt").read_text().splitlines()]


class Table(unittest.TestCase):
    def test_document_is_what_the_tool_says(self):
        made = subprocess.run([SOURCE / "scripts/zlint_table.py", BIN / "certlint"], capture_output=True, text=True, check=True)
        self.assertEqual((SOURCE / "docs/zlint.md").read_text(), made.stdout, "run scripts/generate-docs")

    def test_every_lint_has_a_row(self):
        self.assertEqual(sorted(rows()), sorted(name for _, name in lints()))

    def test_lints_are_those_of_zlint(self):
        if not CATALOGUE.exists():
            self.skipTest("no list of zlint's lints beside the suites")
        self.assertEqual(lints(), sorted((lint["source"], lint["name"]) for lint in json.loads(CATALOGUE.read_text())))

    def test_dates_are_those_of_zlint_or_argued(self):
        if not CATALOGUE.exists():
            self.skipTest("no list of zlint's lints beside the suites")
        ours = {}
        for check in json.loads(run("certlint", "--list-checks", "--format", "json").stdout):
            if check["zlint"] and check["theme"]:  # what the parser finds has no dates
                start, end = ours.get(check["zlint"], ("9999", "0000"))
                ours[check["zlint"]] = (min(start, check["effective"] or ""), max(end, check["ineffective"] or "9999"))
        # Year 0 is zlint's for a rule without a beginning.
        theirs = {lint["name"]: ((lint["effective"] or "")[:10].replace("0000-01-01", ""), (lint["ineffective"] or "9999")[:10])
                  for lint in json.loads(CATALOGUE.read_text())}
        different = {name for name, dates in ours.items() if dates != theirs[name]}
        argued = [line.split(": ")[0] for line in (SOURCE / "docs/zlint-dates.txt").read_text().splitlines()]
        self.assertEqual(sorted(different), argued)

    def test_a_lint_has_checks_if_and_only_if_the_tool_answers_it(self):
        answered = set()
        for thing in ("leaf", "crl", "ocsp"):
            out = run("certlint", "--quiet", "--format", "zlint", CASES / f"{thing}.pem").stdout
            answered |= json.loads(out).keys()
        reasons = dict(line.split(": ", 1) for line in (SOURCE / "docs/zlint-reasons.txt").read_text().splitlines())
        for name, counterpart in rows().items():
            if name in answered:
                self.assertRegex(counterpart, r"^`[a-z0-9_.]+`", name)
            else:
                self.assertEqual(counterpart, reasons.get(name, "**missing**").replace("|", "\\|"), name)


if __name__ == "__main__":
    sys.exit(unittest.main())
