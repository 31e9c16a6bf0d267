"""The PKI of the Python tests: certificates as the standards ask, but for what a test changes.

    root = Certificate("Root")
    leaf = Certificate("www.example.test", root, ca=False)
    leaf = root.server("www.example.test", changes={"key_usage": None})
"""
import copy
import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

USAGES = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
          "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
CRITICAL = ["basic_constraints", "key_usage"]


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)] if text else [])


def usage(*bits):
    return x509.KeyUsage(**{bit: bit in bits for bit in USAGES})


def names(*each):
    """A subjectAltName of DNS names, or of general names of any kind."""
    return x509.SubjectAlternativeName([x509.DNSName(one) if isinstance(one, str) else one for one in each])


def purposes(*oids):
    return x509.ExtendedKeyUsage(list(oids))


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def new_key():
    return ec.generate_private_key(ec.SECP256R1())


def _span(bounds):
    """Two moments, given as such or as days from now."""
    now = datetime.datetime.utcnow().replace(microsecond=0)
    return [bound if isinstance(bound, datetime.datetime) else now + datetime.timedelta(days=bound) for bound in bounds]


class Certificate:
    """A certificate with its key, by `issuer` or by itself. A CA's, or a server's for the DNS name `subject`. `valid`: two
    moments, or days from now. `changes`: the name of an extension to None (left out), to a value (critical where RFC 5280
    wants it so) or to (value, critical); `more`: a list of (value, critical)."""

    def __init__(self, subject, issuer=None, ca=True, key=None, valid=(-3650, 3650), changes=None, more=()):
        self.key = key or new_key()
        self.subject = name(subject)
        self.issuer = issuer or self
        self.chain = [self] if issuer is None else [self, *issuer.chain]
        changes = changes or {}
        extensions = {
            "basic_constraints": x509.BasicConstraints(ca, None),
            "key_usage": usage("key_cert_sign", "crl_sign") if ca else usage("digital_signature"),
            "ski": x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()),
            "aki": x509.AuthorityKeyIdentifier.from_issuer_public_key(self.issuer.key.public_key()),
            "eku": None if ca else purposes(ExtendedKeyUsageOID.SERVER_AUTH),
            "san": None if ca or "san" in changes else names(subject),
            **changes}
        extensions = [each if isinstance(each, tuple) else (each, what in CRITICAL) for what, each in extensions.items()]
        self.certificate = self._signed(x509.random_serial_number(), _span(valid), [*extensions, *more])

    def _signed(self, serial_number, validity, extensions):
        start, end = validity
        builder = (x509.CertificateBuilder().subject_name(self.subject).issuer_name(self.issuer.subject)
                   .public_key(self.key.public_key()).serial_number(serial_number)
                   .not_valid_before(start).not_valid_after(end))
        for extension, critical in extensions:
            if extension is not None:
                builder = builder.add_extension(extension, critical=critical)
        return builder.sign(self.issuer.key, hashes.SHA256())

    def extended(self, *more):
        """The same certificate, down to its serial number, with further extensions: (value, critical)."""
        extended, bare = copy.copy(self), self.certificate
        extended.certificate = self._signed(bare.serial_number, (bare.not_valid_before, bare.not_valid_after),
                                            [*((each.value, each.critical) for each in bare.extensions), *more])
        return extended

    def authority(self, subject, **given):
        return Certificate(subject, self, **given)

    def server(self, *names_of_it, subject=None, valid=(-30, 300), changes=None, **given):
        """A server's certificate by this CA: `names_of_it` are DNS names, or general names of any kind."""
        first = names_of_it[0] if isinstance(names_of_it[0], str) else names_of_it[0].value
        return Certificate(first if subject is None else subject, self, ca=False, valid=valid,
                           changes={"san": names(*names_of_it), **(changes or {})}, **given)

    @property
    def pem(self):
        return pem(self.certificate)

    @property
    def der(self):
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def key_pem(self):
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                      serialization.NoEncryption()).decode()

    def crl(self, *revoked, valid=(-1, 6), number=1, more=()):
        """The PEM of a CRL that lists these certificates. `more`: extensions, a list of (value, critical)."""
        start, end = _span(valid)
        builder = (x509.CertificateRevocationListBuilder().issuer_name(self.subject).last_update(start).next_update(end)
                   .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
                   .add_extension(x509.CRLNumber(number), critical=False))
        for extension, critical in more:
            builder = builder.add_extension(extension, critical=critical)
        for each in revoked:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(each.certificate.serial_number).revocation_date(start).build())
        return pem(builder.sign(self.key, hashes.SHA256()))

    def ocsp(self, about, status, valid=(-1, 6), nonce=None):
        """The DER of an OCSP response signed by this CA itself."""
        start, end = _span(valid)
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=about.certificate, issuer=self.certificate, algorithm=hashes.SHA1(), cert_status=status, this_update=start,
            next_update=end, revocation_time=start if status == ocsp.OCSPCertStatus.REVOKED else None, revocation_reason=None)
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.certificate)
        if nonce is not None:
            builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
