"""What is asked next where a source is slow, wrong or out of date, so that no single answer decides what is not its to decide."""

import os
import pathlib
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/integration"))
import fetch_test  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.x509 import ocsp  # noqa: E402
from fetch_test import ALLOW, CRL, HOST, OCSP, REVOKED, access, points  # noqa: E402
from http_server import HttpServer, answer, redirect  # noqa: E402
from support import environment, pki, run  # noqa: E402

TRY_LATER = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER).public_bytes(
    fetch_test.serialization.Encoding.DER)


def drip(connection, *_):
    """A byte at a time, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    try:
        while True:
            connection.sendall(b"0")
            time.sleep(0.2)
    except OSError:
        pass


class Issuers(fetch_test.Fetching):
    def test_what_was_sent_makes_no_path(self):
        key = pki.Certificate("Fetch Intermediate")  # a namesake
        with HttpServer({"/ca": answer(self.intermediate.der)}) as server:
            leaf = self.leaf([server.url("/ca")])
            file = self.folder / "namesake.pem"
            file.write_text(self.root.authority("Fetch Intermediate").pem + key.pem)
            report, _ = self.certverify(leaf, "--aia", "--untrusted", file, ALLOW)
            self.check(report, "trusted", errors=[None])

    def test_the_next_address_where_an_answer_is_of_no_use(self):
        other = self.root.authority("Fetch Intermediate")
        for body, error in ((other.der, None), (b"<html>", "no certificate")):
            with HttpServer({"/1": answer(body), "/2": answer(self.intermediate.der)}) as server:
                report, _ = self.certverify(self.leaf([server.url("/1"), server.url("/2")]), "--aia", ALLOW)
                self.check(report, "trusted", errors=[error, None])
                self.assertEqual(server.paths(), ["/1", "/2"])

    def test_addresses_that_cannot_be_fetched_do_not_count(self):
        with HttpServer({"/ca": answer(self.intermediate.der)}) as server:
            ldap = [f"ldap://{name}.test/" for name in "abcd"]
            report, _ = self.certverify(self.leaf([*ldap, server.url("/ca")]), "--aia", ALLOW)
            self.assertEqual((report["verdict"], len(report["fetches"])), ("trusted", 5), report["fetches"])
            wrong = [server.url(f"/{i}") for i in range(4)]
            report, _ = self.certverify(self.leaf([*wrong, server.url("/ca"), server.url("/more")]), "--aia", ALLOW)
            self.assertEqual((report["verdict"], len(report["fetches"])), ("untrusted", 5), report["fetches"])
            self.assertEqual(report["fetches"][4]["error"], "not asked, as 4 addresses were; 1 more are left out")

    def test_a_refused_redirection_names_its_address(self):
        with HttpServer({"*": redirect("http://10.1.2.3/ca")}) as server:
            report, _ = self.certverify(self.leaf([server.url()]), "--aia", ALLOW)
            self.check(report, "untrusted", errors=["redirected to http://10.1.2.3/ca: "])
            (finding,) = [each for each in report["findings"] if each["id"] == "engine.fetch_failed"]
            self.assertIn("http://10.1.2.3/ca", finding["message"])

    def test_the_issuer_of_a_crl(self):
        """RFC 5280 5.2.7: where the certificate of a CRL's signer is."""
        signer = self.root.authority("CRL Signer")
        with HttpServer({"/signer": answer(signer.der)}) as server:
            point = x509.DistributionPoint([x509.UniformResourceIdentifier(server.url("/crl"))], None, None,
                                           [x509.DirectoryName(signer.certificate.subject)])
            leaf = self.intermediate.server(HOST, more=[(x509.CRLDistributionPoints([point]), False)])
            indirect = x509.IssuingDistributionPoint([x509.UniformResourceIdentifier(server.url("/crl"))], None, False, False, None, True, False)
            server.pages["/crl"] = answer(signer.crl(more=[(indirect, True), access([server.url("/signer")])]).encode(), kind=CRL)
            arguments = ("--untrusted", self.intermediate_file, "--online-revocation", "--revocation", "hard", "--revocation-scope", "leaf", ALLOW)
            report, _ = self.certverify(leaf, *arguments)
            self.check(report, "untrusted", errors=[None])
            report, _ = self.certverify(leaf, *arguments, "--aia")
            self.check(report, "trusted", errors=[None, None])


class Statuses(fetch_test.Fetching):
    def soft(self, leaf, *more):
        return self.certverify(leaf, "--untrusted", self.intermediate_file, "--online-revocation", "--revocation-scope", "leaf", ALLOW, *more)

    def test_the_next_address_where_an_answer_is_of_no_use(self):
        forger = pki.Certificate("Fetch Intermediate")
        for first in (forger.crl(), self.intermediate.crl(valid=(-9, -2)), "<html>"):
            with self.subTest(first[:30]), HttpServer({"/1": answer(first.encode())}) as server:
                leaf = self.leaf(crls=[server.url("/1"), server.url("/2")])
                server.pages["/2"] = answer(self.intermediate.crl(leaf).encode())
                report, _ = self.soft(leaf)
                self.assertEqual((report["verdict"], self.statuses(report)[0][0]), ("untrusted", "revoked"), report["fetches"])
        with HttpServer({"*": answer(TRY_LATER, kind=OCSP)}) as first, HttpServer({}) as second:
            leaf = self.leaf(responders=[first.url(), second.url()])
            second.pages["*"] = answer(self.intermediate.ocsp(leaf, REVOKED), kind=OCSP)
            report, _ = self.soft(leaf)
            self.assertEqual((report["verdict"], self.statuses(report)[0]), ("untrusted", ("revoked", "OCSP")))

    def test_a_slow_source_leaves_time_for_the_others(self):
        for slow in (drip, lambda connection, *_: fetch_test.wait_until_closed(connection, fetch_test.GUARD_SECONDS)):
            with HttpServer({"*": slow}) as server:
                leaf = self.leaf(responders=[server.url("/ocsp")], crls=[server.url("/crl")])
                server.pages["/crl"] = answer(self.intermediate.crl(leaf).encode(), kind=CRL)
                report, _ = self.soft(leaf, "--timeout", 12)
                self.assertEqual((report["verdict"], self.statuses(report)[0][0]), ("untrusted", "revoked"), report["fetches"])
                self.assertEqual([each["kind"] for each in report["fetches"]], ["crl", "ocsp"])
                leaf = self.leaf(crls=[server.url("/slow"), server.url("/fast")])
                server.pages["/fast"] = answer(self.intermediate.crl(leaf).encode(), kind=CRL)
                report, _ = self.soft(leaf, "--timeout", 12)
                self.assertEqual((report["verdict"], self.statuses(report)[0][0]), ("untrusted", "revoked"), report["fetches"])

    def test_what_was_kept_and_is_of_no_use_is_fetched_again(self):
        forger = pki.Certificate("Fetch Intermediate")
        with tempfile.TemporaryDirectory() as cache, HttpServer({"/crl": answer(forger.crl().encode())}) as server:
            leaf = self.leaf(crls=[server.url("/crl")])
            report, _ = self.soft(leaf, "--cache", cache)
            self.check(report, "trusted", errors=[None])
            server.pages["/crl"] = answer(self.intermediate.crl(leaf).encode())
            report, _ = self.soft(leaf, "--cache", cache)
            self.check(report, "untrusted", errors=[None, None])
            self.assertEqual([each["from_cache"] for each in report["fetches"]], [True, False])
            report, _ = self.soft(leaf, "--cache", cache)
            self.check(report, "untrusted", errors=[None])

    def test_the_other_path_where_one_is_not_accepted(self):
        """Hard: the status of one cross-certificate cannot be found, that of the other is good."""
        second_root = pki.Certificate("Fetch Root B")
        with HttpServer({}) as server:
            a = self.root.authority("Fetch Crossed", more=[points(server.url("/none"))])
            b = second_root.authority("Fetch Crossed", key=a.key, more=[points(server.url("/b"))])
            leaf = a.server(HOST, more=[points(server.url("/leaf"))])
            server.pages["/b"] = answer(second_root.crl().encode())
            server.pages["/leaf"] = answer(a.crl().encode())
            roots, pool = self.folder / "b.pem", self.folder / "crossed.pem"
            roots.write_text(second_root.pem)
            pool.write_text(a.pem + b.pem)
            report, _ = self.certverify(leaf, "--trust", roots, "--untrusted", pool, "--online-revocation", "--revocation", "hard", ALLOW)
            self.assertEqual(report["verdict"], "trusted", report["fetches"])
            self.assertIn("/b", server.paths())

    def test_text_shows_statuses_and_what_was_fetched(self):
        with HttpServer({}) as server:
            leaf = self.leaf(crls=[server.url("/crl")])
            server.pages["/crl"] = answer(self.intermediate.crl(leaf).encode(), kind=CRL)
            file = self.folder / "shown.pem"
            file.write_text(leaf.pem)
            for form in "text", "markdown":
                done = run("certverify", "--trust", self.root_file, "--untrusted", self.intermediate_file, "--online-revocation", "--no-cache",
                           "--format", form, ALLOW, file, env=environment())
                plain = done.stdout.replace("\\", "")
                for words in "revoked since ", "by CRL of CN=Fetch Intermediate", "could not be checked", f"CRL {server.url('/crl')}: status 200, ":
                    self.assertIn(words, plain)


if __name__ == "__main__":
    unittest.main()
