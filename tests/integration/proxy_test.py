"""certcheck through proxies that do as they should, and through others: HTTP CONNECT and SOCKS 5, by option and by environment."""

import base64
import os
import pathlib
import socket
import struct
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from tls_endpoint import GUARD_SECONDS, HOST, EndpointTest, closed_port, receive, receive_until, relay  # noqa: E402
from tls_server import Server  # noqa: E402

USER, PASSWORD = "al@din", "open/sesame:50%"
URL_CREDENTIALS = "al%40din:open%2Fsesame%3a50%25"


def http_proxy(upstream, heads, credentials=None, greeting=b""):
    """Connects each CONNECT to the port `upstream`, whatever it names; `heads` gets what it was asked."""
    def serve(connection):
        head = receive_until(connection, b"\r\n\r\n").decode()
        heads.append(head)
        if credentials:
            expected = base64.b64encode(f"{credentials[0]}:{credentials[1]}".encode()).decode()
            if f"\r\nProxy-Authorization: Basic {expected}\r\n" not in head:
                connection.sendall(b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n')
                return
        with socket.create_connection(("127.0.0.1", upstream)) as server:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n" + greeting)
            relay(connection, server)
    return serve


def socks_proxy(upstream, requests, credentials=None, refuse=()):
    """Likewise; `requests` gets type, address and port of each. `refuse`: addresses it cannot reach."""
    def serve(connection):
        version, count = receive(connection, 2)
        assert version == 5
        methods = receive(connection, count)
        if credentials:
            if 2 not in methods:
                connection.sendall(b"\x05\xff")
                return
            connection.sendall(b"\x05\x02")
            assert receive(connection, 1) == b"\x01"
            given = [receive(connection, receive(connection, 1)[0]).decode() for _ in range(2)]
            connection.sendall(b"\x01\x00" if tuple(given) == credentials else b"\x01\x01")
            if tuple(given) != credentials:
                return
        else:
            connection.sendall(b"\x05\x00")
        assert receive(connection, 3) == b"\x05\x01\x00"
        kind = receive(connection, 1)[0]
        if kind == 3:
            address = receive(connection, receive(connection, 1)[0]).decode()
        else:
            address = socket.inet_ntop(socket.AF_INET if kind == 1 else socket.AF_INET6, receive(connection, 4 if kind == 1 else 16))
        (port,) = struct.unpack(">H", receive(connection, 2))
        requests.append((kind, address, port))
        if address in refuse:
            connection.sendall(b"\x05\x04\x00\x01\0\0\0\0\0\0")
            return
        with socket.create_connection(("127.0.0.1", upstream)) as server:
            connection.sendall(b"\x05\x00\x00\x01\x7f\0\0\x01\0\0")
            relay(connection, server)
    return serve


class Proxies(EndpointTest):
    def check_trusted(self, done, report, url, named_by="--proxy"):
        self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"), (done.stderr, report["findings"]))
        self.assertEqual(report["target"]["proxy"], {"url": url, "named_by": named_by})
        for secret in (PASSWORD, URL_CREDENTIALS, "sesame", base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()):
            self.assertNotIn(secret, done.stdout + done.stderr)

    def test_http_connect(self):
        heads = []
        with Server(http_proxy(self.server.port, heads)) as proxy:
            for url in f"http://127.0.0.1:{proxy.port}", f"127.0.0.1:{proxy.port}", f"http://localhost:{proxy.port}/":
                with self.subTest(url):
                    done, report = self.endpoint.certcheck("--proxy", url, f"{HOST}:8443")
                    shown = url.rstrip("/") if "://" in url else "http://" + url
                    self.check_trusted(done, report, shown)
                    self.assertIsNone(report["target"]["address"])
        self.assertEqual(heads, [f"CONNECT {HOST}:8443 HTTP/1.1\r\nHost: {HOST}:8443\r\n\r\n"] * 3)

    def test_credentials_by_url_and_by_file(self):
        file = f"{self.folder}/credentials"
        with open(file, "w", encoding="utf-8") as out:
            out.write(f"{USER}:{PASSWORD}\n")
        for scheme, serve in (("http", http_proxy(self.server.port, [], (USER, PASSWORD))),
                              ("socks5h", socks_proxy(self.server.port, [], (USER, PASSWORD)))):
            with self.subTest(scheme), Server(serve) as proxy:
                plain = f"{scheme}://127.0.0.1:{proxy.port}"
                with_credentials = f"{scheme}://{URL_CREDENTIALS}@127.0.0.1:{proxy.port}"
                self.check_trusted(*self.endpoint.certcheck("--proxy", with_credentials, HOST), plain)
                self.check_trusted(*self.endpoint.certcheck("--proxy", plain, "--proxy-credentials", file, HOST), plain)
                self.check_trusted(*self.endpoint.certcheck(HOST, environment={"all_proxy": with_credentials}), plain, "all_proxy")
                for url, words in ((plain, "demands a user name and a password"), (plain.replace("://", "://u:wrong@"), "does not accept")):
                    done, report = self.endpoint.certcheck("--proxy", url, HOST)
                    self.assertEqual((done.returncode, report["verdict"], support.ids(report)), (3, "unchecked", ["proxy.authentication"]))
                    self.assertIn(words, report["findings"][0]["message"])
                    self.assertNotIn("wrong", done.stdout + done.stderr)

    def test_socks_by_name_and_by_address(self):
        requests = []
        with Server(socks_proxy(self.server.port, requests)) as proxy:
            url = f"socks5h://127.0.0.1:{proxy.port}"
            self.check_trusted(*self.endpoint.certcheck("--proxy", url, HOST), url)
            done, report = self.endpoint.certcheck("--proxy", url, "--connect", "192.0.2.1:99", HOST)
            self.check_trusted(done, report, url)
            self.assertEqual(report["target"]["address"], "192.0.2.1")
            url = f"socks5://127.0.0.1:{proxy.port}"
            done, report = self.endpoint.certcheck("--proxy", url, "--connect", "localhost", "-4", HOST)
            self.check_trusted(done, report, url)
            self.assertEqual(report["target"]["address"], "127.0.0.1")
            self.endpoint.certcheck("--proxy", url, "--connect", "[2001:db8::7]", HOST)
        self.assertEqual(requests, [(3, HOST, 443), (1, "192.0.2.1", 99), (1, "127.0.0.1", 443), (4, "2001:db8::7", 443)])

    def test_every_connection_goes_by_the_proxy(self):
        """Further offers, and STARTTLS whose greeting comes with the proxy's answer."""
        connections = []

        def smtp(connection):
            connections.append(connection)
            receive_until(connection, b"\r\n")
            connection.sendall(b"250-mail.test\r\n250 STARTTLS\r\n")
            receive_until(connection, b"\r\n")
            connection.sendall(b"220 go ahead\r\n")
            if len(connections) == 1:
                connection.recv(1)
                return
            self.endpoint.serve(connection)
        heads = []
        with Server(smtp) as server, Server(http_proxy(server.port, heads, greeting=b"220 mail.test\r\n")) as proxy:
            done, report = self.endpoint.certcheck("--proxy", f"http://127.0.0.1:{proxy.port}", f"smtp://{HOST}")
        self.check_trusted(done, report, f"http://127.0.0.1:{proxy.port}")
        self.assertTrue(report["handshake"]["probed"])
        self.assertGreaterEqual(len(heads), 2)
        self.assertEqual({head.split(" ")[1] for head in heads}, {f"{HOST}:25"})

    def test_all_addresses_of_a_name_that_the_proxy_knows(self):
        with Server(socks_proxy(self.server.port, [])) as proxy:
            url = f"socks5h://127.0.0.1:{proxy.port}"
            self.check_trusted(*self.endpoint.certcheck("--all-addresses", "--proxy", url, HOST), url)

    def test_the_environment_and_its_exceptions(self):
        heads = []
        with Server(http_proxy(self.server.port, heads)) as proxy:
            url = f"http://127.0.0.1:{proxy.port}"
            direct = ("--connect", f"127.0.0.1:{self.server.port}", HOST)
            for name in "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY":
                with self.subTest(name):
                    self.check_trusted(*self.endpoint.certcheck(HOST, environment={name: url}), url, name)
            count = len(heads)
            for more in {"no_proxy": "127.0.0.0/8"}, {"NO_PROXY": "*"}:
                done, report = self.endpoint.certcheck(*direct, environment={"https_proxy": url, **more})
                self.assertEqual((report["verdict"], report["target"]["proxy"]), ("trusted", None))
            done, report = self.endpoint.certcheck("--proxy", "none", *direct, environment={"https_proxy": url})
            self.assertEqual((report["verdict"], report["target"]["proxy"]), ("trusted", None))
            self.assertEqual(len(heads), count)
            # The option is for all targets.
            self.check_trusted(*self.endpoint.certcheck("--proxy", url, *direct, environment={"no_proxy": "*"}), url)
            text = support.run("certcheck", "--trust", self.endpoint.root, "--proxy", url, "--format", "text", HOST, timeout=GUARD_SECONDS)
            self.assertIn(f"by {url} (--proxy)", text.stdout)

    def test_proxies_that_make_no_connection_are_told_apart(self):
        def answers(words):
            def serve(connection):
                connection.recv(1000)
                connection.sendall(words)
                connection.recv(1000)
            return serve
        cases = {
            "forbidden": ("http", answers(b"HTTP/1.1 403 Forbidden\r\n\r\n"), "refused", '"403 Forbidden"'),
            "unreachable": ("http", answers(b"HTTP/1.0 503 Service Unavailable\r\n\r\n"), "no_connection", "server.test:443"),
            "not HTTP": ("http", answers(b"\x05\xff"), "malformed", "not HTTP"),
            "flood": ("http", answers(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70000), "malformed", "more than"),
            "closes": ("http", lambda connection: connection.recv(1000), "refused", "closed the connection"),
            "ruleset": ("socks5h", lambda c: (answers(b"\x05\x00")(c), c.sendall(b"\x05\x02")), "refused", "not allowed by ruleset"),
            "host": ("socks5h", lambda c: (answers(b"\x05\x00")(c), c.sendall(b"\x05\x04")), "no_connection", "Host unreachable"),
            "not SOCKS": ("socks5h", answers(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "malformed", "not SOCKS"),
        }
        for name, (scheme, serve, how, words) in cases.items():
            with self.subTest(name), Server(serve) as proxy:
                done, report = self.endpoint.certcheck("--proxy", f"{scheme}://127.0.0.1:{proxy.port}", HOST)
                self.assertEqual((done.returncode, report["verdict"], support.ids(report)), (3, "unchecked", [f"proxy.{how}"]))
                self.assertIn(words, report["findings"][0]["message"])
                self.assertEqual((report["handshake"]["failure"], report["handshake"]["stopped_at"]), ("proxy", "proxy"))
        for url in f"http://127.0.0.1:{closed_port()}", "socks5h://no-such-proxy.invalid":
            with self.subTest(url):
                done, report = self.endpoint.certcheck("--proxy", url, HOST)
                self.assertEqual((done.returncode, support.ids(report)), (3, ["proxy.unreachable"]))

    def test_of_several_addresses_the_next_is_tried(self):
        """SOCKS with addresses looked up here; localhost may have one or two."""
        requests = []
        with Server(socks_proxy(self.server.port, requests, refuse=("127.0.0.1", "::1"))) as proxy:
            done, report = self.endpoint.certcheck("--proxy", f"socks5://127.0.0.1:{proxy.port}", "--connect", "localhost", HOST)
        self.assertEqual(support.ids(report)[0], "proxy.no_connection")
        self.assertEqual([address for _, address, _ in requests], report["target"]["addresses"])

    def test_a_silent_proxy_ends_at_the_deadline(self):
        with Server(lambda connection: connection.recv(1000) and connection.recv(1000)) as proxy:
            begin = time.monotonic()
            done, report = self.endpoint.certcheck("--proxy", f"http://127.0.0.1:{proxy.port}", HOST, timeout=1)
        self.assertLess(time.monotonic() - begin, GUARD_SECONDS / 2)
        self.assertEqual((done.returncode, support.ids(report)), (3, ["handshake.timeout"]))
        self.assertIn("the proxy was silent", report["handshake"]["error"])
        self.assertIn("while the answer to CONNECT was expected", report["handshake"]["error"])

    def test_wrong_options_are_named_without_their_secrets(self):
        file = f"{self.folder}/none"
        with open(file, "w", encoding="utf-8") as out:
            out.write("sesame\n")
        cases = ((("--proxy", "ftp://u:sesame@127.0.0.1:1"), "--proxy: its scheme is unknown"),
                 (("--proxy", "http://u:sesame@127.0.0.1:x"), "--proxy: its host or port is not valid"),
                 (("--proxy-credentials", file), "--proxy-credentials has no effect without a proxy"),
                 (("--proxy", "http://127.0.0.1:1", "--proxy-credentials", file), "--proxy-credentials: " + file),
                 (("--proxy", "http://127.0.0.1:1", "--proxy-credentials", file + "x"), "--proxy-credentials: " + file + "x"))
        for arguments, words in cases:
            with self.subTest(arguments):
                done, _ = self.endpoint.certcheck(*arguments, HOST)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, done.stderr)
                self.assertNotIn("sesame", done.stderr + done.stdout)
        done, _ = self.endpoint.certcheck(HOST, environment={"HTTPS_PROXY": "gopher://u:sesame@x"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("environment variable HTTPS_PROXY", done.stderr)
        self.assertNotIn("sesame", done.stderr + done.stdout)


if __name__ == "__main__":
    unittest.main()
