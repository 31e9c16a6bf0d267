"""How certcheck looks names up: against a DNS server of the test's own."""

import os
import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from dns_server import SERVFAIL, DnsServer  # noqa: E402
from tls_endpoint import GUARD_SECONDS, HOST, EndpointTest, closed_port  # noqa: E402


class Dns(EndpointTest):
    names = (HOST, "*.server.test")

    def check(self, zone, *arguments, host=HOST, timeout=15, truncate=False):
        with DnsServer(zone, truncate) as dns:
            done, report = self.endpoint.certcheck("--resolver", dns.address, *arguments, f"{host}:{self.server.port}", timeout=timeout)
        return done, report, dns

    def check_trusted(self, done, report):
        self.assertEqual((done.returncode, report["verdict"]), (0, "trusted"), (done.stderr, report["findings"]))

    def test_addresses_and_the_chain_of_names(self):
        zone = {HOST: {"cname": "edge.cdn.test"}, "edge.cdn.test": {"cname": "node7.cdn.test"}, "node7.cdn.test": ["127.0.0.1"]}
        done, report, dns = self.check(zone)
        self.check_trusted(done, report)
        self.assertEqual(report["target"]["canonical_names"], ["edge.cdn.test", "node7.cdn.test"])
        self.assertEqual((report["target"]["address"], report["target"]["addresses"]), ("127.0.0.1", ["127.0.0.1"]))
        self.assertEqual({kind for _, kind, _ in dns.asked}, {1, 28})
        done, report, dns = self.check({HOST: ["127.0.0.1"]}, "-4")
        self.check_trusted(done, report)
        self.assertEqual((report["target"]["canonical_names"], dns.asked), ([], [(HOST, 1, "udp")]))

    def test_a_long_answer_comes_by_tcp(self):
        done, report, dns = self.check({HOST: ["127.0.0.1"]}, truncate=True)
        self.check_trusted(done, report)
        self.assertIn((HOST, 1, "tcp"), dns.asked)

    def test_names_of_this_machine_and_addresses_are_not_asked_for(self):
        with DnsServer({}) as dns:
            for host in "localhost", "LOCALHOST.", "127.0.0.1":
                _, report = self.endpoint.certcheck("--resolver", dns.address, "-4", "--no-name", f"{host}:{self.server.port}")
                self.assertEqual(report["target"]["address"], "127.0.0.1")
        self.assertEqual(dns.asked, [])

    def test_names_without_addresses_are_told_apart(self):
        for zone, words in (({}, "not found"), ({HOST: []}, "no data"), ({HOST: SERVFAIL}, "name servers failed"),
                            ({HOST: {"cname": "gone.test"}}, "not found")):
            with self.subTest(words, zone=zone):
                done, report, _ = self.check(zone)
                self.assertEqual((done.returncode, support.ids(report)), (3, ["handshake.unresolved"]))
                self.assertIn(words, report["handshake"]["error"])
                self.assertEqual(report["handshake"]["stopped_at"], "resolve")

    def test_a_name_server_that_is_silent_or_not_there(self):
        begin = time.monotonic()
        done, report, _ = self.check({HOST: "silent"}, timeout=2)
        self.assertLess(time.monotonic() - begin, GUARD_SECONDS / 2)
        self.assertEqual((done.returncode, support.ids(report)), (3, ["handshake.timeout"]))
        self.assertEqual(report["handshake"]["stopped_at"], "resolve")
        done, report = self.endpoint.certcheck("--resolver", f"127.0.0.1:{closed_port()}", "-4", HOST)
        self.assertEqual((done.returncode, support.ids(report)), (3, ["handshake.unresolved"]))
        self.assertIn("are not there", report["handshake"]["error"])

    def test_silence_about_some_names_holds_up_no_other(self):
        names = [f"n{i}.{HOST}" for i in range(60)]
        zone = {name: "silent" if i % 3 == 0 else ["127.0.0.1"] for i, name in enumerate(names)}
        with DnsServer(zone) as dns:
            done = support.run("certcheck", "--trust", self.endpoint.root, "--resolver", dns.address, "-4", "--timeout", "8", "--concurrency", "60",
                               *(f"{name}:{self.server.port}" for name in names), timeout=GUARD_SECONDS)
        verdicts = {report["target"]["host"]: report["verdict"] for report in support.reports(done.stdout)}
        self.assertEqual(verdicts, {name: "unchecked" if zone[name] == "silent" else "trusted" for name in names})

    def test_a_dead_address_is_passed_over_and_named(self):
        done, report, _ = self.check({HOST: ["127.0.0.9", "127.0.0.1", "::1"]})
        self.check_trusted(done, report)
        self.assertEqual(report["target"]["address"], "127.0.0.1")
        self.assertEqual(set(report["target"]["addresses"]), {"127.0.0.1", "127.0.0.9", "::1"})
        for finding in report["findings"]:
            if finding["id"] == "handshake.address_not_connected":
                self.assertIn("; 127.0.0.1 answers", finding["message"])
        done, report, _ = self.check({HOST: ["127.0.0.9"]})
        self.assertEqual(support.ids(report), ["handshake.not_connected"])
        # Each for itself.
        with DnsServer({HOST: ["127.0.0.9", "127.0.0.1"]}) as dns:
            done = support.run("certcheck", "--trust", self.endpoint.root, "--resolver", dns.address, "--all-addresses", f"{HOST}:{self.server.port}",
                               timeout=GUARD_SECONDS)
        self.assertEqual(sorted((report["target"]["address"], report["verdict"]) for report in support.reports(done.stdout)),
                         [("127.0.0.1", "trusted"), ("127.0.0.9", "unchecked")])

    def test_wrong_resolvers_are_named(self):
        for bad in "dns.test", "127.0.0.1:99999":
            with self.subTest(bad):
                done, _ = self.endpoint.certcheck("--resolver", bad, HOST)
                self.assertEqual(done.returncode, 2)
                self.assertIn("--resolver", done.stderr)


if __name__ == "__main__":
    unittest.main()
