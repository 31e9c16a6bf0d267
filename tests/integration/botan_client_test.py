"""The example of a Botan TLS client whose peers certcheck validates, against servers that are sound and that are not."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
SCENARIOS = ["good-rsa", "good-p256", "expired", "wrong-host", "unknown-root", "intermediate-not-ca"]
# What the client must name as the reason, where it must refuse.
REASONS = {"expired": "path.validity.expired", "wrong-host": "host.mismatch", "unknown-root": "path.issuer.not_found",
           "intermediate-not-ca": "path.basic_constraints.not_ca"}


class BotanClient(unittest.TestCase):
    def setUp(self):
        self.pki = tempfile.TemporaryDirectory()
        self.addCleanup(self.pki.cleanup)
        self.server = subprocess.Popen([BIN / "certserve", "--pki", self.pki.name, *SCENARIOS],
                                       stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop)

    def stop(self):
        self.server.terminate()
        self.server.wait()
        self.server.stdout.close()

    def test_sound_peers_are_accepted_and_others_refused_with_the_reason(self):
        for _ in SCENARIOS:
            server = json.loads(self.server.stdout.readline())
            with self.subTest(server["name"]):
                done = subprocess.run([BIN / "botan_tls_client", server["address"], str(server["port"]), server["host"],
                                       server["root_file"]], capture_output=True, text=True, timeout=60)
                reason = REASONS.get(server["name"])
                self.assertEqual(done.returncode, 0 if reason is None else 1, done.stderr)
                if reason is None:
                    self.assertIn("HTTP/1.1 200", done.stdout)
                else:
                    self.assertIn(reason, done.stderr)


if __name__ == "__main__":
    unittest.main()
