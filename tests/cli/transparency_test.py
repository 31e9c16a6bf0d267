"""--ct-log-list, --require-ct and --distrust: SCTs made here, verified by certverify and by OpenSSL; policies; dates."""
import base64
import copy
import ctypes
import ctypes.util
import datetime
import hashlib
import json
import pathlib
import struct
import tempfile
import unittest

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from support import ids, pki, report, run

SCT_LIST = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
NOW = datetime.datetime(2026, 6, 1)
TIME = "2026-06-01T00:00:00Z"
DAY = datetime.timedelta(days=1)
ISSUED = NOW - 30 * DAY


def vector(content, length_bytes):
    return len(content).to_bytes(length_bytes, "big") + content


def rfc3339(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def leaf_index(number):
    return b"\0" + vector(number.to_bytes(5, "big"), 2)


class Log:
    """A log with a key of its own, and what a list says of it."""

    def __init__(self, name, operator, state="usable", since=NOW - 1000 * DAY, key=None, tiled=False, **more):
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.spki = self.key.public_key().public_bytes(serialization.Encoding.DER,
                                                       serialization.PublicFormat.SubjectPublicKeyInfo)
        self.id = hashlib.sha256(self.spki).digest()
        self.name, self.operator, self.tiled = name, operator, tiled
        self.listed = {"description": name, "log_id": base64.b64encode(self.id).decode(),
                       "key": base64.b64encode(self.spki).decode(), "mmd": 86400, **more}
        if state:
            self.listed["state"] = {state: {"timestamp": rfc3339(since)}}

    def sct(self, entry, time=ISSUED, extensions=None):
        """SerializedSCT over LogEntryType and signed_entry."""
        if extensions is None:
            extensions = leaf_index(4711) if self.tiled else b""
        timestamp = struct.pack(">Q", int((time - datetime.datetime(1970, 1, 1)).total_seconds() * 1000))
        message = b"\0\0" + timestamp + entry + vector(extensions, 2)
        if isinstance(self.key, rsa.RSAPrivateKey):
            kind, signature = 1, self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        else:
            kind, signature = 3, self.key.sign(message, ec.ECDSA(hashes.SHA256()))
        return b"\0" + self.id + timestamp + vector(extensions, 2) + bytes([4, kind]) + vector(signature, 2)


def log_list(*logs, timestamp=NOW - DAY):
    operators = {}
    for log in logs:
        of_operator = operators.setdefault(log.operator, {"name": log.operator, "email": [], "logs": [], "tiled_logs": []})
        of_operator["tiled_logs" if log.tiled else "logs"].append(copy.deepcopy(log.listed))
    return {"version": "1.2", "log_list_timestamp": rfc3339(timestamp), "operators": list(operators.values())}


class Leaf:
    """A server's certificate with embedded SCTs of these logs: (log, {arguments of Log.sct}) or a log alone."""

    def __init__(self, authority, *scts, days=90, start=ISSUED):
        key = pki.new_key()
        made = {"key": key, "valid": (start, start + datetime.timedelta(days=days) - datetime.timedelta(seconds=1))}
        made = authority.server("www.ct.test", **made)
        self.tbs = made.certificate.tbs_certificate_bytes
        issuer_key = authority.key.public_key().public_bytes(serialization.Encoding.DER,
                                                             serialization.PublicFormat.SubjectPublicKeyInfo)
        entry = b"\0\1" + hashlib.sha256(issuer_key).digest() + vector(self.tbs, 3)
        serialized = b"".join(vector(sct if isinstance(sct, bytes) else sct[0].sct(entry, **sct[1])
                                     if isinstance(sct, tuple) else sct.sct(entry), 2) for sct in scts)
        if serialized:
            listed = vector(serialized, 2)
            size = len(listed)
            octets = b"\x04" + (bytes([size]) if size < 128 else b"\x81" + bytes([size]) if size < 256 else
                                b"\x82" + struct.pack(">H", size)) + listed
            made = made.extended((x509.UnrecognizedExtension(SCT_LIST, octets), False))
        self.certificate, self.pem, self.der = made.certificate, made.pem, made.der


class OpenSsl:
    """OpenSSL's own CT: what it says of the SCTs embedded in a certificate. 1: unknown log, 2: valid, 3: invalid."""

    NID_CT_PRECERT_SCTS = 951

    def __init__(self):
        lib = ctypes.CDLL(ctypes.util.find_library("crypto"))
        for function in ("d2i_X509", "X509_get_ext_d2i", "CT_POLICY_EVAL_CTX_new", "CTLOG_STORE_new", "OPENSSL_sk_value"):
            getattr(lib, function).restype = ctypes.c_void_p
        lib.d2i_X509.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_long]
        lib.X509_get_ext_d2i.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
        lib.CTLOG_STORE_load_file.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        for function in ("set1_cert", "set1_issuer", "set_shared_CTLOG_STORE"):
            getattr(lib, "CT_POLICY_EVAL_CTX_" + function).argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        lib.CT_POLICY_EVAL_CTX_set_time.argtypes = [ctypes.c_void_p, ctypes.c_uint64]
        lib.SCT_LIST_validate.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        lib.OPENSSL_sk_num.argtypes = [ctypes.c_void_p]
        lib.OPENSSL_sk_value.argtypes = [ctypes.c_void_p, ctypes.c_int]
        lib.SCT_get_validation_status.argtypes = [ctypes.c_void_p]
        self.lib = lib

    def x509(self, der):
        return self.lib.d2i_X509(None, ctypes.byref(ctypes.c_char_p(der)), len(der))

    def statuses(self, leaf, issuer, logs):
        lib = self.lib
        with tempfile.NamedTemporaryFile("w", suffix=".cnf") as config:
            config.write("enabled_logs = " + ",".join(f"log{i}" for i in range(len(logs))) + "\n")
            for i, log in enumerate(logs):
                config.write(f"[log{i}]\ndescription = {log.name}\nkey = {base64.b64encode(log.spki).decode()}\n")
            config.flush()
            store = lib.CTLOG_STORE_new()
            assert lib.CTLOG_STORE_load_file(store, config.name.encode()) == 1
        context = lib.CT_POLICY_EVAL_CTX_new()
        certificate = self.x509(leaf)
        lib.CT_POLICY_EVAL_CTX_set1_cert(context, certificate)
        lib.CT_POLICY_EVAL_CTX_set1_issuer(context, self.x509(issuer))
        lib.CT_POLICY_EVAL_CTX_set_shared_CTLOG_STORE(context, store)
        lib.CT_POLICY_EVAL_CTX_set_time(context, int((NOW - datetime.datetime(1970, 1, 1)).total_seconds() * 1000))
        scts = lib.X509_get_ext_d2i(certificate, self.NID_CT_PRECERT_SCTS, None, None)
        lib.SCT_LIST_validate(scts, context)
        return [lib.SCT_get_validation_status(lib.OPENSSL_sk_value(scts, i)) for i in range(lib.OPENSSL_sk_num(scts))]


class TransparencyTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pki.Certificate("CT Root")
        cls.middle = cls.root.authority("CT Intermediate")
        cls.a = Log("Log A", "Operator 1")
        cls.b = Log("Log B", "Operator 2", tiled=True)
        cls.c = Log("Log C", "Operator 1", key=rsa.generate_private_key(65537, 2048))
        cls.unlisted = Log("Log X", "Operator 9")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def write(self, name, text):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return path

    def verify(self, leaf, logs=None, *options, status=0, time=TIME):
        arguments = ["--trust", self.write("root.pem", self.root.pem), "--untrusted", self.write("middle.pem", self.middle.pem)]
        if logs is not None:
            arguments += ["--ct-log-list", self.write("logs.json", logs)]
        result = run("certverify", *arguments, "--time", time, *options, self.write("leaf.pem", leaf.pem))
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        found = report(result.stdout)
        return found

    def of_ct(self, found):
        return sorted(one for one in ids(found) if one.startswith(("ct.", "expectation.")))


class SignaturesTest(TransparencyTest):
    def test_valid_scts_of_every_kind_of_log(self):
        leaf = Leaf(self.middle, self.a, self.b, self.c)
        self.assertEqual(leaf.certificate.tbs_precertificate_bytes, leaf.tbs)  # what python3-cryptography reconstructs
        found = self.verify(leaf, log_list(self.a, self.b, self.c))
        transparency = found["transparency"]
        self.assertEqual(transparency["log_list"], {"version": "1.2", "timestamp": rfc3339(NOW - DAY), "logs": 3})
        self.assertEqual([(sct["source"], sct["index"], sct["log"]["description"], sct["log"]["operator"], sct["log"]["kind"],
                           sct["timestamp"], sct["leaf_index"], sct["status"], sct["counts"])
                          for sct in transparency["timestamps"]],
                         [("certificate", 0, "Log A", "Operator 1", "rfc6962", rfc3339(ISSUED), None, "valid", True),
                          ("certificate", 1, "Log B", "Operator 2", "static-ct-api", rfc3339(ISSUED), 4711, "valid", True),
                          ("certificate", 2, "Log C", "Operator 1", "rfc6962", rfc3339(ISSUED), None, "valid", True)])
        self.assertEqual((transparency["policies"], self.of_ct(found)), ([], []))  # a private CA's

    def test_openssl_says_the_same(self):
        logs = [self.a, self.b, self.c]
        other = Leaf(self.middle)
        issuer_key = self.middle.key.public_key().public_bytes(serialization.Encoding.DER,
                                                               serialization.PublicFormat.SubjectPublicKeyInfo)
        elsewhere = b"\0\1" + hashlib.sha256(issuer_key).digest() + vector(other.tbs, 3)
        leaf = Leaf(self.middle, self.a, self.a.sct(elsewhere), self.b, self.unlisted, self.b.sct(elsewhere), self.c)
        known = {"valid": 2, "invalid": 3, "log_unknown": 1}
        found = self.verify(leaf, log_list(*logs))
        ours = [sct["status"] for sct in found["transparency"]["timestamps"]]
        self.assertEqual(ours, ["valid", "invalid", "valid", "log_unknown", "invalid", "valid"])
        self.assertEqual([known[status] for status in ours], OpenSsl().statuses(leaf.der, self.middle.der, logs))
        self.assertEqual(self.of_ct(found), ["ct.sct.log_unknown", "ct.sct.signature_invalid", "ct.sct.signature_invalid"])

    def test_each_fault_of_an_sct(self):
        cases = {
            "ct.sct.in_future": (self.a, {"time": NOW + DAY}),
            "ct.sct.leaf_index_missing": (self.b, {"extensions": b""}),
            "ct.sct.extensions_malformed": (self.b, {"extensions": b"\0\0\5\1"}),
            "ct.sct.log_unknown": self.unlisted,
        }
        for wanted, sct in cases.items():
            with self.subTest(wanted):
                found = self.verify(Leaf(self.middle, sct, self.a), log_list(self.a, self.b))
                self.assertEqual(self.of_ct(found), [wanted])
                finding = next(one for one in found["findings"] if one["id"] == wanted)
                self.assertEqual((finding["subject"]["kind"], finding["subject"]["index"]), ("sct", 0))
        for index in (b"\0\0\5\0\0\0\0\1\0\0\5\0\0\0\0\1", b"\0\0\4\0\0\0\1", b"\0"):
            found = self.verify(Leaf(self.middle, (self.b, {"extensions": index})), log_list(self.b))
            self.assertEqual(self.of_ct(found), ["ct.sct.extensions_malformed"])

    def test_logs_that_do_not_count(self):
        for state, since, wanted in (("pending", NOW - 99 * DAY, False), ("rejected", NOW - 99 * DAY, False), (None, NOW, False),
                                     ("qualified", NOW - DAY, True), ("readonly", NOW - DAY, True),
                                     ("retired", ISSUED + DAY, True), ("retired", ISSUED - DAY, False),
                                     ("retired", NOW + DAY, True)):
            with self.subTest(state, since=since):
                log = Log("Log S", "Operator 3", state, since)
                found = self.verify(Leaf(self.middle, log), log_list(log))
                self.assertEqual([sct["counts"] for sct in found["transparency"]["timestamps"]], [wanted])
                self.assertEqual(self.of_ct(found), [] if wanted else ["ct.sct.log_not_accepted"])

    def test_the_shard_of_a_log(self):
        end, second = ISSUED + 90 * DAY - datetime.timedelta(seconds=1), datetime.timedelta(seconds=1)
        outside = ["ct.sct.outside_temporal_interval"]
        for first, behind, wanted in ((end, end + DAY, []), (end - DAY, end + second, []), (end - DAY, end, outside),
                                      (end + second, end + DAY, outside)):
            with self.subTest(first=first, behind=behind):
                log = Log("Log T", "Operator 3",
                          temporal_interval={"start_inclusive": rfc3339(first), "end_exclusive": rfc3339(behind)})
                self.assertEqual(self.of_ct(self.verify(Leaf(self.middle, log), log_list(log))), wanted)

    def test_a_certificate_alone_cannot_be_verified(self):
        leaf = self.write("leaf.pem", Leaf(self.middle, self.a).pem)
        result = run("certverify", "--trust", self.write("root.pem", self.root.pem), "--time", TIME, "--ct-log-list",
                     self.write("logs.json", log_list(self.a)), leaf)
        found = report(result.stdout)
        self.assertIn("ct.sct.not_verifiable", ids(found))
        self.assertEqual(found["transparency"]["timestamps"][0]["status"], "unverified")

    def test_more_scts_than_are_verified(self):
        found = self.verify(Leaf(self.middle, *[self.a] * 70), log_list(self.a))
        self.assertEqual(self.of_ct(found), ["ct.sct.left_out"])
        self.assertEqual((len(found["transparency"]["timestamps"]), found["transparency"]["left_out"]), (64, 6))

    def test_without_a_list_nothing_is_verified(self):
        found = self.verify(Leaf(self.middle, self.a))
        (sct,) = found["transparency"]["timestamps"]
        self.assertEqual((sct["status"], sct["reason"], sct["log"]), ("unverified", "no log list was given", None))
        self.assertEqual((found["transparency"]["log_list"], self.of_ct(found)), (None, []))


class PoliciesTest(TransparencyTest):
    def policies(self, found):
        return {one["policy"]: one["compliant"] for one in found["transparency"]["policies"]}

    def check(self, scts, logs, wanted, days=90, time=TIME, start=ISSUED, timestamp=None):
        found = self.verify(Leaf(self.middle, *scts, days=days, start=start),
                            log_list(*logs, **({"timestamp": timestamp} if timestamp else {})), "--require-ct",
                            status=1 if wanted else 0, time=time)
        self.assertEqual([one for one in self.of_ct(found) if one.startswith("ct.")], wanted)
        return self.policies(found)

    def test_what_suffices(self):
        self.assertEqual(self.check([self.a, self.b], [self.a, self.b], []), {"chrome": True, "apple": True})
        self.assertEqual(self.check([self.a, self.b, self.c], [self.a, self.b, self.c], [], days=398 - 30),
                         {"chrome": True, "apple": True})

    def test_too_few(self):
        both = ["ct.apple.too_few_scts", "ct.chrome.too_few_scts"]
        self.check([self.a], [self.a, self.b], both)
        self.check([], [self.a, self.b], both)
        self.check([self.a, self.b], [self.a, self.b], both, days=200)
        self.check([self.a, self.a], [self.a, self.b], both)  # one log promises once

    def test_lifetime_of_180_days(self):
        self.check([self.a, self.b], [self.a, self.b], [], days=180)
        self.check([self.a, self.b], [self.a, self.b], ["ct.apple.too_few_scts", "ct.chrome.too_few_scts"], days=181)

    def test_too_few_operators(self):
        self.check([self.a, self.c], [self.a, self.c], ["ct.apple.too_few_operators", "ct.chrome.too_few_operators"])
        third = Log("Log D", "Operator 1")
        self.check([self.a, self.c, third], [self.a, self.c, third],
                   ["ct.apple.too_few_operators", "ct.chrome.too_few_operators"], days=300)

    def test_who_operated_the_log_then(self):
        sold = Log("Log E", "Operator 1", previous_operators=[{"name": "Operator 3", "end_time": rfc3339(NOW - DAY)}])
        self.check([self.a, sold], [self.a, sold], [])
        bought = Log("Log F", "Operator 3", previous_operators=[{"name": "Operator 1", "end_time": rfc3339(NOW - DAY)}])
        self.check([self.a, bought], [self.a, bought], ["ct.apple.too_few_operators", "ct.chrome.too_few_operators"])

    def test_retired_logs_alone(self):
        old = [Log("Log G", "Operator 1", "retired", ISSUED + DAY), Log("Log H", "Operator 2", "retired", ISSUED + DAY)]
        self.check(old, old, ["ct.apple.no_current_log", "ct.chrome.no_current_log"])
        self.check([old[0], self.b], [old[0], self.b], [])

    def test_logs_with_the_static_api_alone(self):
        other = Log("Log I", "Operator 1", tiled=True)
        self.check([self.b, other], [self.b, other], ["ct.apple.no_rfc6962_log"])
        before = datetime.datetime(2026, 4, 10)
        scts = [(log, {"time": before}) for log in (self.b, other)]
        for time, wanted in (("2026-04-14T23:59:59Z", ["ct.apple.no_rfc6962_log", "ct.chrome.no_rfc6962_log"]),
                             ("2026-04-15T00:00:00Z", ["ct.apple.no_rfc6962_log"])):
            self.check(scts, [self.b, other], wanted, time=time, start=before, timestamp=before)

    def test_an_old_list(self):
        found = self.verify(Leaf(self.middle, self.a, self.b), log_list(self.a, self.b, timestamp=NOW - 71 * DAY), "--require-ct",
                            status=1)
        self.assertEqual(self.of_ct(found), ["ct.log_list.outdated"] + ["expectation.certificate_transparency"] * 2)
        self.assertEqual(self.policies(found), {"chrome": None, "apple": None})
        self.verify(Leaf(self.middle, self.a, self.b), log_list(self.a, self.b, timestamp=NOW - 70 * DAY), "--require-ct")

    def test_require_ct_needs_a_list(self):
        result = run("certverify", "--require-ct", self.write("leaf.pem", Leaf(self.middle).pem))
        self.assertEqual(result.returncode, 2)
        self.assertIn("--require-ct: the list of logs is missing (--ct-log-list)", result.stderr)


class ListsTest(TransparencyTest):
    def test_a_malformed_list_is_an_error_that_says_where(self):
        def changed(change):
            logs = log_list(self.a, self.b)
            change(logs)
            return logs
        first = "operators[0].logs[0]"
        cases = {
            "not JSON from byte 2 on": "[",
            "the list is not an object": [],
            "operators is missing": {"version": "1"},
            "operators is not a list": {"operators": {}},
            "operators[0] is not an object": {"operators": [7]},
            "operators[0].name is missing": {"operators": [{"logs": []}]},
            "log_list_timestamp is not an RFC 3339 time": changed(lambda logs: logs.update(log_list_timestamp="yesterday")),
            f"{first}.key is missing": changed(lambda logs: logs["operators"][0]["logs"][0].pop("key")),
            f"{first}.key is not base64": changed(lambda logs: logs["operators"][0]["logs"][0].update(key="!")),
            f"{first}.key is not the DER of a SubjectPublicKeyInfo":
                changed(lambda logs: logs["operators"][0]["logs"][0].update(key="MAA=")),
            f"{first}.log_id is not the SHA-256 of the log's key":
                changed(lambda logs: logs["operators"][0]["logs"][0].update(log_id=base64.b64encode(bytes(32)).decode())),
            f"{first}.state is not one of pending, qualified":
                changed(lambda logs: logs["operators"][0]["logs"][0].update(state={"new": {}})),
            f"{first}.state.usable.timestamp is not an RFC 3339 time":
                changed(lambda logs: logs["operators"][0]["logs"][0].update(state={"usable": {"timestamp": 5}})),
            f"{first}.temporal_interval.end_exclusive is missing": changed(lambda logs: logs["operators"][0]["logs"][0].update(
                temporal_interval={"start_inclusive": TIME})),
            f"{first}.temporal_interval.end_exclusive is not after": changed(lambda logs: logs["operators"][0]["logs"][0].update(
                temporal_interval={"start_inclusive": TIME, "end_exclusive": TIME})),
            f"{first}.previous_operators[0].end_time is missing": changed(lambda logs: logs["operators"][0]["logs"][0].update(
                previous_operators=[{"name": "X"}])),
            "operators[1].tiled_logs[0].log_id is that of an earlier log":
                changed(lambda logs: logs["operators"][1].update(tiled_logs=[self.a.listed])),
        }
        leaf = self.write("leaf.pem", Leaf(self.middle, self.a).pem)
        for words, text in cases.items():
            with self.subTest(words):
                file = self.write("bad.json", text if isinstance(text, str) else json.dumps(text))
                result = run("certverify", "--trust", self.write("root.pem", self.root.pem), "--ct-log-list", file, leaf)
                self.assertEqual(result.returncode, 2, result.stdout)
                self.assertIn(f"--ct-log-list: {file}: {words}", result.stderr)

    def test_keys_of_later_schemas_are_skipped(self):
        logs = log_list(self.a)
        logs["new"] = {"a": 1}
        logs["operators"][0]["logs"][0]["state"]["usable"]["final_tree_head"] = {"tree_size": 1}
        self.assertEqual(self.verify(Leaf(self.middle, self.a), logs)["transparency"]["timestamps"][0]["status"], "valid")

    def test_batch(self):
        leaf = Leaf(self.middle, self.a, self.unlisted)
        asked = {"leaf": leaf.pem, "untrusted": [self.middle.pem], "trust": [self.root.pem], "time": TIME}
        lines = [{**asked, "id": 1, "ct_log_list": log_list(self.a)}, {**asked, "id": 2, "ct_log_list": {"operators": 1}},
                 {**asked, "id": 3, "distrust": [{"spki_sha256": "ab", "from": "always"}]}]
        result = run("certverify", "--batch", stdin="".join(json.dumps(line) + "\n" for line in lines))
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual([one["id"] for one in answers[0]["findings"] if one["id"].startswith("ct.")], ["ct.sct.log_unknown"])
        embedded = {"source": "certificate", "timestamp": rfc3339(ISSUED)}
        self.assertEqual(answers[0]["transparency"], {
            "timestamps": [{**embedded, "log": "Log A", "status": "valid", "counts": True},
                           {**embedded, "log": None, "status": "log_unknown", "counts": False}],
            "policies": []})
        self.assertEqual(answers[1]["error"], '"ct_log_list": operators is not a list')
        self.assertEqual(answers[2]["error"], '"distrust": [0].spki_sha256 is not a SHA-256 in hexadecimal')


class DistrustTest(TransparencyTest):
    def rule(self, certificate, start, by_key=False, **more):
        spki = certificate.key.public_key().public_bytes(serialization.Encoding.DER,
                                                         serialization.PublicFormat.SubjectPublicKeyInfo)
        key, hashed = ("spki_sha256", spki) if by_key else ("certificate_sha256", certificate.der)
        return {key: hashlib.sha256(hashed).hexdigest(), "from": start, **more}

    def check(self, leaf, rules, wanted, logs=None):
        found = self.verify(leaf, logs, "--distrust", self.write("distrust.json", rules), status=1 if wanted else 0)
        self.assertEqual([one["id"] for one in found["findings"] if one["id"].startswith("path.")], wanted)
        self.assertEqual(found["verdict"], "untrusted" if wanted else "trusted")
        return found

    def test_always(self):
        leaf = Leaf(self.middle)
        for certificate in (self.root, self.middle):
            for by_key in (False, True):
                with self.subTest(by_key=by_key):
                    found = self.check(leaf, [self.rule(certificate, "always", by_key, reason="misissuance",
                                                        source="https://ca.test/")], ["path.distrusted"])
                    finding = next(one for one in found["findings"] if one["id"] == "path.distrusted")
                    self.assertEqual(finding["evidence"], {"reason": "misissuance", "source": "https://ca.test/"})
        self.check(leaf, [self.rule(pki.Certificate("Another"), "always")], [])

    def test_after_notbefore(self):
        leaf = Leaf(self.middle)
        self.check(leaf, [self.rule(self.root, {"not_before_after": rfc3339(ISSUED)})], [])
        second = datetime.timedelta(seconds=1)
        self.check(leaf, [self.rule(self.root, {"not_before_after": rfc3339(ISSUED - second)})], ["path.distrusted_after"])

    def test_after_scts(self):
        rules = [self.rule(self.root, {"sct_after": rfc3339(ISSUED)}, by_key=True)]
        late = (self.a, {"time": ISSUED + DAY})
        logs = log_list(self.a, self.b)
        self.check(Leaf(self.middle, self.a), rules, [], logs)
        self.check(Leaf(self.middle, late, self.b), rules, [], logs)  # the earliest decides
        self.check(Leaf(self.middle, late), rules, ["path.distrusted_after"], logs)

    def test_what_is_not_verified_shows_nothing(self):
        rules = [self.rule(self.middle, {"sct_after": rfc3339(NOW)})]
        retired = Log("Log R", "O", "retired", NOW - DAY)
        for leaf, logs, words in (
                (Leaf(self.middle, self.a), None, "no log list was given"),
                (Leaf(self.middle), log_list(self.a), "it came without SCTs"),
                (Leaf(self.middle, self.unlisted), log_list(self.a), "none of its SCTs is a valid one"),
                (Leaf(self.middle, retired), log_list(retired), "none of its SCTs")):
            with self.subTest(words):
                found = self.check(leaf, rules, ["path.distrusted_after"], logs)
                self.assertIn(words, next(one for one in found["findings"] if one["id"] == "path.distrusted_after")["message"])

    def test_another_path_is_found(self):
        other = pki.Certificate("CT Other Root")
        cross = other.authority("CT Intermediate", key=self.middle.key)
        leaf = self.write("leaf.pem", Leaf(self.middle).pem)
        roots = self.write("roots.pem", self.root.pem + other.pem)
        pool = self.write("pool.pem", self.middle.pem + cross.pem)
        rules = self.write("distrust.json", [self.rule(self.root, "always")])
        result = run("certverify", "--trust", roots, "--untrusted", pool, "--time", TIME, "--distrust", rules, leaf)
        found = report(result.stdout)
        self.assertEqual((result.returncode, found["verdict"]), (0, "trusted"))
        self.assertEqual(found["chain"]["paths"][0]["anchor"]["subject"], "CN=CT Other Root")

    def test_a_malformed_file_is_an_error_that_says_where(self):
        good = self.rule(self.root, "always")
        cases = {
            "not JSON from byte 2 on": "[",
            "the text is not a list of rules": "{}",
            "[0] is not an object": "[1]",
            '"from" is given twice': '[{"from": "always", "from": {"sct_after": "2024-11-11T00:00:00Z"}}]',
            '[1] has no "from"': json.dumps([good, {"spki_sha256": "00" * 32}]),
            "[0] does not have one of certificate_sha256 and spki_sha256": '[{"from": "always"}]',
            "[0].certificate_sha256 is not a SHA-256 in hexadecimal": '[{"certificate_sha256": "zz", "from": "always"}]',
            "[0].since is not one of certificate_sha256": '[{"since": 1}]',
            '[0].from is not "always"': json.dumps([{**good, "from": {"sct_after": "2024-11-11"}}]),
        }
        leaf = self.write("leaf.pem", Leaf(self.middle).pem)
        for words, text in cases.items():
            with self.subTest(words):
                file = self.write("bad.json", text)
                result = run("certverify", "--trust", self.write("root.pem", self.root.pem), "--distrust", file, leaf)
                self.assertEqual(result.returncode, 2, result.stdout)
                self.assertIn(f"--distrust: {file}: {words}", result.stderr)


if __name__ == "__main__":
    unittest.main()
