"""certcheck: exit statuses and JSON when there is no server to check, or no sense in the command line."""
import contextlib
import pathlib
import signal
import socket
import subprocess
import tempfile
import unicodedata
import unittest

from support import BIN, ids, report, reports, run


class CertcheckTest(unittest.TestCase):
    def check(self, *arguments, status, timeout=60):
        result = run("certcheck", *arguments, timeout=timeout)
        self.assertEqual(result.returncode, status, result.stderr + result.stdout)
        return report(result.stdout)

    def test_a_name_without_address(self):
        found = self.check("no-such-host.invalid", status=3)
        self.assertEqual(found["verdict"], "unchecked")
        self.assertEqual(ids(found), ["handshake.unresolved"])
        self.assertIn("no-such-host.invalid", found["findings"][0]["message"])

    def test_a_port_nobody_listens_on(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            found = self.check(f"127.0.0.1:{port}", status=3)
        self.assertEqual(ids(found), ["handshake.not_connected"])
        self.assertEqual(found["target"]["port"], port)

    def test_a_server_that_never_answers(self):
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            found = self.check(f"127.0.0.1:{silent.getsockname()[1]}", "--timeout", "0.3", status=3, timeout=10)
        self.assertEqual(ids(found), ["handshake.timeout"])
        self.assertEqual(found["handshake"]["steps"][0]["name"], "client_hello")

    def test_wrong_usage(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        garbage = pathlib.Path(folder.name) / "garbage"
        garbage.write_text("no PEM")
        empty = pathlib.Path(folder.name) / "empty"
        empty.touch()
        for arguments, word in [
            ([], "no target"),
            (["--no-such-flag", "localhost"], "--no-such-flag"),
            (["host:99999"], "99999"),
            (["a..b"], "a..b"),
            (["--trust", "/nonexistent", "localhost"], "/nonexistent"),
            (["--trust", garbage, "localhost"], "garbage"),
            (["--time", "noon", "localhost"], "noon"),
            (["--timeout", "soon", "localhost"], "soon"),
            (["--timeout", "nan", "localhost"], "--timeout"),
            (["--timeout", "0", "localhost"], "--timeout"),
            (["--concurrency", "0", "localhost"], "--concurrency"),
            (["--concurrency", "-1", "localhost"], "--concurrency"),
            (["--max-depth", "-1", "localhost"], "--max-depth"),
            (["--name", "https://localhost/", "localhost"], "is a URL"),
            (["--no-name", "--name", "localhost", "localhost"], "--no-name"),
            (["--format", "xml", "localhost"], "xml"),
            (["--fail-on", "panic", "localhost"], "panic"),
            (["--connect", "host:port", "localhost"], "--connect"),
            (["--name", "a..b", "localhost"], "--name"),
            (["--sni", "127.0.0.1", "localhost"], "--sni"),
            (["--trust", empty, "localhost"], "empty"),
            (["--untrusted", garbage, "localhost"], "--untrusted"),
            (["--crl", empty, "localhost"], "--crl"),
            (["--key-passphrase", garbage, "localhost"], "--key"),
            (["--targets", folder.name], folder.name),
            (["--allow-sha1", "--refuse-sha1", "localhost"], "sha1"),
            (["http://localhost"], "http"),
            (["[::1"], "[::1"),
            (["localhost:0"], "port"),
            (["--cert", garbage, "localhost"], "--key"),
            (["--cert", garbage, "--key", garbage, "localhost"], "--cert"),
            (["--targets", "/nonexistent"], "/nonexistent"),
            (["-4", "-6", "localhost"], "--ipv4"),
        ]:
            with self.subTest(arguments=arguments):
                result = run("certcheck", *arguments)
                self.assertEqual(result.returncode, 2, result.stdout)
                self.assertIn(word, result.stderr)
                self.assertIn(word, report(result.stdout)["findings"][0]["message"])

    def test_wrong_usage_is_said_on_standard_error_alone_when_text_is_wanted(self):
        for arguments in (["--format=text", "--nope"], ["--nope", "--format", "text"], ["--format", "text", "a..b"]):
            with self.subTest(arguments=arguments):
                result = run("certcheck", *arguments)
                self.assertEqual((result.returncode, result.stdout), (2, ""))
                self.assertIn(arguments[-1] if arguments[-1] == "a..b" else "--nope", result.stderr)

    def test_what_is_quoted_cannot_steer_a_terminal(self):
        result = run("certcheck", "-", stdin="\x1b[31mred\x07\n")
        self.assertEqual(result.returncode, 2)
        self.assertIn("\\x1b[31mred\\x07", result.stderr)
        self.assertEqual(report(result.stdout)["target"]["input"], "\x1b[31mred\x07")

    def test_lists_of_windows_begin_with_a_byte_order_mark(self):
        with tempfile.TemporaryDirectory() as folder:
            targets = pathlib.Path(folder) / "targets"
            targets.write_bytes(b"\xef\xbb\xbflocalhost:0\r\nlocalhost:0\r\n")
            for arguments, stdin in (["--targets", targets], None), (["-"], targets.read_bytes().decode()):
                with self.subTest(arguments):
                    found = reports(run("certcheck", *arguments, stdin=stdin or "").stdout)
                    self.assertEqual([each["target"]["input"] for each in found], ["localhost:0"] * 2)

    def test_lines_of_a_list_have_limits(self):
        with tempfile.TemporaryDirectory() as folder:
            targets = pathlib.Path(folder) / "targets"
            targets.write_text("#" + "c" * 100_000 + "\n" + "a" * 1_000_000 + "\nlocalhost:0\n")
            result = run("certcheck", "--targets", targets)
            self.assertEqual(result.returncode, 2)
            self.assertLess(len(result.stderr) + len(result.stdout), 10_000)
            found = reports(result.stdout)
            self.assertEqual(len(found), 2)
            self.assertTrue(found[0]["target"]["input"].endswith("... 999936 more bytes"))
            self.assertEqual(found[1]["target"]["input"], "localhost:0")
        endless = run("certcheck", "--targets", "/dev/zero")
        self.assertEqual(endless.returncode, 2)
        self.assertIn("not a list of targets", endless.stderr)

    def test_standard_error_is_utf8_whatever_a_target_holds(self):
        odd = [b"a\xed\xa0\x80.test", b"b\xf4\xb4\xad\x88.test", b"c\xe0\x80\x9b.test", b"d\xf0\x80\x80\x9b.test",
               b"e\xd8\x9c.test", b"f\xef\xbb\xbf.test", b"g\xc2\x9b31m.test", b"h\xff.test"]
        with tempfile.TemporaryDirectory() as folder:
            targets = pathlib.Path(folder) / "targets"
            targets.write_bytes(b"\n".join(odd))
            for form in "json", "text":
                result = subprocess.run([BIN / "certcheck", "--format", form, "--timeout", "1", "--targets", targets],
                                        capture_output=True, timeout=60, check=False)
                for stream in result.stdout, result.stderr:
                    shown = stream.decode()
                    hidden = [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c != "\n"]
                    self.assertEqual(hidden, [])

    def test_an_address_of_the_family_not_wanted_is_wrong_usage(self):
        for arguments in (["-4", "[::1]:443"], ["-6", "127.0.0.1"], ["-6", "--all-addresses", "127.0.0.1"]):
            with self.subTest(arguments):
                self.assertEqual(ids(self.check(*arguments, status=2)), ["engine.input_unusable"])

    def test_a_list_with_comments_blank_and_bad_lines(self):
        with tempfile.TemporaryDirectory() as folder, socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            targets = pathlib.Path(folder) / "targets"
            targets.write_text(f"# all of ours\n\n  \t\n127.0.0.1:{port}\t# the first\nno host\r\n"
                               f"https://localhost:{port}/a#b\r\n127.0.0.1:70000\n127.0.0.1:{port}")
            result = run("certcheck", "--targets", targets, f"localhost:{port}")
        self.assertEqual(result.returncode, 2)
        found = {}
        for one in reports(result.stdout):
            found.setdefault(one["target"]["input"], []).extend(ids(one))
        refused, unusable = "handshake.not_connected", "engine.input_unusable"
        self.assertEqual(found, {f"127.0.0.1:{port}": [refused] * 2, "no host": [unusable],
                                 f"https://localhost:{port}/a#b": [refused], "127.0.0.1:70000": [unusable],
                                 f"localhost:{port}": [refused]})

    def test_names_are_looked_up_as_written_and_verified_as_dns_has_them(self):
        for target, host in (("M\u00fcnchen.invalid.", "xn--mnchen-3ya.invalid."), ("UPPER.invalid", "upper.invalid")):
            with self.subTest(target):
                self.assertEqual(self.check(target, status=3)["target"]["host"], host)

    def test_every_address_is_reported(self):
        addresses = {info[4][0] for info in socket.getaddrinfo("localhost", 1, type=socket.SOCK_STREAM)}
        result = run("certcheck", "--all-addresses", "localhost:1", "no-such-host.invalid")
        self.assertEqual(result.returncode, 3)
        found = reports(result.stdout)
        tried = [f["evidence"]["address_tried"].split(": ")[0] for one in found for f in one["findings"]
                 if one["target"]["host"] == "localhost"]
        self.assertEqual(sorted(tried), sorted(addresses))
        self.assertEqual([ids(one) for one in found if one["target"]["host"] != "localhost"], [["handshake.unresolved"]])

    def test_output_that_cannot_be_written_is_no_success(self):
        with open("/dev/full", "w") as full:
            result = subprocess.run([BIN / "certcheck", "127.0.0.1:1"], stdout=full, stderr=subprocess.PIPE, text=True,
                                    timeout=60, check=False)
        self.assertEqual(result.returncode, 2)
        self.assertIn("standard output", result.stderr)

    def test_a_list_that_goes_on_is_worked_on_meanwhile(self):
        with subprocess.Popen([BIN / "certcheck", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                              bufsize=1) as process:
            for target in ("127.0.0.1:1", "no host", "127.0.0.1:2"):
                process.stdin.write(target + "\n")
                # Comes while the next line is still awaited.
                self.assertEqual(report(process.stdout.readline())["target"]["input"], target)
            process.stdin.close()
            self.assertEqual(process.wait(timeout=60), 2)

    def test_nobody_who_reads_ends_a_long_list(self):
        process = subprocess.Popen([BIN / "certcheck", "--concurrency", "1", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(b"127.0.0.1:1\n" * 100_000)
        self.assertEqual(process.wait(timeout=60), -signal.SIGPIPE)

    def test_several_targets_give_a_line_each_and_the_worst_status(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            result = run("certcheck", "-", stdin=f"# a list\n127.0.0.1:{port}\n\nlocalhost:{port} # twice\n")
        self.assertEqual(result.returncode, 3)
        self.assertEqual([r["verdict"] for r in reports(result.stdout)], ["unchecked", "unchecked"])

    def test_help_and_version_are_no_reports(self):
        for flag in ("--help", "--version"):
            result = run("certcheck", flag)
            self.assertEqual(result.returncode, 0)
            self.assertIn("certcheck", result.stdout)


if __name__ == "__main__":
    unittest.main()
