"""certcheck against servers that answer only some offers: what works is validated as usual, and what had to be left out is a
finding of its own. And against servers whose key says more than their handshake."""

import os
import pathlib
import socket
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from support import pki  # noqa: E402
from tls_server import (ALERT, HANDSHAKE, Server, Tls12, Tls13, message, parse_client_hello, record, reset,  # noqa: E402
                        wait_until_closed)

HOST = "a.test"
GUARD_SECONDS = 120
SERVER_NAME, GROUPS, ALPN, VERSIONS = 0, 10, 16, 43


def peek_hello(connection):
    """The first record, which stays to be read: its size, and the hello's extensions."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        data = connection.recv(65536, socket.MSG_PEEK)
        if not data:
            raise ConnectionResetError
        if len(data) >= 5 and len(data) >= 5 + int.from_bytes(data[3:5], "big"):
            _, _, extensions = parse_client_hello(data[9:])
            return len(data), extensions
        time.sleep(0.01)
    raise ConnectionResetError


class Intolerance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        root = pki.Certificate("Intolerant Root")
        leaf = root.server(HOST)
        cls.identity = leaf.key, [leaf.der]
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name) / "root.pem"
        cls.root.write_text(root.pem)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def check(self, serve, *arguments, timeout=10):
        with Server(serve) as server:
            result = support.run("certcheck", "--trust", self.root, "--connect", f"127.0.0.1:{server.port}", "--timeout", timeout, *arguments, HOST,
                                 timeout=GUARD_SECONDS)
        return support.report(result.stdout)

    def serve_tls13(self, connection):
        connection.sendall(Tls13(connection, self.identity).flight())
        wait_until_closed(connection)

    def serve_tls12(self, connection):
        tls = Tls12(connection, self.identity)
        connection.sendall(tls.flight())
        connection.sendall(tls.finish())
        wait_until_closed(connection)

    def choosy(self, dislikes, how, serve):
        """A server that ends hellos it dislikes in a way of its own."""
        def handle(connection):
            size, extensions = peek_hello(connection)
            if dislikes(size, extensions):
                how(connection)
            else:
                serve(connection)
        return handle

    def assert_intolerant(self, report, kind, finding):
        self.assertEqual(report["verdict"], "trusted", report["handshake"]["error"])
        self.assertTrue(report["handshake"]["completed"])
        self.assertTrue(report["handshake"]["probed"])
        self.assertEqual(report["handshake"]["intolerances"], [kind])
        self.assertIn(finding, support.ids(report))
        self.assertEqual(len(report["chain"]["presented"]), 1)

    def test_large_hellos(self):
        endings = {"reset": reset, "close": lambda connection: None, "hang": wait_until_closed,
                   "alert": lambda connection: connection.sendall(record(ALERT, b"\2\x32"))}
        for name, how in endings.items():
            for serve in self.serve_tls12, self.serve_tls13:
                with self.subTest(name, serve=serve.__name__):
                    report = self.check(self.choosy(lambda size, _: size > 1024, how, serve), timeout=4)
                    self.assert_intolerant(report, "large_hello", "handshake.intolerance.large_hello")
                    self.assertEqual(report["handshake"]["version"], "TLS 1.2" if serve == self.serve_tls12 else "TLS 1.3")

    def test_new_versions(self):
        report = self.check(self.choosy(lambda _, extensions: VERSIONS in extensions, reset, self.serve_tls12))
        self.assert_intolerant(report, "new_tls", "handshake.intolerance.tls13")

    def test_server_names(self):
        report = self.check(self.choosy(lambda _, extensions: SERVER_NAME in extensions, reset, self.serve_tls13))
        self.assert_intolerant(report, "server_name", "handshake.intolerance.server_name")
        self.assertIsNone(report["handshake"]["sni"])

    def test_server_names_that_are_met_with_silence(self):
        report = self.check(self.choosy(lambda _, extensions: SERVER_NAME in extensions, wait_until_closed, self.serve_tls13),
                            timeout=8)
        self.assert_intolerant(report, "server_name", "handshake.intolerance.server_name")

    def test_names_and_new_versions_at_once(self):
        dislikes = {SERVER_NAME, VERSIONS}
        report = self.check(self.choosy(lambda _, extensions: dislikes & set(extensions), reset, self.serve_tls12))
        self.assertEqual((report["verdict"], report["handshake"]["intolerances"]), ("trusted", ["new_tls", "server_name"]))
        self.assertLessEqual({"handshake.intolerance.tls13", "handshake.intolerance.server_name"}, set(support.ids(report)))

    def test_application_protocols(self):
        def refuse(connection):
            connection.sendall(record(ALERT, b"\2\x78"))
        serve = self.choosy(lambda _, extensions: ALPN in extensions, refuse, self.serve_tls13)
        self.assert_intolerant(self.check(serve), "alpn", "handshake.intolerance.alpn")
        report = self.check(serve, "--alpn", "none")
        self.assertEqual((report["verdict"], report["handshake"]["probed"]), ("trusted", False))

    def test_who_answers_at_once_is_asked_once(self):
        for serve in self.serve_tls12, self.serve_tls13:
            report = self.check(serve)
            self.assertEqual((report["handshake"]["probed"], report["handshake"]["intolerances"]), (False, []))
            self.assertEqual(report["handshake"]["possession"], "proven")

    def test_who_never_answers_costs_no_more_than_the_time_allowed(self):
        begin = time.monotonic()
        report = self.check(wait_until_closed, timeout=2)
        self.assertLess(time.monotonic() - begin, 30)
        self.assertEqual((report["verdict"], support.ids(report)), ("unchecked", ["handshake.timeout"]))

    def test_the_offer_is_the_users(self):
        offered = {}

        def serve(connection):
            _, offered["extensions"] = peek_hello(connection)
            self.serve_tls13(connection)
        report = self.check(serve, "--tls-versions", "1.3", "--groups", "secp256r1,x25519", "--ciphers",
                            "TLS_AES_128_GCM_SHA256", "--alpn", "imap,h2")
        self.assertEqual(report["verdict"], "trusted")
        extensions = offered["extensions"]
        self.assertEqual(extensions[VERSIONS], b"\x02\x03\x04")
        self.assertEqual(extensions[GROUPS], b"\0\4\0\x17\0\x1d")
        self.assertEqual(extensions[ALPN], b"\0\x08\4imap\2h2")
        hello = report["handshake"]["steps"][0]["detail"]
        self.assertEqual((hello["cipher_suites"], hello["key_shares"]), (["TLS_AES_128_GCM_SHA256"], ["secp256r1"]))

    def test_offers_that_make_no_sense_are_usage_errors(self):
        for option, value in (("--tls-versions", "1.4"), ("--groups", "curve9"), ("--ciphers", "AES"), ("--alpn", "h2,,x")):
            result = support.run("certcheck", option, value, HOST)
            self.assertEqual(result.returncode, 2, result.stdout)
            self.assertIn(option, support.report(result.stdout)["findings"][0]["message"] if result.stdout else result.stderr)

    def test_another_key_is_an_impostor(self):
        other = pki.new_key(), self.identity[1]

        def modern(connection):
            connection.sendall(Tls13(connection, other).flight())
            wait_until_closed(connection)

        def old(connection):
            connection.sendall(Tls12(connection, other).flight())
            wait_until_closed(connection)
        for serve in modern, old:
            with self.subTest(serve.__name__):
                report = self.check(serve)
                self.assertEqual(report["verdict"], "untrusted")
                self.assertEqual(report["handshake"]["possession"], "disproved")
                self.assertIn("handshake.protocol.signature_invalid", support.ids(report))

    def test_a_proof_is_enough(self):
        """The server signs, and then leaves: its certificate is validated."""
        def serve(connection):
            connection.sendall(Tls12(connection, self.identity).flight())
            connection.recv(65536)
        report = self.check(serve)
        self.assertEqual((report["verdict"], report["handshake"]["completed"]), ("trusted", False))
        self.assertEqual(report["handshake"]["possession"], "proven")
        self.assertIn("handshake.closed", support.ids(report))

    def test_without_a_proof_there_is_no_verdict(self):
        def serve(connection):
            messages = Tls12(connection, self.identity).messages()
            connection.sendall(record(HANDSHAKE, messages[0] + messages[1]))
        report = self.check(serve)
        self.assertEqual((report["verdict"], report["handshake"]["possession"]), ("unchecked", "unproven"))
        self.assertEqual(len(report["chain"]["presented"]), 1)
        self.assertTrue(report["chain"]["paths"][0]["trusted"])

    def test_hello_requests_are_ignored_amid_the_handshake(self):
        def serve(connection):
            tls = Tls12(connection, self.identity)
            messages = tls.messages()
            connection.sendall(record(HANDSHAKE, messages[0]) + record(HANDSHAKE, message(0, b""))
                               + record(HANDSHAKE, b"".join(messages[1:])))
            connection.sendall(tls.finish())
            wait_until_closed(connection)
        report = self.check(serve)
        self.assertEqual((report["verdict"], report["handshake"]["completed"]), ("trusted", True))


if __name__ == "__main__":
    unittest.main()
