"""certcheck serve and what Debian ships: a Prometheus server scrapes it with the configuration and the rules of examples/prometheus,
blackbox_exporter says the same of the same server, wrk loads it; in sandboxes as in starttls_test.py. `scripts/test daemons` runs this;
what cannot be had or run here is skipped by name."""

import atexit
import json
import os
import pathlib
import re
import signal
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
os.environ.setdefault("CERTCHECK_BIN_DIR", str(pathlib.Path(os.environ.get("CERTCHECK_BUILD_DIR", SOURCE / "build/release")) / "bin"))
sys.path[:0] = [str(HERE), str(SOURCE / "tests/integration")]
import packages  # noqa: E402
import sandbox  # noqa: E402
from serve_process import TOKEN, Scenarios, Service  # noqa: E402

EXAMPLES = SOURCE / "examples/prometheus"
PACKAGES = [["prometheus"], ["prometheus-blackbox-exporter"], ["wrk"]]
START_SECONDS, SCRAPED_SECONDS, LOAD_SECONDS = 60, 90, 4
SAME = re.compile(r"probe_(success|ip_protocol|ip_addr_hash|ssl_earliest_cert_expiry|ssl_last_chain_expiry_timestamp_seconds|tls_version_info.*)")


def fetched(url):
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=60) as answer:
        return answer.read().decode()


def samples(text):
    return dict(line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))


def until(seconds, condition):
    """Its first value that counts, or the last one."""
    end = time.monotonic() + seconds
    while not (value := condition()) and time.monotonic() < end:
        time.sleep(0.2)
    return value


class Prometheus(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if problem := sandbox.problem():
            raise unittest.SkipTest(f"Prometheus: no sandbox here ({problem})")
        try:
            cls.tree, cls.missing = packages.unpacked(PACKAGES)
        except packages.Unavailable as error:
            raise unittest.SkipTest(f"Prometheus: the distribution's packages cannot be had ({error})")
        folder = tempfile.TemporaryDirectory(prefix="certcheck-daemons-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.folder.chmod(0o755)
        cls.scenarios = Scenarios(cls.folder, "good-rsa", "expired")
        cls.addClassCleanup(cls.scenarios.close)
        policy = cls.folder / "groups.toml"
        policy.write_text("[module.internet]\nmin_days = 1\n" + "".join(
            f'[group.{name}]\ntargets = "{row["host"]}"\nconnect = "{row["address"]}:{row["port"]}"\ntrust = "{row["root_file"]}"\n'
            for name, row in cls.scenarios.rows.items()))
        cls.token = cls.folder / "token"
        cls.token.write_text(TOKEN + "\n")
        cls.service = Service("--policy-file", policy, "--allow-target", "127.0.0.1", "--token-file", cls.token, "--concurrency", "8")
        cls.addClassCleanup(cls.service.stop)

    def box(self, name, package):
        if package in self.missing:
            self.skipTest(f"{name}: its package is not in this distribution")
        box = sandbox.Sandbox(self.tree, self.folder / name)
        atexit.register(box.stop)
        self.addCleanup(box.stop)
        return box

    def started(self, box, port, script):
        box.start(script)
        if not box.wait_for(port, time.monotonic() + START_SECONDS):
            self.fail(f"it does not answer: {box.words()}")

    def probe(self, name):
        return self.service.ask(f"/probe?target={self.scenarios.host(name)}", token=TOKEN)

    def test_a_server_scrapes_it(self):
        box, port = self.box("prometheus", "prometheus"), sandbox.free_port()
        text = (EXAMPLES / "prometheus.yml").read_text()
        for old, new in ((r"scrape_interval: .*", "scrape_interval: 1s"), (r"scrape_timeout: .*", "scrape_timeout: 1s"),
                         (r"(?s)          - www\.example\.com\n.*?mail\.example\.com\n",
                          "".join(f"          - {self.scenarios.host(name)}\n" for name in self.scenarios.rows)),
                         (r"127\.0\.0\.1:9219", f"127.0.0.1:{self.service.port}"),
                         (r"  - job_name: certcheck_serve\n", "  - job_name: certcheck_serve\n    scrape_interval: 1s\n    scrape_timeout: 1s\n")):
            text, count = re.subn(old, new, text)
            self.assertGreaterEqual(count, 1, old)
        box.write("etc/prometheus/prometheus.yml", text +
                  "\nglobal:\n  evaluation_interval: 1s\n")
        box.write("etc/prometheus/alerts.yml", (EXAMPLES / "alerts.yml").read_text())
        box.write("etc/prometheus/certcheck.token", TOKEN)
        self.started(box, port, "exec prometheus --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path=/tmp/data "
                     f"--web.listen-address=127.0.0.1:{port} --log.level=warn")

        def ready():
            try:
                return fetched(f"http://127.0.0.1:{port}/-/ready")
            except urllib.error.HTTPError as error:
                # Its port is open before its database is.
                self.assertEqual(error.code, 503)
                return ""

        self.assertTrue(until(START_SECONDS, ready))

        def query(expression):
            answer = json.loads(fetched(f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": expression})))
            self.assertEqual(answer["status"], "success")
            return {row["metric"].get("instance", ""): row["value"][1] for row in answer["data"]["result"]}
        hosts = {name: self.scenarios.host(name) for name in self.scenarios.rows}
        until(SCRAPED_SECONDS, lambda: len(query('up{job="certcheck"}')) == 2 and query("certcheck_serve_connections"))
        until(SCRAPED_SECONDS, lambda: set(query('up{job="certcheck"}').values()) == {"1"})
        self.assertEqual(set(query("up").values()), {"1"}, fetched(f"http://127.0.0.1:{port}/api/v1/targets"))
        self.assertEqual(query("probe_success"), {hosts["good-rsa"]: "1", hosts["expired"]: "0"})
        self.assertEqual(query("certcheck_trusted"), {hosts["good-rsa"]: "1", hosts["expired"]: "0"})
        own = samples(self.probe("good-rsa").text)
        self.assertEqual(float(query("probe_ssl_earliest_cert_expiry")[hosts["good-rsa"]]), float(own["probe_ssl_earliest_cert_expiry"]))
        alerts = until(SCRAPED_SECONDS, lambda: query('ALERTS{alertname="CertificateUntrusted"}'))
        self.assertEqual(list(alerts), [hosts["expired"]])
        self.assertTrue(until(SCRAPED_SECONDS, lambda: query('ALERTS{alertname="CertificateExpiresVerySoon"}')))

    def test_blackbox_exporter_says_the_same(self):
        box, port = self.box("blackbox", "prometheus-blackbox-exporter"), sandbox.free_port()
        modules = {}
        for name, row in self.scenarios.rows.items():
            box.write(f"etc/{name}.pem", pathlib.Path(row["root_file"]).read_text())
            modules[name] = {"prober": "tcp", "timeout": "20s", "tcp": {"tls": True, "tls_config": {
                "ca_file": f"/etc/{name}.pem", "server_name": row["host"]}}}
        box.write("etc/blackbox.yml", json.dumps({"modules": modules}))
        self.started(box, port, f"exec prometheus-blackbox-exporter --config.file=/etc/blackbox.yml --web.listen-address=127.0.0.1:{port}")

        def theirs(name):
            row = self.scenarios.rows[name]
            return samples(fetched(f"http://127.0.0.1:{port}/probe?module={name}&target={row['address']}:{row['port']}"))
        good, ours = theirs("good-rsa"), samples(self.probe("good-rsa").text)
        same = [series for series in good if SAME.fullmatch(series)]
        self.assertGreaterEqual(len(same), 6)
        self.assertEqual({series: float(good[series]) for series in same}, {series: float(ours.get(series, "nan")) for series in same})
        info = lambda values: dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', next(one for one in values if "last_chain_info" in one)))  # noqa: E731
        for label in set(info(good)) & set(info(ours)):
            self.assertEqual(info(good)[label], info(ours)[label], label)
        self.assertLessEqual(set(info(good)), set(info(ours)))
        self.assertEqual((theirs("expired")["probe_success"], samples(self.probe("expired").text)["probe_success"]), ("0", "0"))

    def load(self, path, connections):
        """What wrk says, and how much the memory of the service has grown, in kilobytes."""
        box = self.box(f"wrk-{connections}", "wrk")
        before = self.service.resident_kilobytes()
        box.start(f"exec wrk --threads 2 --connections {connections} --duration {LOAD_SECONDS}s --timeout 60s "
                  f"--header 'Authorization: Bearer {TOKEN}' 'http://127.0.0.1:{self.service.port}{path}'")
        self.assertEqual(box.process.wait(LOAD_SECONDS + 90), 0, box.words())
        return box.words(), self.service.resident_kilobytes() - before

    def test_load(self):
        for path, connections in (("/healthz", 400), (f"/check?target={self.scenarios.host('good-rsa')}", 40), ("/check?target=127.0.0.2:9", 41)):
            words, grown = self.load(path, connections)
            print(path, *(line.strip() for line in words.splitlines() if "requests in" in line or "Non-2xx" in line or "Socket" in line),
                  f"{grown} kB more", sep="; ")
            self.assertRegex(words, r"[1-9]\d* requests in")
            self.assertNotIn("Socket errors", words)
            self.assertLess(grown, 200_000)
        metrics = samples(self.service.ask("/metrics", token=TOKEN).text)
        statuses = {re.search(r'code="(\d+)"', series)[1] for series in metrics if series.startswith("certcheck_serve_requests_total")}
        self.assertLessEqual(statuses, {"200", "403", "503"})
        self.assertEqual(self.service.ask("/healthz").status, 200)


if __name__ == "__main__":
    start = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the daemons end, too
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Prometheus))
    for test, reason in result.skipped:
        print(f"skipped: {reason}")
    ran = result.testsRun - len(result.skipped)
    print(f"{time.monotonic() - start:.0f} s")
    sys.exit(1 if not result.wasSuccessful() else 77 if ran <= 0 else 0)
