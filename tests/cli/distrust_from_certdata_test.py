"""The list for --distrust that a script makes of Mozilla's certdata.txt (docs/distrust.md)."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

import support
from cryptography.hazmat.primitives import hashes
from support import pki

SCRIPT = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"]) / "scripts/distrust_from_certdata.py"


def octal(data):
    return "MULTILINE_OCTAL\n" + "".join(f"\\{byte:03o}" for byte in data) + "\nEND\n"


def certdata(certificate, trust, after=None):
    name = certificate.certificate.subject.rfc4514_string()
    return ("CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\n"
            f'CKA_LABEL UTF8 "{name}"\nCKA_VALUE {octal(certificate.der)}'
            f"CKA_NSS_SERVER_DISTRUST_AFTER {octal(after) if after else 'CK_BBOOL CK_FALSE'}\n\n# Trust\n"
            "CKA_CLASS CK_OBJECT_CLASS CKO_NSS_TRUST\n"
            f"CKA_CERT_SHA1_HASH {octal(certificate.certificate.fingerprint(hashes.SHA1()))}"
            f"CKA_TRUST_SERVER_AUTH CK_TRUST {trust}\n\n")


class Certdata(support.FolderTest):
    def test_what_is_distrusted_is(self):
        good, bad, late = (pki.Certificate(f"Distrust {each}") for each in ("good", "bad", "late"))
        file, listed = self.folder / "certdata.txt", self.folder / "distrust.json"
        file.write_text("BEGINDATA\n" + certdata(good, "CKT_NSS_TRUSTED_DELEGATOR") + certdata(bad, "CKT_NSS_NOT_TRUSTED")
                        + certdata(late, "CKT_NSS_TRUSTED_DELEGATOR", b"200101000000Z"))
        done = subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True, check=True)
        listed.write_text(done.stdout)
        self.assertEqual([(each["reason"], each["from"]) for each in json.loads(done.stdout)],
                         [("CN=Distrust bad", "always"), ("CN=Distrust late", {"not_before_after": "2020-01-01T00:00:00Z"})])
        for root, verdict, finding in ((good, "trusted", None), (bad, "untrusted", "path.distrusted"), (late, "untrusted", "path.distrusted_after")):
            trust, leaf = self.folder / "root.pem", self.folder / "leaf.pem"
            trust.write_text(root.pem)
            leaf.write_text(root.server("www.example.test").pem)
            checked = subprocess.run([support.BIN / "certverify", "--trust", trust, "--distrust", listed, "--format", "json", leaf],
                                     capture_output=True, text=True, check=False)
            report = support.report(checked.stdout)
            self.assertEqual(report["verdict"], verdict)
            if finding:
                self.assertIn(finding, support.ids(report))


if __name__ == "__main__":
    unittest.main()
