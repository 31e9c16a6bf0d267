#!/usr/bin/env python3
"""Writes testdata/lint/places: for each rule on values, one thing for each place in which such a value stands, with a
wrong value there and nowhere else. tests/unit/lint/places_test.cpp says in which of them the rule fires.
With --check compares instead and fails on any difference."""

import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import committed  # noqa: E402
from pki import *  # noqa: E402,F403


UPN, SMTP_UTF8_MAILBOX, XMPP = "1.3.6.1.4.1.311.20.2.3", "1.3.6.1.5.5.7.8.9", "1.3.6.1.5.5.7.8.5"


def points(name, issuer=()):
    return sequence(sequence(constructed(0, constructed(0, name)), *([constructed(2, *issuer)] if issuer else [])))


def identifier(base):
    return sequence(primitive(0, b"k" * 20), constructed(1, base), primitive(2, b"\1"))


def single(kind, value):
    return ocsp().change(single_extensions=[(kind, False, value)])


def located(*locator, issuer=ISSUING_NAME):
    """A request with a service locator (RFC 6960 4.4.6)."""
    return ocsp_request().change(single_extensions=[("1.3.6.1.5.5.7.48.1.7", False, sequence(issuer, *locator))])


GOOD = uri("http://crl.pki.example/ca.crl")


def of_general_names(base):
    """Place -> the thing with this GeneralName in that place."""
    return {
        "subject_alternative_name": leaf().extension("san", sequence(base)),
        "issuer_alternative_name": leaf().extension("ian", sequence(base)),
        "name_constraint": intermediate().extension("nc", subtrees([base]), critical=True),
        "distribution_point": leaf().extension("crldp", points(base)),
        "distribution_point_issuer": leaf().extension("crldp", points(GOOD, [base])),
        "freshest_crl": leaf().extension("freshest_crl", points(base)),
        "freshest_crl_issuer": leaf().extension("freshest_crl", points(GOOD, [base])),
        "authority_access": leaf().extension("aia", access(("issuers", base))),
        "subject_access": intermediate().extension("sia", access(("1.3.6.1.5.5.7.48.5", base))),
        "authority_certificate": leaf().extension("aki", identifier(base)),
        "registration_authority":
            leaf().extension("qc", sequence(sequence(oid("1.3.6.1.5.5.7.11.2"), sequence(sequence(base))))),
        "crl_issuer_alternative_name": crl().extension("ian", sequence(base)),
        "issuing_distribution_point":
            crl().extension("idp", sequence(constructed(0, constructed(0, base))), critical=True),
        "crl_freshest_crl": crl().extension("freshest_crl", points(base)),
        "crl_freshest_crl_issuer": crl().extension("freshest_crl", points(GOOD, [base])),
        "crl_authority_access": crl().extension("aia", access(("issuers", base))),
        "crl_authority_certificate": crl().extension("aki", identifier(base)),
        "entry_certificate_issuer":
            crl().change(revoked=[revoked().extension("certificate_issuer", sequence(base), critical=True)]),
        "single_certificate_issuer": single("2.5.29.29", sequence(base)),
        "requestor": ocsp_request().change(requestor=base),
        "service_locator": located(access(("ocsp", base))),
    }


def of_uris(text):
    return {**of_general_names(uri(text)),
            "disclosure_statement": leaf().extension("qc", sequence(sequence(oid("0.4.0.1862.1.5"), sequence(sequence(ia5(text), printable("en")))))),
            "biometric_source": leaf().extension("1.3.6.1.5.5.7.1.2", sequence(sequence(
                integer(0), sequence(oid("2.16.840.1.101.3.4.2.1")), octet_string(b"h" * 32), ia5(text)))),
            "crl_reference": single("1.3.6.1.5.5.7.48.1.3", sequence(constructed(0, ia5(text))))}


def of_names(base):
    return {**of_general_names(directory(base)), "issuer": leaf().change(issuer=base), "subject": leaf().change(subject=base),
            "crl_issuer": crl().change(issuer=base), "responder": ocsp().change(responder=constructed(1, base)),
            "service_locator_issuer": located(issuer=base)}


def of_texts(text):
    """Places of texts that are no names, beside those of names."""
    return {**of_names(name(("O", text))),
            "policy_notice": leaf().extension("policies", policy_list((DV, notice(utf8(text))))),
            "directory_attribute":
                leaf().extension("sda", sequence(sequence(oid("1.3.6.1.5.5.7.9.2"), set_of(utf8(text)))))}


WRONG = {
    "rfc5280.general_names.uri_malformed": of_uris("http://crl.pki.example/a b"),
    "rfc5280.general_names.uri_host_not_qualified": of_uris("http://crl/ca.crl"),
    "rfc5280.general_names.dns_name_not_preferred_syntax": of_general_names(dns("a b.example")),
    "rfc5280.general_names.dns_name_not_preferred_syntax-empty": of_general_names(dns("")),
    "rfc5280.general_names.rfc822_name_not_mailbox-empty": of_general_names(email("")),
    "rfc5280.general_names.rfc822_name_not_mailbox": of_general_names(email("<a@b.example>")),
    "rfc5280.general_names.ip_address_length": of_general_names(ip(192, 0, 2)),
    "rfc5280.general_names.ip_address_length-empty": of_general_names(ip()),
    "rfc5280.access_uris.relative": of_uris("crl.pki.example/ca.crl"),
    "rfc5280.access_uris.needs_tls": of_uris("https://crl.pki.example/ca.crl"),
    "rfc5280.names.wrong_string_type": of_names(name(("serialNumber", utf8("1")))),
    "rfc5280.names.not_directory_string": of_names(name(("O", ia5("Example")))),
    "rfc5280.names.value_too_long": of_names(name(("CN", "n" * 65))),
    "rfc5280.names.country_not_two_characters": of_names(name(("C", "DEU"))),
    "rfc5280.names.country_not_upper_case": of_names(name(("C", "de"))),
    "rfc5280.names.empty_value": of_names(name(("O", ""))),
    "rfc5280.names.issuer_empty": of_names(name()),
    "rfc5280.names.empty": of_names(name()),
    "rfc5280.names.control_characters": of_names(name(("O", "a\0b"))),
    "hygiene.email_addresses.not_mailbox": of_names(name(("email", "none"))),
    "hygiene.names.replacement_character": of_texts("a\ufffd"),
    "hygiene.internationalization.utf8_read_as_latin1_elsewhere": of_texts("M\u00c3\u00bcnchen"),
    "hygiene.names.bidi_control": of_texts("a\u202eb"),
    "hygiene.names.bidi_control-other_name": of_general_names(other_name(UPN, utf8("a\u202eb@c.example"))),
    "hygiene.names.invisible_character": of_texts("a\u200bb"),
    "hygiene.names.invisible_character-other_name": of_general_names(other_name(UPN, utf8("a\u200bb@c.example"))),
    "hygiene.names.control_character": of_general_names(other_name(UPN, utf8("a\0@c.example"))),
    "rfc5280.texts.malformed": {**of_general_names(other_name(UPN, tlv(0x0C, b"\xfc@c.example"))),
                                "directory_attribute": leaf().extension(
                                    "sda", sequence(sequence(oid("1.3.6.1.5.5.7.9.2"), set_of(tlv(0x0C, b"\xfc")))))},
    "rfc5280.texts.malformed-edi_party": of_general_names(constructed(5, constructed(1, tlv(0x0C, b"\xfc")))),
    "rfc5280.general_names.edi_party_name_malformed": of_general_names(constructed(5, primitive(1, b"x"))),
    "rfc5280.general_names.registered_id_nested": of_general_names(primitive(8, oid("1.2.3.4"))),
    "rfc6120.xmpp_addresses.not_utf8_string": of_general_names(other_name(XMPP, ia5("im.example"))),
    "rfc9598.smtp_utf8_mailbox.not_mailbox": of_general_names(other_name(SMTP_UTF8_MAILBOX, utf8("\u00fc"))),
    "rfc4985.service_names.malformed": of_general_names(other_name("1.3.6.1.5.5.7.8.7", ia5("a.example"))),
    "rfc9549.a_labels.invalid_elsewhere": of_general_names(dns("xn--99999999.example")),
    "rfc9549.a_labels.invalid_elsewhere-uri": of_uris("http://xn--99999999.example/a"),
    "rfc9549.domain_components.not_single_label_elsewhere": of_names(name(("DC", "pki.example"))),
    "rfc9549.domain_components.invalid_a_label_elsewhere": of_names(name(("DC", "xn--abc-"))),
    "rfc9598.email_domain.not_idna2008": of_general_names(email("a@ab--c.example")),
}

if __name__ == "__main__":
    files = {f"{rule}/{place}.pem": item.pem() for rule, places in WRONG.items() for place, item in places.items()}
    sys.exit(committed.main(__doc__.split("\n")[0], __file__, HERE / "places", files))
