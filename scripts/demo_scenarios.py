"""The part of scripts/demo that runs the tools: demo_scenarios.py FOLDER-OF-THE-TOOLS"""

import json
import pathlib
import subprocess
import sys
import tempfile

EXIT_STATUS = {"trusted": 0, "untrusted": 1, "unchecked": 3}
SHOWN_IN_FULL = "expired"
# For the servers that never answer; the others take milliseconds.
TIMEOUT_SECONDS = 3


def scenario_count(tools):
    return len(subprocess.run([tools / "certserve", "--list"], capture_output=True, text=True, check=True).stdout.splitlines())


def check(tools, server, options):
    """certcheck's exit status and report on one server."""
    command = [
        *(tools / "certcheck", "--format", "json", "--timeout", str(TIMEOUT_SECONDS), "--trust", server["root_file"], "--no-cache"),
        *options,
        *(("--ct-log-list", server["log_list_file"]) if server["log_list_file"] else ()),
        *("--connect", f"{server['address']}:{server['port']}", f"{server['host']}:{server['port']}"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    try:
        return done.returncode, json.loads(done.stdout)
    except json.JSONDecodeError:
        return done.returncode, {"verdict": f"no report: {done.stderr.strip()}", "findings": []}


def main(tools):
    tools = pathlib.Path(tools).resolve()
    checks, agreed, reports = 0, 0, {}
    with tempfile.TemporaryDirectory() as pki:
        certserve = subprocess.Popen([tools / "certserve", "--pki", pki], stdout=subprocess.PIPE, text=True)
        try:
            servers = [json.loads(certserve.stdout.readline()) for _ in range(scenario_count(tools))]
            print(f"{'SCENARIO':38} {'EXPECTED':10} {'GOT':10} FINDINGS")
            for server, expect in ((server, expect) for server in servers for expect in ({**server["expect"], "options": []},
                                                                                         *server["further"])):
                status, report = check(tools, server, expect["options"])
                reports.setdefault(server["name"], report)
                expected = expect["verdict"]
                wanted, found = (sorted(ids) for ids in (expect["findings"], [f["id"] for f in report["findings"]]))
                agrees = (report["verdict"], status, found) == (expected, EXIT_STATUS[expected], wanted)
                checks, agreed = checks + 1, agreed + agrees
                if expect["options"]:
                    print(f"  {' '.join(expect['options'])}")
                print(f"{'' if expect['options'] else server['name']:38} {expected:10} {report['verdict']:10} {', '.join(found) or '-'}")
                if not agrees:
                    print(f"  DIFFERS: expected {', '.join(wanted) or 'no findings'}, exit status {status}")
        finally:
            certserve.terminate()
            certserve.wait()
            certserve.stdout.close()
    print(f"\nThe whole report on {SHOWN_IN_FULL}:\n{json.dumps(reports[SHOWN_IN_FULL], indent=2)}")
    print(f"\n{agreed} of {checks} checks of {len(servers)} scenarios gave the expected verdict, findings and exit status")
    return 0 if agreed == checks else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
