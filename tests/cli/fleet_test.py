"""certcheck on long lists: parts of them, what was interrupted, how fast, and what is said of all together."""
import collections
import contextlib
import json
import os
import pathlib
import pty
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from support import BIN, report, reports, run


class FleetTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def list_of(self, count):
        """Targets on loopback that refuse at once; the last of which is there twice."""
        targets = [f"127.0.{i // 250}.{i % 250 + 1}:1" for i in range(count)]
        path = self.folder / "targets"
        path.write_text("\n".join(targets + targets[-1:]) + "\n")
        return path, collections.Counter(targets + targets[-1:])

    def silent(self):
        """A port where connections are taken and nothing is said."""
        server = socket.socket()
        self.addCleanup(server.close)
        server.bind(("127.0.0.1", 0))
        server.listen(100)
        return server.getsockname()[1]

    @staticmethod
    def inputs(text):
        return collections.Counter(json.loads(line)["target"]["input"] for line in text.splitlines())

    def test_shards_are_a_partition(self):
        path, wanted = self.list_of(90)
        found = collections.Counter()
        with open(path, "a") as more:
            more.write("no host\nno host\n")
        wanted["no host"] = 2
        for i in range(1, 4):
            one = self.inputs(run("certcheck", "--shard", f"{i}/3", "--targets", path).stdout)
            self.assertGreater(sum(one.values()), 10)
            self.assertFalse(set(one) & set(found))
            found += one
        self.assertEqual(found, wanted)
        # The addresses of one name are not all in one part.
        of_one_name = "".join(f"localhost:1,127.0.0.{i}\n" for i in range(1, 61))
        parts = [self.inputs(run("certcheck", "--shard", f"{i}/3", "-", stdin=of_one_name).stdout) for i in range(1, 4)]
        self.assertEqual(sum(parts, collections.Counter()), collections.Counter(of_one_name.split()))
        self.assertGreater(min(sum(one.values()) for one in parts), 5)
        for bad in "0/3", "4/3", "1", "a/b":
            result = run("certcheck", "--shard", bad, "localhost:1")
            self.assertEqual(result.returncode, 2)
            self.assertIn(f'--shard: "{bad}" is not I/N', report(result.stdout)["findings"][0]["message"])

    def test_a_run_is_resumed_where_it_ended(self):
        path, wanted = self.list_of(80)
        kept = self.folder / "reports.ndjson"
        result = run("certcheck", "--resume", kept, "--targets", path)
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        whole = kept.read_text()
        self.assertEqual(self.inputs(whole), wanted)
        reports(whole)
        lines = whole.splitlines(keepends=True)
        for torn in "", lines[30][:5], lines[30][:-1], "{":
            with self.subTest(torn=torn):
                kept.write_text("".join(lines[:30]) + torn)
                result = run("certcheck", "--resume", kept, "--targets", path, "--format", "ndjson")
                self.assertEqual(result.returncode, 3)
                self.assertEqual(self.inputs(kept.read_text()), wanted)
                self.assertEqual(len(result.stdout.splitlines()), len(lines) - 30)
        # Nothing is left to do.
        result = run("certcheck", "--resume", kept, "--targets", path)
        self.assertEqual((result.returncode, result.stdout, result.stderr), (0, "", ""))
        self.assertEqual(self.inputs(kept.read_text()), wanted)

    def test_ranges_and_lines_with_addresses_are_resumed_by_the_address(self):
        targets, kept = self.folder / "targets", self.folder / "reports"
        targets.write_text("127.0.0.4/30:1\na.test:1,127.0.0.1\na.test:1, 127.0.0.2\n192.0.2.0/24\n")
        run("certcheck", "--resume", kept, "--targets", targets)
        lines = kept.read_text().splitlines(keepends=True)
        inputs = collections.Counter(["127.0.0.4:1", "127.0.0.5:1", "127.0.0.6:1", "127.0.0.7:1", "a.test:1,127.0.0.1", "a.test:1, 127.0.0.2", "192.0.2.0/24"])
        self.assertEqual(self.inputs("".join(lines)), inputs)
        for done in range(len(lines) + 1):
            with self.subTest(done=done):
                kept.write_text("".join(lines[:done]))
                run("certcheck", "--resume", kept, "--targets", targets)
                self.assertEqual(self.inputs(kept.read_text()), inputs)

    def test_targets_that_are_no_text_are_resumed_too(self):
        targets, kept = self.folder / "targets", self.folder / "reports"
        targets.write_bytes(b"no host\nx\xff\xfe.test y\nhttps://user:secret@a..b\n" + b"y" * 10_000 + b"\n")
        for _ in range(2):
            run("certcheck", "--resume", kept, "--targets", targets)
            self.assertEqual(len(kept.read_bytes().splitlines()), 4)
        self.assertNotIn(b"secret", kept.read_bytes())

    def test_killed_runs_lose_and_double_nothing(self):
        path, wanted = self.list_of(150)
        kept = self.folder / "reports.ndjson"
        command = [BIN / "certcheck", "--resume", kept, "--concurrency", "4", "--targets", path]
        for _ in range(6):
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
                before = kept.stat().st_size if kept.exists() else 0
                while process.poll() is None and (not kept.exists() or kept.stat().st_size == before):
                    time.sleep(0.001)
                process.kill()
        run("certcheck", *command[1:])
        self.assertEqual(self.inputs(kept.read_text()), wanted)

    def test_what_cannot_be_resumed_is_left_as_it_is(self):
        kept = self.folder / "mine"
        for text, words in [("127.0.0.1:1\n", "line 1: this is not a report"), ("127.0.0.1:1", "line 1: this is not"),
                            ('{"verdict": "trusted"}\n', "no target.input"), ("{}\n{", "line 1")]:
            with self.subTest(text):
                kept.write_text(text)
                result = run("certcheck", "--resume", kept, "127.0.0.1:1")
                self.assertEqual(result.returncode, 2)
                self.assertIn(f"--resume {kept}: ", result.stderr)
                self.assertIn(words, result.stderr)
                self.assertEqual(kept.read_text(), text)
        for path in self.folder, self.folder / "no" / "such":
            self.assertIn("--resume", run("certcheck", "--resume", path, "127.0.0.1:1").stderr)
        self.assertIn("--resume", run("certcheck", "--resume", kept, "--all-addresses", "127.0.0.1:1").stderr)

    def test_two_runs_do_not_write_one_file(self):
        kept = self.folder / "reports"
        with subprocess.Popen([BIN / "certcheck", "--resume", kept, "-"], stdin=subprocess.PIPE) as process:
            process.stdin.write(b"127.0.0.1:1\n")
            process.stdin.flush()
            while not kept.exists() or not kept.stat().st_size:
                time.sleep(0.01)
            result = run("certcheck", "--resume", kept, "127.0.0.1:1")
            self.assertEqual(result.returncode, 2)
            self.assertIn("another run is writing", result.stderr)
            process.stdin.close()

    def test_a_signal_ends_with_what_is_known(self):
        port = self.silent()
        junit = self.folder / "results.xml"
        for number in signal.SIGINT, signal.SIGTERM:
            with self.subTest(number):
                # Standard input stays open, and one target never ends.
                process = subprocess.Popen([BIN / "certcheck", "--format", "summary", "-o", junit, "--timeout", "60", "-"],
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                process.stdin.write(f"no host\n127.0.0.1:{port}\n")
                process.stdin.flush()
                process.stderr.readline()  # the first is done
                time.sleep(0.1)
                process.send_signal(number)
                self.assertEqual(process.wait(timeout=60), -number)
                self.assertIn("1 checked", process.stdout.read())
                self.assertIn("no host", junit.read_text())
                self.assertIn(f"{number.name} was received: 1 targets are reported", process.stderr.read())
                for pipe in process.stdin, process.stdout, process.stderr:
                    pipe.close()

    def test_at_the_deadline_the_run_ends_with_what_is_known(self):
        port = self.silent()
        begin = time.monotonic()
        result = run("certcheck", "--deadline", "1", "--timeout", "60", "--concurrency", "10", "-o",
                     self.folder / "fleet.ndjson", "-", stdin=f"127.0.0.1:1\n" * 5 + f"127.0.0.1:{port}\n" * 20)
        self.assertLess(time.monotonic() - begin, 30)
        self.assertEqual(result.returncode, 3)
        self.assertEqual(len(reports(result.stdout)), 5)
        self.assertEqual((self.folder / "fleet.ndjson").read_text(), result.stdout)
        self.assertIn("the deadline has passed: 5 targets are reported", result.stderr)
        # Who is done before waits for nothing, and bad values are told.
        self.assertEqual(run("certcheck", "--deadline", "3000", "127.0.0.1:1", timeout=30).returncode, 3)
        for bad in "0", "nan", "-1", "soon", "1e9":
            result = run("certcheck", "--deadline", bad, "127.0.0.1:1")
            self.assertEqual(result.returncode, 2)
            self.assertIn("--deadline", result.stderr)

    def test_rates_are_kept_and_make_nobody_late(self):
        for option, count, least in ("--rate", 6, 1.0), ("--address-rate", 6, 1.0), ("--address-rate", 2, 0.2):
            with self.subTest(option=option, count=count):
                begin = time.monotonic()
                # What is waited for the turn is no part of --timeout.
                result = run("certcheck", option, "5/s", "--timeout", "0.5", *["127.0.0.1:1"] * count)
                self.assertGreaterEqual(time.monotonic() - begin, least)
                found = reports(result.stdout)
                self.assertEqual([each["handshake"]["failure"] for each in found], ["connect"] * count)
        begin = time.monotonic()
        run("certcheck", "--address-rate", "1/m", *[f"127.0.0.{i}:1" for i in range(1, 20)], timeout=50)
        self.assertLess(time.monotonic() - begin, 50)
        for option in "--rate", "--address-rate":
            result = run("certcheck", option, "5/d", "localhost:1")
            self.assertEqual(result.returncode, 2)
            self.assertIn(f'{option}: "5/d" is not a number of connections', result.stderr)

    def test_what_may_be_temporary_is_tried_again(self):
        def serve(answers):
            """How many connections came; each is cut after its hello, or left open."""
            server = socket.socket()
            server.bind(("127.0.0.1", 0))
            server.listen()
            came, kept = [], []

            def accept():
                with contextlib.suppress(OSError):
                    while True:
                        connection, _ = server.accept()
                        came.append(time.monotonic())
                        if answers == "cut":
                            connection.recv(10_000)
                            connection.close()
                        else:
                            kept.append(connection)
            threading.Thread(target=accept, daemon=True).start()
            self.addCleanup(server.close)
            return server.getsockname()[1], came
        # Each try makes one connection: with fewer offers there are no others.
        only = "--tls-versions", "1.3", "--timeout", "0.4"
        port, came = serve("silence")
        once = report(run("certcheck", *only, f"127.0.0.1:{port}").stdout)
        of_one = len(came)
        self.assertNotIn("(try", once["handshake"]["error"])
        again = report(run("certcheck", *only, "--retries", "2", f"127.0.0.1:{port}").stdout)
        self.assertEqual(again["handshake"]["failure"], "timeout")
        self.assertIn("(try 3)", again["handshake"]["error"])
        self.assertEqual(len(came), 4 * of_one)
        self.assertGreater(came[-1] - came[of_one], 1.5)  # half a second at least, then a second
        port, came = serve("cut")
        run("certcheck", *only, f"127.0.0.1:{port}")
        of_one = len(came)
        run("certcheck", *only, "--retries", "1", f"127.0.0.1:{port}")
        self.assertEqual(len(came), 3 * of_one)
        # Refused, no such name, wrong usage: that stays so.
        begin = time.monotonic()
        result = run("certcheck", "--retries", "20", "127.0.0.1:1", "no-such-host.invalid", "a..b")
        self.assertNotIn("(try", result.stdout)
        self.assertEqual(len(reports(result.stdout)), 3)
        self.assertLess(time.monotonic() - begin, 30)

    def test_lines_can_be_short(self):
        result = run("certcheck", "--brief", "127.0.0.1:1")
        (line,) = result.stdout.splitlines()
        self.assertLess(len(line), 400)
        self.assertEqual(json.loads(line)["target"], {"input": "127.0.0.1:1", "address": "127.0.0.1"})
        result = run("certcheck", "--fields", "verdict,findings.id", "--format", "ndjson", "127.0.0.1:1")
        self.assertEqual(json.loads(result.stdout), {"verdict": "unchecked",
                                                     "findings": [{"id": "handshake.not_connected"}]})
        kept = self.folder / "reports"
        for _ in range(2):
            run("certcheck", "--brief", "--resume", kept, "127.0.0.1:1", "127.0.0.1:2")
            self.assertEqual(len(kept.read_text().splitlines()), 2)
        for arguments, words in [(("--fields", "verdict,nothing"), '--fields: "nothing": there is no'),
                                 (("--fields", "verdict", "--resume", kept), "--resume needs target.input"),
                                 (("--fields", "verdict", "--brief"), "--brief")]:
            result = run("certcheck", *arguments, "127.0.0.1:1")
            self.assertEqual(result.returncode, 2)
            self.assertIn(words, result.stderr)

    def test_garbage_costs_bounded_memory(self):
        if b"__asan_init" in (BIN / "certcheck").read_bytes():
            self.skipTest("AddressSanitizer keeps what is freed")

        def memory(count):
            process = subprocess.Popen([BIN / "certcheck", "--brief", "-"], stdin=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            process.stdin.write(b"".join(b"%d \xff garbage " % i + b"x" * 500 + b"\n" for i in range(count)))
            process.stdin.close()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 2)
            return usage.ru_maxrss * 1024
        # Of a line nothing is kept.
        self.assertLess(memory(4_000) - memory(10), 4_000 * 250)

    def test_a_progress_line_is_for_terminals(self):
        def on_terminal(*arguments, stdin):
            master, slave = pty.openpty()
            with subprocess.Popen([BIN / "certcheck", *arguments], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                  stderr=slave) as process:
                os.close(slave)
                process.stdin.write(stdin)
                process.stdin.close()
                shown = b""
                with contextlib.suppress(OSError):
                    while part := os.read(master, 10_000):
                        shown += part
            os.close(master)
            return shown
        path, _ = self.list_of(8)
        shown = on_terminal("--rate", "10", "-", stdin=path.read_bytes() + b"no host\n")
        self.assertIn(b" checked: 0 trusted, 0 untrusted, ", shown)
        self.assertIn(b'certcheck: "no host"', shown)
        self.assertNotIn(b"127.0.0.1:1: unchecked", shown)
        self.assertTrue(shown.endswith(b"\r\x1b[K") or shown.endswith(b"\n"), shown[-50:])
        self.assertIn(b"127.0.0.1:1: unchecked", on_terminal("127.0.0.1:1", stdin=b""))


if __name__ == "__main__":
    unittest.main()
