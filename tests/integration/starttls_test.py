"""certcheck where TLS begins behind a dialogue in the clear: what it says first, how it goes on, and what it says of servers
that do not come to TLS."""

import os
import pathlib
import socket
import ssl
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from support import pki  # noqa: E402
from tls_server import Server  # noqa: E402

HOST = "mail.test"
# Far beyond what anything here takes on a busy machine, far below a hang.
GUARD_SECONDS = 120


def line(connection):
    """A line of the client's, read by single bytes: what follows may be TLS."""
    received = b""
    while not received.endswith(b"\n"):
        byte = connection.recv(1)
        assert byte, "the client left"
        received += byte
    return received.strip().decode()


def smtp(connection, greeting=b"220 mail.test ESMTP tester\r\n", offer=b"250-mail.test\r\n250 STARTTLS\r\n",
         answer=b"220 go ahead\r\n"):
    connection.sendall(greeting)
    word, name = line(connection).split(" ", 1)
    assert word == "EHLO" and name == "[127.0.0.1]", (word, name)
    connection.sendall(offer)
    assert line(connection).upper() == "STARTTLS"
    connection.sendall(answer)


def imap(connection, greeting=b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n", answer="OK begin TLS"):
    connection.sendall(greeting)
    while True:
        tag, command = line(connection).split(" ", 1)
        if command.upper() == "CAPABILITY":
            connection.sendall(f"* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK done\r\n".encode())
            continue
        assert command.upper() == "STARTTLS", command
        connection.sendall(f"{tag} {answer}\r\n".encode())
        return


def postgres(connection, answer=b"S"):
    assert connection.recv(8, socket.MSG_WAITALL) == b"\0\0\0\x08\x04\xd2\x16\x2f"  # SSLRequest
    connection.sendall(answer)


class StartTls(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        folder = pathlib.Path(cls.folder.name)
        root = pki.Certificate("Mail Root")
        leaf = root.server(HOST)
        cls.root = folder / "root.pem"
        cls.root.write_text(root.pem)
        (folder / "server.pem").write_text(leaf.pem + leaf.key_pem)
        cls.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        cls.context.load_cert_chain(folder / "server.pem")
        cls.context.set_alpn_protocols(["h2", "http/1.1"])

    def serve_tls(self, dialogue, said=None):
        """A server that speaks TLS behind the dialogue; what the client says then is added to `said`."""
        def serve(connection):
            dialogue(connection)
            with self.context.wrap_socket(connection, server_side=True) as tls:
                received = tls.recv(100)
                if said is not None:
                    said.append(received)
        return serve

    def check(self, serve, target, *arguments, timeout=10):
        with Server(serve) as server:
            done = support.run("certcheck", "--trust", self.root, "--format", "json", "--timeout", timeout, "--connect", f"127.0.0.1:{server.port}",
                               *arguments, target, timeout=GUARD_SECONDS)
        return done.returncode, support.report(done.stdout)

    def test_the_dialogue_leads_to_the_handshake(self):
        for protocol, dialogue, port, scheme in (("smtp", smtp, 25, "smtp"), ("smtp", smtp, 587, "submission"),
                                                 ("imap", imap, 143, "imap"), ("postgres", postgres, 5432, "postgresql")):
            for target, arguments in ((f"{HOST}:{port}", ()), (f"{scheme}://{HOST}", ()), (f"{scheme}://user:secret@{HOST}:1234/x", ()),
                                      (f"{HOST}:1234", ("--starttls", protocol)), (f"{HOST}:443", ("--starttls", protocol.upper()))):
                with self.subTest(protocol, target=target):
                    said = []
                    status, report = self.check(self.serve_tls(dialogue, said), target, *arguments)
                    self.assertEqual((status, report["verdict"]), (0, "trusted"), report["findings"])
                    self.assertEqual(report["target"]["starttls"], protocol)
                    self.assertTrue(report["handshake"]["completed"])
                    # HTTP is neither offered nor spoken.
                    self.assertIsNone(report["handshake"]["alpn"])
                    time.sleep(0.01)
                    self.assertEqual(said, [b""])

    def test_protocols_that_are_asked_for_are_offered_all_the_same(self):
        for given, agreed in (("h2,http/1.1", "h2"), ("http/1.1", "http/1.1"), ("none", None)):
            with self.subTest(given):
                status, report = self.check(self.serve_tls(smtp), f"smtp://{HOST}", "--alpn", given)
                self.assertEqual((status, report["handshake"]["alpn"]), (0, agreed))

    def test_none_begins_at_once(self):
        for target, arguments in ((f"{HOST}:25", ("--starttls", "none")), (f"tls://{HOST}:25", ()), (f"smtps://{HOST}:25", ())):
            with self.subTest(target):
                status, report = self.check(self.serve_tls(lambda connection: None), target, *arguments)
                self.assertEqual((status, report["verdict"]), (0, "trusted"))
                self.assertIsNone(report["target"]["starttls"])

    def test_servers_that_do_not_start_tls_are_told_apart(self):
        def not_offered(connection):
            connection.sendall(b"220 mail.test ESMTP tester\r\n")
            line(connection)
            connection.sendall(b"250-mail.test\r\n250 SIZE\r\n")
            connection.recv(100)

        def greets_with(words):
            def serve(connection):
                connection.sendall(words)
                connection.recv(100)
            return serve
        cases = {
            "smtp without an offer": (not_offered, "smtp", "not_offered", "does not offer TLS", "tester"),
            "smtp that refuses": (lambda c: smtp(c, answer=b"454 TLS not available\r\n"), "smtp", "refused", "454 TLS not available", "tester"),
            "smtp that is busy": (greets_with(b"554 no service for you\r\n"), "smtp", "no_service", "no service for you", ""),
            "smtp that is none": (greets_with(b"SSH-2.0-x\r\n"), "smtp", "malformed", "SSH-2.0-x", ""),
            "smtp that floods": (greets_with(b"220-" + b"x" * 70000), "smtp", "malformed", "more than", ""),
            "imap that refuses": (lambda c: imap(c, answer="NO not now"), "imap", "refused", "not now", "ready"),
            "imap that says bye": (greets_with(b"* BYE too many\r\n"), "imap", "no_service", "too many", ""),
            "postgres without TLS": (lambda c: postgres(c, b"N"), "postgres", "not_offered", "does not offer TLS", ""),
            "postgres that is none": (lambda c: postgres(c, b"HTTP/1.1 400"), "postgres", "malformed", "HTTP", ""),
        }
        for name, (serve, protocol, how, words, greeting) in cases.items():
            with self.subTest(name):
                status, report = self.check(serve, f"{HOST}:1234", "--starttls", protocol)
                self.assertEqual((status, report["verdict"]), (3, "unchecked"))
                self.assertEqual(support.ids(report), [f"starttls.{how}"], report["handshake"]["error"])
                finding = report["findings"][0]
                self.assertIn(words, finding["message"])
                evidence = {each["key"]: each["value"] for each in finding["evidence"]} if isinstance(
                    finding["evidence"], list) else finding["evidence"]
                self.assertEqual(evidence["protocol"], protocol)
                self.assertIn(greeting, evidence.get("greeting", ""))
                self.assertEqual((report["handshake"]["failure"], report["handshake"]["stopped_at"]), ("starttls", "starttls"))
                self.assertEqual(report["target"]["starttls"], protocol)

    def test_what_comes_behind_the_go_ahead_is_named_and_not_obeyed(self):
        dialogues = (("smtp", lambda c: smtp(c, answer=b"220 go ahead\r\n250 and this\r\n")),
                     ("imap", lambda c: imap(c, answer="OK begin\r\n* CAPABILITY IMAP4rev1")), ("postgres", lambda c: postgres(c, b"SN")))
        for protocol, dialogue in dialogues:
            with self.subTest(protocol):
                status, report = self.check(self.serve_tls(dialogue), f"{HOST}:1234", "--starttls", protocol)
                self.assertIn("starttls.injected", support.ids(report))
                self.assertEqual((status, report["verdict"]), (0, "trusted"))

    def test_a_silent_server_ends_at_the_deadline(self):
        begin = time.monotonic()
        status, report = self.check(lambda connection: connection.recv(100), f"{HOST}:25", timeout=1)
        self.assertLess(time.monotonic() - begin, GUARD_SECONDS / 2)
        self.assertEqual((status, report["verdict"]), (3, "unchecked"))
        self.assertEqual(support.ids(report), ["handshake.timeout"])
        self.assertIn("while the greeting was expected", report["handshake"]["error"])
        self.assertEqual(report["handshake"]["stopped_at"], "starttls")

    def test_every_further_offer_has_a_dialogue_of_its_own(self):
        connections = []

        def serve(connection):
            connections.append(connection)
            smtp(connection)
            if len(connections) == 1:
                connection.recv(1)
                return
            with self.context.wrap_socket(connection, server_side=True) as tls:
                tls.recv(100)
        _, report = self.check(serve, f"smtp://{HOST}")
        self.assertEqual(report["verdict"], "trusted")
        self.assertGreaterEqual(len(connections), 2)
        self.assertTrue(report["handshake"]["probed"])

    def test_an_unknown_protocol_is_refused_by_the_options_name(self):
        for bad in "gopher", "https", "":
            with self.subTest(bad):
                done = support.run("certcheck", "--starttls", bad, HOST)
                self.assertEqual(done.returncode, 2)
                self.assertIn("--starttls", done.stderr)
                if bad:
                    self.assertIn(f'"{bad}"; known are smtp, lmtp, imap', done.stderr)


if __name__ == "__main__":
    unittest.main()
