"""SCTs of real logs in real certificates: certverify verifies those of the logs whose keys stand here, and none of a
certificate that was changed. The certificates are those of the corpus whose issuers the suite of peers has."""

import base64
import hashlib
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding

PREFIX = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"  # of the base64 of every P-256 key
# Facts of Chrome's log list as it was in 2019.
LOGS = {
    "Google Argon2021": "TeBmZOrzZKo4xYktx9gI2chEce3cw/tbr5xkoQlmhB18aKfsxD+MnILgGNl0FOm0eYGilFVi85wLRIOhK8lxKw==",
    "Google Argon2022": "eIPc6fGmuBg6AJkv/z7NFckmHvf/OqmjchZJ6wm2qN200keRDg352dWpi7CHnSV51BpQYAj1CQY5JuRAwrrDwg==",
    "Google Argon2023": "0JCPZFJOQqyEti5M8j13ALN3CAVHqkVM4yyOcKWCu2yye5yYeqDpEXYoALIgtM3TmHtNlifmt+4iatGwLpF3eA==",
    "Google Xenon2023": "chY+C+/vzj5g3ZXLY3q5qY1Kb2zcYYCmRV4vg6yU84WI0KV00HuO/8XuQqLwLZPjwtCymeLhQunSxgAnaXSuzg==",
    "Google Aviator": "1/TMabLkDpCjiupacAlP7xNi0I1JYP8bQFAHDG1xhtolSY1l4QgNRzRrvSe8liE+NPWHdjGxfx3JhTsN9x8/6Q==",
    "Google Pilot": "fahLEimAoz2t01p3uMziiLOl/fHTDM0YDOhBRuiBARsV4UvxG2LdNgoIGLrtCzWE0J5APC2em4JlvR8EEEFMoA==",
    "Google Rocketeer": "IFsYyDzBi7MxCAC/oJBXK7dHjG+1aLCOkHjpoHPqTyghLpzA9BYbqvnV16mAw04vUjyYASVGJCUoI3ctBcJAeg==",
    "Google Skydiver": "EmyGDvYXsRJsNyXSrYc9DjHsIa2xzb4UR7ZxVoV6mrc9iZB7xjI6+NrOiwH+P/xxkRmOFG6Jel20q37hTh58rA==",
    "Cloudflare Nimbus2021": "xpon7ipsqehIeU1bmpog9TFo4Pk8+9oN8OYHl1Q2JGVXnkVFnuuvPgSo2Ep+6vLffNLcmEbxOucz03sFiematg==",
    "Cloudflare Nimbus2022": "SLJHTlAycmJKDQxIv60pZG8g33lSYxYpCi5gteI6HLevWbFVCdtZx+m9b+0LrwWWl/87mkNN6xE0M4rnrIPA/w==",
    "Cloudflare Nimbus2023": "i/8tkhjLRp0SXrlZdTzNkTd6HqmcmXiDJz3fAdWLgOhjmv4mohvRhwXul9bgW0ODgRwC9UGAgH/vpGHPvIS1qA==",
    "DigiCert Log Server": "AkbFvhu7gkAW6MHSrBlpE1n4+HCFRkC5OLAjgqhkTH+/uzSfSl8ois8ZxAD2NgaTZe1M9akhYlrYkes4JECs6A==",
}
PEM = re.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)


def certificates(text):
    for block in PEM.findall(text):
        try:
            certificate = x509.load_pem_x509_certificate(block.encode())
            yield certificate, certificate.subject.public_bytes()
        except Exception:  # noqa: BLE001  (of many kinds: what python3-cryptography cannot read is no such certificate)
            continue


def log_list():
    logs = []
    for name, rest in LOGS.items():
        key = base64.b64decode(PREFIX + rest)
        logs.append({"description": name, "log_id": base64.b64encode(hashlib.sha256(key).digest()).decode(),
                     "key": PREFIX + rest, "state": {"usable": {"timestamp": "2014-09-02T20:41:44Z"}}})
    return {"operators": [{"name": "all", "logs": logs}]}


def issued_by(leaf, issuer):
    try:
        issuer.public_key().verify(leaf.signature, leaf.tbs_certificate_bytes, padding.PKCS1v15(), leaf.signature_hash_algorithm)
    except Exception:  # noqa: BLE001  (InvalidSignature, and keys of other kinds)
        return False
    return True


def pairs(corpus, peers):
    """Each leaf of the corpus with its issuer, as far as the peers' files have it."""
    leaves = [leaf for leaf, _ in certificates(corpus.read_text())]
    wanted = {leaf.issuer.public_bytes() for leaf in leaves}
    issuers = {}
    for text in json.loads(lzma.open(peers).read())["files"].values():
        if isinstance(text, str) and "BEGIN CERTIFICATE" in text:
            for certificate, name in certificates(text):
                if name in wanted:
                    issuers.setdefault(name, certificate)
    for leaf in leaves:
        issuer = issuers.get(leaf.issuer.public_bytes())
        if issuer and issued_by(leaf, issuer):
            yield leaf, issuer


def statuses(folder, leaf, issuer, time):
    """What certverify says of each SCT of a known log."""
    (folder / "leaf.der").write_bytes(leaf)
    (folder / "issuer.der").write_bytes(issuer)
    done = subprocess.run([os.path.join(os.environ["CERTCHECK_BIN_DIR"], "certverify"), "--format", "json", "--time", time,
                           "--trust", folder / "issuer.der", "--ct-log-list", folder / "logs.json", folder / "leaf.der"],
                          capture_output=True, text=True, check=False)
    timestamps = json.loads(done.stdout)["transparency"]["timestamps"]
    return [sct["status"] for sct in timestamps if sct["log"]]


def main():
    suites = pathlib.Path(os.environ.get("CERTCHECK_SUITES", ""))
    corpus = suites.parent / "corpus" / "tls-leaves.pem"
    if not (suites / "peers.json.xz").exists() or not corpus.exists():
        print("skipped: no corpus/tls-leaves.pem and peers.json.xz (set CERTCHECK_SUITES)")
        return 77
    found, wrong = 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "logs.json").write_text(json.dumps(log_list()))
        for leaf, issuer in pairs(corpus, suites / "peers.json.xz"):
            der = leaf.public_bytes(serialization.Encoding.DER)
            time = leaf.not_valid_after.strftime("%Y-%m-%dT%H:%M:%SZ")
            serial = der.index(leaf.serial_number.to_bytes((leaf.serial_number.bit_length() + 7) // 8, "big"))
            changed = bytearray(der)
            changed[serial + 3] ^= 1
            of_issuer = issuer.public_bytes(serialization.Encoding.DER)
            good, bad = statuses(folder, der, of_issuer, time), statuses(folder, bytes(changed), of_issuer, time)
            found += len(good)
            if set(good) - {"valid"} or set(bad) - {"invalid"}:
                wrong += 1
                print(f"{leaf.subject.rfc4514_string()}: {good}, changed {bad}")
    print(f"{found} SCTs of known logs, {wrong} certificates with a wrong answer")
    return 1 if wrong or found < 15 else 0


if __name__ == "__main__":
    sys.exit(main())
