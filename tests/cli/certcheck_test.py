"""certcheck: exit statuses and JSON when there is no server to check, or no sense in the command line."""
import pathlib
import socket
import tempfile
import unittest

from support import ids, report, reports, run


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
        for arguments, word in [
            ([], "no target"),
            (["--no-such-flag", "localhost"], "--no-such-flag"),
            (["host:99999"], "99999"),
            (["a..b"], "a..b"),
            (["--trust", "/nonexistent", "localhost"], "/nonexistent"),
            (["--trust", garbage, "localhost"], "garbage"),
            (["--time", "noon", "localhost"], "noon"),
            (["--timeout", "soon", "localhost"], "soon"),
            (["--cert", garbage, "localhost"], "--key"),
            (["--cert", garbage, "--key", garbage, "localhost"], "--cert"),
            (["--targets", "/nonexistent"], "/nonexistent"),
            (["-4", "-6", "localhost"], "-4"),
        ]:
            with self.subTest(arguments=arguments):
                result = run("certcheck", *arguments)
                self.assertEqual(result.returncode, 2, result.stdout)
                self.assertIn(word, result.stderr)
                self.assertIn(word, report(result.stdout)["findings"][0]["message"])

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
