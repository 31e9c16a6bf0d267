"""A root, an intermediate and a server's certificate, as daemons and clients want them."""

import datetime
import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


def make(host):
    """PEM texts `root`, `issuers`, `leaf`, `chain` (leaf and intermediate) and `key`, and `sha256` of the chain's certificates."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    keys = [rsa.generate_private_key(65537, 2048) for _ in range(3)]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Daemons Root", "Daemons Intermediate", host)]
    certificates = []
    for i, (key, name) in enumerate(zip(keys, names)):
        issuer = max(i - 1, 0)
        builder = (x509.CertificateBuilder().subject_name(name).issuer_name(names[issuer]).public_key(key.public_key())
                   .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
                   .not_valid_after(now + datetime.timedelta(days=30))
                   .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[issuer].public_key()), False)
                   .add_extension(x509.BasicConstraints(ca=i < 2, path_length=None), True))
        if i < 2:
            builder = builder.add_extension(x509.KeyUsage(False, False, False, False, False, True, True, False, False), True)
        else:
            builder = (builder.add_extension(x509.KeyUsage(True, False, True, False, False, False, False, False, False), True)
                       .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
                       .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), False))
        certificates.append(builder.sign(keys[issuer], hashes.SHA256()))
    pem = [certificate.public_bytes(serialization.Encoding.PEM).decode() for certificate in certificates]
    key = keys[2].private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    return {"root": pem[0], "issuers": pem[1] + pem[0], "leaf": pem[2], "chain": pem[2] + pem[1], "key": key,
            "sha256": [hashlib.sha256(certificates[i].public_bytes(serialization.Encoding.DER)).hexdigest() for i in (2, 1)]}
