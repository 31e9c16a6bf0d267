"""certserve against clients of other makers: OpenSSL by Python's ssl and by `openssl verify`, and raw sockets."""

import base64
import contextlib
import filecmp
import json
import os
import pathlib
import signal
import socket
import ssl
import struct
import subprocess
import tempfile
import sys
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
import zlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tls_client  # noqa: E402

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
CERTSERVE = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"]) / "certserve"
TIMEOUT_SECONDS = 10
OCSP_NONCE = x509.ObjectIdentifier("1.3.6.1.5.5.7.48.1.2")

# Where OpenSSL, with Python's checks of names, does not come to our verdict, and why that is right for each.
OPENSSL_DIFFERS = {
    "san-10000": "OpenSSL takes no more than 100 KiB of certificates (SSL_CTX_set_max_cert_list)",
    "client-certificate-required": "the chain is good, but the server refuses us without a certificate",
    "client-certificate-required-tls12": "the same",
    "closed-without-alert": "the key is proven, but the handshake has no end",
    "hello-requests": "OpenSSL begins another handshake, which this server only asks for",
    "tls11-only": "OpenSSL takes no signature of MD5 and SHA-1 together; that of TLS 1.0 here signs nothing",
    "rsa-pss-tls12": "OpenSSL takes keys for PSS alone, browsers do not",
    "certificate-bomb": "OpenSSL 3.0 takes no compressed certificates, and gets it as it is",
    "hidden-certificate-bomb": "the same",
    "stapled-revoked": "Python's ssl asks for no staple",
    "must-staple-missing": "the same",
}
# The same for `openssl verify` on the files, which knows nothing of connections and takes common names for hosts.
OPENSSL_VERIFY_DIFFERS = {
    "no-san": "falls back to the common name, which RFC 9525 has done away with",
    "rsa-pss-tls12": "OpenSSL takes keys for PSS alone, browsers do not",
    "ssl3-only": "the chain is good, the protocol is not",
    "certificate-bomb": "the chain is good, how it is sent is not",
    "hidden-certificate-bomb": "the same",
    "stapled-revoked": "the chain is good, what is stapled is not",
    "must-staple-missing": "the same",
}
# Servers that never get as far as a finished handshake.
NO_HANDSHAKE = {"malformed-leaf", "ssl3-only", "ssl3-refusal", "stalled-handshake", "plaintext", "hello-requests",
                "closed-without-alert", "client-certificate-required", "client-certificate-required-tls12"}
TLS12_ONLY = ("tls12-only", "static-rsa", "ed25519-tls12", "rsa-pss-tls12")
TLS13_ONLY = ("tls13-only", "compressed-certificate", "certificate-bomb", "hidden-certificate-bomb")
VERSIONS = {**{name: {"TLSv1.2"} for name in TLS12_ONLY}, **{name: {"TLSv1.3"} for name in TLS13_ONLY},
            "tls11-only": {"TLSv1.1"}, "tls10-only": {"TLSv1"}}


@contextlib.contextmanager
def certserve(*names, options=()):
    """Runs certserve; gives the process and one announcement a scenario; ends it as a user would."""
    process = subprocess.Popen([CERTSERVE, *map(str, options), *names], stdout=subprocess.PIPE, text=True)
    try:
        lines = [json.loads(process.stdout.readline()) for _ in names or scenario_names()]
        yield process, {line["name"]: line for line in lines}
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(TIMEOUT_SECONDS)
        finally:
            process.kill()
            process.stdout.close()


def run(*arguments):
    return subprocess.run([CERTSERVE, *map(str, arguments)], capture_output=True, text=True, timeout=TIMEOUT_SECONDS)


def scenario_names():
    return [line.split(":")[0] for line in run("--list").stdout.splitlines()]


def connect(server):
    return socket.create_connection((server["address"], server["port"]), timeout=TIMEOUT_SECONDS)


def tls_context(server=None, version=None):
    """Verifies if a server is given; else takes every certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_alpn_protocols(["h2", "http/1.1"])
    if version:
        context.minimum_version = context.maximum_version = version
    if server:
        context.hostname_checks_common_name = False
        context.load_verify_locations(cadata=server["root"])
    else:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_ciphers("DEFAULT:@SECLEVEL=0")  # weak keys are no reason not to look
    return context


def get(server, context):
    """One HTTP request; gives what came back, the certificate, the protocol and the version."""
    with connect(server) as plain, context.wrap_socket(plain, server_hostname=server["host"]) as tls:
        tls.sendall(b"GET / HTTP/1.1\r\nHost: " + server["host"].encode() + b"\r\n\r\n")
        received = b""
        while data := tls.recv(4096):
            received += data
        return received, tls.getpeercert(binary_form=True), tls.selected_alpn_protocol(), tls.version()


def compressed_certificate(server):
    """What a server of TLS 1.3 says in a CompressedCertificate: algorithm, size, stream."""
    with connect(server) as connection:
        body = tls_client.server_messages(connection)[25]
    size = int.from_bytes(body[5:8], "big")
    assert len(body) == 8 + size
    return int.from_bytes(body[:2], "big"), int.from_bytes(body[2:5], "big"), body[8:]


def pem_blocks(text):
    end = "-----END CERTIFICATE-----\n"
    return [ssl.PEM_cert_to_DER_cert(block + end) for block in text.split(end) if block.strip()]


class CommandLine(unittest.TestCase):
    def test_list_names_every_scenario_once(self):
        names = scenario_names()
        self.assertGreater(len(names), 40)
        self.assertEqual(len(names), len(set(names)))

    def test_unknown_scenario(self):
        result = run("good-p256", "no-such-thing")
        self.assertEqual(result.returncode, 2)
        self.assertIn("no-such-thing", result.stderr)
        self.assertEqual(result.stdout, "")

    def test_unknown_option_and_bad_address(self):
        self.assertEqual(run("--no-such-option").returncode, 2)
        self.assertEqual(run("--address", "localhost", "good-p256").returncode, 2)
        self.assertEqual(run("--port", "65536", "good-p256").returncode, 2)
        self.assertEqual(run("--port", "65535", "good-p256", "expired").returncode, 2)

    def test_output_that_cannot_be_written(self):
        for arguments in (["--list"], ["good-p256"]):
            with self.subTest(arguments), open("/dev/full", "w") as full:
                result = subprocess.run([CERTSERVE, *arguments], stdout=full, stderr=subprocess.PIPE, text=True,
                                        timeout=TIMEOUT_SECONDS)
                self.assertEqual(result.returncode, 2)
                self.assertIn("standard output", result.stderr)

    def test_port_in_use(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            result = run("--port", port, "good-p256")
        self.assertEqual(result.returncode, 3)
        self.assertIn(f"127.0.0.1 port {port}", result.stderr)
        self.assertEqual(result.stdout, "")

    def test_keys_are_written_for_their_owner_alone_and_not_through_links(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            victim = folder / "victim"
            victim.write_text("mine")
            (folder / "pki/good-p256").mkdir(parents=True)
            (folder / "pki/good-p256/key.pem").symlink_to(victim)
            with certserve("good-p256", options=("--pki", folder / "pki")):
                key = folder / "pki/good-p256/key.pem"
                self.assertFalse(key.is_symlink())
                self.assertEqual(key.stat().st_mode & 0o777, 0o600)
                self.assertIn("PRIVATE KEY", key.read_text())
            self.assertEqual(victim.read_text(), "mine")
            (folder / "linked").mkdir()
            (folder / "linked/good-p256").symlink_to(folder / "pki")
            self.assertEqual(run("--pki", folder / "linked", "good-p256").returncode, 2)
            self.assertEqual(run("--pki", victim / "below", "good-p256").returncode, 2)

    def test_consecutive_ports(self):
        # A pair of neighbours that nobody has, as far as one can know before binding them.
        for _ in range(20):
            with socket.socket() as first, socket.socket() as second:
                first.bind(("127.0.0.1", 0))
                base = first.getsockname()[1]
                try:
                    second.bind(("127.0.0.1", base + 1))
                except OSError:
                    continue
            with certserve("good-p256", "expired", options=("--port", base)) as (_, servers):
                self.assertEqual([s["port"] for s in servers.values()], [base, base + 1])
            # What is published comes after the servers.
            with certserve("crl-good", options=("--port", base)) as (_, servers):
                self.assertEqual(servers["crl-good"]["published"], f"http://127.0.0.1:{base + 1}/crl-good")
            return
        self.fail("no two neighbouring ports are free")

    def test_signals_end_it(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with certserve("good-p256") as (process, servers):
                with connect(servers["good-p256"]):
                    process.send_signal(number)
                    self.assertEqual(process.wait(TIMEOUT_SECONDS), 0)

    def test_ipv6(self):
        if not socket.has_ipv6 or not os.path.exists("/proc/net/if_inet6"):
            self.skipTest("this machine has no IPv6")
        with certserve("good-p256", options=("--address", "::1")) as (_, servers):
            server = servers["good-p256"]
            self.assertEqual(server["address"], "::1")
            self.assertIn(b"200 OK", get(server, tls_context(server))[0])
        with certserve("crl-good", options=("--address", "::1")) as (_, servers):
            self.assertRegex(servers["crl-good"]["published"], r"^http://\[::1\]:\d+/crl-good$")
            self.assertIn("::1", servers["crl-good"]["further"][0]["options"])
            with urllib.request.urlopen(servers["crl-good"]["published"] + "/root.crl") as answer:
                self.assertEqual(answer.status, 200)


class Published(unittest.TestCase):
    """What is published by HTTP, and what is stapled, in the eyes of OpenSSL and python3-cryptography."""

    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.addClassCleanup(cls.stack.close)
        cls.pki = pathlib.Path(cls.stack.enter_context(tempfile.TemporaryDirectory()))
        _, cls.servers = cls.stack.enter_context(certserve(options=("--pki", cls.pki)))
        for name in cls.servers:
            chain = cls.pki / name / "chain.pem"
            for place, der in enumerate(pem_blocks(chain.read_text()) if chain.exists() else ()):
                (cls.pki / name / f"{place}.pem").write_text(ssl.DER_cert_to_PEM_cert(der))

    def certificate(self, name, place=0):
        return x509.load_pem_x509_certificate((self.pki / name / f"{place}.pem").read_bytes())

    def page(self, name, path, body=None):
        """Status, media type and content."""
        request = urllib.request.Request(self.servers[name]["published"] + path, data=body)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"], error.read()

    def test_the_responder_answers_openssl(self):
        """By POST, with a nonce, which `openssl ocsp` compares, and without."""
        for name, status in (("ocsp-good", "good"), ("ocsp-revoked", "revoked"), ("ocsp-unknown", "unknown")):
            for options in ([], ["-sha256"], ["-no_nonce"]):
                with self.subTest(name, options=options):
                    folder = self.pki / name
                    done = subprocess.run(["openssl", "ocsp", *options, "-issuer", folder / "1.pem", "-cert", folder / "0.pem", "-url",
                                           self.servers[name]["published"] + "/ocsp", "-CAfile", folder / "root.pem"],
                                          capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertIn(f"0.pem: {status}\n", done.stdout)
                    self.assertIn("Response verify OK", done.stderr)
                    self.assertNotIn("nonce", done.stderr)
                    self.assertEqual("Reason: keyCompromise" in done.stdout, status == "revoked")

    def test_the_responder_returns_nonces_and_refuses_what_is_none(self):
        """RFC 9654 2.1: of 1 to 128 bytes."""
        builder = ocsp.OCSPRequestBuilder().add_certificate(self.certificate("ocsp-good"), self.certificate("ocsp-good", 1),
                                                            hashes.SHA1())
        plain = builder.build().public_bytes(serialization.Encoding.DER)
        for nonce, answered in ((b"\x04\x20" + bytes(32), True), (b"\x04\x01a", True), (b"\x04\x81\x80" + bytes(128), True),
                                (b"\x04\x00", False), (b"\x04\x81\x81" + bytes(129), False), (b"bare", False)):
            with self.subTest(nonce[:4]):
                request = builder.add_extension(x509.UnrecognizedExtension(OCSP_NONCE, nonce), False).build()
                status, kind, body = self.page("ocsp-good", "/ocsp", request.public_bytes(serialization.Encoding.DER))
                self.assertEqual((status, kind), (200, "application/ocsp-response"))
                response = ocsp.load_der_ocsp_response(body)
                if answered:
                    self.assertEqual(response.certificate_status, ocsp.OCSPCertStatus.GOOD)
                    self.assertIn(nonce, body)
                else:
                    self.assertEqual(response.response_status, ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
        for request in (plain[:-1], b"\x30\x00", b"GET"):
            _, _, body = self.page("ocsp-good", "/ocsp", request)
            self.assertEqual(ocsp.load_der_ocsp_response(body).response_status, ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
        # RFC 6960 A.1: by GET.
        encoded = urllib.parse.quote(base64.b64encode(plain).decode(), safe="")
        _, _, body = self.page("ocsp-good", "/ocsp/" + encoded)
        self.assertEqual(ocsp.load_der_ocsp_response(body).certificate_status, ocsp.OCSPCertStatus.GOOD)

    def test_the_responder_speaks_for_its_own_ca_alone(self):
        """RFC 6960 2.2: it does not know what another has issued, whatever the serial number."""
        request = ocsp.OCSPRequestBuilder().add_certificate(self.certificate("ocsp-revoked"), self.certificate("unknown-root", 1),
                                                            hashes.SHA256()).build()
        _, _, body = self.page("ocsp-revoked", "/ocsp", request.public_bytes(serialization.Encoding.DER))
        response = ocsp.load_der_ocsp_response(body)
        self.assertEqual(response.certificate_status, ocsp.OCSPCertStatus.UNKNOWN)
        self.assertEqual(response.serial_number, self.certificate("ocsp-revoked").serial_number)

    def test_openssl_comes_to_the_same_by_crls(self):
        """`openssl verify -crl_check_all` with the published files."""
        for name, words in (("crl-good", None), ("crl-revoked", "error 23 at 0 depth"), ("crl-revoked-intermediate", "error 23 at 1 depth"),
                            ("crl-expired", "error 12 at 0 depth"), ("rekeyed-ca", None), ("rekeyed-ca-revoked", "error 23 at 0 depth")):
            with self.subTest(name):
                folder = self.pki / name
                crls = []
                for file in folder.glob("*.crl"):
                    self.assertEqual(self.page(name, "/" + file.name), (200, "application/pkix-crl", file.read_bytes()))
                    crls += ["-CRLfile", file]
                done = subprocess.run(["openssl", "verify", "-crl_check_all", "-no-CApath", "-no-CAstore", "-CAfile", folder / "root.pem",
                                       "-untrusted", folder / "chain.pem", *crls, folder / "0.pem"], capture_output=True, text=True)
                self.assertEqual(done.returncode == 0, words is None, done.stderr)
                self.assertIn(words or "", done.stderr)

    def test_staples(self):
        for name, words in (("stapled-good", "Cert Status: good"), ("stapled-revoked", "Cert Status: revoked"), ("ocsp-good", "no response"),
                            ("must-staple-good", "Cert Status: good"), ("must-staple-missing", "no response"),
                            ("stapled-try-later", "trylater")):
            for version in ("-tls1_2", "-tls1_3"):
                with self.subTest(name, version=version):
                    server = self.servers[name]
                    done = subprocess.run(["openssl", "s_client", version, "-status", "-connect", f"{server['address']}:{server['port']}"],
                                          input="", capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
                    self.assertRegex(done.stdout, f"(?i)OCSP[^$]*{words}")

    def test_issuers(self):
        self.assertEqual(self.page("aia-helps", "/issuing.cer"),
                         (200, "application/pkix-cert", pem_blocks((self.pki / "good-p256" / "chain.pem").read_text())[1]))
        first, second = (x509.load_der_x509_certificate(self.page("aia-loops", path)[2]) for path in ("/first.cer", "/second.cer"))
        self.assertEqual((first.issuer, second.issuer), (second.subject, first.subject))

    def test_pages_of_others_and_none(self):
        for path in ("", "/", "/none", "/../crl-good/root.crl"):
            self.assertEqual(self.page("ocsp-good", path)[0], 404)

    def test_responders_that_are_no_use(self):
        with self.assertRaisesRegex(urllib.error.URLError, "refused"):
            (address,) = [a.access_location.value for a in self.certificate("ocsp-down").extensions.get_extension_for_class(
                x509.AuthorityInformationAccess).value]
            urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS)
        # One byte of the body comes with a pause before it, not more.
        with urllib.request.urlopen(self.servers["ocsp-slow"]["published"] + "/ocsp", timeout=TIMEOUT_SECONDS) as answer:
            begin = time.monotonic()
            self.assertEqual(len(answer.read1(1000)), 1)
            self.assertGreater(time.monotonic() - begin, 0.5)
        with urllib.request.urlopen(self.servers["ocsp-huge"]["published"] + "/ocsp", timeout=TIMEOUT_SECONDS) as answer:
            self.assertEqual(answer.headers["Content-Length"], str(1 << 30))
            self.assertEqual(answer.read(1 << 20), bytes(1 << 20))

    def test_the_time_is_what_it_is_told(self):
        with certserve("crl-good", "stapled-good", options=("--time", "2030-01-01T00:00:00Z")) as (_, servers):
            with urllib.request.urlopen(servers["crl-good"]["published"] + "/root.crl") as answer:
                crl = x509.load_der_x509_crl(answer.read())
        self.assertEqual((crl.last_update.isoformat(), crl.next_update.isoformat()), ("2029-12-31T23:00:00", "2030-01-07T00:00:00"))
        wrong = run("--time", "tomorrow", "crl-good")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("tomorrow", wrong.stderr)


class Committed(unittest.TestCase):
    def test_testdata_is_what_certserve_makes(self):
        with tempfile.TemporaryDirectory() as made:
            self.assertEqual(run("--write-testdata", made).returncode, 0)
            self.assert_same(pathlib.Path(made), SOURCE / "testdata" / "scenarios")

    def assert_same(self, made, kept):
        files = sorted(p.relative_to(made) for p in made.rglob("*") if p.is_file())
        self.assertEqual(files, sorted(p.relative_to(kept) for p in kept.rglob("*") if p.is_file()))
        _, differ, errors = filecmp.cmpfiles(made, kept, files, shallow=False)
        self.assertEqual((differ, errors), ([], []), "rebuild with certserve --write-testdata testdata/scenarios")


class Servers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = contextlib.ExitStack()
        cls.pki = pathlib.Path(cls.stack.enter_context(tempfile.TemporaryDirectory()))
        _, cls.servers = cls.stack.enter_context(certserve(options=("--pki", cls.pki)))

    @classmethod
    def tearDownClass(cls):
        cls.stack.close()

    def chain(self, name):
        return pem_blocks((self.pki / name / "chain.pem").read_text())

    def test_announcements(self):
        self.assertEqual(list(self.servers), scenario_names())
        self.assertEqual(len({s["port"] for s in self.servers.values()}), len(self.servers))
        for name, server in self.servers.items():
            with self.subTest(name):
                self.assertEqual(server["root"], pathlib.Path(server["root_file"]).read_text())
                if server["log_list_file"]:
                    self.assertEqual(server["log_list"], json.loads(pathlib.Path(server["log_list_file"]).read_text()))
                self.assertEqual(server["log_list"] is None, not name.startswith("sct-"))
                self.assertIn(server["expect"]["verdict"], ("trusted", "untrusted", "unchecked"))
                case = json.loads((SOURCE / "testdata" / "scenarios" / name / "case.json").read_text())
                self.assertEqual(case["expect"]["verdict"], server["expect"]["verdict"])
                self.assertEqual([f["id"] for f in case["expect"]["findings"]], server["expect"]["findings"])
                for check, wanted in zip(server["further"], case.get("further", []), strict=True):
                    self.assertEqual(check["options"][:len(wanted["options"])], wanted["options"])
                    self.assertEqual(check["options"][len(wanted["options"]):],
                                     ["--fetch-allow", "127.0.0.1"] if server["published"] or name == "ocsp-down" else [])
                    self.assertEqual((check["verdict"], check["findings"]), (wanted["verdict"], [f["id"] for f in wanted["findings"]]))

    def test_a_client_that_takes_everything_is_served(self):
        for name, server in self.servers.items():
            if name in NO_HANDSHAKE | {"reversed-chain", "san-10000"}:
                continue
            for version in VERSIONS.get(name, {"TLSv1.2", "TLSv1.3"}):
                with self.subTest(name, version=version):
                    wanted = ssl.TLSVersion[version.replace(".", "_")]
                    answer, leaf, alpn, spoken = get(server, tls_context(version=wanted))
                    self.assertTrue(answer.startswith(b"HTTP/1.1 200 OK\r\n"))
                    self.assertIn(server["description"].encode(), answer)
                    self.assertEqual((alpn, spoken), ("http/1.1", version))
                    self.assertEqual(leaf, self.chain(name)[0])

    def test_only_the_versions_promised(self):
        wrong_versions = [(name, "TLSv1_3") for name in TLS12_ONLY] + [(name, "TLSv1_2") for name in TLS13_ONLY]
        for name, wrong in [*wrong_versions, ("tls11-only", "TLSv1_2"), ("tls10-only", "TLSv1_1")]:
            with self.subTest(name), self.assertRaises(ssl.SSLError):
                get(self.servers[name], tls_context(version=ssl.TLSVersion[wrong]))

    def test_static_rsa_has_no_forward_secrecy(self):
        server = self.servers["static-rsa"]
        with connect(server) as plain, tls_context().wrap_socket(plain, server_hostname=server["host"]) as tls:
            self.assertRegex(tls.cipher()[0], "^(?!ECDHE|DHE)")

    def test_openssl_comes_to_our_verdict(self):
        for name, server in self.servers.items():
            if name == "stalled-handshake":
                continue
            with self.subTest(name):
                try:
                    trusted = get(server, tls_context(server))[0].startswith(b"HTTP/1.1 200 OK")
                except (ssl.SSLError, ConnectionError, ValueError):  # the last: Python finds no handshake in the end
                    trusted = False
                differs = OPENSSL_DIFFERS.get(name)
                self.assertEqual(trusted == (server["expect"]["verdict"] == "trusted"), not differs, differs)

    def test_openssl_verify_comes_to_our_verdict(self):
        for name, server in self.servers.items():
            folder = self.pki / name
            if not (folder / "chain.pem").exists():
                continue
            with self.subTest(name):
                check_name = "-verify_ip" if server["host"][0].isdigit() else "-verify_hostname"
                command = ["openssl", "verify", "-auth_level", "2", "-purpose", "sslserver", "-no-CApath", "-no-CAstore"]
                command += ["-CAfile", folder / "root.pem", "-untrusted", folder / "chain.pem"]
                command += [check_name, server["host"], folder / "chain.pem"]
                trusted = subprocess.run(command, capture_output=True).returncode == 0
                differs = OPENSSL_VERIFY_DIFFERS.get(name)
                self.assertEqual(trusted == (server["expect"]["verdict"] == "trusted"), not differs, differs)

    def test_client_certificate(self):
        server = self.servers["client-certificate-required"]
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            with self.subTest(version):
                with self.assertRaisesRegex(ssl.SSLError, "(?i)handshake.failure|certificate.required"):
                    get(server, tls_context(server, version))
                context = tls_context(server, version)
                context.load_cert_chain(server["client_certificate_file"], server["client_key_file"])
                self.assertIn(b"200 OK", get(server, context)[0])
                # A certificate of somebody else's.
                other = tls_context(server, version)
                other.load_cert_chain(self.pki / "good-p256" / "chain.pem", self.pki / "good-p256" / "key.pem")
                with self.assertRaises((ssl.SSLError, ConnectionError)):
                    get(server, other)

    def client_hello(self, pieces=1):
        """A ClientHello as OpenSSL makes it, in as many records of equal size."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        client = tls_context().wrap_bio(incoming, outgoing, server_hostname="host.test")
        with contextlib.suppress(ssl.SSLWantReadError):
            client.do_handshake()
        body = outgoing.read()[5:]
        size = -(-len(body) // pieces)
        parts = [body[i : i + size] for i in range(0, len(body), size)]
        return b"".join(b"\x16\x03\x01" + struct.pack(">H", len(part)) + part for part in parts)

    def handshake_messages(self, server, hello, expected_version):
        """The plaintext messages up to ServerHelloDone, by type."""
        messages, stream = {}, b""
        with connect(server) as connection, connection.makefile("rb") as reader:
            connection.sendall(hello)
            while 14 not in messages:
                kind, version, size = struct.unpack(">BHH", reader.read(5))
                self.assertEqual((kind, version), (22, expected_version))
                stream += reader.read(size)
                while len(stream) >= 4 and len(stream) >= 4 + int.from_bytes(stream[1:4], "big"):
                    end = 4 + int.from_bytes(stream[1:4], "big")
                    messages[stream[0]], stream = stream[4:end], stream[end:]
        return messages

    def assert_sends_chain(self, name, certificate_message):
        expected = b"".join(len(c).to_bytes(3, "big") + c for c in self.chain(name))
        self.assertEqual(certificate_message, len(expected).to_bytes(3, "big") + expected)

    def test_tls10_answers_in_its_own_version(self):
        for pieces in (1, 7):
            messages = self.handshake_messages(self.servers["tls10-only"], self.client_hello(pieces), 0x0301)
            self.assertEqual(messages[2][:2], b"\x03\x01")
            self.assert_sends_chain("tls10-only", messages[11])
            self.assertNotIn(12, messages)  # the key exchange is RSA's: no ServerKeyExchange

    def test_malformed_leaf_is_sent_as_it_is(self):
        messages = self.handshake_messages(self.servers["malformed-leaf"], self.client_hello(), 0x0303)
        self.assert_sends_chain("malformed-leaf", messages[11])
        self.assertIn(12, messages)

    def test_scripted_servers_survive_nonsense(self):
        for name in ("tls10-only", "malformed-leaf"):
            hello = self.client_hello()
            for nonsense in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00\x04\x02\x00\x00\x00",
                             b"\x16\x03\x01\x00\x04\x01\x00\x00\x00", hello[:9] + b"\xff" * (len(hello) - 9)):
                with self.subTest(name, nonsense=nonsense[:16]), connect(self.servers[name]) as connection:
                    connection.sendall(nonsense)
                    connection.shutdown(socket.SHUT_WR)
                    answer = connection.recv(64)
                    self.assertEqual(answer[:1] or b"\x15", b"\x15")  # an alert, or just the end
            self.assertIn(11, self.handshake_messages(self.servers[name], hello,
                                                      0x0301 if name == "tls10-only" else 0x0303))

    def test_what_is_sent_along_is_well_made(self):
        """Compressed certificates, for who offers to read them (OpenSSL 3.0 does not): certcheck's own reader, which
        scenarios_test.py runs, is not the only one that can tell."""
        for name, claimed in (("compressed-certificate", None), ("certificate-bomb", (1 << 24) - 1),
                              ("hidden-certificate-bomb", 1000)):
            with self.subTest(name):
                algorithm, size, stream = compressed_certificate(self.servers[name])
                self.assertEqual(algorithm, 1)
                message = zlib.decompress(stream)
                self.assertEqual(size, claimed or len(message))
                if claimed:
                    self.assertEqual(message, bytes((1 << 24) - 1))
                else:
                    entries = b"".join(len(c).to_bytes(3, "big") + c + b"\0\0" for c in self.chain(name))
                    self.assertEqual(message, b"\0" + len(entries).to_bytes(3, "big") + entries)

    def test_large_hellos(self):
        """More than 1,024 bytes are reset or never answered, and others are served."""
        padded = b"\x16\x03\x01\x04\x01" + b"\x01\x00\x03\xfd" + b"x" * 1021
        with connect(self.servers["large-hello-reset"]) as connection, self.assertRaises(ConnectionResetError):
            connection.sendall(padded)
            connection.recv(1)
        with connect(self.servers["large-hello-silence"]) as connection:
            connection.sendall(padded)
            connection.settimeout(0.3)
            with self.assertRaises(TimeoutError):
                connection.recv(1)

    def test_ssl3(self):
        messages = self.handshake_messages(self.servers["ssl3-only"], self.client_hello(), 0x0300)
        self.assertEqual(messages[2][:2], b"\x03\x00")
        self.assert_sends_chain("ssl3-only", messages[11])
        with connect(self.servers["ssl3-refusal"]) as connection:
            connection.sendall(self.client_hello())
            self.assertEqual(connection.recv(64), b"\x15\x03\x00\x00\x02\x02\x28")

    def test_stalled_server_says_nothing(self):
        with connect(self.servers["stalled-handshake"]) as connection:
            connection.sendall(self.client_hello())
            connection.settimeout(0.3)
            with self.assertRaises(TimeoutError):
                connection.recv(1)

    def test_plaintext_server_answers_in_http(self):
        for sent, status in ((self.client_hello(), b"400"), (b"GET / HTTP/1.1\r\n\r\n", b"200")):
            with connect(self.servers["plaintext"]) as connection:
                connection.sendall(sent)
                self.assertTrue(connection.makefile("rb").read().startswith(b"HTTP/1.1 " + status))

    def test_silent_clients_are_left(self):
        for name in "good-p256", "plaintext", "tls10-only":
            with self.subTest(name), connect(self.servers[name]) as connection:
                connection.settimeout(60)
                self.assertEqual(connection.recv(1), b"")

    def test_requests_have_limits(self):
        server = self.servers["good-p256"]
        with connect(server) as plain, tls_context(server).wrap_socket(plain, server_hostname=server["host"]) as tls:
            answer = b""
            with contextlib.suppress(OSError):  # the server may have closed already
                tls.sendall(b"GET / HTTP/1.1\r\n" + (b"X-Header: " + b"x" * 1000 + b"\r\n") * 100)
                tls.sendall(b"\r\n")
                answer = tls.recv(1000)
            self.assertEqual(answer, b"")

    def test_many_at_once(self):
        server = self.servers["good-p256"]
        with contextlib.ExitStack() as stack:
            idle = [stack.enter_context(connect(server)) for _ in range(100)]
            self.assertEqual(len(idle), 100)
            self.assertIn(b"200 OK", get(server, tls_context(server))[0])


if __name__ == "__main__":
    unittest.main()
