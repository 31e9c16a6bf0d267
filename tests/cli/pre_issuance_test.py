"""certlint --pre-issuance: what a CA is about to sign, asked for over standard input and over a Unix socket."""
import base64
import json
import os
import pathlib
import signal
import socket
import stat
import subprocess
import threading
import unittest

from cryptography import x509

from support import BIN, SOURCE, FolderTest, run

CASES = SOURCE / "testdata/lint/cases"
LEAF, ROOT, INTERMEDIATE = ((CASES / "ordinary" / f"{name}.pem").read_text() for name in ("leaf", "root", "intermediate"))
WITHOUT_POLICY = (CASES / "cabf_br.certificate_policies.subscriber_missing/fires.pem").read_text()
SHA1 = (CASES / "cabf_br.signatures.sha1/fires.pem").read_text()


def der(pem):
    return base64.b64decode("".join(line for line in pem.splitlines() if not line.startswith("-")))


def base64_of(data):
    return base64.b64encode(data).decode()


def tbs_of(pem):
    return x509.load_pem_x509_certificate(pem.encode()).tbs_certificate_bytes


def with_another_signature(pem):
    data = bytearray(der(pem))
    for i in range(1, 30):
        data[-i] ^= 0x55
    return base64_of(bytes(data))


def ask(*requests, options=()):
    """The status and the answers to requests; those that are text are sent as they are."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in requests]
    done = run("certlint", "--pre-issuance", *options, stdin="".join(line + "\n" for line in lines))
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def ids(answer):
    return {finding["id"] for finding in answer["findings"]}


def linted(pem):
    """What certlint says of the whole certificate."""
    return ids(json.loads(run("certlint", "--format", "ndjson", "-", stdin=pem).stdout))


class Requests(unittest.TestCase):
    def test_a_certificate_and_its_tbs_give_the_same_findings(self):
        status, answers = ask({"id": 1, "certificate": WITHOUT_POLICY}, {"id": "two", "tbs": base64_of(tbs_of(WITHOUT_POLICY))},
                              {"id": [3], "certificate": with_another_signature(WITHOUT_POLICY)},
                              {"tbs": "-----BEGIN TBS-----\n" + base64_of(tbs_of(WITHOUT_POLICY)) + "\n-----END TBS-----\n"})
        self.assertEqual(status, 1)
        self.assertEqual([answer["id"] for answer in answers], [1, "two", [3], None])
        self.assertIn("cabf_br.certificate_policies.subscriber_missing", ids(answers[0]))
        for other in answers[1:]:
            self.assertEqual(ids(other), ids(answers[0]))
        self.assertFalse(answers[0]["pass"])
        self.assertEqual(answers[0]["worst"], "error")

    def test_nothing_is_wrong_with_an_ordinary_one(self):
        status, (answer,) = ask({"id": 1, "tbs": base64_of(tbs_of(LEAF)), "issuer": INTERMEDIATE})
        self.assertEqual(list(answer), ["id", "pass", "worst", "profile", "as_of", "findings"])
        self.assertTrue(answer["pass"])
        self.assertEqual(ids(answer), linted(LEAF))
        self.assertEqual(status, 0)

    def test_a_root_is_known_without_its_signature(self):
        _, (answer, bare) = ask({"certificate": with_another_signature(ROOT)}, {"tbs": base64_of(tbs_of(ROOT))})
        self.assertEqual((ids(answer), ids(bare)), (linted(ROOT), linted(ROOT)))

    def test_the_algorithm_of_a_bare_tbs_is_the_one_inside(self):
        _, (whole, bare) = ask({"certificate": SHA1}, {"tbs": base64_of(tbs_of(SHA1))})
        for answer, place in ((whole, "signatureAlgorithm"), (bare, "tbsCertificate.signature")):
            finding = next(each for each in answer["findings"] if each["id"] == "cabf_br.signatures.sha1")
            self.assertEqual(finding["node_path"], place)

    def test_offsets_count_from_what_was_given(self):
        pem = (CASES / "rfc5280.serial_number.zero/fires.pem").read_text()
        _, (answer,) = ask({"tbs": base64_of(tbs_of(pem))})
        finding = next(each for each in answer["findings"] if each["id"] == "rfc5280.serial_number.zero")
        self.assertEqual(tbs_of(pem)[finding["offset"]:][:3], bytes([2, 1, 0]))

    def test_profile_and_day(self):
        _, answers = ask({"certificate": WITHOUT_POLICY, "profile": "ov"}, {"certificate": WITHOUT_POLICY, "profile": "dv"},
                         {"certificate": LEAF, "as_of": "2029-03-15"}, {"certificate": LEAF})
        self.assertIn("cabf_br.subject.ov_without_organization", ids(answers[0]))
        self.assertNotIn("cabf_br.subject.ov_without_organization", ids(answers[1]))
        self.assertEqual(answers[0]["profile"], "ov")
        self.assertEqual(answers[2]["as_of"], "2029-03-15T00:00:00Z")
        self.assertIn("cabf_br.validity.over_47_days", ids(answers[2]))
        self.assertNotIn("cabf_br.validity.over_47_days", ids(answers[3]))

    def test_what_the_command_line_says_holds_where_a_request_says_nothing(self):
        _, answers = ask({"certificate": WITHOUT_POLICY}, {"certificate": WITHOUT_POLICY, "profile": "dv"},
                         options=("--profile", "ov", "--as-of", "2026-01-01"))
        self.assertEqual([answer["profile"] for answer in answers], ["ov", "dv"])
        self.assertEqual([answer["as_of"] for answer in answers], ["2026-01-01T00:00:00Z"] * 2)

    def test_the_issuer_is_compared(self):
        chain = (CASES / "chain.names.encoded_differently/fires.pem").read_text()
        end = "-----END CERTIFICATE-----\n"
        leaf, issuer = (part + end for part in chain.split(end)[:2])
        _, (answer, other) = ask({"certificate": leaf, "issuer": issuer}, {"certificate": LEAF, "issuer": ROOT})
        self.assertIn("chain.names.encoded_differently", ids(answer))
        self.assertFalse(any(name.startswith("chain.signatures") for name in ids(answer)), answer)
        self.assertIn("the certificate's issuer is", other["error"])

    def test_selection_and_threshold(self):
        status, (answer,) = ask({"certificate": WITHOUT_POLICY}, options=("--include", "cabf_br.certificate_policies.*"))
        self.assertEqual(status, 1)
        self.assertTrue(all(name.startswith("cabf_br.certificate_policies.") for name in ids(answer)))
        status, (answer,) = ask({"certificate": WITHOUT_POLICY}, options=("--fail-on", "never"))
        self.assertEqual((status, answer["pass"]), (0, True))

    def test_a_bad_line_gets_an_error_and_the_run_goes_on(self):
        bad = [("not JSON", None), ("[1]", None), ('{"id": 4}', 4), ({"id": 5, "certificate": "%"}, 5), ({"id": 6, "certificate": 1}, 6),
               ({"id": 7, "certificate": LEAF, "tbs": LEAF}, 7), ({"id": 8, "certificate": LEAF, "profile": "DV"}, 8),
               ({"id": 9, "certificate": LEAF, "as_of": "tomorrow"}, 9), ({"id": 10, "certificate": LEAF, "issuer": "AAAA"}, 10),
               ({"id": 11, "other": 1}, 11), ({"id": 12, "certificate": LEAF + LEAF}, 12), ({"id": 13, "tbs": ""}, 13),
               ("x" * (1 << 20) + "y", None)]
        status, answers = ask(*[request for request, _ in bad], {"id": "good", "certificate": LEAF})
        self.assertEqual(status, 2)
        self.assertEqual(len(answers), len(bad) + 1)
        for (request, identity), answer in zip(bad, answers):
            self.assertEqual(list(answer), ["id", "error"], request)
            self.assertEqual(answer["id"], identity)
        self.assertIn("smime-mailbox-strict", answers[6]["error"])
        self.assertTrue(answers[-1]["pass"])

    def test_bytes_that_are_no_certificate_are_findings(self):
        _, (garbage, cut) = ask({"certificate": "AAAA"}, {"tbs": base64_of(tbs_of(LEAF)[:-3])})
        for answer in (garbage, cut):
            self.assertEqual(answer["worst"], "error")
            self.assertTrue(answer["findings"])

    def test_each_answer_comes_before_the_next_request(self):
        with subprocess.Popen([BIN / "certlint", "--pre-issuance"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            for number in range(3):
                process.stdin.write(json.dumps({"id": number, "certificate": LEAF}) + "\n\n")
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["id"], number)
            process.stdin.close()
            self.assertEqual(process.wait(timeout=10), 0)

    def test_usage(self):
        for options in (("--listen", "/tmp/x"), ("--pre-issuance", "--chain"), ("--pre-issuance", "file.pem"), ("--profile", "DV", "-"),
                        ("--as-of", "2029-02-30", "-")):
            done = run("certlint", *options)
            self.assertEqual(done.returncode, 2, options)
        self.assertIn("smime-mailbox-strict", run("certlint", "--profile", "DV", "-").stderr)


class Assumptions(FolderTest):
    """The same options without --pre-issuance."""

    def test_json_says_what_was_assumed(self):
        file = self.folder / "leaf.pem"
        file.write_text(LEAF)
        done = run("certlint", "--format", "ndjson", "--as-of", "2029-03-15", "--profile", "dv", file)
        item = json.loads(done.stdout)
        self.assertEqual((item["as_of"], item["profile"]), ("2029-03-15T00:00:00Z", "dv"))
        self.assertIn("cabf_br.validity.over_47_days", ids(item))
        item = json.loads(run("certlint", "--format", "ndjson", file).stdout)
        self.assertEqual((item["as_of"], item["profile"]), (None, None))
        old = json.loads(run("certlint", "--format", "zlint", "--as-of", "1990-01-01", file).stdout)
        now = json.loads(run("certlint", "--format", "zlint", file).stdout)
        self.assertEqual(old["e_server_cert_valid_time_longer_than_47_days"]["result"], "NE")
        self.assertGreater(sum(each["result"] == "NE" for each in old.values()), sum(each["result"] == "NE" for each in now.values()))

    def test_a_configuration_file_says_the_same(self):
        file, settings = self.folder / "leaf2.pem", self.folder / "settings.json"
        file.write_text(LEAF)
        settings.write_text(json.dumps({"as_of": "2029-03-15", "profile": "dv"}))
        item = json.loads(run("certlint", "--format", "ndjson", "--config", settings, file).stdout)
        self.assertEqual((item["as_of"], item["profile"]), ("2029-03-15T00:00:00Z", "dv"))
        settings.write_text(json.dumps({"profile": "DV"}))
        self.assertIn("these are", run("certlint", "--config", settings, file).stderr)


class Socket(FolderTest):
    def start(self, path):
        process = subprocess.Popen([BIN / "certlint", "--pre-issuance", "--listen", path], stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        line = process.stderr.readline()
        self.assertIn("listening", line)
        return process

    def connect(self, path):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(30)
        client.connect(str(path))
        self.addCleanup(client.close)
        return client, client.makefile("r")

    def test_several_clients_each_in_order(self):
        path = self.folder / "gate.sock"
        process = self.start(path)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        failures = []

        def talk(name):
            client, answers = self.connect(path)
            for number in range(50):
                client.sendall((json.dumps({"id": f"{name}-{number}", "certificate": LEAF}) + "\n").encode())
            for number in range(50):
                if json.loads(answers.readline())["id"] != f"{name}-{number}":
                    failures.append((name, number))
            answers.close()

        idle, idle_answers = self.connect(path)
        idle.sendall(b'{"id": ')
        threads = [threading.Thread(target=talk, args=(name,)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        process.send_signal(signal.SIGTERM)
        # What has come of the idle one is a line, the last, that is no JSON.
        self.assertIn("error", idle_answers.readline())
        self.assertEqual(process.wait(timeout=10), -signal.SIGTERM)
        self.assertFalse(path.exists())
        idle_answers.close()

    def test_what_has_come_is_answered_at_the_end(self):
        path = self.folder / "end.sock"
        process = self.start(path)
        client, answers = self.connect(path)
        for number in range(40):
            client.sendall((json.dumps({"id": number, "certificate": LEAF}) + "\n").encode())
        self.assertEqual(json.loads(answers.readline())["id"], 0)
        process.send_signal(signal.SIGTERM)
        self.assertEqual([json.loads(line)["id"] for line in answers], list(range(1, 40)))
        answers.close()

    def test_a_client_that_leaves_harms_nobody(self):
        path = self.folder / "leave.sock"
        self.start(path)
        for _ in range(20):
            client, answers = self.connect(path)
            client.sendall((json.dumps({"certificate": LEAF}) + "\n").encode() * 20)
            answers.close()
            client.close()
        client, answers = self.connect(path)
        client.sendall((json.dumps({"id": "last", "certificate": LEAF}) + "\n").encode())
        self.assertEqual(json.loads(answers.readline())["id"], "last")
        answers.close()

    def test_lines_are_bounded(self):
        path = self.folder / "long.sock"
        process = self.start(path)
        client, answers = self.connect(path)
        for _ in range(64):
            client.sendall(b"x" * (1 << 20))
        client.sendall(b"\n" + json.dumps({"id": 1, "certificate": LEAF}).encode() + b"\n")
        self.assertIn("longer than", json.loads(answers.readline())["error"])
        self.assertEqual(json.loads(answers.readline())["id"], 1)
        peak = next(line for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
        self.assertLess(int(peak.split()[1]), 64 * 1024)
        answers.close()

    def test_the_place_may_be_taken(self):
        stale = self.folder / "stale.sock"
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(str(stale))
        process = self.start(stale)  # replaced
        second = run("certlint", "--pre-issuance", "--listen", stale)
        self.assertEqual(second.returncode, 2)
        self.assertIn("another process", second.stderr)
        self.assertTrue(stale.exists())
        self.assertIsNone(process.poll())
        file = self.folder / "file"
        file.write_text("kept")
        self.assertEqual(run("certlint", "--pre-issuance", "--listen", file).returncode, 2)
        self.assertEqual(file.read_text(), "kept")
        self.assertEqual(run("certlint", "--pre-issuance", "--listen", self.folder / ("x" * 200)).returncode, 2)
        self.assertEqual(run("certlint", "--pre-issuance", "--listen", self.folder / "no/such/place").returncode, 2)


if __name__ == "__main__":
    unittest.main()
