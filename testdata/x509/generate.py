#!/usr/bin/env python3
"""Makes certificates.pem, server.pem, lists.pem, responses.pem and expected.json with python3-cryptography, another
implementation than ours. All signatures are deterministic, by keys from fixed seeds or those of certserve, so every run gives the same bytes; a test compares.

usage: generate.py [FOLDER]   (default: beside this script)"""
import base64
import datetime
import hashlib
import ipaddress
import json
import pathlib
import sys
import warnings

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509 import ocsp
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import (AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID,
                                   SubjectInformationAccessOID)

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import describe  # noqa: E402

OID = x509.ObjectIdentifier


def key(seed):
    return ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())


def day(year, month=1, day_of_month=1, hour=0):
    return datetime.datetime(year, month, day_of_month, hour)


def name(*attributes):
    return x509.Name([x509.NameAttribute(*attribute) for attribute in attributes])


ROOT = name((NameOID.COUNTRY_NAME, "DE"), (NameOID.ORGANIZATION_NAME, "Bäckerei Größe"), (NameOID.COMMON_NAME, "Root"))
CA = name((NameOID.COUNTRY_NAME, "DE"), (NameOID.ORGANIZATION_NAME, "Example"), (NameOID.COMMON_NAME, "Issuing CA 1"))
LEAF = name((NameOID.COMMON_NAME, "www.example.com"))
ODD = x509.Name([
    x509.RelativeDistinguishedName([x509.NameAttribute(NameOID.DOMAIN_COMPONENT, "example", _ASN1Type.IA5String)]),
    x509.RelativeDistinguishedName([
        x509.NameAttribute(NameOID.COMMON_NAME, "Ωmega", _ASN1Type.BMPString),
        x509.NameAttribute(NameOID.EMAIL_ADDRESS, "a@example.com", _ASN1Type.IA5String),
    ]),
    x509.RelativeDistinguishedName([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "𝔘nicode", _ASN1Type.UniversalString)]),
    x509.RelativeDistinguishedName([x509.NameAttribute(NameOID.LOCALITY_NAME, "old town", _ASN1Type.T61String)]),
    x509.RelativeDistinguishedName([x509.NameAttribute(OID("1.2.99999.7"), "own", _ASN1Type.UTF8String)]),
])

DNS, URI, MAIL = x509.DNSName, x509.UniformResourceIdentifier, x509.RFC822Name


def address(text):
    return x509.IPAddress(ipaddress.ip_address(text))


def network(text):
    return x509.IPAddress(ipaddress.ip_network(text))


def certificate(subject, issuer, issuer_key, subject_key, serial, extensions, start=day(2024), end=day(2034)):
    builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(subject_key)
               .serial_number(serial).not_valid_before(start).not_valid_after(end))
    for critical, extension in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(key(issuer_key), None)


def usages(*names):
    fields = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
              "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    return x509.KeyUsage(**{usage: usage in names for usage in fields})


def timestamps(signature_size=8):
    """A list of two SCTs as RFC 6962 3.3 encodes it; the signatures are none."""
    def sct(log, milliseconds, extension):
        signature = bytes(range(signature_size))
        return (b"\0" + hashlib.sha256(log).digest() + milliseconds.to_bytes(8, "big") +
                len(extension).to_bytes(2, "big") + extension + b"\x04\x03" +
                len(signature).to_bytes(2, "big") + signature)
    body = b"".join(len(one).to_bytes(2, "big") + one
                    for one in (sct(b"a", 1_700_000_000_123, b""), sct(b"b", 1_700_000_000_456, b"more")))
    content = len(body).to_bytes(2, "big") + body
    length = bytes([len(content)]) if len(content) < 0x80 else bytes([0x81, len(content)])
    return x509.UnrecognizedExtension(OID("1.3.6.1.4.1.11129.2.4.2"), b"\x04" + length + content)


def certificates():
    root_key, ca_key = key("root").public_key(), key("ca").public_key()
    curve_key = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    identifier = x509.SubjectKeyIdentifier.from_public_key
    yield certificate(ROOT, ROOT, "root", root_key, 1, [
        (True, x509.BasicConstraints(True, None)), (True, usages("key_cert_sign", "crl_sign")),
        (False, identifier(root_key))], start=day(1999, 12, 31, 23), end=day(2050))
    yield certificate(CA, ROOT, "root", ca_key, 2**159 - 1, [
        (True, x509.BasicConstraints(True, 0)), (True, usages("key_cert_sign", "crl_sign", "digital_signature")),
        (False, identifier(ca_key)),
        (False, x509.AuthorityKeyIdentifier(identifier(root_key).digest, [x509.DirectoryName(ROOT)], 1)),
        (False, x509.CertificatePolicies([
            x509.PolicyInformation(OID("2.23.140.1.2.1"), None),
            x509.PolicyInformation(OID("1.2.3.4"), [
                "https://example.com/cps",
                x509.UserNotice(x509.NoticeReference("Example", [1, 2]), "Read the notice")])])),
        (True, x509.PolicyConstraints(3, 0)), (True, x509.InhibitAnyPolicy(2)),
        (True, x509.NameConstraints(
            [DNS("example.com"), MAIL(".example.com"), network("192.0.2.0/24"), network("2001:db8::/32"),
             x509.DirectoryName(name((NameOID.COUNTRY_NAME, "DE")))],
            [DNS("bad.example.com"), URI(".example.org"), MAIL("root@example.com")])),
        (False, x509.CRLDistributionPoints([
            x509.DistributionPoint([URI("http://example.com/root.crl"), x509.DirectoryName(ROOT)], None, None, None),
            x509.DistributionPoint(None, x509.RelativeDistinguishedName(
                [x509.NameAttribute(NameOID.COMMON_NAME, "CRL 2")]),
                frozenset([x509.ReasonFlags.key_compromise, x509.ReasonFlags.aa_compromise]),
                [x509.DirectoryName(ROOT)])])),
        (False, x509.FreshestCRL([
            x509.DistributionPoint([URI("http://example.com/delta.crl")], None, None, None)])),
        (False, x509.SubjectInformationAccess([
            x509.AccessDescription(SubjectInformationAccessOID.CA_REPOSITORY, URI("http://example.com/repository"))])),
        (False, x509.IssuerAlternativeName([MAIL("pki@example.com"), URI("https://example.com/")]))])
    yield certificate(LEAF, CA, "ca", curve_key, 0x80, [
        (False, x509.BasicConstraints(False, None)), (True, usages("digital_signature", "key_agreement", "decipher_only")),
        (False, x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH, OID("1.2.3")])),
        (False, x509.SubjectAlternativeName([
            DNS("www.example.com"), DNS("*.example.com"), address("192.0.2.1"), address("2001:db8::1"),
            MAIL("me@example.com"), URI("https://example.com/me"), x509.RegisteredID(OID("1.2.3.4.5")),
            x509.DirectoryName(ODD), x509.OtherName(OID("1.3.6.1.5.5.7.8.9"), b"\x0c\x03abc")])),
        (False, identifier(curve_key)), (False, x509.AuthorityKeyIdentifier(identifier(ca_key).digest, None, None)),
        (False, x509.AuthorityInformationAccess([
            x509.AccessDescription(AuthorityInformationAccessOID.OCSP, URI("http://ocsp.example.com")),
            x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, URI("http://example.com/ca.cer"))])),
        (False, x509.TLSFeature([x509.TLSFeatureType.status_request, x509.TLSFeatureType.status_request_v2])),
        (False, timestamps()), (False, x509.UnrecognizedExtension(OID("1.2.3.4.5.6"), b"\x05\x00"))],
        start=day(2049, 12, 31), end=day(9999, 12, 31))
    yield certificate(x509.Name([]), CA, "ca", curve_key, 3, [
        (True, x509.SubjectAlternativeName([DNS("empty.example.com")])), (True, x509.PrecertPoison()),
        (False, x509.OCSPNoCheck())])
    yield certificate(ODD, ODD, "odd", key("odd").public_key(), 4, [])


def server():
    """A server's certificate with what public CAs put into one: for the benchmark."""
    keys = HERE.parents[1] / "tools" / "certserve" / "pki" / "keys"
    def load(file):
        return serialization.load_pem_private_key((keys / file).read_bytes(), None)
    subject_key, issuer_key = load("leaf-rsa.pem").public_key(), load("issuing-rsa.pem")
    identifier = x509.SubjectKeyIdentifier.from_public_key
    host = "shop.example.com"
    builder = (x509.CertificateBuilder().subject_name(name((NameOID.COMMON_NAME, host))).issuer_name(CA)
               .public_key(subject_key).serial_number(0x05d3a1f8c2be947766015a4d8e93b27f0c1e)
               .not_valid_before(day(2025)).not_valid_after(day(2025, 4)))
    for critical, extension in [
            (True, usages("digital_signature", "key_encipherment")),
            (False, x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])),
            (True, x509.BasicConstraints(False, None)), (False, identifier(subject_key)),
            (False, x509.AuthorityKeyIdentifier(identifier(issuer_key.public_key()).digest, None, None)),
            (False, x509.AuthorityInformationAccess([
                x509.AccessDescription(AuthorityInformationAccessOID.OCSP, URI("http://r3.o.example.org")),
                x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, URI("http://r3.i.example.org/"))])),
            (False, x509.SubjectAlternativeName([DNS(host), DNS("www." + host)])),
            (False, x509.CertificatePolicies([x509.PolicyInformation(OID("2.23.140.1.2.1"), None)])),
            (False, x509.CRLDistributionPoints([
                x509.DistributionPoint([URI("http://r3.c.example.org/41.crl")], None, None, None)])),
            (False, timestamps(71))]:
        builder = builder.add_extension(extension, critical)
    yield builder.sign(issuer_key, hashes.SHA256())


def lists():
    def entry(serial, date, *extensions):
        builder = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(date)
        for extension in extensions:
            builder = builder.add_extension(extension, isinstance(extension, x509.CertificateIssuer))
        return builder.build()

    def crl(issuer, issuer_key, entries, extensions, update=day(2024), next_update=day(2025)):
        builder = x509.CertificateRevocationListBuilder().issuer_name(issuer).last_update(update).next_update(next_update)
        for one in entries:
            builder = builder.add_revoked_certificate(one)
        for critical, extension in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(key(issuer_key), None)

    yield crl(CA, "ca", [], [(False, x509.CRLNumber(0))])
    yield crl(CA, "ca", [
        entry(0x80, day(2024, 2)), entry(3, day(2050, 3), x509.CRLReason(x509.ReasonFlags.key_compromise)),
        entry(2**159 - 1, day(2024, 4), x509.CRLReason(x509.ReasonFlags.remove_from_crl),
              x509.InvalidityDate(day(2023, 6, 7, 8)), x509.CertificateIssuer([x509.DirectoryName(ROOT), DNS("a.example")]))],
        [(False, x509.CRLNumber(2**80)), (True, x509.DeltaCRLIndicator(129)),
         (False, x509.AuthorityKeyIdentifier(b"\1\2\3", None, None)),
         (False, x509.IssuerAlternativeName([URI("http://example.com/")])),
         (False, x509.FreshestCRL([x509.DistributionPoint([URI("http://example.com/d.crl")], None, None, None)])),
         (False, x509.AuthorityInformationAccess([x509.AccessDescription(
             AuthorityInformationAccessOID.CA_ISSUERS, URI("http://example.com/ca.cer"))])),
         (True, x509.IssuingDistributionPoint([URI("http://example.com/c.crl")], None, False, False,
                                              frozenset([x509.ReasonFlags.superseded]), True, False))],
        update=day(2050), next_update=day(2051))
    for flags in ([True, False, False, False], [False, True, False, False], [False, False, False, True]):
        user, authority, indirect, attribute = flags
        yield crl(ROOT, "root", [], [(True, x509.IssuingDistributionPoint(
            None, x509.RelativeDistinguishedName([x509.NameAttribute(NameOID.COMMON_NAME, "part")]),
            user, authority, None, indirect, attribute))])


def responses():
    every = list(certificates())
    root, ca, leaf = every[0], every[1], every[2]

    def response(status, revoked_at, reason, responder, end):
        builder = ocsp.OCSPResponseBuilder().add_response(
            leaf, ca, hashes.SHA1(), status, day(2024, 5), end, revoked_at, reason)
        builder = builder.responder_id(responder, ca)
        if responder == ocsp.OCSPResponderEncoding.NAME:
            builder = builder.certificates([ca, root]).add_extension(x509.OCSPNonce(b"0123456789abcdef"), False)
        return builder.sign(key("ca"), None)

    by_name, by_key = ocsp.OCSPResponderEncoding.NAME, ocsp.OCSPResponderEncoding.HASH
    status = ocsp.OCSPCertStatus
    yield response(status.GOOD, None, None, by_name, day(2024, 5, 8))
    yield response(status.REVOKED, day(2024, 4, 3, 2), x509.ReasonFlags.superseded, by_key, None)
    yield response(status.REVOKED, day(2024, 4, 3, 2), None, by_key, day(2024, 5, 8))
    yield response(status.UNKNOWN, None, None, by_key, day(2024, 5, 8))
    for failure in (ocsp.OCSPResponseStatus.TRY_LATER, ocsp.OCSPResponseStatus.UNAUTHORIZED):
        yield ocsp.OCSPResponseBuilder.build_unsuccessful(failure)


def pem(label, der):
    text = base64.b64encode(der).decode()
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    der = serialization.Encoding.DER
    files = {
        "certificates.pem": "".join(pem("CERTIFICATE", c.public_bytes(der)) for c in certificates()),
        "server.pem": "".join(pem("CERTIFICATE", c.public_bytes(der)) for c in server()),
        "lists.pem": "".join(pem("X509 CRL", c.public_bytes(der)) for c in lists()),
        # cryptography writes the present time into producedAt, so responses are kept once they are there.
        "responses.pem": (HERE / "responses.pem").read_text() if (HERE / "responses.pem").exists() else
                         "".join(pem("OCSP RESPONSE", r.public_bytes(der)) for r in responses()),
    }
    for file, text in files.items():
        (folder / file).write_text(text)
    described = {file: describe.describe(text) for file, text in files.items()}
    (folder / "expected.json").write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
