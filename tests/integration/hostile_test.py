"""certcheck against servers that flood, break the protocol, reset, or are costly to validate: it ends in time, says what
was wrong by its name, and what one server does changes nothing that is said of another."""

import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "tests/cli"))
import support  # noqa: E402
from support import pki  # noqa: E402
from cryptography import x509  # noqa: E402
from tls_server import (ALERT, CHANGE_CIPHER_SPEC, DATA, HANDSHAKE, Server, Tls12, Tls13, extension, message,  # noqa: E402
                        read_record, record, reset, server_hello, u16, u24, wait_until_closed)

HOST = "a.test"
# Far beyond what anything here takes on a busy machine, far below a hang.
GUARD_SECONDS = 120


class Identity:
    """A root, and a leaf of it with its key."""

    def __init__(self):
        self.root = pki.Certificate("Hostile Root")
        self.leaf = self.root.server(HOST)

    def chain(self):
        return self.leaf.key, [self.leaf.der]

    def with_extension(self, value, oid="2.5.29.17"):
        """The identity with another leaf, whose one extension has these bytes."""
        none = dict.fromkeys(("basic_constraints", "key_usage", "ski", "aki", "eku", "san"))
        leaf = pki.Certificate(HOST, self.root, key=self.leaf.key, changes=none,
                               more=[(x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), value), False)])
        return leaf.key, [leaf.der]


def der(tag, content):
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x80 | (size.bit_length() + 7) // 8]) + size.to_bytes(
        (size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + length + content

def octets(content):
    return der(0x04, content)


def staple(answers=1, responder=b"", more=b""):
    """An OCSP response of that many answers; nobody has signed it. `responder` is the content of its name."""
    oid = lambda *arcs: der(0x06, bytes(arcs))
    sha1 = der(0x30, oid(0x2B, 0x0E, 0x03, 0x02, 0x1A))
    single = der(0x30, der(0x30, sha1 + octets(b"n") + octets(b"k") + der(0x02, b"\x05")) + der(0x80, b"") +
                 der(0x18, b"20260101000000Z") + more)
    data = der(0x30, der(0xA1, der(0x30, responder)) + der(0x18, b"20260101000000Z") + der(0x30, single * answers))
    basic = der(0x30, data + der(0x30, oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02)) + der(0x03, b"\0\xaa"))
    body = der(0x30, oid(0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01) + octets(basic))
    return der(0x30, der(0x0A, b"\0") + der(0xA0, body))


def staples(times):
    """Responses that are costly to read, of some 60 kB times as many."""
    common_name = der(0x06, b"\x55\4\3")
    return {"many answers": staple(answers=1000 * times),
            "answers of many faults": staple(answers=800 * times, more=der(0x04, b"")),
            "a name of many empty parts": staple(responder=der(0x31, b"") * 30_000 * times),
            "a name of many attributes": staple(
                responder=der(0x31, der(0x30, common_name + der(0x0C, b"x"))) * 5_000 * times),
            "one long value": staple(responder=der(0x31, der(0x30, common_name + der(0x0C, b"x" * 60_000 * times)))),
            "many faults": der(0x30, der(0x0A, b"\0") + der(0xA0, der(0x30, der(0x05, b"") * 30_000 * times)))}


# A staple of TLS 1.3 is in an extension, which has 65,535 bytes (RFC 8446 4.4.2.1), one of TLS 1.2 in a message.
STAPLES = staples(1)
LARGE_STAPLES = {name: response for name, response in staples(16).items() if name.endswith(("answers", "many faults"))}


class Stapling(Tls13):
    """Sends the bytes as the response about each certificate of its chain."""

    def __init__(self, connection, identity, response):
        super().__init__(connection, identity)
        self.response = response

    def certificate(self):
        status = extension(5, b"\1" + u24(len(self.response)) + self.response)
        entries = b"".join(u24(len(each)) + each + u16(len(status)) + status for each in self.chain)
        return self._say(11, b"\0" + u24(len(entries)) + entries)


# Runs a command and prints the most memory that it had, in KiB. A process of its own: what is forked counts the memory of
# who forks it, and a test that has read long reports has much.
PEAK_MEMORY = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stderr=subprocess.DEVNULL)
print(os.wait4(process.pid, 0)[2].ru_maxrss, file=sys.stderr)
process.returncode = 0
"""


class Hostile(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.identity = Identity()
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name) / "root.pem"
        cls.root.write_text(cls.identity.root.pem)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def command(self, *arguments):
        return [support.BIN / "certcheck", "--trust", self.root, *map(str, arguments)]

    def check(self, serve, *arguments, timeout=10):
        """The report about a server."""
        with Server(serve) as server:
            result = subprocess.run(
                self.command("--connect", f"127.0.0.1:{server.port}", "--timeout", timeout, *arguments, HOST),
                capture_output=True, text=True, timeout=GUARD_SECONDS, check=False)
        return support.report(result.stdout)

    @staticmethod
    def faults_behind(report):
        """The ids of what the server broke after the handshake was completed."""
        return [finding["id"] for finding in report["findings"] if finding["evidence"].get("handshake") == "completed before"]

    def flood(self, first, block):
        """A server that always has something to send."""
        def serve(connection):
            read_record(connection)
            connection.sendall(first)
            while True:
                connection.sendall(block)
        return serve

    def test_floods_end_at_limits(self):
        hello = record(HANDSHAKE, server_hello(0x002f, version=0x0301))
        ticket = message(4, b"\0" * 8)
        floods = {
            "alerts": (b"", record(ALERT, b"\1\x70") * 2000, "alerts in a row", "warnings"),
            "cipher changes": (b"", record(CHANGE_CIPHER_SPEC, b"\1") * 2000, "", None),
            "empty data": (hello, record(DATA, b"") * 2000, "", "useless_records"),
            "empty messages": (b"", record(HANDSHAKE, b"") * 2000, "", "useless_records"),
            "one endless message": (b"", record(HANDSHAKE, b"\2\xff\xff\xff" + b"x" * 16000) * 20,
                                    "a handshake message of 16777215 bytes", "message_bytes"),
            "hello requests": (b"", record(HANDSHAKE, message(0, b"") * 1000) * 20, "", "hello_requests"),
            "tickets": (hello, record(HANDSHAKE, ticket * 100) * 20, "", None),
            "data before a hello": (b"", record(DATA, b"x" * 16000) * 20, "", None),
        }
        for name, (first, block, words, limit) in floods.items():
            with self.subTest(name):
                report = self.check(self.flood(first, block))
                handshake = report["handshake"]
                self.assertEqual(report["verdict"], "unchecked")
                self.assertIn(handshake["failure"], ("limit", "tls", "protocol_too_old"), handshake["error"])
                self.assertIn(words, handshake["error"])
                limits = [each for each in support.ids(report) if each.startswith("handshake.limit.")]
                self.assertEqual(limits, [f"handshake.limit.{limit}"] if limit else [])

    def test_what_floods_behind_the_handshake_ends_at_its_limit(self):
        """Tickets without an end change nothing of what was proven before them, sound or not."""
        for body in bytes(8) + b"\0\0\1x\0\0", bytes(8) + b"\0\0\0\0\0":
            def serve(connection, ticket=message(4, body)):
                tls = Tls13(connection, self.identity.chain())
                connection.sendall(tls.flight())
                while True:
                    connection.sendall(b"".join(tls.sealer.seal(HANDSHAKE, ticket) for _ in range(20)))
            with self.subTest(body):
                report = self.check(serve, timeout=3)
                self.assertEqual(report["verdict"], "trusted")
                self.assertIn("handshake.limit.tickets", support.ids(report))

    def test_a_reset_is_called_one(self):
        for end, words in (reset, "reset the connection"), (lambda connection: None, "closed the connection"):
            def serve(connection, end=end):
                read_record(connection)
                end(connection)
            with self.subTest(words):
                self.assertIn(words, self.check(serve)["handshake"]["error"])

    def test_reset_behind_the_last_flight_ends_at_once(self):
        def after_flight(connection):
            connection.sendall(Tls13(connection, self.identity.chain()).flight())
            reset(connection)

        def after_finished(connection):
            tls = Tls12(connection, self.identity.chain())
            connection.sendall(tls.flight())
            connection.sendall(tls.finish())
            reset(connection)
        for serve in after_flight, after_finished:
            for _ in range(3):
                with self.subTest(serve.__name__):
                    begin = time.monotonic()
                    report = self.check(serve, timeout=60)
                    # The step limit is 40 s here; nothing of the kind is waited for.
                    self.assertLess(time.monotonic() - begin, 30)
                    self.assertIn(report["verdict"], ("trusted", "unchecked"))

    def test_garbage_behind_the_flight_is_a_finding(self):
        for garbage, fault in ((b"\0", "malformed_record"), (b"\x99" * 100, "malformed_record"),
                               (record(DATA, b"x" * 50), "unauthentic_record"), (record(HANDSHAKE, b"\0"), "plaintext_record")):
            for apart in False, True:
                def serve(connection, garbage=garbage, apart=apart):
                    tls = Tls13(connection, self.identity.chain())
                    if apart:
                        connection.sendall(tls.flight())
                        time.sleep(0.02)
                        connection.sendall(garbage)
                    else:
                        connection.sendall(tls.flight() + garbage)
                    wait_until_closed(connection)
                with self.subTest(garbage=garbage[:8], apart=apart):
                    report = self.check(serve)
                    self.assertEqual(report["verdict"], "trusted", report["handshake"])
                    self.assertTrue(report["handshake"]["completed"])
                    self.assertNotIn("chain.empty", support.ids(report))
                    self.assertEqual(self.faults_behind(report), [f"handshake.protocol.{fault}"])

    def test_segments_do_not_change_the_verdict(self):
        """A late NewSessionTicket of TLS 1.2 breaks the protocol behind a handshake that is completed."""
        verdicts = set()
        for apart in False, True:
            def serve(connection, apart=apart):
                tls = Tls12(connection, self.identity.chain())
                connection.sendall(tls.flight())
                finished = tls.finish()
                late = tls.seal(HANDSHAKE, message(4, b"\0\0\0\0" + u16(3) + b"abc"))
                if apart:
                    connection.sendall(finished)
                    time.sleep(0.02)
                    connection.sendall(late)
                else:
                    connection.sendall(finished + late)
                wait_until_closed(connection)
            report = self.check(serve)
            verdicts.add((report["verdict"], report["handshake"]["completed"], tuple(support.ids(report))))
        self.assertEqual(len(verdicts), 1, verdicts)
        self.assertEqual({verdict for verdict, _, _ in verdicts}, {"trusted"})

    def test_a_request_behind_the_handshake_asks_for_nothing(self):
        """RFC 8446 4.6.2: only who has offered post_handshake_auth may be asked."""
        def serve(connection):
            tls = Tls13(connection, self.identity.chain())
            connection.sendall(tls.flight())
            connection.sendall(tls.sealer.seal(HANDSHAKE, tls.certificate_request(b"a")))
            wait_until_closed(connection)
        report = self.check(serve)
        self.assertEqual(report["verdict"], "trusted")
        self.assertNotIn("handshake.client_certificate_required", support.ids(report))
        self.assertEqual(self.faults_behind(report), ["handshake.protocol.unexpected_message"])

    def test_what_comes_later_does_not_change_what_was_negotiated(self):
        """A second hello, a key exchange, a request: each is a fault, and the report is about the handshake that took place."""
        def modern(connection):
            tls = Tls13(connection, self.identity.chain())
            connection.sendall(tls.flight())
            connection.sendall(tls.sealer.seal(HANDSHAKE, server_hello(0x002f, version=0x0301)))
            wait_until_closed(connection)

        def old(connection):
            tls = Tls12(connection, self.identity.chain())
            connection.sendall(tls.flight())
            connection.sendall(tls.finish())
            request = message(13, b"\1\x40\0\2\4\3\0\0")
            connection.sendall(tls.seal(HANDSHAKE, request))
            wait_until_closed(connection)
        for serve, version, suite in ((modern, "TLS 1.3", "TLS_AES_128_GCM_SHA256"),
                                      (old, "TLS 1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")):
            with self.subTest(version):
                report = self.check(serve)
                handshake = report["handshake"]
                self.assertEqual((report["verdict"], handshake["version"], handshake["cipher_suite"]),
                                 ("trusted", version, suite))
                self.assertFalse(handshake["client_certificate"]["requested"])
                self.assertEqual(self.faults_behind(report), ["handshake.protocol.unexpected_message"])

    def test_a_fault_that_ends_it_is_named_whatever_came_before(self):
        def serve(connection):
            tls = Tls13(connection, self.identity.chain())
            hello = record(HANDSHAKE, tls.hello())
            extensions = b"".join(extension(0x4400 + number, b"") for number in range(50))
            said = tls._say(8, u16(len(extensions)) + extensions) + tls.certificate() + tls.certificate_verify()
            connection.sendall(hello + tls.seal_all(said + tls._say(20, bytes(32))))
            wait_until_closed(connection)
        report = self.check(serve)
        found = support.ids(report)
        self.assertIn("handshake.protocol.unsolicited_extension", found)
        self.assertIn("handshake.protocol.finished", found)

    def test_a_ticket_that_was_announced_is_sent(self):
        """RFC 5077 3.3. OpenSSL and GnuTLS end the handshake without one."""
        class Announcing(Tls12):
            def messages(self):
                said = super().messages()
                hello = server_hello(0xc02b, extension(0xff01, b"\0") + extension(23, b"") + extension(35, b""),
                                     random=self.random)
                self.transcript = self.transcript.replace(said[0], hello)
                return [hello, *said[1:]]

        def serve(connection):
            tls = Announcing(connection, self.identity.chain())
            connection.sendall(tls.flight())
            connection.sendall(tls.finish())
            wait_until_closed(connection)
        report = self.check(serve)
        self.assertEqual((report["verdict"], report["handshake"]["completed"]), ("trusted", True))
        self.assertEqual([finding["evidence"]["step"] for finding in report["findings"]
                          if finding["id"] == "handshake.protocol.unexpected_message"], ["change_cipher_spec"])

    def test_faults_of_order_are_called_so(self):
        def order(*names):
            def serve(connection):
                tls = Tls13(connection, self.identity.chain())
                hello = record(HANDSHAKE, tls.hello())
                connection.sendall(hello + tls.seal_all(b"".join(getattr(tls, name)() for name in names)))
                wait_until_closed(connection)
            return serve
        rest = "certificate", "certificate_verify", "finished"

        def sentinel(connection):
            connection.sendall(Tls12(connection, self.identity.chain(), os.urandom(24) + b"DOWNGRD\1").flight())
            wait_until_closed(connection)

        def two_hellos(connection):
            messages = Tls12(connection, self.identity.chain()).messages()
            connection.sendall(record(HANDSHAKE, messages[0] + b"".join(messages)))
            wait_until_closed(connection)
        cases = {
            "two encrypted_extensions": (order("encrypted_extensions", "encrypted_extensions", *rest),
                                         "encrypted_extensions"),
            "no encrypted_extensions": (order(*rest), "certificate"),
            "two certificate_requests": (order("encrypted_extensions", "certificate_request", "certificate_request",
                                               *rest), "certificate_request"),
            "two certificates": (order("encrypted_extensions", "certificate", *rest), "certificate"),
            "two server_hellos": (two_hellos, "server_hello"),
            "downgrade sentinel": (sentinel, "server_hello"),
        }
        for name, (serve, step) in cases.items():
            with self.subTest(name):
                report = self.check(serve)
                handshake = report["handshake"]
                self.assertEqual((handshake["failure"], handshake["stopped_at"]), ("tls", step), handshake["error"])
                found = "downgrade" if name == "downgrade sentinel" else "unexpected_message"
                self.assertIn(f"handshake.protocol.{found}", support.ids(report))
                self.assertEqual(len(report["chain"]["presented"]), 1)
                # Whoever signed before the fault was seen has proven the key.
                self.assertEqual(report["verdict"], "trusted" if found == "downgrade" else "unchecked")
                self.assertNotIn("handshake.invalid_certificate", support.ids(report))

    def run_list(self, servers, *arguments, preexec=None, reader=None):
        """certcheck on a list of (server, name); the process's output, standard error and status."""
        targets = "".join(f"127.0.0.1:{server.port}\n" for server in servers)
        process = subprocess.Popen(self.command(*arguments, "--name", HOST, "-"), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=preexec)
        threading.Thread(target=lambda: (process.stdin.write(targets), process.stdin.close()), daemon=True).start()
        errors = []
        collect = threading.Thread(target=lambda: errors.append(process.stderr.read()))
        collect.start()
        lines = []
        for line in process.stdout:
            lines.append(json.loads(line))
            if reader:
                reader()
        process.wait(GUARD_SECONDS)
        collect.join()
        process.stdout.close()
        process.stderr.close()
        return lines, errors[0], process.returncode

    def good(self, wait=0.0):
        def serve(connection):
            tls = Tls13(connection, self.identity.chain())
            time.sleep(wait)
            connection.sendall(tls.flight())
            wait_until_closed(connection)
        return Server(serve)

    def test_costly_certificates_make_nobody_late(self):
        names = der(0x30, der(0x82, b"") * 20_000)
        costly = self.identity.with_extension(names)

        def evil(connection):
            connection.sendall(Tls13(connection, costly).flight())
            wait_until_closed(connection)
        with Server(evil) as hostile, self.good(0.2) as good:
            lines, _, _ = self.run_list([hostile] * 2 + [good] * 20 + [hostile] * 2, "--timeout", 30)
        verdicts = [line["verdict"] for line in lines if line["target"]["port"] == good.port]
        self.assertEqual(verdicts, ["trusted"] * 20)
        for line in lines:
            if line["target"]["port"] == hostile.port:
                self.assertEqual(line["verdict"], "untrusted")
                self.assertLess(len(json.dumps(line)), 2_000_000)

    def stapling(self, response):
        def serve(connection):
            connection.sendall(Stapling(connection, self.identity.chain(), response).flight())
            wait_until_closed(connection)
        return serve

    def test_costly_staples_make_nobody_late(self):
        for name, response in STAPLES.items():
            self.assertLess(len(response), 65_000, name)
            with self.subTest(name), Server(self.stapling(response)) as hostile, self.good(0.2) as good:
                begin = time.monotonic()
                lines, _, _ = self.run_list([hostile] * 4 + [good] * 10 + [hostile] * 4, "--timeout", 30)
                self.assertLess(time.monotonic() - begin, 60)
                verdicts = [line["verdict"] for line in lines if line["target"]["port"] == good.port]
                self.assertEqual(verdicts, ["trusted"] * 10)
                for line in lines:
                    if line["target"]["port"] == hostile.port:
                        self.assertIn(line["verdict"], ("trusted", "untrusted"))
                        self.assertLess(len(json.dumps(line)), 1_000_000)
                        self.assertTrue(line["handshake"]["ocsp_stapled"], "the staple was looked at")

    def stapling_in_tls12(self, response):
        def serve(connection):
            tls = Tls12(connection, self.identity.chain(), response=response)
            connection.sendall(tls.flight())
            connection.sendall(tls.finish())
            wait_until_closed(connection)
        return serve

    def test_large_staples_make_nobody_late(self):
        for name, response in LARGE_STAPLES.items():
            self.assertGreater(len(response), 8 * 65_000, name)
            with self.subTest(name), Server(self.stapling_in_tls12(response)) as hostile, self.good(0.2) as good:
                lines, _, _ = self.run_list([hostile] * 2 + [good] * 10 + [hostile] * 2, "--timeout", 30)
                verdicts = [line["verdict"] for line in lines if line["target"]["port"] == good.port]
                self.assertEqual(verdicts, ["trusted"] * 10)
                for line in lines:
                    if line["target"]["port"] == hostile.port:
                        self.assertIn(line["verdict"], ("trusted", "untrusted"))
                        self.assertTrue(line["handshake"]["ocsp_stapled"], "the staple was looked at")
                        self.assertLess(len(json.dumps(line)), 4_000_000)

    def test_a_staple_beyond_the_limit_is_told_as_such(self):
        with Server(self.stapling_in_tls12(staple(answers=30_000))) as server:
            (line,), _, _ = self.run_list([server], "--timeout", 30)
        self.assertIn("handshake.limit.message_bytes", [finding["id"] for finding in line["findings"]])
        self.assertEqual(line["verdict"], "unchecked")

    def test_a_deadline_holds_whatever_is_stapled(self):
        kinds = [(name, self.stapling(response)) for name, response in STAPLES.items()]
        kinds.append(("large, of many faults", self.stapling_in_tls12(LARGE_STAPLES["answers of many faults"])))
        for name, serve in kinds:
            with self.subTest(name), Server(serve) as server:
                begin = time.monotonic()
                result = subprocess.run(self.command("--connect", f"127.0.0.1:{server.port}", "--timeout", 2, HOST),
                                        capture_output=True, text=True, timeout=GUARD_SECONDS, check=False)
                self.assertLess(time.monotonic() - begin, 20)  # the limit, the start, and a busy machine
                self.assertIn(support.report(result.stdout)["verdict"], ("trusted", "untrusted", "unchecked"))

    def test_memory_does_not_grow_beyond_its_share(self):
        """Twenty servers at once, each with 100 kB of certificates of the kinds that make most of it, or a flood: some
        megabytes for the program and at most two for each connection."""
        if b"__asan_init" in (support.BIN / "certcheck").read_bytes():
            self.skipTest("AddressSanitizer keeps what is freed")
        servers, size = 20, 100_000
        key, (leaf,) = self.identity.chain()
        names = lambda name: self.identity.with_extension(der(0x30, der(0x82, name) * (size // (len(name) + 2))))
        chains = {"one leaf of many names": names(b"a.example.test"), "one leaf of odd names": names(b"a_b..c"),
                  "many certificates": (key, [leaf] * (size // len(leaf)))}

        def with_chain(identity):
            def serve(connection):
                connection.sendall(Tls13(connection, identity).flight())
                wait_until_closed(connection)
            return serve
        kinds = {name: with_chain(identity) for name, identity in chains.items()}
        kinds.update({f"a staple of {name}": self.stapling(response) for name, response in STAPLES.items()})
        kinds["a flood"] = self.flood(b"", record(DATA, b"x" * 16000) * 20)
        for name, serve in kinds.items():
            with self.subTest(name), Server(serve) as server:
                command = self.command("--name", HOST, "--timeout", 60, "--concurrency", servers,
                                       *[f"127.0.0.1:{server.port}"] * servers)
                done = subprocess.run([sys.executable, "-c", PEAK_MEMORY, *command], capture_output=True, check=True,
                                      timeout=GUARD_SECONDS)
                self.assertEqual(len(done.stdout.splitlines()), servers)
                peak = int(done.stderr.split()[-1]) * 1024
                self.assertLess(peak, (40 << 20) + servers * (2 << 20), "bytes of memory")

    def test_a_slow_reader_makes_nobody_late(self):
        with self.good() as good:
            lines, _, status = self.run_list([good] * 60, "--timeout", 5, "--concurrency", 20,
                                             reader=lambda: time.sleep(0.15))
        self.assertEqual([line["verdict"] for line in lines], ["trusted"] * 60)
        self.assertEqual(status, 0)

    def test_few_descriptors_are_told_as_ours(self):
        def few():
            resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
        with self.good() as good:
            lines, errors, status = self.run_list([good] * 100, "--timeout", 30, "--concurrency", 1000, preexec=few)
        self.assertEqual([line["verdict"] for line in lines], ["trusted"] * 100)
        self.assertEqual(errors.count("ulimit -n"), 1, errors)
        self.assertEqual(status, 0)

    def test_memory_that_runs_out_is_told_as_ours(self):
        if b"__asan_init" in (support.BIN / "certlint").read_bytes():
            self.skipTest("AddressSanitizer itself needs more room for addresses than is left here")

        def little():
            resource.setrlimit(resource.RLIMIT_AS, (60 << 20, 60 << 20))
        for name, tool, stdin in (("batch", "certverify", '{"leaf": "' + "A" * 60_000_000 + '"}\n'),
                                  ("lint", "certlint", "A" * 60_000_000)):
            with self.subTest(name):
                arguments = ["--batch"] if name == "batch" else ["-"]
                result = subprocess.run([support.BIN / tool, *arguments], input=stdin, capture_output=True, text=True,
                                        preexec_fn=little, timeout=GUARD_SECONDS, check=False)
                self.assertEqual(result.returncode, 2, result.stderr[:500])
                self.assertRegex(result.stderr, f"^{tool}: out of (memory|threads)\n$")
                for line in result.stdout.splitlines():
                    json.loads(line)

    def test_interrupted_lists_end_with_a_whole_line(self):
        with self.good() as good:
            for _ in range(10):
                process = subprocess.Popen(self.command("--name", HOST, "-"), stdin=subprocess.PIPE,
                                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
                process.stdin.write(f"127.0.0.1:{good.port}\n".encode() * 200)
                process.stdin.flush()
                output = process.stdout.readline()
                process.send_signal(signal.SIGINT)
                output += process.stdout.read()
                process.wait(GUARD_SECONDS)
                process.stdin.close()
                process.stdout.close()
                self.assertEqual(process.returncode, -signal.SIGINT)
                self.assertTrue(output.endswith(b"\n"))
                for line in output.splitlines():
                    json.loads(line)

    def test_many_certificates_are_counted(self):
        key, (leaf,) = self.identity.chain()

        def serve(connection):
            connection.sendall(Tls13(connection, (key, [leaf] + [b"\x30\0"] * 5000)).flight())
            wait_until_closed(connection)
        report = self.check(serve)
        self.assertEqual(len(report["chain"]["presented"]), 256)
        self.assertIn("handshake.limit.certificates", support.ids(report))
        self.assertLess(len(json.dumps(report)), 2_000_000)

    def test_a_message_beyond_the_limit_is_told(self):
        key, (leaf,) = self.identity.chain()

        def serve(connection):
            connection.sendall(Tls13(connection, (key, [leaf, b"\x30" * 2_000_000])).flight())
            wait_until_closed(connection)
        report = self.check(serve)
        self.assertEqual(report["handshake"]["failure"], "limit")
        self.assertIn("a handshake message of 2000", report["handshake"]["error"])
        self.assertIn("handshake.limit.message_bytes", support.ids(report))


if __name__ == "__main__":
    unittest.main()
