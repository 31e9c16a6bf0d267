"""certcheck through proxies that are reached by TLS: what goes through, and whom nothing is sent to."""

import base64
import ipaddress
import os
import pathlib
import select
import socket
import ssl
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402
from support import pki  # noqa: E402
from tls_endpoint import HOST, EndpointTest, receive_until  # noqa: E402
from tls_server import Server, Tls13, wait_until_closed  # noqa: E402

PROXY = "localhost"
USER, PASSWORD = "ali", "sesame"


def relay(tls, server):
    """Both ways on one thread: two may not use one TLS connection at once."""
    while True:
        ready = [tls] if tls.pending() else select.select([tls, server], [], [])[0]
        for one, other in ((tls, server), (server, tls)):
            if one in ready:
                data = one.recv(65536)
                if not data:
                    return
                other.sendall(data)


class HttpsProxies(EndpointTest):
    # Several records' worth of certificate.
    names = (HOST, *(f"name-{i}.{HOST}" for i in range(2000)))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = pki.Certificate("Proxy Root")
        cls.root = cls.folder / "proxy-root.pem"
        cls.root.write_text(cls.authority.pem)

    def context(self, *names, valid=(-30, 300), oldest=ssl.TLSVersion.TLSv1_2, newest=ssl.TLSVersion.TLSv1_3, ciphers=None):
        leaf = self.authority.server(*(names or (PROXY,)), valid=valid)
        path = self.folder / "proxy.pem"
        path.write_text(leaf.pem + leaf.key_pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        context.minimum_version, context.maximum_version = oldest, newest
        if ciphers:
            context.set_ciphers(ciphers)
        context.sni_callback = lambda _, name, __: self.names.append(name)
        return context

    def setUp(self):
        self.heads, self.names = [], []

    def proxy(self, context):
        def serve(connection):
            with context.wrap_socket(connection, server_side=True) as tls:
                self.heads.append(receive_until(tls, b"\r\n\r\n").decode())
                with socket.create_connection(("127.0.0.1", self.server.port)) as server:
                    tls.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    relay(tls, server)
        return Server(serve)

    def certcheck(self, proxy, *arguments, host=PROXY, user="", **more):
        return self.endpoint.certcheck("--proxy", f"https://{user}{host}:{proxy.port}", *arguments, HOST, **more)

    def test_what_goes_through(self):
        for newest in ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_2:
            with self.subTest(newest), self.proxy(self.context(newest=newest)) as proxy:
                self.setUp()
                done, report = self.certcheck(proxy, "--proxy-ca", self.root, user=f"{USER}:{PASSWORD}@")
                self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"), (done.stderr, report["findings"]))
                self.assertEqual(report["target"]["proxy"], {"url": f"https://{PROXY}:{proxy.port}", "named_by": "--proxy"})
                self.assertEqual(len(report["chain"]["presented"][0]["dns_names"]), 2001)
                credentials = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
                self.assertEqual(self.heads, [f"CONNECT {HOST}:443 HTTP/1.1\r\nHost: {HOST}:443\r\n"
                                              f"Proxy-Authorization: Basic {credentials}\r\n\r\n"])
                self.assertEqual(self.names, [PROXY])
                self.assertNotIn(PASSWORD, done.stdout + done.stderr)

    def test_every_connection_goes_by_it(self):
        with self.proxy(self.context()) as proxy:
            done, report = self.certcheck(proxy, "--proxy-ca", self.root, "--all-certificates", timeout=60)
            self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"), (done.stderr, report["findings"]))
        self.assertGreaterEqual(len(self.heads), 6)

    def test_an_address_and_the_environment(self):
        with self.proxy(self.context(PROXY, x509.IPAddress(ipaddress.ip_address("127.0.0.1")))) as proxy:
            url = f"https://127.0.0.1:{proxy.port}"
            done, report = self.endpoint.certcheck("--proxy-ca", self.root, HOST, environment={"https_proxy": url})
            self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"), (done.stderr, report["findings"]))
            self.assertEqual(report["target"]["proxy"], {"url": url, "named_by": "https_proxy"})
        self.assertEqual(self.names, [None])

    def test_nothing_is_sent_to_a_proxy_that_is_not_trusted(self):
        ca = ("--proxy-ca", self.root)
        cases = {"another root": ((), self.context(), "path."), "another name": (ca, self.context("other.test"), "host."),
                 "expired": (ca, self.context(valid=(-100, -5)), "path.validity.expired")}
        for name, (arguments, context, words) in cases.items():
            with self.subTest(name), self.proxy(context) as proxy:
                done, report = self.certcheck(proxy, *arguments, user=f"{USER}:{PASSWORD}@")
                self.assertEqual((done.returncode, report["verdict"], support.ids(report)), (3, "unchecked", ["proxy.untrusted"]))
                self.assertIn("the proxy's certificate is not trusted: " + words, report["findings"][0]["message"])
                self.assertEqual(report["handshake"]["stopped_at"], "proxy")
        self.assertEqual(self.heads, [])

    def test_a_proxy_without_the_key_of_its_certificate(self):
        """It shows a certificate that is trusted, and signs with another key."""
        leaf = self.authority.server(PROXY)
        sent = []

        def serve(connection):
            server = Tls13(connection, (ec.generate_private_key(ec.SECP256R1()), [leaf.der]))
            connection.sendall(server.flight())
            while data := connection.recv(65536):
                sent.append(data)
        with Server(serve) as proxy:
            done, report = self.certcheck(proxy, "--proxy-ca", self.root, user=f"{USER}:{PASSWORD}@")
        self.assertEqual((done.returncode, support.ids(report)), (3, ["proxy.malformed"]))
        self.assertIn("no TLS with the proxy: ", report["findings"][0]["message"])
        # An alert, perhaps with the dummy change_cipher_spec before it; CONNECT and its credentials are longer.
        self.assertLess(len(b"".join(sent)), 60)

    def test_proxies_that_do_not_speak_tls_or_only_what_is_weak(self):
        def plaintext(connection):
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.recv(1000)
        weak = self.context(newest=ssl.TLSVersion.TLSv1_2, ciphers="ECDHE-ECDSA-AES128-SHA256:ECDHE-RSA-AES128-SHA256:AES128-SHA")
        for name, proxy in {"plaintext": Server(plaintext), "CBC alone": self.proxy(weak),
                            "closes": Server(lambda connection: connection.recv(1000))}.items():
            with self.subTest(name), proxy:
                done, report = self.certcheck(proxy, "--proxy-ca", self.root)
                self.assertEqual((done.returncode, support.ids(report)), (3, ["proxy.malformed"]), done.stdout)
                self.assertIn("no TLS with the proxy: ", report["findings"][0]["message"])
        with Server(wait_until_closed) as proxy:
            done, report = self.certcheck(proxy, "--proxy-ca", self.root, timeout=1)
        self.assertEqual((done.returncode, support.ids(report)), (3, ["handshake.timeout"]))
        self.assertIn("in its TLS handshake", report["handshake"]["error"])

    def test_wrong_options_are_named(self):
        for arguments, words in ((("--proxy-ca", self.root), "--proxy-ca has no effect without a proxy"),
                                 (("--proxy", "http://127.0.0.1:1", "--proxy-ca", self.root), "--proxy-ca has no effect on a proxy"),
                                 (("--proxy", "https://127.0.0.1:1", "--proxy-ca", self.folder / "none"), "--proxy-ca: ")):
            with self.subTest(words):
                done, _ = self.endpoint.certcheck(*arguments, HOST)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
