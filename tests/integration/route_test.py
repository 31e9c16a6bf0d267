"""How certcheck comes to a server: the PROXY protocol's header ahead of everything, and the address that it comes from."""

import os
import pathlib
import socket
import struct
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import nginx  # noqa: E402
import support  # noqa: E402
from tls_endpoint import GUARD_SECONDS, HOST, Endpoint, free_port, receive, receive_until  # noqa: E402
from tls_server import Server  # noqa: E402

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"


def read_header(connection):
    """The version and the ends that a header of the PROXY protocol names."""
    start = receive(connection, 6)
    if start == b"PROXY ":
        words = receive_until(connection, b"\r\n").decode().split()
        return ("v1", *words)
    start += receive(connection, 10)
    assert start[:12] == SIGNATURE and start[12] >> 4 == 2, start
    rest = receive(connection, struct.unpack(">H", start[14:])[0])
    if start[12] == 0x20:
        return ("v2", "LOCAL", start[13], rest)
    family = {0x11: socket.AF_INET, 0x21: socket.AF_INET6}[start[13]]
    size = (len(rest) - 4) // 2
    ends = [socket.inet_ntop(family, rest[:size]), socket.inet_ntop(family, rest[size:2 * size])]
    return ("v2", "TCP4" if family == socket.AF_INET else "TCP6", *ends, *(str(port) for port in struct.unpack(">HH", rest[2 * size:])))


class Routes(support.FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.endpoint = Endpoint(cls.folder)

    def check_trusted(self, done, report):
        self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"), (done.stderr, report["findings"]))

    def test_a_header_ahead_of_tls(self):
        seen = []

        def serve(connection):
            peer = connection.getpeername()
            seen.append((read_header(connection), peer))
            self.endpoint.serve(connection)
        with Server(serve) as server:
            for version in "v1", "v2":
                done, report = self.endpoint.certcheck("--proxy-protocol", version, "--connect", f"127.0.0.1:{server.port}", HOST)
                self.check_trusted(done, report)
                self.assertEqual(report["target"]["proxy_protocol"], version)
                header, peer = seen.pop()
                self.assertEqual(header, (version, "TCP4", "127.0.0.1", "127.0.0.1", str(peer[1]), str(server.port)))
            done, report = self.endpoint.certcheck("--connect", f"127.0.0.1:{server.port}", HOST)
            self.assertIsNone(report["target"]["proxy_protocol"])

    def test_a_header_on_each_connection_and_before_starttls(self):
        headers = []

        def serve(connection):
            headers.append(read_header(connection)[0])
            connection.sendall(b"220 mail.test\r\n")
            receive_until(connection, b"\r\n")
            connection.sendall(b"250-mail.test\r\n250 STARTTLS\r\n")
            receive_until(connection, b"\r\n")
            connection.sendall(b"220 go ahead\r\n")
            if len(headers) == 1:
                connection.recv(1)
                return
            self.endpoint.serve(connection)
        with Server(serve) as server:
            done, report = self.endpoint.certcheck("--proxy-protocol", "v2", "--connect", f"127.0.0.1:{server.port}", f"smtp://{HOST}")
        self.check_trusted(done, report)
        self.assertTrue(report["handshake"]["probed"])
        self.assertGreaterEqual(len(headers), 2)

    def test_by_a_proxy_nobody_knows_the_ends(self):
        headers = []

        def serve(connection):
            receive_until(connection, b"\r\n\r\n")
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            headers.append(read_header(connection))
            self.endpoint.serve(connection)
        with Server(serve) as proxy:
            for version in "v1", "v2":
                self.check_trusted(*self.endpoint.certcheck("--proxy", f"127.0.0.1:{proxy.port}", "--proxy-protocol", version, HOST))
        self.assertEqual(headers, [("v1", "UNKNOWN"), ("v2", "LOCAL", 0, b"")])

    @unittest.skipUnless(nginx.PROGRAM, "nginx is not installed")
    def test_nginx_wants_a_header(self):
        port = free_port()
        with nginx.Nginx(self.folder, [port], f"""
  server {{
    listen 127.0.0.1:{port} ssl proxy_protocol;
    ssl_certificate {self.endpoint.chain}; ssl_certificate_key {self.endpoint.key};
  }}"""):
            for version in "v1", "v2":
                self.check_trusted(*self.endpoint.certcheck("--proxy-protocol", version, "--connect", f"127.0.0.1:{port}", HOST))
            _, report = self.endpoint.certcheck("--connect", f"127.0.0.1:{port}", HOST)
            self.assertEqual(report["verdict"], "unchecked")

    def test_a_source_address(self):
        sources = []

        def serve(connection):
            sources.append(connection.getpeername()[0])
            self.endpoint.serve(connection)
        with Server(serve) as server:
            for source in "127.0.0.1", "127.0.0.77":
                self.check_trusted(*self.endpoint.certcheck("--source", source, "--connect", f"127.0.0.1:{server.port}", HOST))
            self.assertEqual(sources, ["127.0.0.1", "127.0.0.77"])
            # RFC 5737: nobody's address. An address that this machine does not have is the user's mistake, not the server's.
            done, report = self.endpoint.certcheck("--source", "192.0.2.77", "--connect", f"127.0.0.1:{server.port}", HOST)
            self.assertEqual(done.returncode, 2)
            self.assertIn("no connection can come from the source address 192.0.2.77", done.stdout)
            # Only addresses of the source's family are connected to.
            done, report = self.endpoint.certcheck("--source", "::1", "--connect", f"127.0.0.1:{server.port}", HOST)
            self.assertEqual(done.returncode, 2)
            self.assertIn("127.0.0.1 is not an address of the family of the source address ::1", done.stdout)

    def test_ranges_and_lists_with_addresses(self):
        peers = []

        def serve(connection):
            peers.append(connection.getsockname()[0])
            self.endpoint.serve(connection)
        listeners = [Server(serve, f"127.0.0.{last}") for last in (5, 6)]
        port = listeners[0].port
        self.addCleanup(listeners[0].socket.close)
        self.addCleanup(listeners[1].socket.close)
        done = self.run_on("--no-name", f"127.0.0.5/31:{port}")
        self.assertEqual({report["target"]["host"] for report in support.reports(done.stdout)}, {"127.0.0.4", "127.0.0.5"})
        self.assertEqual(peers, ["127.0.0.5"])
        done = self.run_on("-", stdin=f"{HOST}:{port},127.0.0.5\n{HOST}:{listeners[1].port}, 127.0.0.6\n")
        self.assertEqual(sorted((report["target"]["address"], report["verdict"]) for report in support.reports(done.stdout)),
                         [("127.0.0.5", "trusted"), ("127.0.0.6", "trusted")])
        for text, words in (("192.0.2.0/24", "--allow-public-ranges"), ("10.0.0.0/8", "more than 65536 addresses")):
            done = self.run_on(text)
            self.assertEqual(done.returncode, 2)
            self.assertIn(words, done.stderr)

    def run_on(self, *arguments, stdin=""):
        return support.run("certcheck", "--trust", self.endpoint.root, "--proxy", "none", *arguments, stdin=stdin, timeout=GUARD_SECONDS)

    def test_wrong_options_are_named(self):
        for arguments, words in ((("--proxy-protocol", "v3"), '--proxy-protocol: "v3" is neither v1 nor v2'),
                                 (("--source", "eth0"), '--source: "eth0" is not an IP address'),
                                 (("-6", "--source", "127.0.0.1"), "--source: 127.0.0.1 is not an address of the family asked for")):
            with self.subTest(arguments):
                done, _ = self.endpoint.certcheck(*arguments, HOST)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
