"""What the tests of the command lines share: running a tool, checking its JSON, a small PKI."""
import datetime
import json
import os
import pathlib
import subprocess

import jsonschema
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SOURCE = pathlib.Path(os.environ["CERTCHECK_SOURCE_DIR"])
BIN = pathlib.Path(os.environ["CERTCHECK_BIN_DIR"])
SCHEMA = json.loads((SOURCE / "docs/report.schema.json").read_text())


def run(tool, *arguments, stdin="", timeout=60):
    """The finished process; output is text."""
    return subprocess.run([BIN / tool, *map(str, arguments)], input=stdin, capture_output=True, text=True,
                          timeout=timeout, check=False)


def reports(output):
    """Every line of a tool's output as a report that follows the schema."""
    found = [json.loads(line) for line in output.splitlines()]
    for report in found:
        jsonschema.validate(report, SCHEMA, cls=jsonschema.Draft202012Validator)
    return found


def report(output):
    (only,) = reports(output)
    return only


def ids(report_or_result):
    return [finding["id"] for finding in report_or_result["findings"]]


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


class Authority:
    """A CA of this test's own, good for ten years around now."""

    def __init__(self, name, issuer=None):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = (issuer or self).sign(self.name, self.key, ca=True)

    def sign(self, subject, key, ca=False, names=(), days=(-3650, 3650)):
        now = datetime.datetime.utcnow().replace(microsecond=0)
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(self.name)
                   .public_key(key.public_key()).serial_number(x509.random_serial_number())
                   .not_valid_before(now + datetime.timedelta(days=days[0]))
                   .not_valid_after(now + datetime.timedelta(days=days[1]))
                   .add_extension(x509.BasicConstraints(ca, None), critical=True)
                   .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                                  critical=False)
                   .add_extension(x509.KeyUsage(not ca, False, False, False, False, ca, ca, False, False),
                                  critical=True))
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(
                [x509.DNSName(n) if isinstance(n, str) else n for n in names]), critical=False)
        if not ca:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def leaf(self, *names, days=(-30, 300)):
        """`names` are DNS names, or general names of any kind."""
        first = names[0] if isinstance(names[0], str) else names[0].value
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, first)])
        return self.sign(subject, ec.generate_private_key(ec.SECP256R1()), names=names, days=days)

    def crl(self, *revoked, days=(-1, 6)):
        """The PEM of a CRL that lists these certificates."""
        now = datetime.datetime.utcnow().replace(microsecond=0)
        builder = (x509.CertificateRevocationListBuilder().issuer_name(self.name)
                   .last_update(now + datetime.timedelta(days=days[0]))
                   .next_update(now + datetime.timedelta(days=days[1]))
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                                  critical=False)
                   .add_extension(x509.CRLNumber(1), critical=False))
        for certificate in revoked:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
                .revocation_date(now + datetime.timedelta(days=days[0])).build())
        return pem(builder.sign(self.key, hashes.SHA256()))

    def ocsp(self, certificate, status, days=(-1, 6)):
        """The DER of an OCSP response signed by this CA itself."""
        now = datetime.datetime.utcnow().replace(microsecond=0)
        revoked = status == ocsp.OCSPCertStatus.REVOKED
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=certificate, issuer=self.certificate, algorithm=hashes.SHA1(), cert_status=status,
            this_update=now + datetime.timedelta(days=days[0]), next_update=now + datetime.timedelta(days=days[1]),
            revocation_time=now + datetime.timedelta(days=days[0]) if revoked else None, revocation_reason=None)
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.certificate)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
