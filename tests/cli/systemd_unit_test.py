"""The unit of the Debian package is one, and gives the service few rights."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import BIN, SOURCE

# Of systemd-analyze, from 0 (no rights) to 100.
EXPOSURE_MOST = 15
DROP_IN = SOURCE / "docs/service.md"


@unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd-analyze")
class Unit(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        text = (SOURCE / "packaging/systemd/certcheck.service").read_text()
        # Neither the program nor its manual is installed here.
        lines = [line for line in text.replace("/usr/bin/certcheck", str(BIN / "certcheck")).splitlines() if not line.startswith("Documentation=")]
        self.unit = self.folder / "certcheck.service"
        self.unit.write_text("\n".join(lines) + "\n")

    def analyze(self, *arguments):
        return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False, timeout=60,
                              env={**os.environ, "SYSTEMD_UNIT_PATH": f"{self.folder}:"})

    def test_it_is_valid(self):
        done = self.analyze("verify", self.unit)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_so_is_what_the_document_adds(self):
        text = DROP_IN.read_text().split("(`systemctl edit certcheck`):\n")[1]
        (self.folder / "certcheck.service.d").mkdir()
        drop_in = "\n".join(line.strip() for line in text.splitlines()).replace("/usr/bin/certcheck", str(BIN / "certcheck"))
        (self.folder / "certcheck.service.d/token.conf").write_text(drop_in)
        done = self.analyze("verify", self.unit)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_its_rights_are_few(self):
        done = self.analyze("security", "--offline=true", "--json=short", f"--threshold={EXPOSURE_MOST}", self.unit)
        self.assertEqual(done.returncode, 0, done.stdout)
        json.loads(done.stdout)


if __name__ == "__main__":
    unittest.main()
