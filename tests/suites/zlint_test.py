"""certlint --format zlint against zlint's own test cases: the outcome of each lint on each file.

zlint/exceptions.json is a list of {id, expected, actual, reason}. Cases about lints that certlint does not have are counted;
docs/zlint.md lists these, with the reason (tests/cli/zlint_table_test.py)."""

import base64
import collections
import json
import lzma
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXCEPTIONS = HERE / "zlint" / "exceptions.json"


def outcomes(certlint, files, folder):
    """File -> lint -> result."""
    paths = []
    for number, (name, pem) in enumerate(sorted(files.items())):
        path = pathlib.Path(folder, f"{number}.pem")
        # What is no text stands in the suite as base64 of the file's octets.
        path.write_bytes(base64.b64decode(pem[7:]) if pem.startswith("base64:") else pem.encode())
        paths.append((name, str(path)))
    result = subprocess.run([certlint, "--quiet", "--format", "zlint", *[path for _, path in paths]],
                            capture_output=True, text=True)
    lines = result.stdout.splitlines()
    if len(lines) != len(paths):
        sys.exit(f"certlint wrote {len(lines)} lines for {len(paths)} files:\n{result.stderr}")
    return {name: {lint: value["result"] for lint, value in json.loads(line).items()}
            for (name, _), line in zip(paths, lines)}


def main():
    suites = os.environ.get("CERTCHECK_SUITES", "")
    suite = pathlib.Path(suites, "zlint.json.xz")
    if not suites or not suite.exists():
        print("skipped: no zlint.json.xz (set CERTCHECK_SUITES)")
        return 77
    data = json.loads(lzma.open(suite).read())
    exceptions = {entry["id"]: entry for entry in json.loads(EXCEPTIONS.read_text())}
    certlint = os.path.join(os.environ["CERTCHECK_BIN_DIR"], "certlint")
    with tempfile.TemporaryDirectory() as folder:
        ours = outcomes(certlint, data["files"], folder)

    failures, unused, missing = [], dict(exceptions), collections.Counter()
    for case in data["cases"]:
        identity = f"{case['lint']}/{case['file']}"
        actual = ours[case["file"]].get(case["lint"], "missing")
        exception = unused.pop(identity, None)
        if exception is not None:
            if exception["expected"] != case["expected"] or exception["actual"] != actual:
                failures.append(f"{identity}: the exception no longer applies: expected {case['expected']}, actual {actual}")
        elif actual == "missing":
            missing[case["lint"]] += 1
        elif actual != case["expected"]:
            failures.append(f"{identity}: expected {case['expected']}, actual {actual}")
    failures += [f"{identity}: the exception is about no case" for identity in unused]
    print("".join(line + "\n" for line in sorted(set(failures))), end="")
    print(f"{len(data['cases'])} cases, {len(exceptions)} of them exceptions: {len(failures)} failures, "
          f"{missing.total()} about {len(missing)} lints that certlint does not have")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
