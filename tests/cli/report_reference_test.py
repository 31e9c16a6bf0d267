"""docs/report.md is what the schema says, and its places are those of reports."""

import json
import re
import subprocess
import unittest

from support import SOURCE, run

CASE = SOURCE / "testdata/scenarios/expired"


def places(value, place=""):
    """Every place of a report, as the document writes it. What evidence and steps have depends on the finding, the step."""
    if place.endswith((".evidence", ".detail")):
        return
    if isinstance(value, dict):
        for name, each in value.items():
            inner = f"{place}.{name}" if place else name
            yield inner
            yield from places(each, inner)
    elif isinstance(value, list):
        for each in value:
            yield from places(each, place + "[]")


class Reference(unittest.TestCase):
    def test_document_is_what_the_schema_says(self):
        made = subprocess.run([SOURCE / "scripts/report_reference.py"], capture_output=True, text=True, check=True)
        self.assertEqual((SOURCE / "docs/report.md").read_text(), made.stdout, "run scripts/generate-docs")

    def test_every_place_of_a_report_is_in_it(self):
        listed = set(re.findall(r"^\| `([^`]+)` \|", (SOURCE / "docs/report.md").read_text(), re.MULTILINE))
        done = run("certverify", "--trust", CASE / "root.pem", "--name", "expired.certcheck.test", CASE / "chain.pem")
        found = set(places(json.loads(done.stdout)))
        self.assertGreater(len(found), 80)
        self.assertEqual(found - listed, set())


if __name__ == "__main__":
    unittest.main()
