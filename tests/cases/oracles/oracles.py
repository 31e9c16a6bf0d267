"""Validates chains by other implementations: one JSON case a line on standard input, one JSON answer a case and implementation
on standard output: {"id", "oracle", "trusted", "why"}. What is not installed does not answer.

A case is {"id", "leaf", "untrusted", "trust" (DER in base64), "time" (seconds), "purpose" (server, client or any), "name": null
or {"kind", "value"}}. A case that an implementation cannot express gets no answer from it."""

import base64
import ctypes
import datetime
import hashlib
import ipaddress
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

HERE = pathlib.Path(__file__).resolve().parent
# vfychain is a process for every chain, so it sees one in three of the cases; some (ten thousand names) it does not end.
NSS_SHARE = 3
NSS_SECONDS_MOST = 20


def is_sampled(case, share):
    """True for one in `share` cases. By the case's name, so that a case that is added or removed changes nothing
    for the others."""
    return int.from_bytes(hashlib.sha256(case["id"].encode()).digest()[:8], "big") % share == 0


def answer(case, oracle, why):
    """`why` is None for a chain that is trusted."""
    print(json.dumps({"id": case["id"], "oracle": oracle, "trusted": why is None, "why": why or ""}))


def der(case, key):
    return [base64.b64decode(text) for text in case[key]]


def run_cryptography(cases):
    try:
        from cryptography import x509
        from cryptography.x509 import verification
    except ImportError:
        return
    for case in cases:
        name = case["name"]
        if case["purpose"] != "server" or not name or name["kind"] not in ("dns", "ip") or not case["trust"]:
            continue
        try:
            subject = (verification.DNSName(name["value"]) if name["kind"] == "dns"
                       else verification.IPAddress(ipaddress.ip_address(name["value"])))
        except ValueError:
            continue  # not a name by its own rules
        try:
            store = verification.Store([x509.load_der_x509_certificate(one) for one in der(case, "trust")])
            policy = verification.PolicyBuilder().store(store).time(
                datetime.datetime.fromtimestamp(case["time"], datetime.timezone.utc).replace(tzinfo=None))
            try:
                verifier = policy.build_server_verifier(subject)
            except ValueError:
                continue  # likewise
            verifier.verify(
                x509.load_der_x509_certificate(base64.b64decode(case["leaf"])),
                [x509.load_der_x509_certificate(one) for one in der(case, "untrusted")])
            answer(case, "cryptography", None)
        except (verification.VerificationError, ValueError, x509.UnsupportedGeneralNameType,
                x509.DuplicateExtension, x509.InvalidVersion) as error:
            answer(case, "cryptography", f"{type(error).__name__}: {error}")


class Datum(ctypes.Structure):
    _fields_ = [("data", ctypes.c_char_p), ("size", ctypes.c_uint)]


class TypedVdata(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("data", ctypes.c_char_p), ("size", ctypes.c_uint)]


class GnuTls:
    """libgnutls as certtool --verify uses it, with the case's time for the present."""
    DNS_HOSTNAME, KEY_PURPOSE_OID, IP_ADDRESS = 1, 2, 4  # gnutls_vdata_types_t
    PROFILE_MEDIUM = 5 << 24  # GNUTLS_PROFILE_TO_VFLAGS(GNUTLS_PROFILE_MEDIUM)
    PURPOSES = {"server": b"1.3.6.1.5.5.7.3.1", "client": b"1.3.6.1.5.5.7.3.2"}

    def __init__(self):
        self.library = ctypes.CDLL("libgnutls.so.30")
        self.now = 0
        prototype = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p)
        self.clock = prototype(lambda _: self.now)
        self.library.gnutls_global_set_time_function(self.clock)

    def certificate(self, data):
        pointer = ctypes.c_void_p()
        self.library.gnutls_x509_crt_init(ctypes.byref(pointer))
        if self.library.gnutls_x509_crt_import(pointer, ctypes.byref(Datum(data, len(data))), 0) < 0:
            self.library.gnutls_x509_crt_deinit(pointer)
            return None
        return pointer

    def validate(self, case):
        self.now = case["time"]
        chain = [self.certificate(base64.b64decode(case["leaf"]))]
        if chain[0] is None:
            return "cannot be read"
        chain += [one for one in map(self.certificate, der(case, "untrusted")) if one]
        anchors = [one for one in map(self.certificate, der(case, "trust")) if one]
        trust = ctypes.c_void_p()
        self.library.gnutls_x509_trust_list_init(ctypes.byref(trust), 0)
        self.library.gnutls_x509_trust_list_add_cas(
            trust, (ctypes.c_void_p * len(anchors))(*anchors), len(anchors), 0)
        wanted = []
        if case["name"]:
            value = case["name"]["value"].encode()
            if case["name"]["kind"] == "ip":
                value = ipaddress.ip_address(case["name"]["value"]).packed
                wanted.append(TypedVdata(self.IP_ADDRESS, value, len(value)))
            else:
                wanted.append(TypedVdata(self.DNS_HOSTNAME, value, len(value)))
        if case["purpose"] in self.PURPOSES:
            wanted.append(TypedVdata(self.KEY_PURPOSE_OID, self.PURPOSES[case["purpose"]], 0))
        status = ctypes.c_uint()
        code = self.library.gnutls_x509_trust_list_verify_crt2(
            trust, (ctypes.c_void_p * len(chain))(*chain), len(chain), (TypedVdata * len(wanted))(*wanted),
            len(wanted), self.PROFILE_MEDIUM, ctypes.byref(status), None)
        self.library.gnutls_x509_trust_list_deinit(trust, 1)
        for one in chain:
            self.library.gnutls_x509_crt_deinit(one)
        return f"error {code}" if code < 0 else self.words(status.value)

    @staticmethod
    def words(status):
        """The bits of gnutls_certificate_status_t; None if there are none."""
        names = {5: "revoked", 6: "issuer not found", 7: "issuer not a CA", 8: "insecure algorithm", 9: "not activated",
                 10: "expired", 11: "signature failure", 14: "unexpected owner", 16: "signer constraints", 17: "mismatch",
                 18: "purpose mismatch", 19: "missing OCSP", 20: "invalid OCSP", 21: "unknown critical extensions"}
        found = [names.get(bit, f"bit {bit}") for bit in range(2, 32) if status >> bit & 1]
        return ", ".join(found) or ("invalid" if status else None)


def run_gnutls(cases):
    try:
        gnutls = GnuTls()
    except OSError:
        return
    for case in cases:
        if not case["trust"] or (case["name"] and case["name"]["kind"] not in ("dns", "ip")):
            continue
        try:
            answer(case, "gnutls", gnutls.validate(case))
        except ValueError:
            pass  # not an address by Python's rules


def run_nss(cases):
    if not shutil.which("vfychain"):
        return
    usable = [case for case in cases
              if case["purpose"] in ("server", "client") and case["trust"] and is_sampled(case, NSS_SHARE)]
    with tempfile.TemporaryDirectory() as folder:
        database = f"sql:{folder}"
        subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True, capture_output=True)
        for case in usable:
            command = ["vfychain", "-d", database, "-pp", "-v", "-u", "1" if case["purpose"] == "server" else "0", "-b",
                       datetime.datetime.fromtimestamp(case["time"], datetime.timezone.utc).strftime("%y%m%d%H%MZ")]
            for number, (data, trusted) in enumerate([(base64.b64decode(case["leaf"]), False)] +
                                                     [(one, False) for one in der(case, "untrusted")] +
                                                     [(one, True) for one in der(case, "trust")]):
                path = os.path.join(folder, f"{number}.der")
                pathlib.Path(path).write_bytes(data)
                command += ["-t", path] if trusted else [path]
            try:
                result = subprocess.run(command, capture_output=True, text=True, errors="replace",
                                        timeout=NSS_SECONDS_MOST)
            except subprocess.TimeoutExpired:
                continue
            output = result.stdout + result.stderr
            if "Chain is good!" in output:
                answer(case, "nss", None)
            else:
                code = re.search(r"ERROR (-?\d+)", output)
                answer(case, "nss", code.group(0) if code else f"exit status {result.returncode}")


def run_java(cases):
    """JDK's PKIX, compiled and run by one process."""
    if not shutil.which("java"):
        return
    given = "".join(f"{case['id'].encode().hex()} {case['time']} {case['leaf']} {','.join(case['untrusted']) or '-'} "
                    f"{','.join(case['trust'])}\n" for case in cases if case["trust"])
    result = subprocess.run(["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", str(HERE / "Pkix.java")], input=given,
                            capture_output=True, text=True)
    if result.returncode:
        print(f"oracles.py: java: {result.stderr[:300]}", file=sys.stderr)
        return
    for line in result.stdout.splitlines():
        identity, _, why = line.partition(" ")
        answer({"id": bytes.fromhex(identity).decode()}, "java", why or None)


def main():
    warnings.simplefilter("ignore")
    cases = [json.loads(line) for line in sys.stdin]
    run_cryptography(cases)
    run_gnutls(cases)
    run_nss(cases)
    run_java(cases)


if __name__ == "__main__":
    main()
