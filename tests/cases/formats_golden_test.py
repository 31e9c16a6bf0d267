"""What the formats for people, CI systems and monitors make of every server's chain of testdata/scenarios, byte for byte: the lines of
Nagios, the rows of CSV and the SHA-256 of each other document, compared with the files of testdata/golden; some documents in whole,
also of what certlint says of a chain (but no page, which shows the day). scripts/rebaseline writes them anew."""

import hashlib
import json
import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from golden_test import BIN, GOLDEN, all_at_once, case_files, options_of  # noqa: E402
import subprocess  # noqa: E402

TESTDATA = GOLDEN.parent
# Formats that make a document of their own of each case, and how its file is called.
DOCUMENTS = {"html": "html", "sarif": "sarif", "junit": "xml", "prometheus": "prom", "markdown": "md"}
# A trusted and an untrusted one, one with paths that fail, one whose bytes are cut off.
WHOLE = ("good-p256", "expired", "expired-cross-certificate", "malformed-leaf")
LINTED = "malformed-leaf"
# What is not of the input: the version, and the moment of the check, which is not that of validation.
PASSING = (
    (r"(<p>Made by \S+ )\S+ on \S+\.", r"\1VERSION on MOMENT."),
    (r'("name":"cert\w+","version":)"[^"]*"', r'\1"VERSION"'),
    (r'( timestamp=)"[^"]*"', r'\1"MOMENT"'),
    (r"(?m)^(certcheck_check_timestamp_seconds\S* )\d+$", r"\1MOMENT"),
)


def undated(document):
    for pattern, replacement in PASSING:
        document = re.sub(pattern, replacement, document)
    return document


def documents(tool, arguments, formats):
    """{format: what the tool writes}."""
    with tempfile.TemporaryDirectory() as out:
        files = {name: pathlib.Path(out) / name for name in formats}
        outputs = [word for name, file in files.items() for word in ("-o", f"{name}={file}")]
        subprocess.run([BIN / tool, *map(str, arguments), *outputs], cwd=TESTDATA, capture_output=True, timeout=120, check=False)
        return {name: undated(file.read_bytes().decode()) for name, file in files.items()}


def written(job):
    """{format: what certverify writes of a case}."""
    folder, case = job
    arguments = [word for file in case["trust"] for word in ("--trust", folder / file)]
    arguments += [word for option, key in (("--crl", "crls"), ("--ocsp", "ocsp"))
                  for file in case.get(key, ()) for word in (option, folder / file)]
    arguments += options_of(case.get("options", {}))
    return documents("certverify", [*arguments, "--time", case["time"], "--name", case["host"], folder / case["chain"]],
                     ("csv", "nagios", *DOCUMENTS))


def found():
    """{file below golden/formats: its text}."""
    cases = all_at_once(written, {folder.name: (folder, case) for name, folder, case in case_files() if name.startswith("scenarios/")})
    files = {f"{name}.{ending}": cases[name][form] for name in WHOLE for form, ending in DOCUMENTS.items()}
    linted = documents("certlint", [f"scenarios/{LINTED}/chain.pem"], [form for form in DOCUMENTS if form != "html"])
    files |= {f"{LINTED}.linted.{DOCUMENTS[form]}": text for form, text in linted.items()}
    rows = [case["csv"].split("\r\n") for _, case in sorted(cases.items())]
    files["all.csv"] = "\n".join([rows[0][0], *(row[1] for row in rows)]) + "\n"
    files["all.nagios"] = "".join(case["nagios"] for _, case in sorted(cases.items()))
    files["documents.ndjson"] = "".join(
        json.dumps({"case": name, **{form: hashlib.sha256(case[form].encode()).hexdigest() for form in DOCUMENTS}}) + "\n"
        for name, case in sorted(cases.items()))
    return files


class FormatsGolden(unittest.TestCase):
    maxDiff = 4000

    def test_formats(self):
        folder = GOLDEN / "formats"
        files = found()
        self.assertEqual(sorted(files), sorted(file.name for file in folder.iterdir()))
        for name, text in files.items():
            with self.subTest(name):
                self.assertEqual(text.splitlines(), (folder / name).read_text().splitlines())


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        (GOLDEN / "formats").mkdir(exist_ok=True)
        for stale in (GOLDEN / "formats").iterdir():
            stale.unlink()
        for file_name, content in found().items():
            (GOLDEN / "formats" / file_name).write_text(content)
    else:
        unittest.main()
