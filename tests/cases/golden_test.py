"""What the tools say of all of testdata is what they said before: ids, severities, subjects, node paths and evidence of
every finding, compared with the files of testdata/golden, one line a case. scripts/rebaseline writes them anew."""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
TESTDATA = SOURCE / "testdata"
GOLDEN = TESTDATA / "golden"
CASE_TIME = "2026-06-01T00:00:00Z"  # of every case of testdata/scenarios
# Compared in whole by tests/cases/every_check_test.cpp; no option of a tool says such a thing.
NOT_OPTIONS = ("budget", "distrust_after")


def run(*command, stdin=None):
    """Output of a tool that runs in testdata, so that files are named alike everywhere."""
    done = subprocess.run([BIN / command[0], *map(str, command[1:])], cwd=TESTDATA, input=stdin, capture_output=True,
                          text=True, timeout=120, check=False)
    if not done.stdout:
        raise AssertionError(f"{command}: {done.stderr}")
    return done.stdout


def condensed(findings):
    """[severity, id, subject, node path, evidence] of each, without what is empty at the end."""
    lines = []
    for finding in findings:
        subject = finding["subject"]["kind"]
        if finding["subject"]["index"] is not None:
            subject += f" {finding['subject']['index']}"
            if finding["subject"]["kind"] in ("certificate", "crl", "ocsp") and not finding["subject"]["sha256"]:
                subject += " without fingerprint"
        line = [finding["severity"], finding["id"], subject, finding["node_path"], finding["evidence"]]
        while not line[-1]:
            line.pop()
        lines.append(line)
    return lines


def of_report(report):
    return {"verdict": report["verdict"], "findings": condensed(report["findings"])}


def all_at_once(work, jobs):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(jobs, pool.map(work, jobs.values())))


def case_files():
    """(name, folder, case) of every case that gives a chain, anchors and options that the tools know."""
    for file in sorted([*TESTDATA.glob("checks/cases/*/case.json"), *TESTDATA.glob("scenarios/*/case.json")]):
        case = json.loads(file.read_text())
        if case.get("chain") and "staples" not in case and not set(case.get("options", ())) & set(NOT_OPTIONS):
            yield str(file.parent.relative_to(TESTDATA)), file.parent.relative_to(TESTDATA), case


def options_of(options):
    """A case's options as the command line has them."""
    words = {"policies": "--policy"}
    for key, value in options.items():
        option = words.get(key, "--" + key.replace("_", "-"))
        if value is True:
            yield option
        else:
            for each in value if isinstance(value, list) else [value]:
                yield from (option, each)


def chains():
    """certverify on every chain."""
    def verify(job):
        folder, case = job
        arguments = [word for file in case["trust"] for word in ("--trust", folder / file)]
        arguments += [word for option, key in (("--crl", "crls"), ("--ocsp", "ocsp"))
                      for file in case.get(key, ()) for word in (option, folder / file)]
        if "log_list" in case:
            arguments += ["--ct-log-list", folder / case["log_list"]]
        arguments += options_of(case.get("options", {}))
        return of_report(json.loads(run("certverify", "--format", "json", "--time", case["time"], "--name", case["host"],
                                        *arguments, folder / case["chain"])))
    return all_at_once(verify, {name: (folder, case) for name, folder, case in case_files()})


def linted():
    """certlint on every file, the certificates of one file as a chain, too."""
    # Which certificates of all files share a key is said by their place among all.
    out = run("certlint", "--quiet", "--chain", "--exclude", "input.key.repeated", "--format", "ndjson", "checks/cases",
              "lint/cases", "lint/places", "scenarios", "x509")
    found = {}
    for item in map(json.loads, out.splitlines()):
        case = f"{item['file']} {item['index']} {item['kind']}"
        assert case not in found, case
        found[case] = {"findings": condensed(item["findings"])}
    return found


def resolved(value):
    """With the file's text for "@file"."""
    if isinstance(value, str):
        return (TESTDATA / value[1:]).read_text() if value.startswith("@") else value
    if isinstance(value, list):
        return [resolved(each) for each in value]
    return {key: resolved(each) for key, each in value.items()} if isinstance(value, dict) else value


def requests():
    """certverify --batch on golden/requests.ndjson: the whole answers."""
    asked = [json.loads(line) for line in (GOLDEN / "requests.ndjson").read_text().splitlines()]
    out = run("certverify", "--batch", stdin="".join(json.dumps(resolved(request)) + "\n" for request in asked))
    answers = {str(answer.pop("id")): answer for answer in map(json.loads, out.splitlines())}
    assert list(answers) == [request["id"] for request in asked]
    return answers


def without_ports(value):
    """The same on whatever ports certserve publishes."""
    if isinstance(value, str):
        return re.sub(r"http://127\.0\.0\.1:\d+/", "http://127.0.0.1/", value)
    if isinstance(value, list):
        return [without_ports(each) for each in value]
    return {key: without_ports(each) for key, each in value.items()} if isinstance(value, dict) else value


def connections():
    """certcheck on every server of certserve, without options and with those that certserve names."""
    with tempfile.TemporaryDirectory() as folder:
        command = [BIN / "certserve", "--pki", folder, "--time", CASE_TIME]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as certserve:
            count = len(list((TESTDATA / "scenarios").iterdir()))
            servers = [json.loads(certserve.stdout.readline()) for _ in range(count)]

            def check(job):
                server, options = job
                logs = ["--ct-log-list", server["log_list_file"]] if server["log_list_file"] else []
                report = json.loads(run(
                    "certcheck", "--format", "json", "--trust", server["root_file"], *logs, "--time", CASE_TIME, "--no-cache",
                    "--timeout", {"stalled-handshake": 1, "ocsp-slow": 3}.get(server["name"], 20), *options,
                    "--connect", f"{server['address']}:{server['port']}", server["host"]))
                handshake = report["handshake"]
                shown = ("completed", "possession", "failure", "stopped_at", "violations", "intolerances", "version",
                         "cipher_suite", "key_exchange", "signature_scheme", "alpn", "client_certificate",
                         "ocsp_stapled", "alert")
                return without_ports({**of_report(report), "handshake": {key: handshake[key] for key in shown}})

            jobs = {server["name"]: (server, []) for server in servers}
            jobs |= {" ".join([server["name"], *further["options"]]): (server, further["options"])
                     for server in servers for further in server["further"]}
            try:
                return all_at_once(check, jobs)
            finally:
                certserve.terminate()


SUITES = {"chains": chains, "linted": linted, "answers": requests, "connections": connections}


def lines_of(found):
    return [json.dumps({"case": case, **what}, ensure_ascii=False, separators=(",", ":"))
            for case, what in sorted(found.items())]


class Golden(unittest.TestCase):
    def compare(self, suite):
        found = {json.loads(line)["case"]: line for line in lines_of(SUITES[suite]())}
        wanted = {json.loads(line)["case"]: line for line in (GOLDEN / f"{suite}.ndjson").read_text().splitlines()}
        differing = [case for case in sorted(found.keys() | wanted.keys()) if found.get(case) != wanted.get(case)]
        if differing:
            shown = "".join(f"\n{case}\n  was {wanted.get(case)}\n  is  {found.get(case)}" for case in differing[:20])
            self.fail(f"{len(differing)} of {len(found)} cases differ; if they should, run scripts/rebaseline{shown}")

    def test_chains(self):
        self.compare("chains")

    def test_linted(self):
        self.compare("linted")

    def test_answers(self):
        self.compare("answers")

    def test_connections(self):
        self.compare("connections")


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        for name, suite in SUITES.items():
            (GOLDEN / f"{name}.ndjson").write_text("".join(line + "\n" for line in lines_of(suite())))
    else:
        unittest.main()
