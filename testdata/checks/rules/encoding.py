"""Bytes that are not DER, and DER that does not follow the ASN.1 (lib/certcheck/der/checks.h, x509/checks.h)."""


def certificate(check, description, item):
    file(check, description, item, findings=[f"{check} certificate 0"])


def qualified(qualifier):
    """A leaf with a policy qualifier of nobody's. The standard lets it be anything that is DER."""
    return leaf().extension("policies", policy_list((DV, sequence(oid("2.999.1"), qualifier))))


def named(value, *more):
    """A leaf whose subject has this string as its common name."""
    return leaf().change(subject=name(("CN", value), *more))


def nested(levels):
    element = null()
    for _ in range(levels):
        element = sequence(element)
    return element


# X.690

certificate("der.bit_string.invalid", "Unused bits of a key usage are set",
            leaf().extension("ku", tlv(0x03, b"\x07\x81")))
certificate("der.bit_string.trailing_zero_bits", "A key usage lists seven bits more than it sets",
            leaf().extension("ku", bit_string(b"\x80", 0)))
certificate("der.boolean.invalid", "A critical of TRUE is written as 01",
            leaf().raw_extension(sequence(oid("2.999.1"), tlv(0x01, b"\x01"), octet_string(b""))))
certificate("der.constructed_string", "A common name is encoded in parts", named(tlv(0x2C, utf8("www."), utf8("a"))))
certificate("der.default_encoded", "A critical of FALSE is written out",
            leaf().raw_extension(sequence(oid("2.999.1"), boolean(False), octet_string(b""))))
certificate("der.integer.empty", "The serial number has no octets", leaf().change(serial=tlv(0x02)))
certificate("der.integer.not_minimal", "The serial number begins with a needless zero octet",
            leaf().change(serial=tlv(0x02, b"\x00\x5a")))
certificate("der.integer.out_of_range", "A path length is negative",
            intermediate().extension("bc", basic_constraints(path_length=-1)))
certificate("der.length.indefinite", "A policy qualifier has no length but end-of-contents octets",
            qualified(b"\x30\x80\x05\x00\x00\x00"))
certificate("der.length.not_minimal", "A length below 128 takes two octets", qualified(b"\x04\x81\x01a"))
certificate("der.length.too_large", "A length takes nine octets", qualified(b"\x04\x89" + b"\xff" * 9))
certificate("der.missing_element", "A policy without an identifier",
            leaf().extension("policies", sequence(sequence())))
certificate("der.null.invalid", "A NULL has content", qualified(tlv(0x05, b"\x00")))
certificate("der.oid.invalid", "A purpose ends inside of an arc",
            leaf().extension("eku", sequence(tlv(0x06, b"\x2a\x86"))))
certificate("der.set_order", "The attributes of an RDN stand in descending order",
            leaf().change(subject=sequence(set_of(*sorted((attribute("CN", "www.certcheck.com"),
                                                           attribute("OU", "web servers")), reverse=True)))))
certificate("der.tag.not_minimal", "A tag number below 31 takes two octets", qualified(b"\x9f\x1e\x00"))
certificate("der.too_deep", "A policy qualifier nests forty deep", qualified(nested(40)))

certificate("der.trailing_data", "A NULL behind the basic constraints",
            intermediate().extension("bc", basic_constraints(path_length=0) + null()))

faults_listed = 256
file("der.too_many_faults", "A name consists of 300 NULLs", leaf().change(subject=sequence(*[null()] * 300)),
     findings=["der.unexpected_tag certificate 0"] * faults_listed + ["der.too_many_faults certificate 0"])

# RFC 5280 A and its kin

certificate("x509.algorithm.mismatch", "The algorithm inside of what is signed is another one",
            leaf().change(inner_algorithm=sequence(oid("1.2.840.113549.1.1.12"), null())))
certificate("x509.basic_constraints.ca_false_encoded", "A cA of FALSE is written out",
            leaf().extension("bc", sequence(boolean(False))))
certificate("x509.extension.duplicate", "Two subjectAltNames", leaf().again("san"))
certificate("x509.extensions.not_allowed_in_version", "A version 2 certificate has extensions",
            leaf().change(version=1))
certificate("x509.general_name.not_ascii", "A DNS name in UTF-8",
            leaf().extension("san", sequence(dns("b\xc3\xa4r.example"))))
certificate("x509.sequence.empty", "A subjectAltName without names", leaf().extension("san", sequence()))
certificate("x509.sct.malformed", "A list of SCTs is shorter than it says",
            leaf().extension("sct", octet_string(b"\x00\x09\x00")))
chain("x509.string.invalid_characters", "A PrintableString with an at sign, for which browsers refuse the certificate",
      leaf=named(printable("*a@b")), verdict="untrusted", findings=["x509.string.invalid_characters certificate 0"])
chain("x509.string.tolerated_characters", "A PrintableString with an asterisk, which everybody lets pass",
      leaf=named(printable("*.example")), verdict="trusted", findings=["x509.string.tolerated_characters certificate 0"])
certificate("x509.string.malformed", "A BMPString of one and a half characters", named(tlv(0x1E, b"\x00a\x00")))
certificate("x509.string.not_utf8", "Latin-1 in a UTF8String", named(tlv(0x0C, b"B\xe4r")))
certificate("x509.time.invalid", "notAfter in the thirteenth month", leaf().change(not_after=utc_time("261301000000Z")))
certificate("x509.time.not_der_form", "notAfter without seconds", leaf().change(not_after=utc_time("2606302359Z")))
certificate("x509.unique_id.not_allowed_in_version", "A version 1 certificate has a unique identifier",
            leaf().change(version=None, extensions=None, issuer_unique_id=primitive(1, b"\x00\x01")))
certificate("x509.version.unsupported", "Version 4", leaf().change(version=3))


class OtherResponse(OcspResponse):
    """A response of a type that nobody defined."""

    def der(self):
        return sequence(enumerated(0), constructed(0, sequence(oid("2.999.1"), octet_string(b"anything"))))


file("x509.ocsp.type_unknown", "A response of an unknown type", OtherResponse(),
     findings=["x509.ocsp.type_unknown ocsp 0"])
