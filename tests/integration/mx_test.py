"""certcheck --mx: the mail exchangers of a domain, each checked by SMTP, against a DNS server of the test's own."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from dns_server import MX, SERVFAIL, DnsServer, Records  # noqa: E402
from tls_endpoint import GUARD_SECONDS, Endpoint, receive_until  # noqa: E402
from tls_server import Server  # noqa: E402

DOMAIN = "mail.test"


class MailExchangers(support.FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.endpoint = Endpoint(cls.folder, ("mx1.test", "mx2.test"))
        cls.server = cls.enterClassContext(Server(cls.smtp))

    @classmethod
    def smtp(cls, connection):
        connection.sendall(b"220 mx.test ESMTP\r\n")
        receive_until(connection, b"\r\n")
        connection.sendall(b"250-mx.test\r\n250 STARTTLS\r\n")
        receive_until(connection, b"\r\n")
        connection.sendall(b"220 ready\r\n")
        cls.endpoint.serve(connection)

    def check(self, zone, *arguments, target=None, signed=False, timeout=20):
        with DnsServer(zone, signed=signed) as dns:
            done = support.run("certcheck", "--mx", "--trust", self.endpoint.root, "--resolver", dns.address, "-4", "--timeout", timeout, *arguments,
                               *([] if target == "" else [target or f"{DOMAIN}:{self.server.port}"]), timeout=GUARD_SECONDS)
        return done, {report["target"]["input"].partition(" ")[2]: report for report in support.reports(done.stdout)}, dns

    zone = {DOMAIN: Records(mx=((20, "mx2.test"), (10, "MX1.test"), (30, "mx2.test"), (20, "mx3.test"))),
            "mx1.test": ["127.0.0.1"], "mx2.test": ["127.0.0.1"], "mx3.test": ["127.0.0.1"]}

    def test_each_exchanger_has_a_report_under_its_own_name(self):
        done, reports, dns = self.check(self.zone)
        self.assertEqual({name: report["verdict"] for name, report in reports.items()},
                         {"(MX 10 mx1.test)": "trusted", "(MX 20 mx2.test)": "trusted", "(MX 20 mx3.test)": "untrusted"})
        self.assertEqual(done.returncode, 1)
        first = reports["(MX 10 mx1.test)"]["target"]
        self.assertEqual((first["host"], first["sni"], first["port"], first["starttls"]), ("mx1.test", "mx1.test", self.server.port, "smtp"))
        self.assertEqual(first["mail_exchanger"], {"domain": DOMAIN, "preference": 10, "authenticated": False})
        self.assertEqual(reports["(MX 20 mx3.test)"]["hostname"], {"name": "mx3.test", "matched": False, "by": None})
        self.assertEqual([asked for asked in dns.asked if asked[1] == MX], [(DOMAIN, MX, "udp")])

    def test_names_that_nobody_authenticated_are_a_notice(self):
        for signed in (False, True):
            with self.subTest(signed=signed):
                done, reports, _ = self.check(self.zone, signed=signed)
                report = reports["(MX 10 mx1.test)"]
                self.assertEqual(report["target"]["mail_exchanger"]["authenticated"], signed)
                self.assertEqual("mx.unauthenticated" in support.ids(report), not signed)

    def test_a_domain_without_records_is_its_own_exchanger(self):
        done, reports, _ = self.check({DOMAIN: ["127.0.0.1"]})
        report = reports["(no MX)"]
        self.assertEqual(report["target"]["host"], DOMAIN)
        self.assertEqual(report["target"]["mail_exchanger"], {"domain": DOMAIN, "preference": None, "authenticated": False})
        self.assertIn("mx.implicit", support.ids(report))
        self.assertEqual(done.returncode, 1)  # the certificate has other names

    def test_a_null_mx_takes_no_mail(self):
        done, reports, _ = self.check({DOMAIN: Records(mx=((0, None),), addresses=("127.0.0.1",))})
        self.assertEqual((done.returncode, list(reports)), (3, [""]))
        self.assertEqual((support.ids(reports[""]), reports[""]["handshake"]["failure"]), (["mx.null"], "mail_exchanger"))
        done, reports, _ = self.check({DOMAIN: Records(mx=((0, None), (10, "mx1.test"))), "mx1.test": ["127.0.0.1"]})
        self.assertEqual(list(reports), ["(MX 10 mx1.test)"])
        self.assertIn("mx.null_with_others", support.ids(reports["(MX 10 mx1.test)"]))

    def test_what_is_not_a_host_is_reported_beside_the_others(self):
        zone = {DOMAIN: Records(mx=((10, "mx1.test"), (5, "127.0.0.1")), raw={MX: (b"\0",)}), "mx1.test": ["127.0.0.1"]}
        done, reports, _ = self.check(zone)
        self.assertEqual({name: report["verdict"] for name, report in reports.items()},
                         {"(MX 10 mx1.test)": "trusted", "(MX 5 127.0.0.1)": "unchecked", "(MX, unreadable)": "unchecked"})
        for name in ("(MX 5 127.0.0.1)", "(MX, unreadable)"):
            self.assertEqual(support.ids(reports[name]), ["mx.malformed"])
        self.assertEqual(done.returncode, 3)

    def test_an_alias_is_no_exchanger(self):
        zone = {DOMAIN: Records(mx=((10, "mx1.test"),)), "mx1.test": {"cname": "real.test"}, "real.test": ["127.0.0.1"]}
        _, reports, _ = self.check(zone)
        self.assertIn("mx.alias", support.ids(reports["(MX 10 mx1.test)"]))

    def test_a_domain_that_cannot_be_asked_for(self):
        for zone, words in (({}, "no such domain"), ({DOMAIN: SERVFAIL}, "the mail exchangers (MX)")):
            with self.subTest(words):
                done, reports, _ = self.check(zone)
                self.assertEqual((done.returncode, support.ids(reports[""])), (3, ["handshake.unresolved"]))
                self.assertIn(words, reports[""]["handshake"]["error"])
        done, reports, _ = self.check({DOMAIN: "silent"}, timeout=2)
        self.assertEqual((done.returncode, support.ids(reports[""])), (3, ["handshake.timeout"]))

    def test_targets_that_are_not_domains_of_mail(self):
        for target, words in (("127.0.0.1:25", "an address has no mail exchangers"), ("https://mail.test", "speak SMTP"),
                              ("mail.test,127.0.0.1", "give the domain alone")):
            with self.subTest(target):
                done, _, dns = self.check({}, target=target)
                self.assertEqual((done.returncode, dns.asked), (2, []))
                self.assertIn(words, done.stderr)

    def test_other_reports_for_one_exchanger(self):
        done, reports, _ = self.check(self.zone, "--all-certificates")
        self.assertEqual({report["asked_for"] for report in reports.values()}, {None})
        self.assertEqual(len(reports), 3)
        zone = dict(self.zone, **{"mx1.test": ["127.0.0.1", "127.0.0.9"]})
        with DnsServer(zone) as dns:
            done = support.run("certcheck", "--mx", "--trust", self.endpoint.root, "--resolver", dns.address, "-4", "--all-addresses",
                               f"{DOMAIN}:{self.server.port}", timeout=GUARD_SECONDS)
        self.assertEqual(sorted((report["target"]["host"], report["target"]["address"]) for report in support.reports(done.stdout)),
                         [("mx1.test", "127.0.0.1"), ("mx1.test", "127.0.0.9"), ("mx2.test", "127.0.0.1"), ("mx3.test", "127.0.0.1")])

    def test_a_list_is_resumed_exchanger_by_exchanger(self):
        kept = self.folder / "reports.ndjson"
        kept.unlink(missing_ok=True)
        listed = self.folder / "domains.txt"
        listed.write_text(f"{DOMAIN}:{self.server.port}\n")
        self.check(self.zone, "--resume", kept, "--targets", listed, target="")
        lines = kept.read_text().splitlines(keepends=True)
        self.assertEqual(len(lines), 3)
        kept.write_text("".join(lines[:2]))
        self.check(self.zone, "--resume", kept, "--targets", listed, target="")
        self.assertEqual(sorted(line.count("{") > 0 for line in kept.read_text().splitlines()), [True] * 3)
        self.assertEqual({report["target"]["host"] for report in support.reports(kept.read_text())}, {"mx1.test", "mx2.test", "mx3.test"})
        # A part of the list has all exchangers of its domains, or none.
        counts = []
        for part in ("1/2", "2/2"):
            _, reports, _ = self.check(self.zone, "--shard", part)
            counts.append(len(reports))
        self.assertEqual(sorted(counts), [0, 3])

    def test_a_domain_names_no_end_of_hosts(self):
        zone = {DOMAIN: Records(mx=tuple((i, f"mx{i}.elsewhere.test") for i in range(1, 80)))}
        done, reports, _ = self.check(zone)
        self.assertEqual(sum(name.startswith("(MX") for name in reports), 50)
        self.assertEqual(done.returncode, 2)
        self.assertIn("of its 79 mail exchangers the first 50 are checked", done.stderr)

    def test_a_policy_for_the_domain_holds_for_its_exchangers(self):
        policy = self.folder / "policy.toml"
        policy.write_text(f'[group.mail]\ntargets = ["{DOMAIN}"]\nmx = true\nname = ["mx1.test"]\n')
        with DnsServer(self.zone) as dns:
            done = support.run("certcheck", "--policy-file", policy, "--trust", self.endpoint.root, "--resolver", dns.address, "-4",
                               f"{DOMAIN}:{self.server.port}", timeout=GUARD_SECONDS)
        self.assertEqual(sorted((report["target"]["host"], report["verdict"]) for report in support.reports(done.stdout)),
                         [("mx1.test", "trusted"), ("mx2.test", "trusted"), ("mx3.test", "trusted")])


if __name__ == "__main__":
    unittest.main()
