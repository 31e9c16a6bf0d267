"""What --strict holds against certificates, in both profiles, and that browsers' rules alone let it pass."""
import datetime
import ipaddress
import json
import unittest

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from support import pki, run
from pki import name, names, purposes, usage

UNKNOWN = x509.ObjectIdentifier("1.3.6.1.4.1.55738.666.1")
VALID = (datetime.datetime(2024, 1, 1), datetime.datetime(2034, 1, 1))


def raw(extension, value):
    """An extension of that type with any bytes."""
    return x509.UnrecognizedExtension(extension.oid, bytes.fromhex(value))


def permitted(*each):
    return x509.NameConstraints([x509.DNSName(one) for one in each], None)


def ca(subject, issuer=None, **given):
    return pki.Certificate(subject, issuer, valid=VALID, **given)


def server(issuer=None, subject="example.com", **given):
    return (issuer or ca("Root")).server("example.com", subject=subject, valid=VALID, **given)


def by_root(**changes):
    """A server's certificate by a root that is changed."""
    return server(ca("Root", **changes))


def by_intermediate(**changes):
    return server(ca("Intermediate", ca("Root"), **changes))


def aia(value):
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(value))])


def addressed(common_name, address):
    return server(subject=common_name, changes={"san": x509.SubjectAlternativeName(
        [x509.IPAddress(ipaddress.ip_address(address))])})


def usages(*more):
    return server(changes={"eku": purposes(ExtendedKeyUsageOID.SERVER_AUTH, *more)})


KEY = pki.new_key()
KEY_AKI = x509.AuthorityKeyIdentifier.from_issuer_public_key(KEY.public_key())
KEY_SKI = x509.SubjectKeyIdentifier.from_public_key(KEY.public_key())
EKU = ExtendedKeyUsageOID
TWICE = raw(x509.CertificatePolicies, "300c300406022901300406022901")
SAN = "3017820b6578616d706c652e636f6d"  # dNSName example.com, and 10 bytes more
SAN_SHORT = "300f820b6578616d706c652e636f6d"  # the same, and 2 bytes more
# What it is, the leaf with its chain, and who refuses it: r = rfc5280 --strict, s = webpki --strict, w = webpki.
CASES = [
    ("all in order", lambda: by_intermediate(), ""),
    ("root without authority key identifier", lambda: by_root(changes={"aki": None}), ""),
    ("root with a critical authority key identifier",
     lambda: by_root(key=KEY, changes={"aki": (KEY_AKI, True)}), "rsw"),
    ("root whose authority key identifier is of another key", lambda: by_root(changes={"aki": KEY_AKI}), "s"),
    ("root whose authority key identifier names an issuer and a serial number", lambda: by_root(
        key=KEY, changes={"aki": x509.AuthorityKeyIdentifier(KEY_SKI.digest, [x509.DirectoryName(name("x"))], 5)}), "s"),
    ("intermediate without authority key identifier", lambda: by_intermediate(changes={"aki": None}), "rs"),
    ("leaf without authority key identifier", lambda: server(changes={"aki": None}), "rs"),
    ("root with a critical subject key identifier", lambda: by_root(key=KEY, changes={"ski": (KEY_SKI, True)}), "rsw"),
    ("root without subject key identifier", lambda: by_root(changes={"ski": None}), "rs"),
    ("intermediate without subject key identifier", lambda: by_intermediate(changes={"ski": None}), "rs"),
    ("root without basic constraints", lambda: by_root(changes={"basic_constraints": None}), "rsw"),
    ("root with basic constraints that are not critical",
     lambda: by_root(changes={"basic_constraints": (x509.BasicConstraints(True, None), False)}), "rs"),
    ("intermediate without basic constraints", lambda: by_intermediate(changes={"basic_constraints": None}), "rsw"),
    ("intermediate that is no CA",
     lambda: by_intermediate(changes={"basic_constraints": x509.BasicConstraints(False, None)}), "rsw"),
    ("intermediate whose key usage is not to sign certificates",
     lambda: by_intermediate(changes={"key_usage": usage("crl_sign")}), "rsw"),
    ("leaf that may sign certificates but is no CA",
     lambda: server(changes={"key_usage": usage("digital_signature", "key_cert_sign")}), "rs"),
    ("leaf without key usage", lambda: server(changes={"key_usage": None}), ""),
    ("leaf with a key usage of nothing, RSA",
     lambda: server(key=rsa.generate_private_key(65537, 2048), changes={"key_usage": usage()}), "rsw"),
    ("CA in the place of a leaf", lambda: ca("example.com", ca("Root"), changes={
        "san": (names("example.com"), False), "key_usage": usage("digital_signature", "key_cert_sign")}), "s"),
    ("root with name constraints that are not critical",
     lambda: by_root(more=[(permitted("example.com"), False)]), "r"),
    ("name constraints in a leaf", lambda: server(more=[(permitted("example.com"), True)]), "rs"),
    ("name constraints that begin with a period", lambda: server(
        ca("Intermediate", ca("Root"), more=[(permitted(".example.com"), True)]), changes={"san": names("www.example.com")}), "rs"),
    ("root with an unknown critical extension",
     lambda: by_root(more=[(x509.UnrecognizedExtension(UNKNOWN, b"\5\0"), True)]), "rsw"),
    ("leaf with an unknown critical extension",
     lambda: server(more=[(x509.UnrecognizedExtension(UNKNOWN, b"\5\0"), True)]), "rsw"),
    ("leaf with critical authority information access", lambda: server(more=[(aia("http://a.test/"), True)]), "rsw"),
    ("policy constraints that are not critical",
     lambda: by_intermediate(more=[(x509.PolicyConstraints(3, None), False)]), "rs"),
    ("empty subject, alternative name not critical", lambda: server(subject=""), "rsw"),
    ("empty subject, alternative name critical",
     lambda: server(subject="", changes={"san": (names("example.com"), True)}), ""),
    ("critical alternative name beside a subject", lambda: server(changes={"san": (names("example.com"), True)}), "s"),
    ("no extended key usage", lambda: server(changes={"eku": None}), "s"),
    ("critical extended key usage", lambda: server(changes={"eku": (purposes(EKU.SERVER_AUTH), True)}), "s"),
    ("root with an extended key usage", lambda: by_root(more=[(purposes(EKU.SERVER_AUTH), False)]), "s"),
    ("usages: client as well", lambda: usages(EKU.CLIENT_AUTH), ""),
    ("usages: any as well", lambda: usages(EKU.ANY_EXTENDED_KEY_USAGE), "s"),
    ("usages: code signing as well", lambda: usages(EKU.CODE_SIGNING), "s"),
    ("usages: mail as well", lambda: usages(EKU.EMAIL_PROTECTION), "s"),
    ("usages: time stamps as well", lambda: usages(EKU.TIME_STAMPING), "s"),
    ("usages: OCSP as well", lambda: usages(EKU.OCSP_SIGNING), "s"),
    ("usages: precertificates as well", lambda: usages(x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.4")), "s"),
    ("usages: client alone", lambda: server(changes={"eku": purposes(EKU.CLIENT_AUTH)}), "rsw"),
    ("common name that is no alternative name", lambda: server(subject="other.example.com"), "s"),
    ("common name in other case", lambda: server(subject="Example.COM"), "s"),
    ("common name of an address in capitals", lambda: addressed("2001:DB8::1", "2001:db8::1"), "s"),
    ("common name of an address with leading zeros", lambda: addressed("192.0.002.001", "192.0.2.1"), "s"),
    ("common name of an address", lambda: addressed("192.0.2.1", "192.0.2.1"), ""),
    ("wildcard below a public suffix", lambda: server(subject="", changes={"san": (names("*.com"), True)}), "rsw"),
    ("RSA key whose length is no multiple of 8", lambda: server(key=rsa.generate_private_key(65537, 2052)), "s"),
    ("policy twice in the leaf", lambda: server(more=[(TWICE, False)]), "rsw"),
    ("policy twice in the CA", lambda: by_intermediate(more=[(TWICE, False)]), "rsw"),
    ("two policies in the leaf",
     lambda: server(more=[(raw(x509.CertificatePolicies, "300c300406022901300406022902"), False)]), ""),
    ("address with a mask among the names",
     lambda: server(changes={"san": raw(x509.SubjectAlternativeName, SAN + "8708c0000201ffffff00")}), "rsw"),
    ("address of no bytes among the names",
     lambda: server(changes={"san": raw(x509.SubjectAlternativeName, SAN_SHORT + "8700")}), "rsw"),
    ("address of 5 bytes in a leaf's name constraints",
     lambda: server(more=[(raw(x509.NameConstraints, "300ba00930078705c000020100"), True)]), "rsw"),
    ("root without a name", lambda: server(ca("")), "rsw"),
    ("P-192 key", lambda: server(key=ec.generate_private_key(ec.SECP192R1())), "sw"),
]
SETTINGS = {"r": {"profile": "rfc5280", "strict": True}, "s": {"profile": "webpki", "strict": True},
            "w": {"profile": "webpki", "strict": False}}


def wanted_name(leaf):
    try:
        found = leaf.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except ValueError:  # what is malformed on purpose
        return {"kind": "dns", "value": "example.com"}
    addresses = found.get_values_for_type(x509.IPAddress)
    if addresses:
        return {"kind": "ip", "value": str(addresses[0])}
    return {"kind": "dns", "value": found.get_values_for_type(x509.DNSName)[0].replace("*", "example")}


class StrictTest(unittest.TestCase):
    def test_each_profile_refuses_what_it_should(self):
        requests, meanings = [], []
        for what, build, refused_by in CASES:
            leaf = build()
            chain = [c.pem for c in leaf.chain]
            for setting, options in SETTINGS.items():
                requests.append({"leaf": chain[0], "untrusted": chain[1:-1], "trust": chain[-1:],
                                 "time": "2026-06-01T00:00:00Z", "name": wanted_name(leaf), **options})
                meanings.append((what, setting, setting in refused_by))
        result = run("certverify", "--batch", stdin="".join(json.dumps(r) + "\n" for r in requests), timeout=300)
        found = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual(len(found), len(requests))
        for (what, setting, refused), answer in zip(meanings, found):
            with self.subTest(what, setting=setting):
                self.assertEqual(answer["verdict"], "untrusted" if refused else "trusted",
                                 [f["id"] for f in answer["findings"] if f["severity"] == "error"])

    def test_what_strict_refuses_is_told_without_it_too(self):
        """The findings are the same; only what they count for differs."""
        for what, build, refused_by in CASES:
            if "r" not in refused_by or "w" in refused_by:
                continue
            leaf = build()
            chain = [c.pem for c in leaf.chain]
            request = {"leaf": chain[0], "untrusted": chain[1:-1], "trust": chain[-1:], "time": "2026-06-01T00:00:00Z",
                       "profile": "rfc5280"}
            result = run("certverify", "--batch", stdin=json.dumps(request) + "\n")
            answer = json.loads(result.stdout)
            with self.subTest(what):
                self.assertTrue([f for f in answer["findings"] if f["severity"] == "error"])


if __name__ == "__main__":
    unittest.main()
