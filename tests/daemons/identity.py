"""A root, an intermediate and a server's certificate, as daemons and clients want them."""

import hashlib
import pathlib
import sys

from cryptography.hazmat.primitives.asymmetric import rsa

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import pki  # noqa: E402


def make(host):
    """PEM texts `root`, `issuers`, `leaf`, `chain` (leaf and intermediate) and `key`, and `sha256` of the chain's certificates."""
    def key():  # RSA: some daemons speak with nothing else
        return rsa.generate_private_key(65537, 2048)
    root = pki.Certificate("Daemons Root", key=key())
    middle = root.authority("Daemons Intermediate", key=key())
    leaf = middle.server(host, key=key(), changes={"key_usage": pki.usage("digital_signature", "key_encipherment")})
    return {"root": root.pem, "issuers": middle.pem + root.pem, "leaf": leaf.pem, "chain": leaf.pem + middle.pem,
            "key": leaf.key_pem, "sha256": [hashlib.sha256(one.der).hexdigest() for one in (leaf, middle)]}
