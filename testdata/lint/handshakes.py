"""Sound handshakes that no lint has anything against, to be spoilt one thing at a time, as pki.py does certificates.

    handshake()                                   TLS 1.3, a record with what lints look at
    handshake_tls12()                             the same in TLS 1.2
    handshake().change(alpn="h2")                 a field of the record changed
    handshake().offer(alpn=["http/1.1"])          what the client's hello says changed
    handshake_tls12().answer(compression=True)    what the server's hello says changed
    handshake().show(leaf(), intermediate())      the certificates shown
    handshake().staple(ocsp())                    the response stapled to the first of them

Every call gives a changed copy. They are written as JSON: what lib/certcheck/tls/handshake_record.h holds, code points
by their registered names, bytes in base64.
"""

import base64
import copy
import json

from pki import intermediate, leaf

# What a server's hello agrees to by an extension, by the names of the report.
AGREEMENTS = {
    "extended_master_secret": "extended_master_secret",
    "secure_renegotiation": "renegotiation_info",
    "encrypt_then_mac": "encrypt_then_mac",
}


class Handshake:
    SUFFIX = "json"
    completed = True
    resumed = False
    version = "TLS 1.3"  # None: there was no server hello
    cipher_suite = "TLS_AES_128_GCM_SHA256"  # None: there was no server hello
    kind, group, bits = "ecdhe", "x25519", 255  # kind None: no key exchange was seen
    signature_scheme = "rsa_pss_rsae_sha256"
    alpn = ""
    certificates = ()
    staples = ()
    offered = {}
    answered = {}

    def change(self, **fields):
        changed = copy.copy(self)
        for field, value in fields.items():
            if not hasattr(self, field):
                raise AttributeError(f"{type(self).__name__} has no {field}")
            setattr(changed, field, value)
        return changed

    def offer(self, **details):
        return self.change(offered={**self.offered, **details})

    def answer(self, **details):
        return self.change(answered={**self.answered, **details})

    def show(self, *certificates):
        return self.change(certificates=certificates)

    def staple(self, *responses):
        return self.change(staples=responses)

    def suite(self, name):
        return self.change(cipher_suite=name)

    def text(self):
        encode = lambda items: [base64.b64encode(item.der()).decode() for item in items]
        server_hello = self.cipher_suite and {
            "cipher_suite": self.cipher_suite,
            "extensions": [extension for key, extension in AGREEMENTS.items() if self.answered.get(key)],
            "compression": int(self.answered.get("compression", False))}
        return json.dumps({
            "completed": self.completed, "resumed": self.resumed, "version": self.version,
            "client_hello": self.offered, "server_hello": server_hello,
            "key_exchange": self.kind and {"kind": self.kind, "group": self.group, "bits": self.bits},
            "signature_scheme": self.signature_scheme, "alpn": self.alpn, "certificates": encode(self.certificates),
            "ocsp_staples": encode(self.staples)}, indent=2) + "\n"


def handshake():
    """TLS 1.3 with all that the client offers."""
    return Handshake().show(leaf(), intermediate()).offer(
        versions=["TLS 1.3", "TLS 1.2"], alpn=["h2", "http/1.1"],
        cipher_suites=["TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
        extensions=["server_name", "status_request", "application_layer_protocol_negotiation", "encrypt_then_mac",
                    "extended_master_secret", "supported_versions", "renegotiation_info"])


def handshake_tls12():
    """TLS 1.2 with a client that offers nothing newer."""
    return handshake().offer(versions=["TLS 1.2"]).answer(
        extended_master_secret=True, secure_renegotiation=True, encrypt_then_mac=False, compression=False).change(
        version="TLS 1.2", cipher_suite="TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
