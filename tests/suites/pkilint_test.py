"""certlint against pkilint's test cases of type pkix, by docs/pkilint-codes.json: whose code means which of our checks.

Both ways: for each code that pkilint gives one of the checks it maps to fires, and for each of ours that some code maps to
pkilint gives such a code. pkilint/exceptions.json is a list of {file, code or id, reason}. Cases of other types are read
for the codes of RFCs too, one way: those profiles leave out many validators of theirs."""

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


def findings(certlint, cases, folder):
    """For each case the ids that fire."""
    paths = []
    for number, case in enumerate(cases):
        path = pathlib.Path(folder, f"{number}.pem")
        body = base64.b64encode(base64.b64decode(case["der"])).decode()
        path.write_text(f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
        paths.append(str(path))
    result = subprocess.run([certlint, "--quiet", "--format", "ndjson", *paths], capture_output=True, text=True)
    lines = result.stdout.splitlines()
    if len(lines) != len(paths):
        sys.exit(f"certlint wrote {len(lines)} lines for {len(paths)} files:\n{result.stderr}")
    return [{finding["id"] for finding in json.loads(line)["findings"]} for line in lines]


def known_ids(certlint):
    listed = subprocess.run([certlint, "--list-checks", "--format", "json"], capture_output=True, text=True).stdout
    return {check["id"] for check in json.loads(listed)}


def main():
    suites = os.environ.get("CERTCHECK_SUITES", "")
    suite = pathlib.Path(suites, "pkilint.json.xz")
    certlint = os.path.join(os.environ["CERTCHECK_BIN_DIR"], "certlint")
    codes = json.loads(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"], "docs", "pkilint-codes.json").read_text())
    known = known_ids(certlint)
    failures = [f"docs/pkilint-codes.json: {code}: there is no check {identity}"
                for code, ids in codes.items() if isinstance(ids, list) for identity in ids if identity not in known]
    if not suites or not suite.exists():
        print("".join(line + "\n" for line in failures), end="")
        print("skipped: no pkilint.json.xz (set CERTCHECK_SUITES)")
        return 1 if failures else 77
    cases = json.loads(lzma.open(suite).read())["cases"]
    exceptions = {(entry["file"], entry.get("code") or entry["id"]) for entry in
                  json.loads((HERE / "pkilint" / "exceptions.json").read_text())}
    unused = set(exceptions)
    codes_of = collections.defaultdict(set)
    for code, ids in codes.items():
        for identity in ids if isinstance(ids, list) else ():
            codes_of[identity].add(code)

    def fail(case, what, text):
        if (case["file"], what) in exceptions:
            unused.discard((case["file"], what))
        else:
            failures.append(f"{case['file']}: {text}")

    compared = 0
    with tempfile.TemporaryDirectory() as folder:
        ours = findings(certlint, cases, folder)
    for case, fired in zip(cases, ours):
        given = {finding["code"] for finding in case["findings"]}
        for code in sorted(given):
            if not code.startswith(("pkix.", "itu.")):
                continue
            if code not in codes:
                failures.append(f"docs/pkilint-codes.json does not have {code}")
            elif isinstance(codes[code], list):
                compared += 1
                if not fired & set(codes[code]):
                    fail(case, code, f"pkilint says {code}, certlint says none of {', '.join(codes[code][:3])} ...")
        for identity in sorted(fired) if case["certtype"] == "pkix" else ():
            if identity in codes_of:
                compared += 1
                if not codes_of[identity] & given:
                    fail(case, identity, f"certlint says {identity}, pkilint none of {', '.join(sorted(codes_of[identity]))}")
    failures += [f"{file}: the exception {what} is about nothing" for file, what in sorted(unused)]
    print("".join(line + "\n" for line in sorted(set(failures))), end="")
    print(f"{len(cases)} cases, {compared} findings compared, {len(exceptions)} exceptions: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
