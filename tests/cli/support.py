"""What the tests of the command lines share: running a tool, checking its JSON; and the PKI of tests/support/pki.py."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import jsonschema

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
sys.path.insert(0, str(SOURCE / "tests/support"))
import pki  # noqa: E402, F401  (for the tests that import this module)

BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
SCHEMA = json.loads((SOURCE / "docs/report.schema.json").read_text())


def environment(**more):
    """That of the tests, but without the user's proxies; and `more`."""
    return {**{name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}, **more}


def run(tool, *arguments, stdin="", timeout=60, cwd=None, env=None):
    """The finished process; output is text."""
    return subprocess.run([BIN / tool, *map(str, arguments)], input=stdin, capture_output=True, text=True,
                          timeout=timeout, check=False, cwd=cwd, env=env)


def reports(output):
    """Every line of a tool's output as a report that follows the schema."""
    found = [json.loads(line) for line in output.splitlines()]
    for report in found:
        jsonschema.validate(report, SCHEMA, cls=jsonschema.Draft202012Validator)
    return found


def report(output):
    (only,) = reports(output)
    return only


def ids(report_or_result):
    return [finding["id"] for finding in report_or_result["findings"]]


class FolderTest(unittest.TestCase):
    """Tests that share a `folder`, which is gone after them."""
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
