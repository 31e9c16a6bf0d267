"""Whoever reads the reports slowly holds up new handshakes, once a bounded queue is full, and nothing else."""
import asyncio
import collections
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
from fleet_servers import HOST, Fleet  # noqa: E402
from support import BIN, run  # noqa: E402
from tls_endpoint import GUARD_SECONDS  # noqa: E402

# Of tools/common/output_queue.h.
QUEUE_TEXTS = 1_000
IN_FLIGHT = 40
NO_TLS_MESSAGE = b"\x16\x03\x03\x00\x04\x63\x00\x00\x00"


class Counter:
    """Servers on every address of 127.0.0.0/8 that end each handshake at once; `reached` has those addresses that were asked."""

    def __enter__(self):
        self.reached = set()
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait()
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.server.close()
        self.loop.close()

    def _run(self, ready):
        async def serve(reader, writer):
            self.reached.add(writer.get_extra_info("sockname")[0])
            writer.write(NO_TLS_MESSAGE)
            try:
                await reader.read()
            except OSError:
                pass
            writer.close()

        async def start():
            self.server = await asyncio.start_server(serve, "0.0.0.0", 0, backlog=4096)
            self.port = self.server.sockets[0].getsockname()[1]
        self.loop.run_until_complete(start())
        ready.set()
        self.loop.run_forever()

    def wait_until_nothing_begins(self):
        """How many were asked when for two seconds no more were."""
        seen, since = -1, time.monotonic()
        end = since + GUARD_SECONDS
        while time.monotonic() < end:
            if len(self.reached) != seen:
                seen, since = len(self.reached), time.monotonic()
            if seen > QUEUE_TEXTS and time.monotonic() > since + 2:
                return seen
            time.sleep(0.1)
        raise AssertionError(f"{seen} targets were asked")


class SlowReader(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def list_of(self, port, count=3 * QUEUE_TEXTS):
        targets = [f"127.2.{i // 250}.{1 + i % 250}:{port}" for i in range(count)]
        path = self.folder / "targets"
        path.write_text("\n".join(targets) + "\n")
        return path, targets

    def start(self, path, *arguments):
        return subprocess.Popen([BIN / "certcheck", "--brief", "--timeout", "60", "--concurrency", str(IN_FLIGHT), "--targets", path,
                                 *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    @staticmethod
    def inputs(text):
        return collections.Counter(json.loads(line)["target"]["input"] for line in text.splitlines())

    def test_a_reader_that_does_not_read_stops_new_handshakes_and_loses_nothing(self):
        with Counter() as counter:
            path, targets = self.list_of(counter.port)
            process = self.start(path)
            begun = counter.wait_until_nothing_begins()
            # What is in the queue, in the pipe (64 KiB of lines of some hundred bytes) and under way.
            self.assertGreater(begun, QUEUE_TEXTS + IN_FLIGHT)
            self.assertLess(begun, len(targets))
            output, errors = process.communicate(timeout=GUARD_SECONDS)
        self.assertEqual((process.returncode, errors), (3, ""))
        self.assertEqual(self.inputs(output), collections.Counter(targets))

    def test_a_signal_ends_it_and_says_what_is_missing(self):
        with Counter() as counter:
            path, targets = self.list_of(counter.port)
            files = self.folder / "fleet.json"
            process = self.start(path, "-o", f"fleet={files}")
            begun = counter.wait_until_nothing_begins()
            process.send_signal(signal.SIGINT)
            # The reader waits as well: nothing is read before it has ended.
            process.wait(timeout=GUARD_SECONDS)
            with process.stdout, process.stderr:
                output, errors = process.stdout.read(), process.stderr.read()
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertRegex(errors, "SIGINT was received: standard output is read too slowly: it lacks the last [0-9]+")
        whole = self.inputs(output[:output.rindex("\n") + 1])
        self.assertLess(len(whole), begun)
        self.assertEqual(set(whole.values()), {1})
        # The file has all that was done.
        self.assertGreater(json.loads(files.read_text())["targets"], QUEUE_TEXTS)

    def test_a_killed_run_that_nobody_read_is_resumed(self):
        with Counter() as counter:
            path, targets = self.list_of(counter.port)
            kept = self.folder / "reports.ndjson"
            process = self.start(path, "--resume", kept, "--format", "ndjson")
            counter.wait_until_nothing_begins()
            process.kill()
            process.communicate()
            done = run("certcheck", "--brief", "--timeout", "60", "--resume", kept, "--targets", path, timeout=GUARD_SECONDS)
        self.assertEqual((done.returncode, done.stderr), (3, ""))
        self.assertEqual(self.inputs(kept.read_text()), collections.Counter(targets))

    def test_no_server_is_called_late_for_it(self):
        """More handshakes at once than the queue has room for full reports, each with less time than the reader sleeps."""
        with Fleet() as fleet:
            kinds = fleet.targets(300, bad_share=0.001)
            path = self.folder / "targets"
            path.write_text("\n".join(kinds) + "\n")
            root = self.folder / "root.pem"
            root.write_text(fleet.root)
            process = subprocess.Popen([BIN / "certcheck", "--trust", root, "--name", HOST, "--sni", HOST, "--timeout", "4",
                                        "--concurrency", "150", "--targets", path], stdout=subprocess.PIPE, text=True)
            time.sleep(8)
            verdicts = collections.Counter()
            for line in process.stdout:
                verdicts[json.loads(line)["verdict"]] += 1
                time.sleep(0.01)
            process.stdout.close()
            self.assertEqual((process.wait(), verdicts), (0, {"trusted": len(kinds)}))


if __name__ == "__main__":
    unittest.main()
