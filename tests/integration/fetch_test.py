"""What certcheck and certverify fetch for --aia and --online-revocation, from whom, and what comes of servers that do as they
like. Everything is on loopback, which --fetch-allow has to allow."""

import base64
import json
import os
import pathlib
import random
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.hazmat.primitives.serialization import pkcs7  # noqa: E402
from cryptography.x509 import ocsp  # noqa: E402
from cryptography.x509.oid import AuthorityInformationAccessOID as Access  # noqa: E402
from dns_server import DnsServer  # noqa: E402
from http_server import HttpServer, answer, redirect, refuse  # noqa: E402
from support import pki  # noqa: E402
from tls_endpoint import GUARD_SECONDS, HOST, closed_port, free_port  # noqa: E402
from tls_server import Server, wait_until_closed  # noqa: E402

ALLOW = "--fetch-allow=127.0.0.0/8"
# What a run may take where it is not the time that is tested: a busy machine may hold up servers and runs for seconds.
PATIENCE = 60
# When one is late that should have ended after few seconds; servers would hold it up for GUARD_SECONDS and more.
LATE = 60
GOOD, REVOKED, UNKNOWN = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED, ocsp.OCSPCertStatus.UNKNOWN
SOURCES = ("issuer", "crl", "ocsp")
CRL, OCSP, CERTIFICATE, BUNDLE = "application/pkix-crl", "application/ocsp-response", "application/pkix-cert", "application/pkcs7-mime"


def access(issuers=(), responders=()):
    return (x509.AuthorityInformationAccess(
        [x509.AccessDescription(Access.CA_ISSUERS, x509.UniformResourceIdentifier(each)) for each in issuers]
        + [x509.AccessDescription(Access.OCSP, x509.UniformResourceIdentifier(each)) for each in responders]), False)


def points(*addresses):
    return (x509.CRLDistributionPoints([x509.DistributionPoint(
        [x509.UniformResourceIdentifier(each) for each in addresses], None, None, None)]), False)


def freshest(address):
    return (x509.FreshestCRL([x509.DistributionPoint([x509.UniformResourceIdentifier(address)], None, None, None)]), False)


class Fetching(support.FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = pki.Certificate("Fetch Root")
        cls.intermediate = cls.root.authority("Fetch Intermediate")
        cls.root_file = cls.folder / "root.pem"
        cls.root_file.write_text(cls.root.pem)
        cls.intermediate_file = cls.folder / "intermediate.pem"
        cls.intermediate_file.write_text(cls.intermediate.pem)

    def pointing(self, source, address, mode="hard"):
        """A leaf that has one thing to be fetched from the address, and arguments under which nothing else is missing."""
        if source == "issuer":
            return self.leaf([address]), ["--aia"]
        leaf = self.leaf(crls=[address]) if source == "crl" else self.leaf(responders=[address])
        return leaf, ["--untrusted", self.intermediate_file, "--online-revocation", "--revocation", mode, "--revocation-scope", "leaf"]

    def leaf(self, issuers=(), responders=(), crls=()):
        more = [access(issuers, responders)] if issuers or responders else []
        return self.intermediate.server(HOST, more=more + ([points(*crls)] if crls else []))

    def certverify(self, leaf, *arguments, variables=None):
        """The report, and how long it took."""
        file = self.folder / f"leaf-{leaf.certificate.serial_number:x}.pem"
        file.write_text(leaf.pem)
        begin = time.monotonic()
        done = support.run("certverify", "--trust", self.root_file, "--format", "json", "--name", HOST, *self.cache(arguments),
                           *self.timeout(arguments), *arguments, file, timeout=GUARD_SECONDS, env=support.environment(**(variables or {})))
        took = time.monotonic() - begin
        self.assertIn(done.returncode, (0, 1), done.stderr)
        self.assertTrue(done.stdout, done.stderr)  # a sanitizer ends the process with status 1, too
        return support.report(done.stdout), took

    @staticmethod
    def timeout(arguments):
        fetches = {"--aia", "--online-revocation"} & set(arguments)
        return [] if "--timeout" in arguments or not fetches else ["--timeout", str(PATIENCE)]

    def cache(self, arguments):
        """None that a test does not ask for."""
        return [] if {"--cache", "--no-cache"} & set(arguments) or self.__class__ is Cached else ["--no-cache"]

    def check(self, report, verdict, *, errors):
        """The verdict, and of each fetch some words of its error, None if it succeeded."""
        self.assertEqual(report["verdict"], verdict, report["findings"])
        self.assertEqual(len(report["fetches"]), len(errors), report["fetches"])
        for fetch, words in zip(report["fetches"], errors):
            if words is None:
                self.assertIsNone(fetch["error"])
            else:
                self.assertIn(words, fetch["error"] or "")
        self.assertEqual(support.ids(report).count("engine.fetch_failed"), sum(words is not None for words in errors))

    def statuses(self, report):
        return [(each["status"], each["source"]) for each in report["revocation"]]


class Issuers(Fetching):
    def test_a_missing_issuer_is_fetched_in_every_form(self):
        certificate = self.intermediate.certificate
        forms = {
            "DER": (self.intermediate.der, CERTIFICATE),
            "PEM": (self.intermediate.pem.encode(), "application/x-x509-ca-cert"),
            "PKCS#7": (pkcs7.serialize_certificates([self.root.certificate, certificate], serialization.Encoding.DER), BUNDLE),
            "PKCS#7 PEM": (pkcs7.serialize_certificates([certificate], serialization.Encoding.PEM), BUNDLE),
        }
        for name, (body, kind) in forms.items():
            with self.subTest(name), HttpServer({"/ca": answer(body, kind=kind)}) as server:
                report, _ = self.certverify(self.leaf([server.url("/ca")]), "--aia", ALLOW)
                self.check(report, "trusted", errors=[None])
                (fetch,) = report["fetches"]
                self.assertEqual((fetch["kind"], fetch["address"], fetch["status"], fetch["bytes"], fetch["method"], fetch["redirects"],
                                  fetch["from_cache"], fetch["note"]),
                                 ("issuer", server.url("/ca"), 200, len(body), "GET", [], False, None))
                self.assertEqual(fetch["subject"]["kind"], "certificate")
                ((method, path, fields),) = server.asked
                self.assertEqual((method, path, fields["host"]), ("GET", "/ca", f"127.0.0.1:{server.port}"))
                self.assertFalse({"cookie", "authorization", "proxy-authorization", "referer"} & set(fields))

    def test_nothing_is_fetched_unless_asked_for(self):
        with HttpServer({"*": answer(self.intermediate.der)}) as server:
            report, _ = self.certverify(self.leaf([server.url()], [server.url()], [server.url()]), "--revocation", "soft")
            self.check(report, "untrusted", errors=[])
            self.assertEqual(server.asked, [])

    def test_the_next_address_is_asked_where_one_fails(self):
        port = closed_port()
        with HttpServer({"/ca": answer(self.intermediate.der, kind="text/html")}) as server:
            report, _ = self.certverify(
                self.leaf([f"http://127.0.0.1:{port}/", server.url("/none"), server.url("/ca")]), "--aia", ALLOW)
            self.check(report, "trusted", errors=["refused", "404", None])
            self.assertIn("text/html", report["fetches"][2]["note"])
            self.assertEqual([fetch["status"] for fetch in report["fetches"]], [None, 404, 200])

    def test_what_is_not_the_issuer_makes_no_path(self):
        other = pki.Certificate("Other Root").authority("Fetch Intermediate")
        for body, words in ((other.der, None), (b"<html>", "no certificate")):
            with self.subTest(body[:10]), HttpServer({"*": answer(body)}) as server:
                report, _ = self.certverify(self.leaf([server.url()]), "--aia", ALLOW)
                self.check(report, "untrusted", errors=[words])

    def test_a_chain_of_missing_issuers(self):
        with HttpServer({}) as server:
            first = self.root.authority("Fetch First")
            second = first.authority("Fetch Second", more=[access([server.url("/first")])])
            leaf = second.server(HOST, more=[access([server.url("/second")])])
            server.pages.update({"/first": answer(first.der), "/second": answer(second.der)})
            report, _ = self.certverify(leaf, "--aia", ALLOW)
            self.check(report, "trusted", errors=[None, None])
            self.assertEqual(server.paths(), ["/second", "/first"])


class Guards(Fetching):
    def test_addresses_that_are_not_public_are_never_touched(self):
        with HttpServer({"*": answer(self.intermediate.der)}) as canary, \
                DnsServer({"inside.test": ["127.0.0.1"], "mapped.test": ["::ffff:127.0.0.1"], "both.test": ["127.0.0.1", "::1"]}) as dns:
            port = canary.port
            hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "[::1]",
                     "[64:ff9b::7f00:1]", "0.0.0.0", "inside.test", "mapped.test", "both.test", "inside.test."]
            for host, source in [(host, source) for host in hosts for source in SOURCES]:
                with self.subTest(f"{host} {source}"):
                    leaf, arguments = self.pointing(source, f"http://{host}:{port}/")
                    report, _ = self.certverify(leaf, *arguments, "--resolver", dns.address)
                    self.check(report, "untrusted", errors=["--fetch-allow"])
                    if source != "issuer":
                        continue
                    # The port is not the reason alone.
                    report, _ = self.certverify(self.leaf([f"http://{host}:{port}/"]), "--aia", "--resolver", dns.address,
                                                "--fetch-allow", "198.51.100.0/24")
                    self.check(report, "untrusted", errors=["--fetch-allow"])
                    self.assertIsNone(report["fetches"][0]["status"])
            self.assertEqual(canary.asked, [])
            for host in ("127.0.0.1", "2130706433", "inside.test"):
                report, _ = self.certverify(self.leaf([f"http://{host}:{port}/"]), "--aia", "--resolver", dns.address, ALLOW)
                self.check(report, "trusted", errors=[None])
            report, _ = self.certverify(self.leaf([f"http://inside.test:{port}/"]), "--aia", "--resolver", dns.address,
                                        "--fetch-allow", "*.test")
            self.check(report, "trusted", errors=[None])
            for deny in "inside.test", "127.0.0.1":
                report, _ = self.certverify(self.leaf([f"http://inside.test:{port}/"]), "--aia", "--resolver", dns.address,
                                            "--fetch-allow", "*", "--fetch-deny", deny)
                self.check(report, "untrusted", errors=["--fetch-deny"])

    def test_ports_of_other_services(self):
        report, _ = self.certverify(self.leaf(["http://pki.test:25/"]), "--aia")
        self.check(report, "untrusted", errors=["port 25"])

    def test_other_schemes(self):
        for address, words in (("https://127.0.0.1/", "https addresses"), ("ldap://127.0.0.1/cn=x", "ldap addresses"),
                               ("file:///etc/passwd", "file addresses"), ("http://user:secret@127.0.0.1/", "user name")):
            with self.subTest(address):
                report, _ = self.certverify(self.leaf([address]), "--aia", ALLOW)
                self.check(report, "untrusted", errors=[words])

    def test_redirections_are_held_to_the_same(self):
        with HttpServer({"*": answer(self.intermediate.der)}, address="127.0.0.2") as canary, HttpServer({}) as server:
            to_canary = f"http://127.0.0.2:{canary.port}/"
            server.pages.update({
                "/private": redirect(to_canary), "/number": redirect(f"http://2130706434:{canary.port}/"),
                "/mapped": redirect(f"http://[::ffff:127.0.0.2]:{canary.port}/"), "/schemeless": redirect(f"//127.0.0.2:{canary.port}/"),
                "/https": redirect("https://127.0.0.1/"), "/file": redirect("file:///etc/passwd"), "/loop": redirect("/loop"),
                "/nowhere": answer(status="302 Found"), "/1": redirect("/2", "301 Moved"), "/2": redirect("3", "307 Temporary"),
                "/3": redirect(server.url("/4"), "308 Permanent"), "/4": answer(self.intermediate.der)})
            only = "--fetch-allow=127.0.0.1"
            for path, words in (("/private", "loopback"), ("/number", "loopback"), ("/mapped", "loopback"), ("/schemeless", "loopback"),
                                ("/https", "https"), ("/file", "file"), ("/loop", "redirections"), ("/nowhere", "where to")):
                for source in SOURCES:
                    with self.subTest(f"{path} {source}"):
                        leaf, arguments = self.pointing(source, server.url(path))
                        report, _ = self.certverify(leaf, *arguments, only)
                        self.check(report, "untrusted", errors=[words])
            self.assertEqual(canary.asked, [])
            self.assertEqual(server.paths().count("/loop"), 4 * len(SOURCES))
            report, _ = self.certverify(self.leaf([server.url("/1")]), "--aia", only)
            self.check(report, "trusted", errors=[None])
            self.assertEqual(report["fetches"][0]["redirects"], [server.url(path) for path in ("/2", "/3", "/4")])
            report, _ = self.certverify(self.leaf([server.url("/private")]), "--aia", ALLOW)
            self.check(report, "trusted", errors=[None])

    def server_beside_free_port(self, address, pages):
        """A server at a port that nobody has at the other address either."""
        for _ in range(20):
            server = HttpServer(pages)
            try:
                socket.create_server((address, server.port)).close()
                return server
            except OSError:
                server.socket.close()
        return self.fail("no port is free at both addresses")

    def test_a_name_that_changes_its_address(self):
        """Whatever a second lookup would say: the address that was checked is connected to."""
        for source in SOURCES:
            with self.subTest(source), self.server_beside_free_port("127.0.0.2", {}) as server, DnsServer({}) as dns:
                canary = socket.create_server(("127.0.0.2", server.port))
                self.addCleanup(canary.close)
                canary.settimeout(0.2)
                leaf, arguments = self.pointing(source, f"http://rebind.test:{server.port}/")
                server.pages["*"] = {"issuer": answer(self.intermediate.der), "crl": answer(self.intermediate.crl().encode(), kind=CRL),
                                     "ocsp": lambda *_, leaf=leaf: answer(self.intermediate.ocsp(leaf, GOOD), kind=OCSP)}[source]
                arguments = [*arguments, "--resolver", dns.address, "--fetch-allow", "127.0.0.1"]
                # Each lookup has one answer or the other: a second one between check and connection would meet the other soon.
                dns.zone["rebind.test"] = lambda: [random.choice(["127.0.0.1", "127.0.0.2"])]
                trusted = 0
                for _ in range(8):
                    report, _ = self.certverify(leaf, *arguments)
                    trusted += report["verdict"] == "trusted"
                    error = report["fetches"][0]["error"]
                    self.assertTrue(error is None or "loopback" in error or "no address" in error, error)
                self.assertEqual(len(server.asked), trusted)
                dns.zone["rebind.test"] = ["127.0.0.2", "127.0.0.1"]
                report, _ = self.certverify(leaf, *arguments)
                self.check(report, "trusted", errors=[None])
                self.assertRaises(TimeoutError, canary.accept)


class BadServers(Fetching):
    def test_servers_that_do_as_they_like(self):
        """As source of each kind of thing: nothing comes of it but the finding, and the status is unknown."""
        def slow(connection, *_):
            for byte in answer(self.intermediate.der):
                connection.sendall(bytes([byte]))
                time.sleep(0.2)

        def endless(connection, *_):
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                connection.sendall(b"x" * 65536)

        def endless_header(connection, *_):
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                connection.sendall(b"X: " + b"x" * 1000 + b"\r\n")

        def silent(connection, *_):
            wait_until_closed(connection, GUARD_SECONDS)
        cases = {
            "slow": (slow, "time"), "endless": (endless, "more than "), "header": (endless_header, "header fields"),
            "silent": (silent, "time"), "reset": (refuse, "closed"), "truncated": (answer(self.intermediate.der)[:-1], "complete"),
            "declared": (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "more than "),
            "gzip": (answer(b"x", more="Content-Encoding: gzip\r\n"), "encoded"), "empty": (answer(), "empty"),
            "text": (b"220 mail.test ESMTP\r\n", "not HTTP"), "error": (answer(self.intermediate.der, "500 Internal Error"), "500"),
            "page": (answer(b"<html>"), "the answer "), "loop": (redirect("/loop"), "redirections"),
            "private": (redirect("http://10.0.0.1/"), "private"),
        }
        most = {"issuer": "65536", "crl": "67108864", "ocsp": "65536"}
        for source in SOURCES:
            for name, (page, words) in cases.items():
                with self.subTest(f"{source} {name}"), HttpServer({"*": page}) as server:
                    late = name in ("slow", "silent")
                    leaf, arguments = self.pointing(source, server.url())
                    report, took = self.certverify(leaf, *arguments, ALLOW, "--timeout", 2 if late else PATIENCE)
                    self.check(report, "untrusted", errors=[words + most[source] if words == "more than " else words])
                    self.assertLess(took, LATE)
                    if source != "issuer":
                        self.assertEqual(self.statuses(report)[0], ("unknown", None))
                        self.assertIn("revocation.status_unknown", support.ids(report))
        # Under soft it is a warning.
        for source in ("crl", "ocsp"):
            with self.subTest(source), HttpServer({"*": cases["truncated"][0]}) as server:
                leaf, arguments = self.pointing(source, server.url(), "soft")
                report, _ = self.certverify(leaf, *arguments, ALLOW)
                self.check(report, "trusted", errors=["complete"])
                (severity,) = [each["severity"] for each in report["findings"] if each["id"] == "engine.fetch_failed"]
                self.assertEqual(severity, "warning")
        # The deadline is for all addresses together.
        with HttpServer({"*": silent}) as server:
            report, took = self.certverify(self.leaf([server.url("/%d" % i) for i in range(4)]), "--aia", ALLOW, "--timeout", 2)
            self.assertEqual(report["verdict"], "untrusted")
            self.assertLess(took, LATE)

    def test_a_name_server_that_is_silent(self):
        with DnsServer({"silent.test": "silent"}) as dns:
            report, took = self.certverify(self.leaf(["http://silent.test/"]), "--aia", "--resolver", dns.address, "--timeout", 2)
            self.check(report, "untrusted", errors=["time"])
            self.assertLess(took, LATE)


class Revocation(Fetching):
    """With --untrusted, so that nothing but the status is missing; the intermediate's own comes from a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root_crl = cls.folder / "root.crl"
        cls.root_crl.write_text(cls.root.crl())

    def online(self, leaf, mode, *more):
        return self.certverify(leaf, "--untrusted", self.intermediate_file, "--crl", self.root_crl, "--online-revocation",
                               "--revocation", mode, ALLOW, *more)

    def responder(self, status, of=None, valid=(-1, 6)):
        """Answers about the leaf that is put into `of` later, by GET and POST."""
        return lambda connection, method, body: answer(self.intermediate.ocsp(of[0], status, valid), kind=OCSP)

    def test_ocsp_by_get_and_by_post(self):
        about = []
        with HttpServer({"*": self.responder(GOOD, about)}) as server:
            about.append(self.leaf(responders=[server.url("/ocsp")]))
            report, _ = self.online(about[0], "hard")
            self.check(report, "trusted", errors=[None])
            self.assertEqual(self.statuses(report), [("good", "OCSP"), ("good", "CRL of CN=Fetch Root")])
            ((method, path, _),) = server.asked
            self.assertEqual(method, "GET")
            request = ocsp.load_der_ocsp_request(base64.b64decode(path.removeprefix("/ocsp/").replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")))
            self.assertEqual(request.serial_number, about[0].certificate.serial_number)
        # Too long for GET (RFC 5019 5); and a responder that knows POST alone.
        for path, status, methods in (("/" + "x" * 200, "200 OK", ["POST"]), ("/post", "405 Method Not Allowed", ["GET", "POST"])):
            about = []

            def serve(connection, method, body, about=about, status=status):
                if method == "GET":
                    return answer(status=status)
                self.assertEqual(ocsp.load_der_ocsp_request(body).serial_number, about[0].certificate.serial_number)
                return answer(self.intermediate.ocsp(about[0], GOOD), kind=OCSP)
            with self.subTest(path[:6]), HttpServer({"*": serve}) as server:
                about.append(self.leaf(responders=[server.url(path)]))
                report, _ = self.online(about[0], "hard")
                self.check(report, "trusted", errors=[None])
                self.assertEqual([method for method, _, _ in server.asked], methods)
                self.assertEqual(report["fetches"][0]["method"], "POST")

    def test_what_each_answer_means_in_each_mode(self):
        expected = {
            # status: soft, hard, what is known
            GOOD: ("trusted", "trusted", ("good", "OCSP")),
            REVOKED: ("untrusted", "untrusted", ("revoked", "OCSP")),
            UNKNOWN: ("trusted", "untrusted", ("unknown", "OCSP")),
        }
        for status, (soft, hard, known) in expected.items():
            about = []
            with HttpServer({"*": self.responder(status, about)}) as server:
                about.append(self.leaf(responders=[server.url()]))
                for mode, verdict in ("soft", soft), ("hard", hard), ("off", soft):
                    with self.subTest(f"{status} {mode}"):
                        report, _ = self.online(about[0], mode)
                        self.check(report, verdict, errors=[None])
                        self.assertEqual(self.statuses(report)[0], known)
        # Nobody answers: it could not be checked, which is not what a responder calls unknown.
        leaf = self.leaf(responders=[f"http://127.0.0.1:{closed_port()}/"])
        for mode, verdict in ("soft", "trusted"), ("hard", "untrusted"):
            report, _ = self.online(leaf, mode)
            self.check(report, verdict, errors=["refused"])
            self.assertEqual(self.statuses(report)[0], ("unknown", None))

    def test_crls_where_no_responder_answers(self):
        for listed, status, verdict in ((False, "good", "trusted"), (True, "revoked", "untrusted")):
            with self.subTest(status), HttpServer({}) as server:
                leaf = self.leaf(responders=[server.url("/none")], crls=[f"http://127.0.0.1:{closed_port()}/", server.url("/crl")])
                server.pages["/crl"] = answer(self.intermediate.crl(*([leaf] if listed else [])).encode(), kind=CRL)
                report, _ = self.online(leaf, "hard")
                self.check(report, verdict, errors=["404", "refused", None])
                self.assertEqual(self.statuses(report)[0], (status, "CRL of CN=Fetch Intermediate"))

    def test_answers_that_say_nothing_clear_nothing(self):
        other = self.leaf()
        forger = pki.Certificate("Fetch Intermediate")
        for what, body in {"another certificate": lambda leaf: self.intermediate.ocsp(other, GOOD),
                           "out of date": lambda leaf: self.intermediate.ocsp(leaf, GOOD, (-20, -10)),
                           "another signer": lambda leaf: forger.ocsp(leaf, GOOD),
                           "malformed request": lambda leaf: bytes.fromhex("30030a0101"),
                           "no response": lambda leaf: b"<html>"}.items():
            about = []
            with self.subTest(what), HttpServer({"*": lambda *_, body=body, about=about: answer(body(about[0]))}) as server:
                about.append(self.leaf(responders=[server.url()]))
                report, _ = self.online(about[0], "hard")
                self.assertEqual(report["verdict"], "untrusted")
                self.assertEqual(self.statuses(report)[0][0], "unknown")

    def test_nobody_is_blamed_for_what_need_not_be_there(self):
        """A certificate without addresses, and one with noRevAvail (RFC 9608), have nothing fetched and no finding about it."""
        no_status = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.56"), b"\x05\x00")
        with HttpServer({}) as server:
            leaf = self.intermediate.server(HOST, more=[(no_status, False)])
            report, _ = self.online(leaf, "hard")
            self.check(report, "trusted", errors=[])
            self.assertEqual(self.statuses(report)[0], ("good", "noRevAvail"))
            report, _ = self.online(self.leaf(), "soft")
            self.check(report, "trusted", errors=[])
            self.assertEqual(server.asked, [])

    def test_the_signer_of_a_crl_is_fetched_and_named(self):
        """RFC 5280 5.2.7: by the CRL's authorityInfoAccess, where another than the CA signs it."""
        signer = self.root.authority("Fetch CRL Signer")
        for what, served, verdict, note in (("it", signer, "trusted", None),
                                            ("another", self.intermediate, "untrusted", "it is not a certificate of CN=Fetch CRL Signer")):
            with self.subTest(what), HttpServer({"/signer": answer(served.der)}) as server:
                leaf = self.intermediate.server(HOST, more=[(x509.CRLDistributionPoints([x509.DistributionPoint(
                    [x509.UniformResourceIdentifier(server.url("/crl"))], None, None, [x509.DirectoryName(signer.subject)])]), False)])
                scope = x509.IssuingDistributionPoint([x509.UniformResourceIdentifier(server.url("/crl"))], None, False, False, None, True, False)
                server.pages["/crl"] = answer(signer.crl(more=[(scope, True), access([server.url("/signer")])]).encode(), kind=CRL)
                report, _ = self.certverify(leaf, "--untrusted", self.intermediate_file, "--aia", "--online-revocation", "--revocation", "hard",
                                            "--revocation-scope", "leaf", ALLOW)
                self.check(report, verdict, errors=[None, None])
                self.assertEqual([(fetch["kind"], fetch["note"]) for fetch in report["fetches"]], [("crl", None), ("issuer", note)])

    def test_what_is_beyond_the_budget_is_told(self):
        with HttpServer({}) as server:
            many = x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier(server.url(f"/{i}"))], None, None, None)
                                               for i in range(25)])
            report, _ = self.online(self.intermediate.server(HOST, more=[(many, False)]), "hard", "--revocation-scope", "leaf")
            self.assertEqual((report["verdict"], len(server.asked), len(report["fetches"])), ("untrusted", 20, 21))
            words = "not asked, as 20 other things were; 4 more are left out"
            self.assertEqual(report["fetches"][-1]["error"], words)
            self.assertTrue(any(each["id"] == "engine.fetch_failed" and words in each["message"] for each in report["findings"]))

    def test_what_has_no_status_is_not_asked_for(self):
        """noRevAvail, whatever addresses stand beside it (RFC 9608 4), while the status of the CA above is fetched."""
        no_status = (x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.56"), b"\x05\x00"), False)
        with HttpServer({"/root.crl": answer(self.root.crl().encode(), kind=CRL)}) as server:
            middle = self.root.authority("Fetch Intermediate", key=self.intermediate.key, more=[points(server.url("/root.crl"))])
            file = self.folder / "middle-with-crl.pem"
            file.write_text(middle.pem)
            for what, more in {"alone": [], "with addresses": [access(responders=[server.url("/ocsp")]), points(server.url("/crl"))]}.items():
                for mode in "soft", "hard":
                    with self.subTest(f"{what}, {mode}"):
                        server.asked.clear()
                        report, _ = self.certverify(middle.server(HOST, more=[no_status, *more]), "--untrusted", file, "--online-revocation",
                                                    "--revocation", mode, ALLOW)
                        self.check(report, "trusted", errors=[None])
                        self.assertEqual(server.paths(), ["/root.crl"])
                        self.assertEqual(self.statuses(report), [("good", "noRevAvail"), ("good", "CRL of CN=Fetch Root")])
                        self.assertEqual([each for each in support.ids(report) if each.startswith(("revocation.", "engine."))], [])

    def test_a_ca_without_a_responder_is_not_blamed(self):
        with HttpServer({}) as server:
            leaf = self.leaf(crls=[server.url("/crl")])
            server.pages["/crl"] = answer(self.intermediate.crl().encode(), kind=CRL)
            report, _ = self.online(leaf, "hard")
            self.check(report, "trusted", errors=[None])
            self.assertEqual(self.statuses(report)[0], ("good", "CRL of CN=Fetch Intermediate"))
            self.assertEqual([each for each in support.ids(report) if each.startswith(("revocation.", "engine."))], [])

    def test_short_lived_certificates_need_no_status(self):
        """BR 1.6.1, 4.9.1.1: their CA need not support revocation; where it does, it counts."""
        short = self.intermediate.server(HOST, valid=(-1, 5))
        for what, leaf, arguments, verdict, status in (
                ("short-lived", short, (), "trusted", ("good", "short-lived")),
                ("no short life", self.intermediate.server(HOST, valid=(-1, 8)), (), "untrusted", ("unknown", None)),
                ("RFC 5280 has no such rule", short, ("--profile", "rfc5280"), "untrusted", ("unknown", None))):
            with self.subTest(what):
                report, _ = self.online(leaf, "hard", *arguments)
                self.check(report, verdict, errors=[])
                self.assertEqual(self.statuses(report)[0], status)
        crl = self.folder / "short.crl"
        crl.write_text(self.intermediate.crl(short))
        report, _ = self.online(short, "hard", "--crl", crl)
        self.check(report, "untrusted", errors=[])
        self.assertEqual(self.statuses(report)[0][0], "revoked")
        with HttpServer({}) as server:
            named = self.intermediate.server(HOST, valid=(-1, 5), more=[points(server.url("/none"))])
            report, _ = self.online(named, "hard")
            self.check(report, "untrusted", errors=["404"])
            self.assertEqual(self.statuses(report)[0], ("unknown", None))

    def test_nonces(self):
        """RFC 9654: nobody in between answers, a response with another nonce is none to the request, one without is told."""
        about, answered = [], {}

        def respond(connection, method, body):
            request = ocsp.load_der_ocsp_request(body)
            nonce = request.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
            answered["nonces"].append(nonce)
            return answer(self.intermediate.ocsp(about[0], GOOD, nonce=answered["how"](nonce)), kind=OCSP)
        with tempfile.TemporaryDirectory() as cache, HttpServer({"*": respond}) as server:
            about.append(self.leaf(responders=[server.url()]))
            for what, how, verdict, findings in (
                    ("same", lambda nonce: nonce, "trusted", []),
                    ("other", lambda nonce: nonce[::-1], "untrusted", ["revocation.ocsp_not_usable", "revocation.status_unknown"]),
                    ("none", lambda nonce: None, "trusted", ["revocation.nonce_missing"])):
                with self.subTest(what):
                    answered.update(how=how, nonces=[])
                    server.asked.clear()
                    for _ in range(2):
                        report, _ = self.online(about[0], "hard", "--ocsp-nonce", "--cache", cache)
                        self.check(report, verdict, errors=[None])
                        self.assertEqual({each for each in support.ids(report) if each.startswith("revocation.")}, set(findings))
                        self.assertFalse(report["fetches"][0]["from_cache"])
                    self.assertEqual([method for method, _, _ in server.asked], ["POST", "POST"])
                    self.assertEqual({len(nonce) for nonce in answered["nonces"]}, {32})
                    self.assertEqual(len(set(answered["nonces"])), 2)
            self.assertEqual(list(pathlib.Path(cache).iterdir()), [])
        done = support.run("certverify", "--ocsp-nonce", self.root_file, timeout=GUARD_SECONDS)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--ocsp-nonce: this has no effect without online revocation", done.stdout + done.stderr)

    def test_delta_crls(self):
        """RFC 5280 6.3.3 (a): asked for where freshestCRL says, and where none can be had the complete CRL clears nothing."""
        other = self.leaf()

        def base(server, **given):
            return self.intermediate.crl(other, number=5, more=[freshest(server.url("/delta"))], **given)

        def delta(*revoked, number=6, of=5, **given):
            return self.intermediate.crl(*revoked, number=number, more=[(x509.DeltaCRLIndicator(of), True)], **given)
        good, unknown = ("good", "CRL of CN=Fetch Intermediate"), ("unknown", None)
        nothing = lambda leaf: None  # noqa: E731
        for what, made, error, soft, hard, status, finding in (
                ("lists nothing", lambda leaf: delta(), None, "trusted", "trusted", good, None),
                ("lists the leaf", lambda leaf: delta(leaf), None, "untrusted", "untrusted", ("revoked", good[1]), "revocation.revoked"),
                ("does not come", nothing, "404", "trusted", "untrusted", unknown, "completes it (freshestCRL)"),
                ("fits another base", lambda leaf: delta(number=9, of=7), None, "trusted", "untrusted", unknown,
                 "it is for CRL number 07 or later, the complete CRL has 05"),
                ("out of date", lambda leaf: delta(valid=(-5, -1)), None, "trusted", "untrusted", unknown, "completes it (freshestCRL)"),
                ("of the same time", lambda leaf: delta(number=5, of=4), None, "trusted", "trusted", good, "is superseded")):
            for mode, verdict in ("soft", soft), ("hard", hard):
                with self.subTest(f"{what} {mode}"), HttpServer({}) as server:
                    leaf = self.leaf(crls=[server.url("/base")])
                    server.pages["/base"] = answer(base(server).encode(), kind=CRL)
                    if made is not nothing:
                        server.pages["/delta"] = answer(made(leaf).encode(), kind=CRL)
                    report, _ = self.online(leaf, mode)
                    self.check(report, verdict, errors=[None, error])
                    self.assertEqual(server.paths(), ["/base", "/delta"])
                    self.assertEqual(self.statuses(report)[0], status)
                    if finding:
                        self.assertTrue(any(finding in (each["id"], *each["message"].partition(finding)) for each in report["findings"]),
                                        report["findings"])
        with HttpServer({}) as server:
            # As the certificate says it (4.2.1.15), for a complete CRL that is at hand and has expired (6.3.3 (a)(1)(i)).
            leaf = self.intermediate.server(HOST, more=[freshest(server.url("/delta"))])
            file = self.folder / "expired.crl"
            file.write_text(self.intermediate.crl(number=5, valid=(-9, -2)))
            server.pages["/delta"] = answer(delta().encode(), kind=CRL)
            report, _ = self.online(leaf, "hard", "--crl", file)
            self.check(report, "trusted", errors=[None])
            self.assertEqual(self.statuses(report)[0], good)
            # Nothing is missing where OCSP says good.
            leaf = self.leaf(responders=[server.url("/ocsp")], crls=[server.url("/base")])
            server.pages["/ocsp"] = server.pages["*"] = lambda *_: answer(self.intermediate.ocsp(leaf, GOOD), kind=OCSP)
            report, _ = self.online(leaf, "hard")
            self.check(report, "trusted", errors=[None])

    def test_the_leaf_alone(self):
        """Hard, though nothing is known of the intermediate."""
        about = []
        with HttpServer({"*": self.responder(GOOD, about)}) as server:
            about.append(self.leaf(responders=[server.url()]))
            for scope, verdict in ("leaf", "trusted"), ("chain", "untrusted"):
                report, _ = self.certverify(about[0], "--untrusted", self.intermediate_file, "--online-revocation", "--revocation",
                                            "hard", "--revocation-scope", scope, ALLOW)
                self.check(report, verdict, errors=[None])

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
    def test_openssl_as_responder(self):
        index, key = self.folder / "index.txt", self.folder / "intermediate.key"
        key.write_text(self.intermediate.key_pem)
        even = lambda text: text if len(text) % 2 == 0 else "0" + text  # noqa: E731
        for _ in range(5):  # somebody else may take the port in between
            port = free_port()
            good, revoked = (self.leaf(responders=[f"http://127.0.0.1:{port}/"]) for _ in range(2))
            serials = [even(f"{leaf.certificate.serial_number:X}") for leaf in (good, revoked)]
            index.write_text(f"V\t300101000000Z\t\t{serials[0]}\tunknown\t/CN=a\n"
                             f"R\t300101000000Z\t200101000000Z\t{serials[1]}\tunknown\t/CN=b\n")
            process = subprocess.Popen(["openssl", "ocsp", "-index", index, "-port", str(port), "-CA", self.intermediate_file,
                                        "-rsigner", self.intermediate_file, "-rkey", key, "-ndays", "1"],
                                       stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            self.addCleanup(process.stdout.close)
            self.addCleanup(process.wait, GUARD_SECONDS)
            self.addCleanup(process.kill)
            if process.stdout.readline().startswith("ACCEPT "):
                break
        else:
            self.fail("openssl ocsp does not start")
        for leaf, verdict, status in (good, "trusted", "good"), (revoked, "untrusted", "revoked"):
            report, _ = self.online(leaf, "hard")
            self.assertEqual((report["verdict"], self.statuses(report)[0]), (verdict, (status, "OCSP")), report["fetches"])

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
    def test_openssl_as_ca(self):
        """Its CRL, of certificates that it was told of as valid and as revoked."""
        key, settings, crl = self.folder / "ca.key", self.folder / "ca.cnf", self.folder / "ca.crl"
        key.write_text(self.intermediate.key_pem)
        (self.folder / "ca.index").write_text("")
        (self.folder / "ca.number").write_text("01\n")
        settings.write_text(f"""
[ca]
default_ca = own
[own]
database = {self.folder}/ca.index
crlnumber = {self.folder}/ca.number
certificate = {self.intermediate_file}
private_key = {key}
default_md = sha256
default_crl_days = 1
crl_extensions = extensions
unique_subject = no
[extensions]
authorityKeyIdentifier = keyid:always
""")

        def openssl(*words):
            done = subprocess.run(["openssl", *words], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
        with HttpServer({}) as server:
            leaves = [self.leaf(crls=[server.url("/ca.crl")]) for _ in range(2)]
            for leaf, act in zip(leaves, ("-valid", "-revoke")):
                file = self.folder / "told.pem"
                file.write_text(leaf.pem)
                openssl("ca", "-config", settings, act, file)
            openssl("ca", "-config", settings, "-gencrl", "-out", crl)
            openssl("crl", "-in", crl, "-outform", "DER", "-out", crl)
            server.pages["/ca.crl"] = answer(crl.read_bytes(), kind="application/pkix-crl")
            for leaf, verdict, status in zip(leaves, ("trusted", "untrusted"), ("good", "revoked")):
                report, _ = self.online(leaf, "hard")
                self.assertEqual((report["verdict"], self.statuses(report)[0]), (verdict, (status, "CRL of CN=Fetch Intermediate")), report["fetches"])


class Proxies(Fetching):
    def test_http_proxies_get_whole_addresses(self):
        with HttpServer({"*": answer(self.intermediate.der)}) as proxy:
            url = f"http://user:secret@127.0.0.1:{proxy.port}"
            for arguments, variables in ((["--proxy", url], {}), ([], {"http_proxy": url}), ([], {"all_proxy": url})):
                proxy.asked.clear()
                report, _ = self.certverify(self.leaf(["http://pki.test/ca"]), "--aia", "--fetch-allow", "pki.test", *arguments,
                                            variables=variables)
                self.check(report, "trusted", errors=[None])
                ((method, path, fields),) = proxy.asked
                self.assertEqual((method, path, fields["host"]), ("GET", "http://pki.test/ca", "pki.test"))
                self.assertEqual(fields["proxy-authorization"], "Basic " + base64.b64encode(b"user:secret").decode())
                self.assertNotIn("secret", json.dumps(report))
            proxy.asked.clear()
            # What it might connect to is not known here, or known to be private.
            with DnsServer({"inside.test": ["127.0.0.1"]}) as dns:
                for address, words in (("http://no-such-name.test/", "--fetch-allow"), ("http://inside.test/", "loopback"),
                                       ("http://10.1.2.3/", "private")):
                    report, _ = self.certverify(self.leaf([address]), "--aia", "--proxy", url, "--resolver", dns.address)
                    self.check(report, "untrusted", errors=[words])
            for variables in {"HTTP_PROXY": url}, {"https_proxy": url}, {"http_proxy": url, "no_proxy": "127.0.0.1"}:
                report, _ = self.certverify(self.leaf([f"http://127.0.0.1:{closed_port()}/"]), "--aia", ALLOW, variables=variables)
                self.check(report, "untrusted", errors=["refused"])
            self.assertEqual(proxy.asked, [])

    def test_who_refused_is_named(self):
        authenticate = answer(status="407 Proxy Authentication Required", more="Proxy-Authenticate: Basic realm=x\r\n")
        with HttpServer({"*": authenticate}) as proxy:
            for url, words in ((f"http://127.0.0.1:{proxy.port}", "asks for a user name and a password (status 407)"),
                               (f"http://127.0.0.1:{closed_port()}", "refused")):
                report, _ = self.certverify(self.leaf(["http://pki.test/ca"]), "--aia", "--fetch-allow", "pki.test", "--proxy", url)
                self.check(report, "untrusted", errors=[words])
                self.assertIn(f"the proxy {url}", report["fetches"][0]["error"])


class Targets(Fetching):
    """What certcheck does for servers."""

    def serve(self, leaf, chain):
        certificate, key = self.folder / "chain.pem", self.folder / "key.pem"
        certificate.write_text("".join(each.pem for each in [leaf, *chain]))
        key.write_text(leaf.key_pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)

        def one(connection):
            with context.wrap_socket(connection, server_side=True) as tls:
                tls.recv(100)
        return Server(one)

    def certcheck(self, *arguments, targets):
        begin = time.monotonic()
        done = support.run("certcheck", "--trust", self.root_file, "--format", "ndjson", "--no-cache", *self.timeout(arguments), *arguments, *targets,
                           timeout=GUARD_SECONDS, env=support.environment())
        self.assertIn(done.returncode, (0, 1, 3), done.stderr)
        return support.reports(done.stdout), time.monotonic() - begin

    def test_a_server_without_its_intermediate(self):
        with HttpServer({"/ca": answer(self.intermediate.der)}) as http:
            leaf = self.leaf([http.url("/ca")])
            with self.serve(leaf, []) as server:
                target = f"{HOST},127.0.0.1".replace(",", f":{server.port},")
                (report,), _ = self.certcheck(targets=[target])
                self.check(report, "untrusted", errors=[])
                (missing,) = report["chain"]["missing_intermediates"]
                self.assertEqual((missing["ca_issuers"], missing["fetched_from"]), ([http.url("/ca")], None))
                (report,), _ = self.certcheck("--aia", ALLOW, targets=[target])
                self.check(report, "trusted", errors=[None])
                (missing,) = report["chain"]["missing_intermediates"]
                self.assertEqual((missing["name"], missing["fetched_from"]), ("CN=Fetch Intermediate", http.url("/ca")))
                (finding,) = [each for each in report["findings"] if each["id"] == "chain.missing_intermediate"]
                for words in "CN=Fetch Intermediate", "was fetched from", "OpenSSL", "Chrome":
                    self.assertIn(words, finding["message"])
                # What the server should have sent, and nothing where it is not known.
                chain = self.folder / "fixed.pem"
                self.certcheck("--write-chain", chain, targets=[target])
                self.assertFalse(chain.exists())
                self.certcheck("--write-chain", chain, "--aia", ALLOW, targets=[target])
                self.assertEqual(chain.read_text(), leaf.pem + self.intermediate.pem)
                chain.unlink()
                report, _ = self.certverify(leaf, "--write-chain", chain, "--aia", ALLOW)
                self.assertEqual(chain.read_text(), leaf.pem + self.intermediate.pem)
                # Of files, too, the report says for which clients the verdict holds.
                (missing,) = report["chain"]["missing_intermediates"]
                self.assertEqual((missing["name"], missing["fetched_from"]), ("CN=Fetch Intermediate", http.url("/ca")))
                (finding,) = [each for each in report["findings"] if each["id"] == "chain.missing_intermediate"]
                for words in "was not given", "was fetched from", "OpenSSL", "Chrome":
                    self.assertIn(words, finding["message"])
                report, _ = self.certverify(leaf)
                (missing,) = report["chain"]["missing_intermediates"]
                self.assertEqual((missing["ca_issuers"], missing["fetched_from"]), ([http.url("/ca")], None))
                self.assertNotIn("chain.missing_intermediate", support.ids(report))
                # An intermediate that is an anchor itself was given.
                report, _ = self.certverify(leaf, "--trust", self.intermediate_file)
                self.assertEqual((report["verdict"], report["chain"]["missing_intermediates"]), ("trusted", []))
                del http.pages["/ca"]
                (report,), _ = self.certcheck("--aia", ALLOW, targets=[target])
                (finding,) = [each for each in report["findings"] if each["id"] == "chain.missing_intermediate"]
                self.assertIn(f"it could not be fetched here from {http.url('/ca')}", finding["message"])
                with self.serve(leaf, [self.intermediate]) as whole:
                    (report,), _ = self.certcheck("--aia", ALLOW, targets=[f"{HOST}:{whole.port},127.0.0.1"])
                self.check(report, "trusted", errors=[])
                self.assertNotIn("chain.missing_intermediate", support.ids(report))

    def test_a_server_without_a_ca_in_the_middle(self):
        """It sends the leaf and its issuer; the CA between that and the root is missing, and is so for the issuer."""
        with HttpServer({"/ca": answer(self.intermediate.der)}) as http:
            issuing = self.intermediate.authority("Fetch Issuing", more=[access([http.url("/ca")])])
            leaf = issuing.server(HOST)
            with self.serve(leaf, [issuing]) as server:
                target = f"{HOST}:{server.port},127.0.0.1"
                for arguments, verdict, errors in ((), "untrusted", []), (("--aia", ALLOW), "trusted", [None]):
                    (report,), _ = self.certcheck(*arguments, targets=[target])
                    self.check(report, verdict, errors=errors)
                    (missing,) = report["chain"]["missing_intermediates"]
                    self.assertEqual((missing["name"], missing["wanted_by"], missing["ca_issuers"], missing["fetched_from"]),
                                     ("CN=Fetch Intermediate", 1, [http.url("/ca")], http.url("/ca") if arguments else None))
                    (finding,) = [each for each in report["findings"] if each["id"] == "chain.missing_intermediate"]
                    self.assertEqual((finding["subject"]["kind"], finding["subject"]["index"]), ("certificate", 1))
                chain = self.folder / "middle-fixed.pem"
                self.certcheck("--write-chain", chain, "--aia", ALLOW, targets=[target])
                self.assertEqual(chain.read_text(), leaf.pem + issuing.pem + self.intermediate.pem)
            with self.serve(leaf, [issuing, self.intermediate]) as server:
                (report,), _ = self.certcheck(targets=[f"{HOST}:{server.port},127.0.0.1"])
                self.assertEqual((report["verdict"], report["chain"]["missing_intermediates"]), ("trusted", []))

    def test_targets_share_what_they_want(self):
        about = []

        def respond(connection, method, body):
            time.sleep(1)  # for as many as can to ask while it is under way
            return answer(self.intermediate.ocsp(about[0], GOOD), kind=OCSP)
        with HttpServer({"/ca": answer(self.intermediate.der), "*": respond}) as http:
            about.append(self.leaf([http.url("/ca")], [http.url("/ocsp")]))
            with self.serve(about[0], []) as server:
                targets = [f"{HOST}:{server.port},127.0.0.{i}" for i in range(1, 2)] + [f"{HOST}:{server.port},127.0.0.1"] * 30
                reports, took = self.certcheck("--aia", "--online-revocation", "--revocation-scope", "leaf", ALLOW,
                                               targets=targets)
                self.assertEqual(len(reports), len(targets))
                for report in reports:
                    self.check(report, "trusted", errors=[None, None])
                self.assertEqual(len(http.asked), 2, http.paths())

    def test_the_target_s_deadline_holds(self):
        with HttpServer({"*": lambda connection, *_: wait_until_closed(connection, GUARD_SECONDS)}) as http:
            leaf = self.leaf(responders=[http.url(f"/{i}") for i in range(4)], crls=[http.url("/crl")])
            with self.serve(leaf, [self.intermediate]) as server:
                for seconds in (3, 15, PATIENCE):  # a busy machine may need more for the handshake
                    (report,), took = self.certcheck("--online-revocation", ALLOW, "--timeout", seconds, "--revocation-scope", "leaf",
                                                     targets=[f"{HOST}:{server.port},127.0.0.1"])
                    if report["verdict"] != "unchecked":
                        break
                self.assertEqual(report["verdict"], "trusted")
                self.assertTrue(report["fetches"])
                self.assertTrue(all(fetch["error"] for fetch in report["fetches"]))
                self.assertLess(took, seconds + LATE)


class Cached(Fetching):
    """Across runs, in a folder."""

    def files(self, folder):
        return sorted(pathlib.Path(folder).glob("*"))

    def test_what_is_fresh_is_not_fetched_again(self):
        about = []
        with tempfile.TemporaryDirectory() as folder, HttpServer({"/ca": answer(self.intermediate.der), "*": lambda *_: answer(
                self.intermediate.ocsp(about[0], GOOD), kind=OCSP)}) as server:
            about.append(self.leaf([server.url("/ca")], [server.url("/ocsp")]))
            arguments = ("--aia", "--online-revocation", "--revocation", "hard", "--revocation-scope", "leaf", ALLOW)
            for run in range(3):
                report, _ = self.certverify(about[0], *arguments, "--cache", folder)
                self.check(report, "trusted", errors=[None, None])
                self.assertEqual([fetch["from_cache"] for fetch in report["fetches"]], [run > 0] * 2)
                self.assertEqual(len(server.asked), 2)
            self.assertEqual([path.suffix for path in self.files(folder)], [".fetched"] * 2)
            # By default in the user's own folder; with --no-cache nowhere.
            with tempfile.TemporaryDirectory() as home:
                self.certverify(about[0], *arguments, variables={"XDG_CACHE_HOME": home})
                self.assertEqual(len(self.files(home + "/certcheck")), 2)
                report, _ = self.certverify(about[0], *arguments, "--no-cache", variables={"XDG_CACHE_HOME": home})
                self.assertFalse(any(fetch["from_cache"] for fetch in report["fetches"]))
            # Cut off, changed, exchanged: as if they were not there.
            contents = [path.read_bytes() for path in self.files(folder)]
            for spoilt in ([each[:-1] for each in contents], [each[:-1] + bytes([each[-1] ^ 1]) for each in contents], contents[::-1],
                           [b""] * 2):
                for path, content in zip(self.files(folder), spoilt):
                    path.write_bytes(content)
                asked = len(server.asked)
                report, _ = self.certverify(about[0], *arguments, "--cache", folder)
                self.check(report, "trusted", errors=[None, None])
                self.assertEqual(len(server.asked), asked + 2)
            # A page of somebody else's is not kept.
            server.pages["/ca"] = answer(b"<html>")
            with tempfile.TemporaryDirectory() as other:
                self.certverify(about[0], "--aia", ALLOW, "--cache", other)
                self.assertEqual(self.files(other), [])

    def test_what_was_kept_is_named_by_where_it_came_from(self):
        """Of several addresses, in this run and in the next."""
        with tempfile.TemporaryDirectory() as folder, HttpServer({"/ca": answer(self.intermediate.der)}) as server:
            gone, there = server.url("/gone"), server.url("/ca")
            leaf = self.leaf([gone, there])
            report, _ = self.certverify(leaf, "--aia", ALLOW, "--cache", folder)
            self.assertEqual([(fetch["address"], fetch["from_cache"]) for fetch in report["fetches"]], [(gone, False), (there, False)])
            report, _ = self.certverify(leaf, "--aia", ALLOW, "--cache", folder)
            self.assertEqual([(fetch["address"], fetch["from_cache"]) for fetch in report["fetches"]], [(there, True)])
            self.assertEqual(server.paths(), ["/gone", "/ca"])

    def test_runs_at_the_same_time(self):
        with tempfile.TemporaryDirectory() as folder, HttpServer({"*": answer(self.intermediate.der)}) as server:
            leaf = self.leaf([server.url("/ca")])
            file = self.folder / "several.pem"
            file.write_text(leaf.pem)
            runs = [subprocess.Popen([support.BIN / "certverify", "--trust", self.root_file, "--format", "json", "--aia", ALLOW, "--cache",
                                      folder, *self.timeout([]), file], stdout=subprocess.PIPE, text=True, env=support.environment()) for _ in range(6)]
            for run in runs:
                out, _ = run.communicate(timeout=GUARD_SECONDS)
                self.assertEqual(json.loads(out)["verdict"], "trusted")
            self.assertEqual(len(self.files(folder)), 1)


class Batch(Fetching):
    def test_requests_say_what_they_want(self):
        with HttpServer({"/ca": answer(self.intermediate.der)}) as server:
            leaf = self.leaf([server.url("/ca")])
            request = {"id": 1, "leaf": leaf.pem, "trust": [self.root.pem]}
            lines = "".join(json.dumps({**request, **more}) + "\n" for more in ({}, {"aia": True}, {"aia": True, "online_revocation": True}))
            done = support.run("certverify", "--batch", "--no-cache", *self.timeout([]), ALLOW, stdin=lines, timeout=GUARD_SECONDS, env=support.environment())
            plain, with_issuer, both = map(json.loads, done.stdout.splitlines())
            self.assertEqual((plain["verdict"], "fetches" in plain), ("untrusted", False))
            self.assertEqual((with_issuer["verdict"], len(with_issuer["fetches"])), ("trusted", 1))
            self.assertEqual((both["verdict"], [fetch["kind"] for fetch in both["fetches"]]), ("trusted", ["issuer"]))
            self.assertEqual(len(server.asked), 1)


if __name__ == "__main__":
    unittest.main()
