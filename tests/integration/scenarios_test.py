"""certcheck against every server of certserve: the verdict, and every finding with what it is about."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
EXIT_STATUS = {"trusted": 0, "untrusted": 1, "unchecked": 3}


def timeout_seconds(server):
    """Soon over with the server that never answers; the others take milliseconds, but machines can be busy."""
    return 2 if server["name"] == "stalled-handshake" else 20


def wanted_findings(name):
    case = json.loads((SOURCE / "testdata" / "scenarios" / name / "case.json").read_text())
    return sorted((f["id"], f["subject"]["kind"], f["subject"]["index"]) for f in case["expect"]["findings"])


class Scenarios(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.pki = tempfile.TemporaryDirectory()
        cls.server = subprocess.Popen([BIN / "certserve", "--pki", cls.pki.name], stdout=subprocess.PIPE, text=True)
        count = len(list((SOURCE / "testdata" / "scenarios").iterdir()))
        cls.servers = [json.loads(cls.server.stdout.readline()) for _ in range(count)]

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait()
        cls.server.stdout.close()
        cls.pki.cleanup()

    def certcheck(self, server, *options):
        command = [BIN / "certcheck", "--format", "json", "--trust", server["root_file"], "--timeout", str(timeout_seconds(server))]
        command += ["--connect", f"{server['address']}:{server['port']}", *options, f"{server['host']}:{server['port']}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        return done.returncode, json.loads(done.stdout)

    def test_verdicts_and_findings(self):
        for server in self.servers:
            with self.subTest(server["name"]):
                status, report = self.certcheck(server)
                found = sorted((f["id"], f["subject"]["kind"], f["subject"]["index"]) for f in report["findings"])
                self.assertEqual(report["verdict"], server["expect"]["verdict"])
                self.assertEqual(status, EXIT_STATUS[report["verdict"]])
                self.assertEqual(found, wanted_findings(server["name"]))

    def test_a_client_certificate_is_accepted(self):
        server = next(s for s in self.servers if s["name"] == "client-certificate-required")
        identity = ["--cert", server["client_certificate_file"], "--key", server["client_key_file"]]
        status, report = self.certcheck(server, *identity)
        self.assertEqual((status, report["verdict"], report["findings"]), (0, "trusted", []))
        self.assertTrue(report["handshake"]["client_certificate"]["sent"])


if __name__ == "__main__":
    if not (BIN / "certcheck").exists():
        sys.exit(77)  # not built here
    unittest.main()
