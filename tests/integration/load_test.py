"""certcheck under load: of thousands of targets none is called late because certcheck is, and each has one line."""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from fleet_servers import EXPECTED, HOST, Fleet  # noqa: E402

# `scripts/test scale` takes them all.
TARGETS = int(os.environ.get("CERTCHECK_FLEET", "500"))
GUARD_SECONDS = 1_500


class LoadTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fleet = Fleet().__enter__()
        cls.addClassCleanup(cls.fleet.__exit__)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.root = cls.folder / "root.pem"
        cls.root.write_text(cls.fleet.root)

    def check(self, kinds, *arguments, busy=0):
        """The reports by target, and the most memory that was used. `busy`: so many others want the processors, too. With them
        certcheck gives way to the servers, which are on the same machine: a server that is late because it had no processor is late."""
        path = self.folder / "targets"
        path.write_text("\n".join(kinds) + "\n")
        prefix = ["nice", "-n", "10"] if busy else []
        others = [subprocess.Popen([*prefix, sys.executable, "-c", "while True: pass"]) for _ in range(busy)]
        begin = time.monotonic()
        try:
            with open(self.folder / "reports", "w") as output:
                process = subprocess.Popen(
                    [*prefix, support.BIN / "certcheck", "--trust", self.root, "--name", HOST, "--sni", HOST, "--targets", path,
                     "--fields", "target.input,verdict,handshake.failure", *map(str, arguments)], stdout=output,
                    stderr=subprocess.PIPE, text=True)
                errors = process.stderr.read()
                process.stderr.close()
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            for other in others:
                other.kill()
                other.wait()
        seconds = time.monotonic() - begin
        print(f"{len(kinds)} targets in {seconds:.1f} s, {usage.ru_maxrss >> 10} MiB, {' '.join(map(str, arguments))}")
        lines = [json.loads(line) for line in (self.folder / "reports").read_text().splitlines()]
        found = {line["target"]["input"]: line for line in lines}
        self.assertEqual(len(lines), len(found))
        self.assertEqual(set(found), set(kinds))
        self.assertEqual(errors, "")
        return found, usage.ru_maxrss * 1024

    def assert_as_expected(self, kinds, found):
        wrong = collections.Counter()
        for target, kind in kinds.items():
            got = found[target]["verdict"], found[target]["handshake"]["failure"]
            if got != EXPECTED[kind]:
                wrong[kind, got] += 1
        self.assertFalse(wrong)

    def test_each_target_of_a_fleet_has_its_line(self):
        kinds = self.fleet.targets(TARGETS)
        in_flight = 500
        found, memory = self.check(kinds, "--concurrency", in_flight, "--timeout", 15)
        self.assert_as_expected(kinds, found)
        if b"__asan_init" not in (support.BIN / "certcheck").read_bytes():
            self.assertLess(memory, (60 << 20) + in_flight * (128 << 10))

    def test_nobody_is_late_because_we_are(self):
        """Many at once, little time for each, and processors that others use as well."""
        kinds = self.fleet.targets(TARGETS, bad_share=0.01)
        found, _ = self.check(kinds, "--concurrency", 5_000, "--timeout", 4, busy=2 * os.cpu_count())
        self.assert_as_expected(kinds, found)


if __name__ == "__main__":
    unittest.main()
