#!/usr/bin/env python3
"""Says what python3-cryptography reads in PEM files: one JSON array with an object for each certificate, CRL and OCSP
response, in order. The unit tests of x509 compare it with what certcheck reads. What cryptography cannot read is null."""
import base64
import datetime
import ipaddress
import json
import pathlib
import re
import sys
import warnings

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtensionOID


def moment(time):
    return None if time is None else time.strftime("%Y-%m-%dT%H:%M:%SZ")


def field(thing, name):
    """Newer versions of cryptography have times with a zone under another name, and warn about the old one."""
    return moment(getattr(thing, name + "_utc", None) or getattr(thing, name))


def name(value):
    return [sorted([a.oid.dotted_string, a._type.value, a.value] for a in rdn) for rdn in value.rdns]


def general_name(value):
    if isinstance(value, x509.DNSName):
        return ["dNSName", value.value]
    if isinstance(value, x509.RFC822Name):
        return ["rfc822Name", value.value]
    if isinstance(value, x509.UniformResourceIdentifier):
        return ["uniformResourceIdentifier", value.value]
    if isinstance(value, x509.IPAddress):
        address = value.value
        if isinstance(address, (ipaddress.IPv4Network, ipaddress.IPv6Network)):
            return ["iPAddress", (address.network_address.packed + address.netmask.packed).hex()]
        return ["iPAddress", address.packed.hex()]
    if isinstance(value, x509.RegisteredID):
        return ["registeredID", value.value.dotted_string]
    if isinstance(value, x509.DirectoryName):
        return ["directoryName", name(value.value)]
    return ["otherName", value.type_id.dotted_string, value.value.hex()]


def general_names(values):
    return None if values is None else [general_name(value) for value in values]


def number(value):
    return None if value is None else f"{value:x}"


KEY_USAGES = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
              "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
# ReasonFlags and CRLReason, RFC 5280 4.2.1.13 and 5.3.1
REASON_FLAGS = ["unused", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
                "cessationOfOperation", "certificateHold", "privilegeWithdrawn", "aACompromise"]
REASONS = ["unspecified", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
           "cessationOfOperation", "certificateHold", "", "removeFromCRL", "privilegeWithdrawn", "aACompromise"]


def key_usages(value):
    result = []
    for bit, usage in enumerate(KEY_USAGES):
        # encipher_only and decipher_only raise when key_agreement is not set.
        if bit < 7 or value.key_agreement:
            if getattr(value, usage):
                result.append(bit)
    return result


def reason_flags(values):
    return None if values is None else sorted(REASON_FLAGS.index(flag.value) for flag in values)


def distribution_point(point):
    return {
        "full_name": general_names(point.full_name),
        "relative_name": None if point.relative_name is None else sorted(
            [a.oid.dotted_string, a._type.value, a.value] for a in point.relative_name),
        "reasons": reason_flags(point.reasons),
        "crl_issuer": general_names(point.crl_issuer),
    }


def timestamp(sct):
    millis = round((sct.timestamp - datetime.datetime(1970, 1, 1)) / datetime.timedelta(milliseconds=1))
    return {"log_id": sct.log_id.hex(), "timestamp_ms": millis, "extensions": sct.extension_bytes.hex(),
            "signature": sct.signature.hex(), "signature_algorithm": sct.signature_algorithm.value}


def extension_value(value):
    if isinstance(value, x509.BasicConstraints):
        return {"ca": value.ca, "path_length": value.path_length}
    if isinstance(value, x509.KeyUsage):
        return key_usages(value)
    if isinstance(value, x509.ExtendedKeyUsage):
        return [purpose.dotted_string for purpose in value]
    if isinstance(value, (x509.SubjectAlternativeName, x509.IssuerAlternativeName)):
        return [general_name(entry) for entry in value]
    if isinstance(value, x509.AuthorityKeyIdentifier):
        return {"key_identifier": None if value.key_identifier is None else value.key_identifier.hex(),
                "issuer": general_names(value.authority_cert_issuer),
                "serial": number(value.authority_cert_serial_number)}
    if isinstance(value, x509.SubjectKeyIdentifier):
        return value.digest.hex()
    if isinstance(value, x509.NameConstraints):
        return {"permitted": general_names(value.permitted_subtrees),
                "excluded": general_names(value.excluded_subtrees)}
    if isinstance(value, x509.CertificatePolicies):
        return [[policy.policy_identifier.dotted_string, len(policy.policy_qualifiers or [])] for policy in value]
    if isinstance(value, x509.PolicyConstraints):
        return [value.require_explicit_policy, value.inhibit_policy_mapping]
    if isinstance(value, x509.InhibitAnyPolicy):
        return value.skip_certs
    if isinstance(value, (x509.CRLDistributionPoints, x509.FreshestCRL)):
        return [distribution_point(point) for point in value]
    if isinstance(value, (x509.AuthorityInformationAccess, x509.SubjectInformationAccess)):
        return [[access.access_method.dotted_string, general_name(access.access_location)] for access in value]
    if isinstance(value, x509.TLSFeature):
        return [feature.value for feature in value]
    if isinstance(value, x509.PrecertificateSignedCertificateTimestamps):
        return [timestamp(sct) for sct in value]
    if isinstance(value, (x509.PrecertPoison, x509.OCSPNoCheck)):
        return True
    if isinstance(value, (x509.CRLNumber, x509.DeltaCRLIndicator)):
        return number(value.crl_number)
    if isinstance(value, x509.IssuingDistributionPoint):
        return {"full_name": general_names(value.full_name),
                "relative_name": None if value.relative_name is None else sorted(
                    [a.oid.dotted_string, a._type.value, a.value] for a in value.relative_name),
                "reasons": reason_flags(value.only_some_reasons),
                "flags": [value.only_contains_user_certs, value.only_contains_ca_certs, value.indirect_crl,
                          value.only_contains_attribute_certs]}
    if isinstance(value, x509.CRLReason):
        return REASONS.index(value.reason.value)
    if isinstance(value, x509.InvalidityDate):
        return field(value, "invalidity_date")
    if isinstance(value, x509.CertificateIssuer):
        return [general_name(entry) for entry in value]
    if isinstance(value, x509.UnrecognizedExtension):
        return {"raw": value.value.hex()}
    return None  # a type that only newer versions of cryptography decode


def extensions(thing):
    try:
        return [[e.oid.dotted_string, e.critical, extension_value(e.value)] for e in thing.extensions]
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return None


def try_or_none(read):
    try:
        return read()
    except (ValueError, TypeError):
        return None


def certificate(der):
    it = x509.load_der_x509_certificate(der)
    return {
        "kind": "certificate",
        "version": it.version.value + 1,
        "serial": number(it.serial_number),
        "issuer": try_or_none(lambda: name(it.issuer)),
        "subject": try_or_none(lambda: name(it.subject)),
        "not_before": field(it, "not_valid_before"),
        "not_after": field(it, "not_valid_after"),
        "tbs": base64.b64encode(it.tbs_certificate_bytes).decode(),
        "signature": it.signature.hex(),
        "signature_algorithm": it.signature_algorithm_oid.dotted_string,
        "extensions": extensions(it),
    }


def revoked(entry):
    return {"serial": number(entry.serial_number), "date": field(entry, "revocation_date"),
            "extensions": extensions(entry)}


def crl(der):
    it = x509.load_der_x509_crl(der)
    return {
        "kind": "crl",
        "issuer": name(it.issuer),
        "this_update": field(it, "last_update"),
        "next_update": field(it, "next_update"),
        "revoked": [revoked(entry) for entry in it],
        "tbs": base64.b64encode(it.tbs_certlist_bytes).decode(),
        "signature": it.signature.hex(),
        "signature_algorithm": it.signature_algorithm_oid.dotted_string,
        "extensions": extensions(it),
    }


def single_response(it):
    return {
        "status": it.certificate_status.value,
        "issuer_name_hash": it.issuer_name_hash.hex(),
        "issuer_key_hash": it.issuer_key_hash.hex(),
        "serial": number(it.serial_number),
        "revocation_time": field(it, "revocation_time"),
        "revocation_reason": None if it.revocation_reason is None else REASONS.index(it.revocation_reason.value),
        "this_update": field(it, "this_update"),
        "next_update": field(it, "next_update"),
    }


def response(der):
    it = ocsp.load_der_ocsp_response(der)
    result = {"kind": "ocsp", "status": it.response_status.value}
    if it.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
        return result
    return result | {
        "responder_name": None if it.responder_name is None else name(it.responder_name),
        "responder_key_hash": None if it.responder_key_hash is None else it.responder_key_hash.hex(),
        "produced_at": field(it, "produced_at"),
        "responses": [single_response(single) for single in it.responses],
        "tbs": base64.b64encode(it.tbs_response_bytes).decode(),
        "signature": it.signature.hex(),
        "signature_algorithm": it.signature_algorithm_oid.dotted_string,
        "extensions": extensions(it),
        "certificates": [base64.b64encode(c.public_bytes(serialization.Encoding.DER)).decode()
                         for c in it.certificates],
    }


READERS = {"CERTIFICATE": certificate, "X509 CRL": crl, "OCSP RESPONSE": response}


def describe(text):
    result = []
    for label, body in re.findall(r"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END ", text, re.DOTALL):
        if label not in READERS:
            continue
        try:
            result.append(READERS[label](base64.b64decode(body)))
        except ValueError:
            result.append(None)
    return result


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump([one for path in sys.argv[1:] for one in describe(pathlib.Path(path).read_text())], sys.stdout,
              indent=1, ensure_ascii=False)
    print()
