"""certlint against pkilint's test cases, by docs/pkilint-codes.json: whose code means which of our checks.

Both ways in cases of type pkix: for each code that pkilint gives one of the checks it maps to fires, and for each of ours
that some code of RFCs maps to pkilint gives such a code. So in cases of ETSI's types for checks etsi.*. Otherwise those of
other types are read one way: their profiles leave out many validators. Every code of every case has to be mapped. Pkilint knows no dates: a code of
which no check was in force when the certificate was issued is not compared. pkilint/exceptions.json is a list of
{file, code or id, reason}."""

import base64
import collections
import json
import lzma
import os
import pathlib
import subprocess
import sys
import tempfile

from cryptography import x509

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


def known_checks(certlint):
    """Id -> the days from which and until which the check is in force, as text."""
    listed = subprocess.run([certlint, "--list-checks", "--format", "json"], capture_output=True, text=True).stdout
    return {check["id"]: (check["effective"] or "", check["ineffective"] or "9999") for check in json.loads(listed)}


def binds(identity, kind):
    """Certificates for servers are not held to the S/MIME BR, nor those for mail to the TLS BR and the EV Guidelines; to ETSI's
    profiles only those of their kinds."""
    if identity.startswith("etsi.") and not kind.startswith(("etsi/", "pkix")):
        return False
    return not identity.startswith(("cabf_ev.", "cabf_br.") if kind.startswith("smime_br/") else "cabf_smime.")


def is_compared(kind, identity, code):
    """In cases of that kind pkilint gives one of the check's codes, of which this is one, wherever the check fires."""
    return (kind == "pkix" and code.startswith(("pkix.", "itu."))
            or kind.startswith("etsi/") and identity.startswith("etsi.") and code.startswith("etsi."))


def day_of_issue(case):
    """Empty for what cannot be read."""
    try:
        return x509.load_der_x509_certificate(base64.b64decode(case["der"])).not_valid_before.date().isoformat()
    except ValueError:
        return ""


def main():
    suites = os.environ.get("CERTCHECK_SUITES", "")
    suite = pathlib.Path(suites, "pkilint.json.xz")
    certlint = os.path.join(os.environ["CERTCHECK_BIN_DIR"], "certlint")
    codes = json.loads(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"], "docs", "pkilint-codes.json").read_text())
    known = known_checks(certlint)
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
        given, issued = {finding["code"] for finding in case["findings"]}, day_of_issue(case)
        for code in sorted(given):
            if code not in codes:
                failures.append(f"docs/pkilint-codes.json does not have {code}")
            elif isinstance(codes[code], list):
                binding = [identity for identity in codes[code]
                           if binds(identity, case["certtype"]) and known[identity][0] <= issued < known[identity][1]]
                if issued and not binding and case["certtype"] != "pkix":
                    continue
                compared += 1
                if not fired & set(codes[code]):
                    fail(case, code, f"pkilint says {code}, certlint says none of {', '.join(codes[code][:3])} ...")
        for identity in sorted(fired):
            if any(is_compared(case["certtype"], identity, code) for code in codes_of.get(identity, ())):
                compared += 1
                if not codes_of[identity] & given:
                    fail(case, identity, f"certlint says {identity}, pkilint none of {', '.join(sorted(codes_of[identity]))}")
    failures += [f"{file}: the exception {what} is about nothing" for file, what in sorted(unused)]
    print("".join(line + "\n" for line in sorted(set(failures))), end="")
    print(f"{len(cases)} cases, {compared} findings compared, {len(exceptions)} exceptions: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
