"""certcheck serve behind nginx, with the configuration of docs/service.md: TLS, client certificates and one client's many requests."""

import os
import pathlib
import re
import ssl
import sys
import unittest
import urllib.error
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import nginx  # noqa: E402
from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: E402
from serve_process import Scenarios, Service  # noqa: E402
from support import FolderTest, pki  # noqa: E402
from tls_endpoint import GUARD_SECONDS, free_port  # noqa: E402

CLIENT = {"eku": pki.purposes(ExtendedKeyUsageOID.CLIENT_AUTH)}
DOCUMENT = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "docs/service.md"


@unittest.skipIf(nginx.PROGRAM is None, "nginx is not installed")
class BehindNginx(FolderTest):
    def setUp(self):
        super().setUp()
        scenarios = Scenarios(self.folder, "good-rsa")
        self.addCleanup(scenarios.close)
        self.host = scenarios.host("good-rsa")
        self.service = Service("--allow-target", "127.0.0.0/8", "--policy-file", scenarios.policy)
        self.addCleanup(self.service.stop)
        self.authority = pki.Certificate("Clients and servers")
        self.port = free_port()
        self.write("certcheck", self.authority.server("service.test"))
        (self.folder / "clients.pem").write_text(self.authority.pem)

    def write(self, name, certificate):
        (self.folder / f"{name}.pem").write_text(certificate.pem)
        (self.folder / f"{name}.key").write_text(certificate.key_pem)

    def configuration(self):
        """As it is documented, with these ports and files."""
        block = re.search(r"With nginx:\n\n((?:    .*\n)+)", DOCUMENT.read_text())[1]
        for documented, here in (("listen 443", f"listen 127.0.0.1:{self.port}"), ("/etc/ssl/", f"{self.folder}/"),
                                 ("127.0.0.1:9219", f"127.0.0.1:{self.service.port}")):
            self.assertIn(documented, block)
            block = block.replace(documented, here)
        return block

    def ask(self, path, client=None):
        context = ssl.create_default_context(cadata=self.authority.pem)
        context.check_hostname = False
        if client is not None:
            self.write("client", client)
            context.load_cert_chain(self.folder / "client.pem", self.folder / "client.key")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
        try:
            with opener.open(f"https://127.0.0.1:{self.port}{path}", timeout=GUARD_SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""

    def test_only_clients_with_a_certificate_are_let_through(self):
        with nginx.Nginx(self.folder, [self.port], self.configuration()):
            client = self.authority.server("prometheus.test", changes=CLIENT)
            status, text = self.ask(f"/probe?target={self.host}&module=good-rsa", client)
            self.assertEqual((status, "\nprobe_success 1\n" in text), (200, True))
            self.assertEqual(self.ask("/probe?target=10.0.0.1", client)[0], 403)
            self.assertEqual(self.ask("/healthz")[0], 400)
            self.assertEqual(self.ask("/healthz", pki.Certificate("Others").server("prometheus.test", changes=CLIENT))[0], 400)
        # Only what nginx let through was asked of the service.
        asked = [event["path"] for event in self.service.events if event["event"] == "request"]
        self.assertEqual(asked, ["/probe", "/probe"])


if __name__ == "__main__":
    unittest.main()
