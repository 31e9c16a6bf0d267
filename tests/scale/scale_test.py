"""Several workers on one machine share a list, as examples/fleet starts them; one of them is killed in the middle. Every
target has one line in the end. Run by `scripts/test scale`; prints what docs/scale.md reckons with."""
import os
import resource
import signal
import subprocess
import time
import unittest

from parts import BIN, EXAMPLES, PartsTest, options

TARGETS = int(os.environ.get("SCALE_TARGETS", "200000"))
WORKERS = 4


class ScaleTest(PartsTest):
    def start(self, part):
        # A process group of its own, which is what is killed.
        return subprocess.Popen([EXAMPLES / "worker.sh", self.folder / "targets", f"{part}/{WORKERS}", self.reports,
                                 *options(self.folder / "root.pem")],
                                env={**os.environ, "CERTCHECK": str(BIN / "certcheck")}, start_new_session=True)

    def test_a_worker_is_killed(self):
        kinds = self.fleet.targets(TARGETS)
        (self.folder / "targets").write_text("\n".join(kinds) + "\n")
        (self.folder / "root.pem").write_text(self.fleet.root)
        self.reports = self.folder / "reports"
        begin = time.monotonic()
        workers = [self.start(part) for part in range(1, WORKERS + 1)]
        victim = self.reports / "part-2.ndjson"
        while not victim.exists():
            self.assertIsNone(workers[1].poll(), "the worker ended before it began")
            time.sleep(0.2)
        with victim.open("rb") as lines:
            count = 0
            # What was counted is not read again: the file has some ten megabytes.
            while count < TARGETS // WORKERS // 3:
                self.assertIsNone(workers[1].poll(), "the worker ended before it was killed")
                time.sleep(0.2)
                while more := lines.read(1 << 20):
                    count += more.count(b"\n")
        os.killpg(workers[1].pid, signal.SIGKILL)
        workers[1].wait()
        workers[1] = self.start(2)
        self.assertEqual([worker.wait() for worker in workers], [0] * WORKERS)
        seconds = time.monotonic() - begin
        size = sum(part.stat().st_size for part in self.reports.iterdir())
        # Of the largest process that was waited for: one worker.
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{TARGETS} targets, {WORKERS} workers, {os.cpu_count()} processors: {TARGETS / seconds:.0f} targets/s, "
              f"{(usage.ru_utime + usage.ru_stime) / TARGETS * 1e6:.0f} us of processor time a target, "
              f"{size / TARGETS:.0f} bytes a line (--brief), {usage.ru_maxrss / 1024:.0f} MiB a worker")
        self.assert_complete(self.reports, kinds)


if __name__ == "__main__":
    unittest.main()
