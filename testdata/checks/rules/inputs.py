"""Files that cannot be used as what they are given for (lib/certcheck/files/checks.h, lib/certcheck/trust/checks.h)."""

good = root().pem()
no_base64 = "-----BEGIN CERTIFICATE-----\nno base64!\n-----END CERTIFICATE-----\n"
not_terminated = "-----BEGIN CERTIFICATE-----\nMIIB\n"
not_a_certificate = "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"

# SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 10.1).
public_key = """-----BEGIN CERTIFICATE-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END CERTIFICATE-----
"""


def with_spare_bits(pem):
    """The last character before the padding made its neighbour, which differs in a bit that decoders drop."""
    body, padding, rest = pem.partition("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return body[:-1] + alphabet[alphabet.index(body[-1]) + 1] + padding + rest


spare_bits = with_spare_bits(next(text for text in (root().change(serial=1 << 8 * n).pem() for n in range(1, 9)) if "=" in text))


class NoSignedData(Crl):
    """PKCS #7 content of a type that nobody defined."""
    LABEL = "PKCS7"

    def der(self):
        return sequence(oid("2.999.1"))


class WithTrailingData(Certificate):
    def der(self):
        return root().der() + b"\n"


file("input.pem.not_base64", "A block whose content is no base64, behind a good one", good + no_base64,
     findings=["input.pem.not_base64 input"])
file("input.pem.not_terminated", "A block without an END line, behind a good one", good + not_terminated,
     findings=["input.pem.not_terminated input"])
file("input.pem.not_portable", "A block whose lines are indented", "  " + good.replace("\n", "\n  "),
     findings=["input.pem.not_portable input"])
file("input.pem.wrong_label", "A certificate under the label of a private key", good.replace("CERTIFICATE", "PRIVATE KEY"),
     findings=["input.pem.wrong_label input"])
file("input.pem.wrong_content", "A public key under the label of a certificate, behind a good one",
     good + public_key, findings=["input.pem.wrong_content input"])
file("input.base64.spare_bits", "A block whose last group of base64 has a bit too many", spare_bits,
     findings=["input.base64.spare_bits input"])
file("input.container.unreadable", "PKCS #7 content that is no SignedData",
     NoSignedData(), findings=["input.container.unreadable input"])

anchors("trust.block.unexpected_label", "A CRL among the anchors", good + crl().pem(),
        findings=["trust.block.unexpected_label input 1"])
anchors("trust.block.unreadable", "An anchor that is no base64 and one without an END line",
        good + no_base64 + not_terminated,
        findings=["trust.block.unreadable input 1", "trust.block.unreadable input 2"])
anchors("trust.certificate.trailing_data", "An anchor with bytes after its end", WithTrailingData(),
        findings=["trust.certificate.trailing_data input 0"])
anchors("trust.not_a_certificate", "An anchor without a subject", good + not_a_certificate,
        findings=["trust.not_a_certificate input 1"])
