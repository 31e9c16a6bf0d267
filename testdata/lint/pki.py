"""Sound certificates, CRLs, OCSP responses and requests that no lint has anything against, to be spoilt one thing at a time.

    leaf()                                 a domain validated TLS server certificate
    leaf().without("san")                  without an extension
    leaf().extension("ku", named_bits(5))  an extension's value replaced, or the extension added
    leaf().critical("eku")                 its criticality changed
    leaf().change(subject=name(("CN", "a.example")), not_after="2027-01-01T00:00:00Z")

Every call gives a changed copy. Extensions go by the short names of EXTENSIONS or by dotted OID. The same calls give
the same bytes: keys are fixed, RSA PKCS#1 signatures have no randomness, serial numbers are digests.
"""

import base64
import copy
import datetime
import functools
import hashlib
import pathlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from der import *

KEYS = pathlib.Path(__file__).resolve().parents[2] / "tools/certserve/pki/keys"

EXTENSIONS = {
    "ski": "2.5.29.14", "ku": "2.5.29.15", "san": "2.5.29.17", "ian": "2.5.29.18", "bc": "2.5.29.19",
    "crl_number": "2.5.29.20", "reason": "2.5.29.21", "invalidity_date": "2.5.29.24", "delta_crl": "2.5.29.27",
    "idp": "2.5.29.28", "certificate_issuer": "2.5.29.29", "nc": "2.5.29.30", "crldp": "2.5.29.31",
    "policies": "2.5.29.32", "policy_mappings": "2.5.29.33", "aki": "2.5.29.35", "pc": "2.5.29.36",
    "eku": "2.5.29.37", "freshest_crl": "2.5.29.46", "iap": "2.5.29.54", "sda": "2.5.29.9",
    "private_key_usage_period": "2.5.29.16", "aia": "1.3.6.1.5.5.7.1.1", "sia": "1.3.6.1.5.5.7.1.11",
    "qc": "1.3.6.1.5.5.7.1.3", "tls_feature": "1.3.6.1.5.5.7.1.24", "sct": "1.3.6.1.4.1.11129.2.4.2",
    "poison": "1.3.6.1.4.1.11129.2.4.3", "ocsp_nocheck": "1.3.6.1.5.5.7.48.1.5", "cabf_org_id": "2.23.140.3.1",
    "nonce": "1.3.6.1.5.5.7.48.1.2",
}
ATTRIBUTES = {
    "CN": "2.5.4.3", "SN": "2.5.4.4", "serialNumber": "2.5.4.5", "C": "2.5.4.6", "L": "2.5.4.7", "ST": "2.5.4.8",
    "street": "2.5.4.9", "O": "2.5.4.10", "OU": "2.5.4.11", "title": "2.5.4.12", "businessCategory": "2.5.4.15",
    "postalCode": "2.5.4.17", "name": "2.5.4.41", "GN": "2.5.4.42", "initials": "2.5.4.43",
    "dnQualifier": "2.5.4.46", "pseudonym": "2.5.4.65", "organizationIdentifier": "2.5.4.97",
    "DC": "0.9.2342.19200300.100.1.25", "UID": "0.9.2342.19200300.100.1.1",
    "email": "1.2.840.113549.1.9.1", "jurisdictionC": "1.3.6.1.4.1.311.60.2.1.3",
    "jurisdictionST": "1.3.6.1.4.1.311.60.2.1.2", "jurisdictionL": "1.3.6.1.4.1.311.60.2.1.1",
}
SERVER_AUTH, CLIENT_AUTH, CODE_SIGNING, EMAIL_PROTECTION = (f"1.3.6.1.5.5.7.3.{n}" for n in (1, 2, 3, 4))
TIME_STAMPING, OCSP_SIGNING, ANY_EKU = "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9", "2.5.29.37.0"
DV, OV, IV, EV = "2.23.140.1.2.1", "2.23.140.1.2.2", "2.23.140.1.2.3", "2.23.140.1.1"
DIGITAL_SIGNATURE, CONTENT_COMMITMENT, KEY_ENCIPHERMENT, DATA_ENCIPHERMENT, KEY_AGREEMENT = range(5)
KEY_CERT_SIGN, CRL_SIGN, ENCIPHER_ONLY, DECIPHER_ONLY = range(5, 9)

RSA_SHA256 = sequence(oid("1.2.840.113549.1.1.11"), null())


# Keys

@functools.lru_cache(None)
def _private_key(key):
    return serialization.load_pem_private_key((KEYS / f"{key}.pem").read_bytes(), None)


@functools.lru_cache(None)
def public_key(key):
    """SubjectPublicKeyInfo of one of the fixed keys (tools/certserve/pki/keys), e.g. "leaf-rsa", "leaf-p256"."""
    return _private_key(key).public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def rsa_public_key(modulus, exponent=65537, algorithm=None):
    """SubjectPublicKeyInfo around any numbers."""
    return sequence(algorithm or sequence(oid("1.2.840.113549.1.1.1"), null()),
                    bit_string(sequence(integer(modulus), integer(exponent))))


def rsa_modulus(key="leaf-rsa"):
    return _private_key(key).public_key().public_numbers().n


def key_identifier(spki):
    return hashlib.sha256(spki).digest()[:20]


@functools.lru_cache(None)
def sign(key, message, digest="SHA256"):
    return _private_key(key).sign(message, padding.PKCS1v15(), getattr(hashes, digest)())


# Names and times

def attribute(kind, value):
    """One AttributeTypeAndValue; a text becomes a UTF8String, or what the attribute asks for."""
    if isinstance(value, str):
        if kind in ("C", "serialNumber", "dnQualifier", "jurisdictionC"):
            value = printable(value)
        else:
            value = ia5(value) if kind in ("DC", "email") else utf8(value)
    return sequence(oid(ATTRIBUTES.get(kind, kind)), value)


def name(*attributes):
    """A Name of one-attribute RDNs: name(("C", "DE"), ("CN", "a.example")). A list of pairs makes one RDN of several."""
    return sequence(*[set_of(*sorted(attribute(*pair) for pair in (rdn if isinstance(rdn, list) else [rdn])))
                      for rdn in attributes])


def time(value):
    """ "2026-01-31T23:59:59Z" in the form that RFC 5280 4.1.2.5 asks for; bytes as they are."""
    if isinstance(value, bytes):
        return value
    moment = datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
    if 1950 <= moment.year < 2050:
        return utc_time(moment.strftime("%y%m%d%H%M%SZ"))
    return generalized_time(f"{moment.year:04}" + moment.strftime("%m%d%H%M%SZ"))


# GeneralNames and extension values

def dns(text):
    return primitive(2, text.encode("latin-1"))


def email(text):
    return primitive(1, text.encode("latin-1"))


def uri(text):
    return primitive(6, text.encode("latin-1"))


def ip(*octets):
    return primitive(7, bytes(octets))


def directory(rdns):
    return constructed(4, rdns)


def other_name(type_id, value):
    return constructed(0, oid(type_id), constructed(0, value))


def registered_id(dotted):
    return primitive(8, oid(dotted)[2:])


def purposes(*oids):
    return sequence(*map(oid, oids))


def policy_list(*items):
    """Policies by OID, or (OID, qualifier, ...) with qualifiers made by cps() and notice()."""
    return sequence(*[sequence(oid(item)) if isinstance(item, str) else sequence(oid(item[0]), sequence(*item[1:]))
                      for item in items])


def cps(text):
    return sequence(oid("1.3.6.1.5.5.7.2.1"), ia5(text))


def notice(explicit_text):
    return sequence(oid("1.3.6.1.5.5.7.2.2"), sequence(explicit_text))


def distribution_points(*urls):
    return sequence(*[sequence(constructed(0, constructed(0, uri(url)))) for url in urls])


def access(*pairs):
    """authorityInfoAccess: ("ocsp" | "issuers" | OID, GeneralName) each."""
    methods = {"ocsp": "1.3.6.1.5.5.7.48.1", "issuers": "1.3.6.1.5.5.7.48.2"}
    return sequence(*[sequence(oid(methods.get(method, method)), location) for method, location in pairs])


def basic_constraints(ca=True, path_length=None):
    return sequence(*([boolean(True)] if ca else []), *([] if path_length is None else [integer(path_length)]))


def subtrees(permitted=None, excluded=None):
    """nameConstraints of GeneralNames."""
    fields = [constructed(number, *[sequence(base) for base in bases])
              for number, bases in ((0, permitted), (1, excluded)) if bases is not None]
    return sequence(*fields)


def sct(log, timestamp_ms):
    """One SerializedSCT of a made-up log, its signature only well-formed."""
    signature = sequence(integer(int.from_bytes(hashlib.sha256(b"r" + log).digest(), "big") >> 1),
                         integer(int.from_bytes(hashlib.sha256(b"s" + log).digest(), "big") >> 1))
    body = (b"\0" + hashlib.sha256(log).digest() + timestamp_ms.to_bytes(8, "big") + b"\0\0" + b"\4\3" +
            len(signature).to_bytes(2, "big") + signature)
    return len(body).to_bytes(2, "big") + body


def sct_list(*scts):
    content = b"".join(scts)
    return octet_string(len(content).to_bytes(2, "big") + content)


class _Signed:
    """What is common to all: copies on change, extensions by name."""

    def change(self, **fields):
        changed = copy.copy(self)
        for field, value in fields.items():
            if not hasattr(self, field):
                raise AttributeError(f"{type(self).__name__} has no {field}")
            setattr(changed, field, value)
        return changed

    def without(self, *names):
        kinds = [EXTENSIONS.get(item, item) for item in names]
        missing = [kind for kind in kinds if kind not in [e[0] for e in self.extensions]]
        if missing:
            raise KeyError(f"no extension {missing} to leave out")
        return self.change(extensions=[e for e in self.extensions if e[0] not in kinds])

    def extension(self, item, value, critical=None):
        """Replaces the extension's value in its place, or adds the extension at the end."""
        kind = EXTENSIONS.get(item, item)
        if any(e[0] == kind for e in self.extensions):
            return self.change(extensions=[
                (kind, e[1] if critical is None else critical, value) if e[0] == kind else e for e in self.extensions])
        return self.change(extensions=self.extensions + [(kind, bool(critical), value)])

    def again(self, item):
        """The extension once more, at the end."""
        kind = EXTENSIONS.get(item, item)
        return self.change(extensions=self.extensions + [e for e in self.extensions if e[0] == kind])

    def critical(self, item, value=True):
        kind = EXTENSIONS.get(item, item)
        if not any(e[0] == kind for e in self.extensions):
            raise KeyError(f"no extension {item}")
        return self.change(extensions=[(k, value if k == kind else c, v) for k, c, v in self.extensions])

    def raw_extension(self, element):
        """A complete Extension element at the end, however wrong."""
        return self.change(extensions=self.extensions + [element])

    def only(self, *names):
        kinds = [EXTENSIONS.get(item, item) for item in names]
        return self.change(extensions=[e for e in self.extensions if e[0] in kinds])

    def pem(self):
        body = base64.b64encode(self.der()).decode()
        lines = "".join(body[i:i + 64] + "\n" for i in range(0, len(body), 64))
        return f"-----BEGIN {self.LABEL}-----\n{lines}-----END {self.LABEL}-----\n"


def extension_elements(extensions):
    return sequence(*[e if isinstance(e, bytes) else
                      sequence(oid(e[0]), *([boolean(True)] if e[1] else []), octet_string(e[2])) for e in extensions])


class Certificate(_Signed):
    LABEL = "CERTIFICATE"
    version = 2                    # encoded; None leaves the field out
    serial = None                  # a number or a complete element; None: a digest of the rest
    algorithm = RSA_SHA256         # outer
    inner_algorithm = None         # as outer
    digest = "SHA256"
    issuer = subject = b""
    not_before, not_after = "2026-04-01T00:00:00Z", "2026-06-30T23:59:59Z"
    validity = None                # a complete element
    spki = b""
    issuer_unique_id = subject_unique_id = b""  # complete elements
    extensions = []                # (OID, critical, value) or a complete Extension element; None leaves the field out
    signer = "issuing-rsa"
    signature = None               # content of the BIT STRING; None: a good one

    def tbs(self):
        inner = self.inner_algorithm or self.algorithm
        rest = b"".join([
            inner, self.issuer, self.validity or sequence(time(self.not_before), time(self.not_after)), self.subject,
            self.spki, self.issuer_unique_id, self.subject_unique_id,
            b"" if self.extensions is None else constructed(3, extension_elements(self.extensions))])
        serial = self.serial
        if serial is None:
            serial = int.from_bytes(b"\x5a" + hashlib.sha256(rest).digest()[:15], "big")
        version = b"" if self.version is None else constructed(0, integer(self.version))
        return sequence(version, serial if isinstance(serial, bytes) else integer(serial), rest)

    def der(self):
        tbs = self.tbs()
        signature = sign(self.signer, tbs, self.digest) if self.signature is None else self.signature
        return sequence(tbs, self.algorithm, bit_string(signature))


ROOT_NAME = name(("C", "DE"), ("O", "certcheck test PKI"), ("CN", "certcheck test root"))
ISSUING_NAME = name(("C", "DE"), ("O", "certcheck test PKI"), ("CN", "certcheck test issuing CA"))


def _certificate(signer, key, **fields):
    spki = public_key(key)
    certificate = Certificate().change(signer=signer, spki=spki, **fields)
    certificate.extensions = [("2.5.29.35", False, sequence(primitive(0, key_identifier(public_key(signer)))))]
    return certificate, key_identifier(spki)


def root():
    """A root CA."""
    certificate, identifier = _certificate(
        "root-rsa", "root-rsa", issuer=ROOT_NAME, subject=ROOT_NAME,
        not_before="2026-04-01T00:00:00Z", not_after="2046-03-31T23:59:59Z")
    return (certificate.extension("ski", octet_string(identifier))
            .extension("ku", named_bits(KEY_CERT_SIGN, CRL_SIGN), critical=True)
            .extension("bc", basic_constraints(), critical=True))


def intermediate():
    """An issuing CA for TLS below root()."""
    certificate, identifier = _certificate(
        "root-rsa", "issuing-rsa", issuer=ROOT_NAME, subject=ISSUING_NAME,
        not_before="2026-04-01T00:00:00Z", not_after="2036-03-31T23:59:59Z")
    return (certificate.extension("ski", octet_string(identifier))
            .extension("ku", named_bits(KEY_CERT_SIGN, CRL_SIGN), critical=True)
            .extension("bc", basic_constraints(path_length=0), critical=True)
            .extension("eku", purposes(SERVER_AUTH))
            .extension("policies", policy_list(DV))
            .extension("crldp", distribution_points("http://crl.pki.example/root.crl"))
            .extension("aia", access(("issuers", uri("http://aia.pki.example/root.cer")))))


def leaf():
    """A domain validated TLS server certificate below intermediate()."""
    certificate, _ = _certificate(
        "issuing-rsa", "leaf-rsa", issuer=ISSUING_NAME, subject=name(("CN", "www.certcheck.com")))
    logged = 1_774_995_000_000
    return (certificate
            .extension("ku", named_bits(DIGITAL_SIGNATURE), critical=True)
            .extension("eku", purposes(SERVER_AUTH))
            .extension("san", sequence(dns("www.certcheck.com")))
            .extension("policies", policy_list(DV))
            .extension("crldp", distribution_points("http://crl.pki.example/issuing.crl"))
            .extension("aia", access(("issuers", uri("http://aia.pki.example/issuing.cer"))))
            .extension("sct", sct_list(sct(b"log one", logged), sct(b"log two", logged), sct(b"log three", logged))))


EV_SUBJECT = (("C", "DE"), ("ST", "Berlin"), ("L", "Berlin"), ("O", "certcheck test GmbH"), ("CN", "www.certcheck.com"),
              ("businessCategory", "Private Organization"), ("jurisdictionC", "DE"), ("serialNumber", "HRB 12345"))


def ev_leaf(*more, without=(), subject=EV_SUBJECT):
    """An extended validation TLS server certificate, with further attributes in its subject, or without some."""
    return leaf().change(subject=name(*[pair for pair in subject if pair[0] not in without], *more)).extension(
        "policies", policy_list(EV))


SMIME_TYPES = {kind: number for number, kind in enumerate(("mailbox", "organization", "sponsor", "individual"), 1)}
SMIME_GENERATIONS = {generation: number for number, generation in enumerate(("legacy", "multipurpose", "strict"), 1)}
ORGANIZATION = (("C", "DE"), ("O", "certcheck test GmbH"), ("organizationIdentifier", "NTRDE-DER3306.HRB12345"))
PERSON = (("SN", "Lovelace"), ("GN", "Ada"))
SMIME_SUBJECTS = {"mailbox": (), "organization": ORGANIZATION, "sponsor": ORGANIZATION + PERSON,
                  "individual": (("C", "DE"),) + PERSON}


def smime_policy(kind="mailbox", generation="multipurpose"):
    return f"2.23.140.1.5.{SMIME_TYPES[kind]}.{SMIME_GENERATIONS[generation]}"


def smime_leaf(kind="mailbox", generation="multipurpose", *more, without=(), mailbox="ada@certcheck.com"):
    """An S/MIME certificate, with further attributes in its subject, or without some."""
    subject = [pair for pair in (*SMIME_SUBJECTS[kind], ("email", mailbox)) if pair[0] not in without]
    return (leaf().without("sct").change(subject=name(*subject, *more))
            .extension("san", sequence(email(mailbox)))
            .extension("eku", purposes(EMAIL_PROTECTION))
            .extension("policies", policy_list(smime_policy(kind, generation))))


def ca_issuing(policy, **fields):
    """intermediate() for certificates of another policy."""
    return intermediate().extension("policies", policy_list(policy)).change(**fields)


def for_mail(item):
    """The same for email alone, which the TLS BR do not bind."""
    kinds = [kind for kind, *_ in item.extensions]
    return (item.without("policies") if EXTENSIONS["policies"] in kinds else item).extension("eku", purposes(EMAIL_PROTECTION))


def issued(item, not_before):
    return item.change(not_before=not_before)


class RevokedEntry(_Signed):
    serial = 0x5A01
    date = "2026-04-02T00:00:00Z"
    extensions = []

    def element(self):
        return sequence(integer(self.serial), time(self.date),
                        *([extension_elements(self.extensions)] if self.extensions else []))


class Crl(_Signed):
    LABEL = "X509 CRL"
    version = 1
    algorithm = RSA_SHA256
    inner_algorithm = None
    digest = "SHA256"
    issuer = ISSUING_NAME
    this_update, next_update = "2026-04-03T00:00:00Z", "2026-04-09T00:00:00Z"  # next_update None leaves it out
    revoked = None   # list of RevokedEntry; None leaves the field out
    extensions = []  # None leaves the field out
    signer = "issuing-rsa"

    def der(self):
        tbs = sequence(
            b"" if self.version is None else integer(self.version), self.inner_algorithm or self.algorithm, self.issuer,
            time(self.this_update), b"" if self.next_update is None else time(self.next_update),
            b"" if self.revoked is None else sequence(*[entry.element() for entry in self.revoked]),
            b"" if self.extensions is None else constructed(0, extension_elements(self.extensions)))
        return sequence(tbs, self.algorithm, bit_string(sign(self.signer, tbs, self.digest)))


def revoked(serial=0x5A01):
    """An entry with the reason keyCompromise."""
    return RevokedEntry().change(serial=serial).extension("reason", enumerated(1))


def crl():
    """A complete CRL of the issuing CA with one entry."""
    identifier = key_identifier(public_key("issuing-rsa"))
    return (Crl().change(revoked=[revoked()])
            .extension("aki", sequence(primitive(0, identifier)))
            .extension("crl_number", integer(7)))


class OcspResponse(_Signed):
    LABEL = "OCSP RESPONSE"
    status = 0
    produced_at, this_update, next_update = "20260403000000Z", "20260403000000Z", "20260407000000Z"
    serial = 0x5A02
    certificate_status = primitive(0, b"")  # good
    single_extensions = []
    others = ()         # further responses, whose answers come behind this one's
    answers = None      # complete SingleResponse elements instead
    responder = constructed(1, ISSUING_NAME)  # a complete ResponderID
    extensions = []
    certificates = ()   # Certificates to go with it
    algorithm = RSA_SHA256
    digest = "SHA256"
    signer = "issuing-rsa"

    def single(self):
        identifier = sequence(sequence(oid("1.3.14.3.2.26"), null()), octet_string(hashlib.sha1(ISSUING_NAME).digest()),
                              octet_string(hashlib.sha1(public_key("issuing-rsa")[-270:]).digest()), integer(self.serial))
        return sequence(identifier, self.certificate_status, generalized_time(self.this_update),
                        *([] if self.next_update is None else [constructed(0, generalized_time(self.next_update))]),
                        *([constructed(1, extension_elements(self.single_extensions))] if self.single_extensions else []))

    def der(self):
        if self.status:
            return sequence(enumerated(self.status))
        answers = [each.single() for each in (self, *self.others)] if self.answers is None else self.answers
        data = sequence(self.responder, generalized_time(self.produced_at), sequence(*answers),
                        *([constructed(1, extension_elements(self.extensions))] if self.extensions else []))
        certificates = sequence(*[certificate.der() for certificate in self.certificates])
        basic = sequence(data, self.algorithm, bit_string(sign(self.signer, data, self.digest)),
                         *([constructed(0, certificates)] if self.certificates else []))
        return sequence(enumerated(0), constructed(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octet_string(basic))))


def ocsp():
    """A good response signed by the issuing CA itself."""
    return OcspResponse()


class OcspRequest(_Signed):
    LABEL = "OCSP REQUEST"
    version = None            # encoded; None leaves the field out
    requestor = directory(name(("CN", "www.certcheck.com")))  # a GeneralName; None leaves the field out
    serial = 0x5A02
    single_extensions = []
    others = ()               # further requests, whose elements come behind this one's
    requests = None           # complete Request elements instead
    extensions = [(EXTENSIONS["nonce"], False, octet_string(b"n" * 32))]
    algorithm = RSA_SHA256    # None: not signed
    digest = "SHA256"
    signer = "leaf-rsa"
    certificates = ()         # Certificates to go with the signature

    def single(self):
        identifier = sequence(sequence(oid("1.3.14.3.2.26"), null()), octet_string(hashlib.sha1(ISSUING_NAME).digest()),
                              octet_string(hashlib.sha1(public_key("issuing-rsa")[-270:]).digest()), integer(self.serial))
        return sequence(identifier, *([constructed(0, extension_elements(self.single_extensions))]
                                      if self.single_extensions else []))

    def der(self):
        requests = [each.single() for each in (self, *self.others)] if self.requests is None else self.requests
        tbs = sequence(b"" if self.version is None else constructed(0, integer(self.version)),
                       b"" if self.requestor is None else constructed(1, self.requestor), sequence(*requests),
                       *([constructed(2, extension_elements(self.extensions))] if self.extensions else []))
        if self.algorithm is None:
            return sequence(tbs)
        certificates = sequence(*[certificate.der() for certificate in self.certificates])
        signature = sequence(self.algorithm, bit_string(sign(self.signer, tbs, self.digest)),
                             *([constructed(0, certificates)] if self.certificates else []))
        return sequence(tbs, constructed(0, signature))


def ocsp_request():
    """A signed request about one certificate, with a nonce."""
    return OcspRequest()
