"""certcheck serve: every endpoint, against certserve's servers; who may ask, and what is refused."""

import base64
import json
import os
import pathlib
import re
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import jsonschema  # noqa: E402
from support import SCHEMA, SOURCE, FolderTest, pki, run  # noqa: E402
from dns_server import DnsServer, Records  # noqa: E402
from serve_process import TOKEN, Canary, Scenarios, Service, read_all, statuses  # noqa: E402
from tls_server import Server  # noqa: E402

SCENARIOS = ("good-rsa", "expired", "wrong-host", "plaintext")


class ServeTest(FolderTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scenarios = Scenarios(cls.folder, *SCENARIOS)
        cls.addClassCleanup(cls.scenarios.close)

    def served(self, *options, **more):
        service = Service(*options, **more)
        self.addCleanup(service.stop)
        return service


class Endpoints(ServeTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = Service("--allow-target", "127.0.0.0/8", "--policy-file", cls.scenarios.policy)
        cls.addClassCleanup(cls.service.stop)

    def path(self, endpoint, name, more=""):
        return f"/{endpoint}?target={self.scenarios.host(name)}&module={name}{more}"

    def test_probe_has_the_names_of_blackbox_exporter_beside_ours(self):
        answer = self.service.ask(self.path("probe", "good-rsa"))
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "text/plain; version=0.0.4; charset=utf-8"))
        metrics = answer.metrics()
        report = self.service.ask(self.path("check", "good-rsa")).json()
        self.assertEqual(metrics["probe_success"], "1")
        self.assertEqual(metrics['probe_tls_version_info{version="TLS 1.3"}'], "1")
        self.assertEqual(metrics["probe_ip_protocol"], "4")
        self.assertGreater(float(metrics["probe_duration_seconds"]), 0)
        ends = [self.seconds(each["not_after"]) for each in report["chain"]["presented"]]
        self.assertEqual(int(metrics["probe_ssl_earliest_cert_expiry"]), min(ends))
        self.assertEqual(int(metrics["probe_ssl_last_chain_expiry_timestamp_seconds"]), self.seconds(report["expires"]["path"]))
        leaf = report["chain"]["presented"][0]
        info = next(series for series in metrics if series.startswith("probe_ssl_last_chain_info"))
        self.assertIn(f'fingerprint_sha256="{leaf["sha256"]}"', info)
        self.assertIn(f'subjectalternative="{",".join(leaf["dns_names"])}"', info)
        trusted = next(value for series, value in metrics.items() if series.startswith("certcheck_trusted{"))
        self.assertEqual(trusted, "1")

    @staticmethod
    def seconds(text):
        return int(time.mktime(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))) - time.timezone

    def test_probe_fails_where_clients_do(self):
        for name in "expired", "wrong-host", "plaintext":
            with self.subTest(name):
                answer = self.service.ask(self.path("probe", name))
                self.assertEqual((answer.status, answer.metrics()["probe_success"]), (200, "0"))
        # Of a chain that fails, too, when it ends; blackbox_exporter has nothing then.
        self.assertIn("probe_ssl_earliest_cert_expiry", self.service.ask(self.path("probe", "expired")).metrics())

    def test_check_gives_a_report_in_any_format(self):
        answer = self.service.ask(self.path("check", "expired"))
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "application/json"))
        jsonschema.validate(answer.json(), SCHEMA, cls=jsonschema.Draft202012Validator)
        self.assertEqual(answer.json()["verdict"], "untrusted")
        self.assertIn("path.validity.expired", [each["id"] for each in answer.json()["findings"]])
        page = self.service.ask(self.path("check", "expired"), Accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
        self.assertEqual(page.headers["Content-Type"], "text/html; charset=utf-8")
        self.assertIn("<!doctype html>", page.text.lower()[:100])
        for form, kind in (("text", "text/plain"), ("csv", "text/csv"), ("sarif", "application/sarif+json"), ("nagios", "text/plain"),
                           ("junit", "application/xml"), ("prometheus", "text/plain")):
            answer = self.service.ask(self.path("check", "expired", f"&format={form}"))
            self.assertEqual((answer.status, answer.headers["Content-Type"].split(";")[0]), (200, kind), form)
        self.assertEqual(self.service.ask(self.path("check", "expired", "&format=paper")).status, 400)

    def test_parameters_are_checked(self):
        host = self.scenarios.host("good-rsa")
        for query, words in (("", "target"), ("?target=", "target"), (f"?target={host}&target={host}", "twice"),
                             (f"?target={host}&modul=x", "unknown parameter"), (f"?target={host}&module=none", "no module"),
                             ("?target=%zz", "query"), ("?target=a%20b", "a b"), ("?target=10.0.0.0/24", "ranges"),
                             (f"?target={host},127.0.0.1", "one target"), ("?target=" + "a" * 2000, "longer")):
            for endpoint in "probe", "check":
                answer = self.service.ask(f"/{endpoint}{query}")
                self.assertEqual(answer.status, 400, query)
                self.assertIn(words, answer.text, query)

    def test_verify_answers_as_batches_are(self):
        row = self.scenarios.rows["expired"]
        report = self.service.ask(self.path("check", "expired")).json()
        certificates = [each["pem"] for each in report["chain"]["presented"]]
        request = json.dumps({"id": 7, "leaf": certificates[0], "untrusted": certificates[1:], "trust": [row["root"]],
                              "name": {"kind": "dns", "value": row["host"]}}, indent=1)
        answer = self.service.ask("/verify", request.encode(), Content_Type="application/json")
        self.assertEqual((answer.status, answer.json()["id"], answer.json()["verdict"]), (200, 7, "untrusted"))
        batch = run("certverify", "--batch", stdin=json.dumps(json.loads(request)) + "\n")
        self.assertEqual(answer.json(), json.loads(batch.stdout))
        line = json.dumps(json.loads(request))
        several = self.service.ask("/verify", f"{line}\n\nnothing\n{line}\n".encode(), Content_Type="application/x-ndjson")
        self.assertEqual(["error" in json.loads(each) for each in several.text.splitlines()], [False, True, False])
        for wrong in b"", b"{", b"[]", b'{"leaf": 5}', b'{"leaf": "x", "online_revocation": true}':
            self.assertEqual(self.service.ask("/verify", wrong).status, 400, wrong)

    def test_lint_takes_pem_and_der(self):
        report = self.service.ask(self.path("check", "expired")).json()
        certificates = [each["pem"] for each in report["chain"]["presented"]]
        answer = self.service.ask("/lint?chain=true", "".join(certificates).encode())
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "application/json"))
        own = self.folder / "chain.pem"
        own.write_text("".join(certificates))
        by_tool = json.loads(run("certlint", "--chain", "--format", "json", own).stdout)
        # But for the name of the tool and of the file.
        self.assertEqual([{**each, "file": ""} for each in answer.json()["items"]], [{**each, "file": ""} for each in by_tool["items"]])
        der = base64.b64decode("".join(certificates[0].split("\n")[1:-2]))
        self.assertEqual(self.service.ask("/lint?format=text", der).status, 200)
        self.assertEqual(self.service.ask("/lint", b"nothing at all").status, 400)
        self.assertEqual(self.service.ask("/lint", b"").status, 400)
        self.assertEqual(self.service.ask("/lint?profile=xx", der).status, 400)
        self.assertEqual(self.service.ask("/lint?as_of=yesterday", der).status, 400)
        self.assertEqual(self.service.ask("/lint?profile=dv&as_of=2030-01-01&format=ndjson", der).status, 200)

    def test_lint_says_what_certlint_says_of_any_form(self):
        leaf = (SOURCE / "testdata/scenarios/expired/chain.pem").read_text().split("-----END CERTIFICATE-----\n")[0] + "-----END CERTIFICATE-----\n"
        other = (SOURCE / "testdata/scenarios/good-rsa/chain.pem").read_text()
        der = base64.b64decode("".join(leaf.split("\n")[1:-2]))
        broken = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n"
        root = pki.Certificate("Root")
        one = root.server("one.test")
        two = root.server("two.test", key=one.key)
        entry = bytes(12) + len(der).to_bytes(3, "big") + der + bytes(2)
        for name, body in (("several in one", der + der), ("UTF-16", leaf.encode("utf-16")), ("bare base64", base64.b64encode(der)),
                           ("a broken block between", (leaf + broken + other).encode()), ("no end", (leaf + broken[:35]).encode()),
                           ("many broken blocks", broken.encode() * 300), ("the key of another", (one.pem + two.pem).encode()),
                           ("entries of a log", json.dumps({"entries": [{"leaf_input": base64.b64encode(entry).decode()}]}).encode())):
            with self.subTest(name):
                file = self.folder / "body"
                file.write_bytes(body)
                for format_ in "json", "zlint":
                    by_tool = run("certlint", "--chain", "--quiet", "--format", format_, file).stdout.replace(str(file), "-")
                    answer = self.service.ask(f"/lint?chain=true&format={format_}", body)
                    self.assertEqual(answer.status, 200, answer.text)
                    self.assertEqual(self.without_time(answer.text), self.without_time(by_tool))

    @staticmethod
    def without_time(text):
        return re.sub(r'"tool":\{"name":"\w+"', "", re.sub(r'"checked_at":"[^"]*"', "", text))

    def test_what_there_is_and_what_is_not(self):
        self.assertIn("/probe?target=", self.service.ask("/").text)
        self.assertEqual((self.service.ask("/healthz").text, self.service.ask("/readyz").text), ("ok\n", "ready\n"))
        head = self.service.ask("/healthz", method="HEAD")
        self.assertEqual((head.status, head.body, head.headers["Content-Length"]), (200, b"", "3"))
        self.assertEqual(self.service.ask("/etc/passwd").status, 404)
        for path, method, allowed in (("/probe", "POST", "GET"), ("/lint", "GET", "POST"), ("/healthz", "DELETE", "GET")):
            answer = self.service.ask(path, method=method)
            self.assertEqual((answer.status, answer.headers["Allow"]), (405, allowed))
        self.assertEqual(self.service.ask("/healthz", b"body", method="GET").status, 413)

    def test_metrics_and_log_tell_of_requests(self):
        self.service.ask(self.path("probe", "expired"))
        event = self.service.wait_for("request", path="/probe", module="expired")
        self.assertEqual((event["status"], event["verdict"], event["target"], event["client"], event["method"]),
                         (200, "untrusted", self.scenarios.host("expired"), "127.0.0.1", "GET"))
        metrics = self.service.ask("/metrics").metrics()
        self.assertGreaterEqual(int(metrics['certcheck_serve_requests_total{endpoint="/probe",code="200"}']), 1)
        self.assertGreaterEqual(int(metrics['certcheck_serve_checks_total{verdict="untrusted"}']), 1)
        self.assertGreaterEqual(int(metrics['certcheck_serve_request_duration_seconds_count{endpoint="/probe"}']), 1)
        self.assertGreaterEqual(int(metrics["certcheck_serve_connections"]), 1)

    def test_the_time_of_a_scrape_is_kept_to(self):
        with Server(lambda connection: connection.recv(1 << 16) and connection.recv(1)) as silent:
            answer = self.service.ask(f"/probe?target=127.0.0.1:{silent.port}", X_Prometheus_Scrape_Timeout_Seconds="1.5")
            self.assertEqual((answer.status, answer.metrics()["probe_success"]), (200, "0"))


class WhoMayAsk(ServeTest):
    def test_a_token_is_needed(self):
        tokens = self.folder / "tokens"
        tokens.write_text(f"{TOKEN}\nanother-token-0123456789\n")
        service = self.served("--token-file", tokens)
        for path in "/metrics", "/probe?target=a.test", "/check?target=a.test":
            for token in None, TOKEN[:-1], TOKEN + "x", "Bearer":
                answer = service.ask(path, token=token)
                self.assertEqual(answer.status, 401, (path, token))
                self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Bearer"))
        self.assertEqual(service.ask("/metrics", token=TOKEN).status, 200)
        self.assertEqual(service.ask("/metrics", token="another-token-0123456789").status, 200)
        self.assertEqual(service.ask("/lint", b"x", token=TOKEN).status, 400)
        # Whether it lives is for load balancers.
        self.assertEqual((service.ask("/healthz").status, service.ask("/readyz").status), (200, 200))
        service.ask("/healthz")
        self.assertNotIn(TOKEN, json.dumps(service.events))
        # A body is not even read of whom is not known.
        self.assertEqual(statuses(service.say(b"POST /lint HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n")), [401])

    def test_wrong_usage(self):
        short, wrong, empty = (self.folder / name for name in ("short", "wrong", "empty"))
        short.write_text("secret\n")
        wrong.write_text("sixteen or more characters\n")
        empty.write_text("\n")
        for options, words in ((["--listen", "0.0.0.0:0"], "--token-file"), (["--listen", "[::]:0"], "--token-file"),
                               (["--listen", "localhost:9"], "ADDR:PORT"), (["--listen", "127.0.0.1"], "ADDR:PORT"),
                               (["--listen", "::1:9219"], "ADDR:PORT"), (["--listen", "127.0.0.1:99999"], "ADDR:PORT"),
                               (["--token-file", short], "at least 16"), (["--token-file", wrong], "letters"),
                               (["--token-file", empty], "no token"), (["--token-file", self.folder / "none"], "--token-file"),
                               (["--allow-target", "10.0.0.0/99"], "--allow-target"), (["--deny-target", "a b"], "--deny-target"),
                               (["--rate", "many"], "--rate"), (["--time-limit", "0"], "--time-limit"),
                               (["--policy-file", self.folder / "none"], "--policy-file"), (["--trust", self.folder / "none"], "--trust"),
                               (["target.test"], "target.test"), (["--no-token", "--token-file", short], "--no-token")):
            done = run("certcheck", "serve", *options)
            self.assertEqual((done.returncode, done.stdout), (2, ""), (options, done.stderr))
            self.assertIn(words, done.stderr, options)
            self.assertNotIn("secret", done.stderr)


class Targets(ServeTest):
    """No target that is not allowed is connected to, however it is written."""

    def test_forbidden_in_every_notation(self):
        canary = Canary()
        self.addCleanup(canary.close)
        six = Canary("::1")
        self.addCleanup(six.close)
        zone = {"inner.test": ["127.0.0.1"], "six.test": ["::1"], "mapped.test": ["::ffff:127.0.0.1"], "nat64.test": ["64:ff9b::7f00:1"],
                "alias.test": {"cname": "inner.test"}, "both.test": ["127.0.0.1", "::1"], "zero.test": ["0.0.0.0"],
                "private.test": ["10.1.2.3"], "metadata.test": ["169.254.169.254"]}
        turns = []
        # An address that passes first and another afterwards: only what is connected to counts.
        zone["rebinding.test"] = lambda *_: Records(addresses=("127.0.0.1",)) if turns.append(1) or len(turns) > 1 else Records(addresses=("127.0.0.2",))
        with DnsServer(zone) as dns:
            service = self.served("--resolver", dns.address, "--timeout", "5")
            port = canary.port
            forbidden = [f"127.0.0.1:{port}", f"127.1.2.3:{port}", f"https://127.0.0.1:{port}/", f"https://user:secret@127.0.0.1:{port}/",
                         f"[::1]:{six.port}", f"[0:0:0:0:0:0:0:1]:{six.port}", f"[::ffff:127.0.0.1]:{port}", f"[::ffff:7f00:1]:{port}",
                         f"[64:ff9b::127.0.0.1]:{port}", f"[::127.0.0.1]:{port}", f"0.0.0.0:{port}", f"[::]:{six.port}", f"smtp://127.0.0.1:{port}",
                         "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254:80", "100.64.0.1", "[fe80::1]", "[fc00::1]", "224.0.0.1",
                         "255.255.255.255", "192.0.2.1", *(f"{name}:{port}" for name in zone)]
            numbers = [f"2130706433:{port}", f"0x7f000001:{port}", f"0x7f.1:{port}", f"017700000001:{port}", f"127.1:{port}",
                       f"0177.0.0.1:{port}", f"127.0.0.01:{port}", f"0x7f.0x0.0x0.0x1:{port}", f"https://2130706433:{port}/", f"127.0.0.1.:{port}"]
            for target in forbidden + numbers:
                for endpoint in "probe", "check":
                    quoted = target.replace("%", "%25").replace("&", "%26")
                    answer = service.ask(f"/{endpoint}?target={quoted}")
                    allowed = (403,) if target in forbidden else (400, 403)
                    self.assertIn(answer.status, allowed, (target, answer.text))
                    self.assertNotIn("secret", answer.text)
                    # What only the resolver of this machine knows is not told.
                    self.assertNotIn("10.1.2.3", answer.text)
            refused = service.ask("/metrics").metrics()['certcheck_serve_refusals_total{reason="target"}']
            self.assertGreaterEqual(int(refused), len(forbidden))
        self.assertEqual((canary.touched, six.touched), (0, 0))

    def test_rules(self):
        canary = Canary()
        self.addCleanup(canary.close)
        port = canary.port
        zone = {"vault.corp.test": ["127.0.0.1"], "other.test": ["127.0.0.1"], "denied.corp.test": ["127.0.0.1"], "two.test": ["127.0.0.9", "127.0.0.1"]}
        with DnsServer(zone) as dns:
            service = self.served("--resolver", dns.address, "--timeout", "5", "--allow-target", "*.corp.test", "--allow-target", "127.0.0.9/32",
                                  "--deny-target", "denied.corp.test", "--deny-target", "203.0.113.0/24")
            for target, status in ((f"other.test:{port}", 403), (f"127.0.0.1:{port}", 403), (f"denied.corp.test:{port}", 403),
                                   (f"DENIED.corp.test.:{port}", 403), ("203.0.113.9", 403)):
                self.assertEqual(service.ask(f"/check?target={target}").status, status, target)
            # Of two addresses the one that may be connected to.
            answer = service.ask(f"/check?target=two.test:{port}")
            self.assertEqual((answer.status, answer.json()["verdict"]), (200, "unchecked"))
            self.assertEqual(canary.touched, 0)
            answer = service.ask(f"/check?target=Vault.corp.test:{port}")
            self.assertEqual((answer.status, answer.json()["verdict"]), (200, "unchecked"))
            self.assertGreaterEqual(canary.touched, 1)


class Hostile(ServeTest):
    """Clients that mean ill get a clear answer, and cost little."""

    def test_malformed_and_oversized_requests(self):
        service = self.served("--body-limit", "10000")
        host = b"Host: x\r\n"
        for request, status in (
                (b"nonsense\r\n\r\n", 400), (b"GET / HTTP/1.1\r\n\r\n", 400), (b"GET / HTTP/1.1\r\n" + host * 2 + b"\r\n", 400),
                (b"GET /healthz HTTP/1.1\r\n" + host + b"bad header\r\n\r\n", 400),
                (b"GET /healthz HTTP/3.7\r\n" + host + b"\r\n", 400),
                (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200 + b"\r\n\r\n", 400),
                (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n", 431),
                (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 100_000 + b"\r\n\r\n", 431),
                (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 16_400 + b"\r\n\r\n", 431),
                (b"GET /healthz HTTP/1.1\r\nConnection: close\r\n" + host + b"X: " + b"a" * 16_000 + b"\r\n\r\n", 200),
                (b"GET / HTTP/1.1\r\n" + host + b"".join(b"X%d: y\r\n" % i for i in range(10_000)) + b"\r\n", 431),
                (b"POST /lint HTTP/1.1\r\n" + host + b"Content-Length: 10001\r\n\r\n", 413),
                (b"POST /lint HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n", 400),
                (b"POST /lint HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n", 400),
                (b"POST /lint HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", 400),
                (b"POST /lint HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
                (b"POST /lint HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n" + b"1000\r\n" + b"a" * 4096 + b"\r\n" +
                 b"2000\r\n" + b"a" * 8192 + b"\r\n0\r\n\r\n", 413),
                (b"POST /lint HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
                (b"GET /check?target=a.test HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", 413)):
            answer = service.say(request)
            self.assertEqual(statuses(answer)[:1], [status], request[:80])
        # Those who have nothing to do with it notice nothing.
        self.assertEqual(service.ask("/healthz").status, 200)

    def test_slow_requests_end(self):
        service = self.served("--request-time", "1")
        head, body = service.connect(), service.connect()
        with head, body:
            head.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
            body.sendall(b"POST /lint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n")
            over = threading.Event()

            def drip():
                """A byte now and then keeps nobody waiting for ever."""
                while not over.wait(0.2):
                    for connection, byte in (head, b"X"), (body, b"x"):
                        try:
                            connection.sendall(byte)
                        except OSError:
                            pass
            thread = threading.Thread(target=drip)
            thread.start()
            try:
                self.assertEqual(statuses(read_all(head)), [408])
                self.assertEqual(statuses(read_all(body)), [408])
            finally:
                over.set()
                thread.join()
        # Who says nothing at all is not told anything.
        with service.connect() as silent:
            self.assertEqual(read_all(silent), b"")

    def test_pipelined_requests_are_answered_in_order(self):
        service = self.served()
        paths = [b"/healthz", b"/nowhere", b"/readyz", b"/check", b"/"] * 20
        request = b"".join(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n" for path in paths)
        answers = statuses(service.say(request + b"GET /healthz HTTP/1.0\r\n\r\n"))
        self.assertEqual(answers, [200, 404, 200, 400, 200] * 20 + [200])

    def test_continue_is_said(self):
        service = self.served()
        with service.connect() as connection:
            connection.sendall(b"POST /lint HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
            self.assertTrue(connection.recv(100).startswith(b"HTTP/1.1 100 "))
            connection.sendall(b"abc")
            self.assertEqual(statuses(read_all(connection)), [400])

    def test_connections_and_memory_are_bounded(self):
        service = self.served("--connections", "50")
        before = service.resident_kilobytes()
        held = [service.connect() for _ in range(50)]
        for connection in held:
            connection.sendall(b"POST /lint HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n")
        # Some are told at once that bodies are many, and further connections that they are.
        answers = statuses(service.say(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"))
        self.assertEqual(answers, [503])
        self.assertLess(service.resident_kilobytes() - before, 100_000)
        for connection in held:
            connection.close()
        deadline = time.monotonic() + 30
        while service.ask("/healthz").status != 200 and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(service.ask("/healthz").status, 200)

    def test_rates(self):
        for option in "--rate", "--client-rate":
            service = self.served(option, "2/m")
            answers = [service.ask("/check?target=") for _ in range(3)]
            self.assertEqual([each.status for each in answers], [400, 429, 429])
            self.assertTrue(20 <= int(answers[1].headers["Retry-After"]) <= 31)
            self.assertEqual(service.ask("/healthz").status, 200)

    def test_what_waits_is_bounded(self):
        release = threading.Event()
        with Server(lambda connection: release.wait(60)) as silent:
            service = self.served("--concurrency", "1", "--allow-target", "127.0.0.1", "--time-limit", "2", "--timeout", "30")
            found = []
            threads = [threading.Thread(target=lambda: found.append(service.ask(f"/check?target=127.0.0.1:{silent.port}").status))
                       for _ in range(12)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            release.set()
        # One is under way and four wait, until their time is over; the others are told at once.
        self.assertEqual(sorted(found), [503] * 7 + [504] * 5)
        self.assertEqual(service.wait_for("request", status=504)["target"], f"127.0.0.1:{silent.port}")

    def test_what_nobody_waits_for_is_given_up(self):
        release = threading.Event()
        with Server(lambda connection: release.wait(60)) as silent:
            target = f"/check?target=127.0.0.1:{silent.port}"
            # The server answers nothing; the turn at its address is a minute away; it is tried again and again.
            for options in ("--timeout", "60"), ("--address-rate", "1/m"), ("--timeout", "0.3", "--retries", "9"), ("--protocols", "--timeout", "60"):
                with self.subTest(options):
                    service = self.served("--concurrency", "1", "--allow-target", "127.0.0.1", "--time-limit", "1", *options)
                    statuses = [service.ask(target).status for _ in range(2)]
                    self.assertEqual(statuses, [504, 504])
                    deadline = time.monotonic() + 30
                    while service.ask("/metrics").metrics()["certcheck_serve_work_active"] != "0" and time.monotonic() < deadline:
                        time.sleep(0.05)
                    self.assertLess(time.monotonic(), deadline)
                    self.assertEqual(service.ask("/lint", b"nothing").status, 400)
            release.set()


class Stopping(ServeTest):
    def test_nothing_that_was_asked_is_lost(self):
        service = self.served("--policy-file", self.scenarios.policy, "--allow-target", "127.0.0.1", "--concurrency", "8")
        path = f"/check?target={self.scenarios.host('good-rsa')}&module=good-rsa"
        sent, lost, refused = [], [], []
        stop = threading.Event()

        def ask():
            while not stop.is_set():
                try:
                    connection = service.connect()
                except OSError:
                    refused.append(1)
                    return
                with connection:
                    request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
                    try:
                        connection.sendall(request)
                        answer = read_all(connection)
                    except OSError:
                        # The kernel took it and the service never did: as good as refused.
                        refused.append(1)
                        return
                    (sent if statuses(answer) == [200] and answer.endswith(b"\n") else lost).append(answer)
        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        # In the middle of it.
        while len(sent) < 12:
            time.sleep(0.01)
        self.assertEqual(service.stop(), 0)
        stop.set()
        for thread in threads:
            thread.join()
        self.assertEqual(lost, [])
        self.assertEqual(len(refused), 6)
        self.assertEqual(service.events[-1]["event"], "stopped")
        logged = sum(event["event"] == "request" for event in service.events)
        self.assertEqual(logged, len(sent))

    def test_a_long_check_is_waited_for_and_nobody_else_comes(self):
        asked, release = threading.Event(), threading.Event()

        def silent(connection):
            asked.set()
            release.wait(60)
        with Server(silent) as server:
            service = self.served("--allow-target", "127.0.0.1", "--timeout", "30")
            found = []
            thread = threading.Thread(target=lambda: found.append(service.ask(f"/check?target=127.0.0.1:{server.port}")))
            idle = service.connect()
            with idle:
                thread.start()
                asked.wait(60)
                service.process.terminate()
                service.wait_for("stopping")
                # A connection that was kept open may ask once more.
                idle.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
                self.assertEqual(statuses(read_all(idle)), [503])
            with self.assertRaises(ConnectionRefusedError):
                service.connect()
            release.set()
            thread.join()
            self.assertEqual((found[0].status, found[0].json()["verdict"]), (200, "unchecked"))
            # Another signal would end it at once.
            self.assertEqual(service.process.wait(60), 0)


if __name__ == "__main__":
    unittest.main()
