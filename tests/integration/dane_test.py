"""certcheck --dane: TLSA records of servers, against a DNS server of the test's own that plays a validating resolver."""

import hashlib
import os
import pathlib
import sys
import time
import unittest

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from dns_server import SERVFAIL, TLSA, DnsServer, Records  # noqa: E402
from tls_endpoint import HOST, EndpointTest, receive_until  # noqa: E402
from tls_server import Server  # noqa: E402


def spki(certificate):
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def tlsa(usage, selector, matching, content):
    data = {0: lambda: content, 1: lambda: hashlib.sha256(content).digest(), 2: lambda: hashlib.sha512(content).digest()}[matching]()
    return bytes([usage, selector, matching]) + data


class Dane(EndpointTest):
    names = (HOST, "edge.cdn.test")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leaf = x509.load_pem_x509_certificate(cls.endpoint.chain.read_bytes())
        cls.good = tlsa(3, 1, 1, spki(cls.leaf))
        cls.bad = tlsa(3, 1, 1, b"another key")

    def check(self, records, *arguments, signed=True, zone=None, server=None, target=HOST, timeout=15):
        server = server or self.server
        zone = {HOST: ["127.0.0.1"], f"_{server.port}._tcp.{HOST}": records, **(zone or {})}
        with DnsServer({name: entry for name, entry in zone.items() if entry is not None}, signed=signed) as dns:
            done, report = self.endpoint.certcheck("--dane", "--resolver", dns.address, "-4", *arguments, f"{target}:{server.port}",
                                                   timeout=timeout)
        return done, report, dns

    def test_a_record_that_matches(self):
        done, report, dns = self.check(Records(tlsa=(self.good,)))
        self.assertEqual((done.returncode, report["verdict"], report["dane"]["outcome"]), (0, "trusted", "matched"), done.stderr)
        name = f"_{self.server.port}._tcp.{HOST}"
        dane = report["dane"]
        self.assertEqual((dane["name"], dane["asked"], dane["base_domain"], dane["by"], dane["authenticated"], dane["ignores_pkix"]),
                         (name, [name], HOST, 0, True, True))
        record = dane["records"][0]
        self.assertEqual((record["meaning"], record["data"], record["matched"]["index"], record["authenticates"]),
                         ("DANE-EE(3) SPKI(1) SHA2-256(1)", self.good[3:].hex(), 0, True))
        self.assertFalse([one for one in support.ids(report) if one.startswith("dane.")])
        self.assertIn((name, TLSA, "udp"), dns.asked)

    def test_a_mismatch_is_a_problem_and_no_verdict(self):
        done, report, _ = self.check(Records(tlsa=(self.bad,)))
        self.assertEqual((done.returncode, report["verdict"], report["dane"]["outcome"]), (1, "trusted", "mismatched"))
        self.assertIn("dane.no_match", support.ids(report))

    def test_a_match_does_not_make_a_certificate_trusted(self):
        other = self.folder / "other.pem"
        other.write_text(support.pki.Certificate("Another Root").pem)
        for record, outcome, ids in ((self.good, "matched", ["dane.pkix_ignored"]),
                                     (tlsa(1, 1, 1, spki(self.leaf)), "mismatched", ["dane.no_match"])):
            zone = {HOST: ["127.0.0.1"], f"_{self.server.port}._tcp.{HOST}": Records(tlsa=(record,))}
            with DnsServer(zone, signed=True) as dns:
                done = support.run("certcheck", "--trust", other, "--dane", "--resolver", dns.address, "-4", f"{HOST}:{self.server.port}")
            (report,) = support.reports(done.stdout)
            self.assertEqual((report["verdict"], report["dane"]["outcome"]), ("untrusted", outcome))
            self.assertEqual([one for one in support.ids(report) if one.startswith("dane.")], ids)
            self.assertEqual(done.returncode, 1)

    def test_records_that_nobody_vouches_for_decide_nothing(self):
        for record in (self.good, self.bad):
            done, report, _ = self.check(Records(tlsa=(record,)), signed=False)
            self.assertEqual((done.returncode, report["dane"]["outcome"]), (0, "unauthenticated"))
            self.assertIn("dane.unauthenticated", support.ids(report))

    def test_no_records_and_no_answer(self):
        done, report, _ = self.check(None)
        self.assertEqual((done.returncode, report["dane"]["outcome"]), (0, "none"))
        self.assertIn("dane.no_records", support.ids(report))
        done, report, _ = self.check(SERVFAIL)
        self.assertEqual((done.returncode, report["verdict"], report["dane"]["outcome"]), (1, "trusted", "unknown"))
        self.assertIn("dane.lookup_failed", support.ids(report))
        begin = time.monotonic()
        done, report, _ = self.check("silent", timeout=3)
        self.assertLess(time.monotonic() - begin, 60)
        self.assertIn("dane.lookup_failed", support.ids(report))

    def test_every_kind_of_flaw_is_named(self):
        cases = {"dane.record_unusable": (self.good, b"\x03\x01\x01short", b"\x03"),
                 "dane.combination_without_match": (self.good, tlsa(3, 0, 1, b"another certificate")),
                 "dane.stale_record": (self.good, self.bad),
                 "dane.wrong_usage": (tlsa(2, 1, 1, spki(self.leaf)),),
                 "dane.anchor_not_sent": (tlsa(2, 0, 1, x509.load_pem_x509_certificate(self.endpoint.root.read_bytes()).public_bytes(Encoding.DER)),)}
        for wanted, records in cases.items():
            with self.subTest(wanted):
                _, report, _ = self.check(Records(tlsa=records))
                self.assertIn(wanted, support.ids(report))

    def test_text_says_what_became_of_each_record(self):
        name = f"_{self.server.port}._tcp.{HOST}"
        records = Records(tlsa=(self.bad, b"\x07\x01\x01" + bytes(32)))
        with DnsServer({HOST: ["127.0.0.1"], name: records}, signed=True) as dns:
            text = support.run("certcheck", "--trust", self.endpoint.root, "--format", "text", "--dane", "--resolver", dns.address, "-4",
                               f"{HOST}:{self.server.port}").stdout
        self.assertIn(f"DANE {name}: mismatched", text)
        self.assertIn("matches nothing", text)
        self.assertIn("unusable, certificate usage 7", text)

    def test_long_records_come_by_tcp(self):
        whole = tlsa(3, 0, 0, self.leaf.public_bytes(Encoding.DER))
        zone = {HOST: ["127.0.0.1"], f"_{self.server.port}._tcp.{HOST}": Records(tlsa=(whole,))}
        with DnsServer(zone, truncate=True, signed=True) as dns:
            done, report = self.endpoint.certcheck("--dane", "--resolver", dns.address, "-4", f"{HOST}:{self.server.port}")
        self.assertEqual((done.returncode, report["dane"]["outcome"]), (0, "matched"), done.stderr)
        self.assertIn((f"_{self.server.port}._tcp.{HOST}", TLSA, "tcp"), dns.asked)

    def test_the_alias_of_a_host_has_the_records(self):
        alias = f"_{self.server.port}._tcp.edge.cdn.test"
        zone = {HOST: {"cname": "edge.cdn.test"}, "edge.cdn.test": ["127.0.0.1"], alias: Records(tlsa=(self.good,))}
        done, report, _ = self.check(None, zone=zone)
        self.assertEqual((report["dane"]["base_domain"], report["dane"]["outcome"]), ("edge.cdn.test", "matched"))
        self.assertEqual((report["target"]["sni"], done.returncode), ("edge.cdn.test", 0))
        # Without records there, those of the host; and only those where the alias is not authenticated.
        own = Records(tlsa=(self.good,))
        done, report, _ = self.check(own, zone={HOST: {"cname": "edge.cdn.test"}, "edge.cdn.test": ["127.0.0.1"]})
        self.assertEqual((report["dane"]["base_domain"], report["dane"]["asked"], report["target"]["sni"]),
                         (HOST, [alias, f"_{self.server.port}._tcp.{HOST}"], HOST))
        done, report, _ = self.check(own, zone={**zone, HOST: {"cname": "edge.cdn.test", "signed": False}})
        self.assertEqual((report["dane"]["base_domain"], report["dane"]["outcome"]), (HOST, "matched"))

    def test_mail_exchangers(self):
        def smtp(connection):
            connection.sendall(b"220 mx ESMTP\r\n")
            receive_until(connection, b"\r\n")
            connection.sendall(b"250-mx\r\n250 STARTTLS\r\n")
            receive_until(connection, b"\r\n")
            connection.sendall(b"220 ready\r\n")
            self.endpoint.serve(connection)

        with Server(smtp) as server:
            zone = {"mail.test": Records(mx=((10, HOST),))}
            _, report, _ = self.check(Records(tlsa=(self.good,)), "--mx", zone=zone, server=server, target="mail.test")
            self.assertEqual((report["dane"]["outcome"], report["target"]["mail_exchanger"]["authenticated"]), ("matched", True))
            done, report, _ = self.check(Records(tlsa=(tlsa(1, 1, 1, spki(self.leaf)),)), "--mx", zone=zone, server=server, target="mail.test")
            self.assertEqual((done.returncode, report["dane"]["outcome"]), (0, "unusable"))
            self.assertIn("dane.pkix_usage", support.ids(report))

    def test_an_address_has_no_records(self):
        done, report, dns = self.check(None, "--no-name", target="127.0.0.1")
        self.assertEqual((report["dane"]["outcome"], dns.asked), ("none", []))
        (finding,) = [one for one in report["findings"] if one["id"] == "dane.no_records"]
        self.assertIn("an address has no TLSA records", finding["message"])

    def test_silence_about_records_leaves_time_for_the_server(self):
        done, report, _ = self.check("silent", timeout=4)
        self.assertEqual((done.returncode, report["verdict"], report["dane"]["outcome"]), (1, "trusted", "unknown"), report["findings"])
        self.assertIn("dane.lookup_failed", support.ids(report))


if __name__ == "__main__":
    unittest.main()
