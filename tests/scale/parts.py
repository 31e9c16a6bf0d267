"""What these tests share: a list of targets on a fleet of servers, and whether its parts are whole in the end."""
import collections
import json
import os
import pathlib
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
EXAMPLES = SOURCE / "examples/fleet"
sys.path.insert(0, str(SOURCE / "tests/integration"))
from fleet_servers import EXPECTED, HOST, Fleet  # noqa: E402


def options(root):
    """For the fleet's targets; `root` is a file."""
    return ["--trust", root, "--name", HOST, "--sni", HOST, "--brief", "--timeout", "30", "--concurrency", "200"]


class PartsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fleet = Fleet().__enter__()
        cls.addClassCleanup(cls.fleet.__exit__)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="certcheck-scale-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        # Whoever runs the daemons looks into it.
        self.folder.chmod(0o755)

    def assert_complete(self, reports, kinds):
        """Of each target one line, in the parts of a folder."""
        found, wrong = collections.Counter(), collections.Counter()
        for part in reports.glob("part-*.ndjson"):
            with part.open() as lines:
                for line in lines:
                    report = json.loads(line)
                    target = report["target"]["input"]
                    found[target] += 1
                    got = report["verdict"], (report["handshake"] or {}).get("failure")
                    if got != EXPECTED[kinds[target]]:
                        wrong[kinds[target], got] += 1
        self.assertEqual([target for target, count in found.items() if count != 1], [])
        self.assertEqual(len(found), len(kinds))
        self.assertFalse(wrong)
