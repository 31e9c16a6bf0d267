"""What certlint finds in ordinary certificates: how often each check fires over a corpus of TLS leaves.

corpus/tls-leaves.json is the committed table. A change in it is a change in what users see, so it must be meant:
run this test with --update to write the table anew, and look at the difference before it is committed. For each row
corpus/reasons.json says why the check is right to fire there; a finding that nobody can defend is a false alarm."""

import collections
import json
import os
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent / "corpus"
TABLE, REASONS = FOLDER / "tls-leaves.json", FOLDER / "reasons.json"


def counts(certlint, corpus):
    """How many certificates there are, and check -> in how many of them it fires."""
    result = subprocess.run([certlint, "--quiet", "--format", "ndjson", corpus], capture_output=True, text=True)
    items = [json.loads(line) for line in result.stdout.splitlines()]
    fired = collections.Counter(check for item in items for check in {finding["id"] for finding in item["findings"]})
    return {"certificates": len(items), "checks": dict(sorted(fired.items()))}


def unreasoned():
    """What is wrong with the reasons: rows without one, and reasons without a row."""
    rows, reasons = json.loads(TABLE.read_text())["checks"], json.loads(REASONS.read_text())
    return ([f"{check}: there is no reason in {REASONS.name}" for check in sorted(rows) if not reasons.get(check)] +
            [f"{check}: the reason is about nothing in the table" for check in sorted(reasons.keys() - rows.keys())])


def main():
    suites = os.environ.get("CERTCHECK_SUITES", "")
    corpus = pathlib.Path(suites).parent / "corpus" / "tls-leaves.pem"
    wrong = unreasoned()
    print("".join(line + "\n" for line in wrong), end="")
    if wrong and "--update" not in sys.argv[1:]:
        return 1
    if not suites or not corpus.exists():
        print("skipped: no corpus/tls-leaves.pem beside the suites (set CERTCHECK_SUITES)")
        return 77
    actual = counts(os.path.join(os.environ["CERTCHECK_BIN_DIR"], "certlint"), corpus)
    if "--update" in sys.argv[1:]:
        TABLE.write_text(json.dumps(actual, indent=2) + "\n")
        return 0
    expected = json.loads(TABLE.read_text())
    for check in sorted(expected["checks"].keys() | actual["checks"].keys()):
        before, now = expected["checks"].get(check, 0), actual["checks"].get(check, 0)
        if before != now:
            print(f"{check}: fires on {now} certificates, the table says {before}")
    print(f"{actual['certificates']} certificates, {sum(actual['checks'].values())} findings of {len(actual['checks'])} checks")
    if actual != expected:
        print("if that is meant, run this test with --update and commit the table")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
