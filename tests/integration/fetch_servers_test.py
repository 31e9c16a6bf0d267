"""Issuers, CRLs and OCSP responses from servers that CAs publish with: nginx and Python's http.server serve files, and nginx the
certificate itself."""

import base64
import contextlib
import functools
import http.server
import os
import pathlib
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import nginx  # noqa: E402
import support  # noqa: E402
from cryptography.x509 import ocsp  # noqa: E402
from fetch_test import access, points  # noqa: E402
from support import pki  # noqa: E402
from tls_endpoint import GUARD_SECONDS, HOST, free_port  # noqa: E402

PATIENCE = "60"
GOOD, REVOKED = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED


def der(pem):
    return base64.b64decode("".join(line for line in pem.splitlines() if not line.startswith("-")))


class Files(http.server.SimpleHTTPRequestHandler):
    """As `python3 -m http.server`, but that /moved/ is elsewhere. `asked` has what was asked for."""
    protocol_version = "HTTP/1.1"
    asked = None

    def do_GET(self):
        if self.path.startswith("/moved/"):
            self.send_response(301)
            self.send_header("Location", self.path.removeprefix("/moved"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def log_request(self, code="-", size="-"):
        self.asked.append((self.command, self.path, int(code)))

    def log_message(self, *_):
        pass


class Publishing(support.FolderTest):
    """A CA that publishes what it has as files below `folder`/public."""

    def setUp(self):
        self.root = pki.Certificate("Publishing Root")
        self.public = self.folder / self.id().rpartition(".")[2]
        self.public.mkdir()
        self.root_file = self.public / "root.pem"
        self.root_file.write_text(self.root.pem)

    @contextlib.contextmanager
    def python(self):
        Files.asked = []
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=self.public))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1], lambda: Files.asked
        finally:
            server.shutdown()
            server.server_close()

    @contextlib.contextmanager
    def nginx(self, tls_port=None):
        """The port, and what was asked for. With `tls_port` it serves leaf.pem by TLS there."""
        port = free_port()
        tls = f"""
  server {{
    listen 127.0.0.1:{tls_port} ssl;
    ssl_certificate {self.public}/leaf.pem; ssl_certificate_key {self.public}/leaf.key;
  }}""" if tls_port else ""
        yield port, lambda: nginx.Nginx(self.public, [port] + [tls_port] * (tls_port is not None), f"""
  server {{
    listen 127.0.0.1:{port};
    root {self.public};
    types {{ application/pkix-cert cer; application/pkix-crl crl; application/ocsp-response ocsp; }}
    location /moved/ {{ rewrite ^/moved(/.*)$ $1 redirect; }}
    location /ocsp/ {{ types {{}} default_type application/ocsp-response; try_files /leaf.ocsp =404; }}
  }}{tls}""")

    def issue(self, base, *, crl="/ca.crl", issuer="/ca.cer", responder=None, revoked=False, ca_revoked=False):
        """The leaf, with what is published of it and its CA at `base`."""
        ca = self.root.authority("Publishing CA", more=[points(base + "/root.crl")])
        leaf = ca.server(HOST, more=[access([base + issuer] if issuer else [], [base + responder] if responder else [])]
                         + ([points(base + crl)] if crl else []))
        (self.public / "ca.cer").write_bytes(ca.der)
        (self.public / "ca.crl").write_bytes(der(ca.crl(*([leaf] if revoked else []))))
        (self.public / "root.crl").write_bytes(der(self.root.crl(*([ca] if ca_revoked else []))))
        (self.public / "leaf.ocsp").write_bytes(ca.ocsp(leaf, REVOKED if revoked else GOOD))
        (self.public / "leaf.pem").write_text(leaf.pem)
        (self.public / "leaf.key").write_text(leaf.key_pem)
        return leaf

    def run_tool(self, tool, *arguments):
        done = support.run(tool, "--trust", self.root_file, "--format", "json", "--aia", "--online-revocation", "--revocation", "hard",
                           "--fetch-allow", "127.0.0.1", "--no-cache", "--timeout", PATIENCE, *arguments, timeout=GUARD_SECONDS, env=support.environment())
        self.assertIn(done.returncode, (0, 1), done.stderr + done.stdout)
        report = support.report(done.stdout)
        self.assertEqual(done.returncode, 0 if report["verdict"] == "trusted" else 1)
        return report

    def verify(self):
        return self.run_tool("certverify", "--name", HOST, self.public / "leaf.pem")

    def statuses(self, report):
        return [each["status"] for each in report["revocation"]]

    # The cases, at a server that `asked` says what it was asked of.

    def check_cases(self, base, asked):
        self.issue(base)
        report = self.verify()
        self.assertEqual((report["verdict"], self.statuses(report)), ("trusted", ["good", "good"]), report["findings"])
        self.assertEqual([(each["kind"], each["status"], each["error"]) for each in report["fetches"]],
                         [("issuer", 200, None), ("crl", 200, None), ("crl", 200, None)])
        # The CRLs are asked for at the same time.
        first, *rest = asked()[:3]
        self.assertEqual(first, ("GET", "/ca.cer", 200))
        self.assertEqual(set(rest), {("GET", "/ca.crl", 200), ("GET", "/root.crl", 200)})

        self.issue(base, revoked=True)
        report = self.verify()
        self.assertEqual((report["verdict"], self.statuses(report)), ("untrusted", ["revoked", "good"]))
        self.assertIn("revocation.revoked", support.ids(report))

        self.issue(base, ca_revoked=True)
        report = self.verify()
        self.assertEqual((report["verdict"], self.statuses(report)[-1]), ("untrusted", "revoked"))

        # Somewhere else, as the server says.
        self.issue(base, crl="/moved/ca.crl", issuer="/moved/ca.cer")
        report = self.verify()
        self.assertEqual((report["verdict"], self.statuses(report)), ("trusted", ["good", "good"]), report["findings"])
        self.assertEqual([each["redirects"] for each in report["fetches"]], [[base + "/ca.cer"], [base + "/ca.crl"], []])

        # Nowhere: hard refuses, and each finding names its certificate.
        leaf = self.issue(base, crl="/none.crl")
        report = self.verify()
        self.assertEqual((report["verdict"], self.statuses(report)), ("untrusted", ["unknown", "good"]))
        (failed,) = [each for each in report["findings"] if each["id"] == "engine.fetch_failed"]
        self.assertIn("404", failed["message"])
        self.assertEqual((failed["subject"]["kind"], failed["subject"]["index"]), ("certificate", 0))
        self.assertEqual(failed["subject"]["sha256"], leaf.certificate.fingerprint(pki.hashes.SHA256()).hex())
        self.assertIn(failed["subject"], [each["subject"] for each in report["fetches"] if each["status"] == 404])
        self.issue(base, issuer="/none.cer")
        report = self.verify()
        self.assertEqual(report["verdict"], "untrusted")
        self.assertIn("path.issuer.not_found", support.ids(report))
        # Something else.
        self.issue(base, issuer="/root.crl")
        report = self.verify()
        self.assertEqual((report["verdict"], report["fetches"][0]["error"]), ("untrusted", "the answer contains no certificate"))


class PythonTest(Publishing):
    def test_files_of_a_ca(self):
        with self.python() as (port, asked):
            self.check_cases(f"http://127.0.0.1:{port}", asked)


@unittest.skipUnless(nginx.PROGRAM, "nginx is not installed")
class NginxTest(Publishing):
    def test_files_of_a_ca(self):
        with self.nginx() as (port, start), start() as server:
            self.check_cases(f"http://127.0.0.1:{port}", server.asked)

    def test_ocsp_responses_made_ahead(self):
        """As RFC 5019 has them: the request is in the path of a GET, the response in a file."""
        with self.nginx() as (port, start), start() as server:
            for revoked, verdict, status in ((False, "trusted", "good"), (True, "untrusted", "revoked")):
                self.issue(f"http://127.0.0.1:{port}", responder="/ocsp/", crl=None, revoked=revoked)
                report = self.verify()
                self.assertEqual((report["verdict"], self.statuses(report)[0]), (verdict, status), report["findings"])
            self.assertIn(("GET", 200), [(method, code) for method, path, code in server.asked() if path.startswith("/ocsp/M")])

    def test_a_server_without_its_intermediate(self):
        """certcheck: nginx sends the leaf alone, and publishes the rest."""
        for revoked, verdict in ((False, "trusted"), (True, "untrusted")):
            tls_port = free_port()
            with self.nginx(tls_port) as (port, start):
                leaf = self.issue(f"http://127.0.0.1:{port}", revoked=revoked)
                with start() as server:
                    report = self.run_tool("certcheck", f"{HOST}:{tls_port},127.0.0.1")
                    self.assertEqual((report["verdict"], self.statuses(report)),
                                     (verdict, ["revoked" if revoked else "good", "good"]), report["findings"])
                    self.assertEqual({path for method, path, _ in server.asked() if method == "GET"}, {"/ca.cer", "/ca.crl", "/root.crl"})
            self.assertEqual(report["chain"]["missing_intermediates"][0]["fetched_from"], f"http://127.0.0.1:{port}/ca.cer")
            self.assertEqual(report["fetches"][0]["subject"],
                             {"kind": "certificate", "index": 0, "sha256": leaf.certificate.fingerprint(pki.hashes.SHA256()).hex()})


if __name__ == "__main__":
    unittest.main()
