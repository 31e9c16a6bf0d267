"""certcheck --caa: which CAs may issue for a server's names, against a DNS server of the test's own."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from dns_server import CAA, SERVFAIL, DnsServer, Records  # noqa: E402
from tls_endpoint import HOST, EndpointTest  # noqa: E402

ISSUE = (0, "issue", "ca1.example.net")


class Caa(EndpointTest):
    names = (HOST, "*.wild.test", "deep.www.wild.test")

    def check(self, zone, *arguments, signed=False):
        with DnsServer({HOST: ["127.0.0.1"], **zone}, signed=signed) as dns:
            done, report = self.endpoint.certcheck("--caa", "--resolver", dns.address, "-4", *arguments, f"{HOST}:{self.server.port}")
        names = {one["name"]: one for one in report["caa"]["names"]} if report else {}
        return done, report, names, [name for name, kind, _ in dns.asked if kind == CAA]

    def test_the_tree_is_climbed_from_each_name(self):
        zone = {"wild.test": Records(caa=(ISSUE, (0, "issuewild", "ca2.example.org"), (0, "iodef", "mailto:a@wild.test"))),
                "test": Records(caa=((0, "issue", ";"),))}
        done, report, names, asked = self.check(zone)
        self.assertEqual({name: (one["found_at"], one["issuers"], one["restricted"]) for name, one in names.items()},
                         {HOST: ("test", [], True), "*.wild.test": ("wild.test", ["ca2.example.org"], True),
                          "deep.www.wild.test": ("wild.test", ["ca1.example.net"], True)})
        # Each domain is asked for once, whatever names it is above.
        self.assertEqual(sorted(asked), sorted({HOST, "wild.test", "deep.www.wild.test", "www.wild.test", "test"}))
        self.assertEqual(names["*.wild.test"]["records"][0], {"flags": 0, "tag": "issue", "value": "ca1.example.net"})
        self.assertIn("caa.issuance_forbidden", support.ids(report))
        self.assertIn("caa.not_compared", support.ids(report))
        self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"))

    def test_no_records_allow_every_ca(self):
        done, report, names, _ = self.check({})
        self.assertEqual((names[HOST]["found_at"], names[HOST]["restricted"], done.returncode), (None, False, 0))
        self.assertEqual([one for one in support.ids(report) if one.startswith("caa.")], ["caa.none"])

    def test_a_ca_that_the_user_names(self):
        zone = {"test": Records(caa=(ISSUE,))}
        done, report, _, _ = self.check(zone, "--caa-issuer", "CA1.example.net")
        self.assertEqual((done.returncode, report["caa"]["expected_issuers"]), (0, ["ca1.example.net"]))
        self.assertFalse([one for one in support.ids(report) if one.startswith("caa.")])
        done, report, _, _ = self.check(zone, "--caa-issuer", "ca9.test")
        self.assertEqual((done.returncode, report["verdict"]), (1, "trusted"))
        self.assertIn("caa.issuer_not_allowed", support.ids(report))
        done, _, _, asked = self.check({}, "--caa-issuer", "ca_9")
        self.assertEqual((done.returncode, asked), (2, []))
        self.assertIn("--caa-issuer", done.stderr)

    def test_flaws_of_records(self):
        for wanted, records in (("caa.malformed", Records(caa=((0, "issue", "%%%%%"),))), ("caa.malformed", Records(raw={CAA: (b"\0",)})),
                                ("caa.unknown_critical", Records(caa=(ISSUE, (128, "tbs", "Unknown")))), ("caa.lookup_failed", SERVFAIL)):
            with self.subTest(wanted, records=records):
                _, report, _, _ = self.check({"test": records})
                self.assertIn(wanted, support.ids(report))

    def test_whether_the_answers_are_authenticated(self):
        for signed in (False, True):
            _, _, names, _ = self.check({"test": Records(caa=(ISSUE,))}, signed=signed)
            self.assertEqual(names[HOST]["authenticated"], signed)

    def test_aliases_are_the_resolvers_to_follow(self):
        zone = {HOST: {"cname": "edge.cdn.example"}, "edge.cdn.example": Records(addresses=("127.0.0.1",), caa=(ISSUE,))}
        _, _, names, _ = self.check(zone)
        self.assertEqual((names[HOST]["found_at"], names[HOST]["issuers"]), (HOST, ["ca1.example.net"]))

    def test_text_says_who_may_issue(self):
        with DnsServer({HOST: ["127.0.0.1"], "test": Records(caa=(ISSUE,))}) as dns:
            text = support.run("certcheck", "--trust", self.endpoint.root, "--format", "text", "--caa", "--resolver", dns.address, "-4",
                               f"{HOST}:{self.server.port}").stdout
        self.assertIn(f"{HOST}: ca1.example.net (records of test)", text)

    def test_a_name_for_the_ca_needs_the_question(self):
        done = support.run("certcheck", "--caa-issuer", "ca.test", HOST)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--caa-issuer", done.stderr)


if __name__ == "__main__":
    unittest.main()
