"""Endpoints as people have them: what they paste, lists as Windows writes them, roots by environment, dead addresses."""
import os
import pathlib
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest

from support import BIN, ids, pki, reports

SECRET = "s3cret"


class Server:
    """Serves one certificate on loopback until closed, and keeps what clients send behind the handshake."""

    def __init__(self, chain, key):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain, key)
        self.received = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, args=(context,), daemon=True)
        self.thread.start()

    def serve(self, context):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as session:
                    session.settimeout(5)
                    self.received.append(session.recv(4096))
            except OSError:
                pass

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()


class Endpoints(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        root = pki.Certificate("Endpoints Root")
        cls.root = cls.path / "root.pem"
        cls.root.write_text(root.pem)
        leaf = root.server("localhost", "www.endpoints.test")
        chain, key_file = cls.path / "chain.pem", cls.path / "key.pem"
        chain.write_text(leaf.pem)
        key_file.write_text(leaf.key_pem)
        cls.server = Server(chain, key_file)

    @classmethod
    def tearDownClass(cls):
        cls.server.close()
        cls.folder.cleanup()

    def check(self, *arguments, trust=True, stdin=b"", **environment):
        command = [BIN / "certcheck", "--timeout", "20", *(["--trust", self.root] if trust else []), *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False,
                              env={"PATH": os.environ["PATH"], **environment})

    def test_what_people_paste(self):
        port = self.server.port
        for target in (f"https://user:{SECRET}@localhost:{port}/", f"localhost:{port}/health", f"tls://localhost:{port}",
                       f"tcp://localhost:{port}", f"localhost:{port} ", f"\ufefflocalhost:{port}"):
            with self.subTest(target=target):
                done = self.check(target)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                (report,) = reports(done.stdout.decode())
                self.assertEqual(report["target"]["host"], "localhost")
                self.assertNotIn(SECRET, done.stdout.decode() + done.stderr.decode())

    def test_credentials_are_echoed_by_no_error(self):
        for target in (f"gopher://user:{SECRET}@localhost/", f"https://user:{SECRET}@local host/", f"https://user:{SECRET}@/",
                       f"https://user:{SECRET}@localhost:99999/"):
            for form in ("json", "text", "sarif", "junit", "markdown"):
                with self.subTest(target=target, form=form):
                    done = self.check("--format", form, target)
                    self.assertEqual(done.returncode, 2)
                    self.assertNotIn(SECRET, done.stdout.decode() + done.stderr.decode())

    def test_lists_of_windows(self):
        line = f"localhost:{self.server.port}"
        for text in (f"{line}\r\n".encode(), f"\ufeff{line}\r\n".encode(), f"\ufeff# comment\r\n{line}\r\n".encode()):
            with self.subTest(text=text):
                done = self.check("-", stdin=text)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(len(reports(done.stdout.decode())), 1)
        done = self.check("-", stdin=line.encode("utf-16"))
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"UTF-16", done.stderr)

    def test_roots_of_the_environment(self):
        target = f"localhost:{self.server.port}"
        folder = self.path / "roots"
        folder.mkdir(exist_ok=True)
        (folder / "root.pem").write_text(self.root.read_text())
        for variables in ({"SSL_CERT_FILE": str(self.root)}, {"SSL_CERT_DIR": str(folder)},
                          {"SSL_CERT_DIR": f"{self.path}/roots:{folder}"}):
            with self.subTest(variables=variables):
                done = self.check(target, trust=False, **variables)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertIn("trust.roots_of_environment", ids(reports(done.stdout.decode())[0]))
                self.assertIn(next(iter(variables)).encode(), done.stderr)
        done = self.check(target, trust=False, SSL_CERT_FILE="/nonexistent")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"SSL_CERT_FILE", done.stderr)
        # What is given by option is what counts.
        done = self.check(target, SSL_CERT_FILE="/nonexistent")
        self.assertEqual(done.returncode, 0)

    def test_a_request_goes_to_http_alone(self):
        for target, arguments, wanted in ((f"imaps://localhost:{self.server.port}", (), b""),
                                          (f"localhost:{self.server.port}", (), b""),
                                          (f"https://localhost:{self.server.port}", (), b"HEAD / HTTP/1.1"),
                                          (f"https://localhost:{self.server.port}", ("--no-request",), b"")):
            with self.subTest(target=target, arguments=arguments):
                before = len(self.server.received)
                self.assertEqual(self.check(*arguments, target).returncode, 0)
                for _ in range(200):
                    if len(self.server.received) > before:
                        break
                    threading.Event().wait(0.05)
                self.assertTrue(self.server.received[-1].startswith(wanted))
                self.assertEqual(bool(self.server.received[-1]), bool(wanted))

    def test_the_address_that_does_not_answer_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as unused:
            port = unused.getsockname()[1]
        done = self.check("--all-addresses", f"localhost:{port}")
        self.assertEqual(done.returncode, 3)
        for report in reports(done.stdout.decode()):
            self.assertIn(report["target"]["address"], ("127.0.0.1", "::1"))


if __name__ == "__main__":
    unittest.main()
