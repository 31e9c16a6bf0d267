#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/characters.h"
#include "certcheck/lint/support/general_name_faults.h"
#include "certcheck/lint/support/uri.h"
#include "certcheck/lint/support/user_notice.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

// RFC 5280 4.2.1.4: "Conforming CAs SHOULD NOT use the noticeRef option." New in RFC 5280.
Outcome notice_reference(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (certificate.find(oids::certificate_policies) == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id != oids::user_notice_qualifier) return;
    const auto notice = read_user_notice(certificate, place.qualifier);
    if (notice && notice->reference)
      outcome = report.fire(place.path(certificate) + ".qualifier.noticeRef", notice->reference->offset,
                            fmt::format("the user notice of the policy {} refers to a text elsewhere",
                                        place.policy.id.to_string()));
  });
  return outcome;
}

/// How a qualifier does not follow the ASN.1 of its type.
std::string malformation(const x509::Certificate& certificate, const x509::PolicyQualifier& qualifier) {
  if (qualifier.id == oids::cps_qualifier) {
    return qualifier.qualifier.front() == tag::ia5_string ? std::string()
                                                          : "the CPS pointer is not an IA5String";
  }
  const auto notice = read_user_notice(certificate, qualifier);
  if (!notice) return "the user notice is not a SEQUENCE";
  if (notice->reference) {
    if (const auto fault = notice_reference_fault(*notice->reference); !fault.empty())
      return fmt::format("the noticeRef {}", fault);
  }
  if (notice->explicit_text) {
    if (const auto fault = display_text_fault(*notice->explicit_text); !fault.empty())
      return fmt::format("the explicitText {}", fault);
  }
  return notice->trailing ? "the user notice has data after its explicitText" : "";
}

// RFC 5280 A.2: "CPSuri ::= IA5String", "UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL,
// explicitText DisplayText OPTIONAL }", "NoticeReference ::= SEQUENCE { organization DisplayText,
// noticeNumbers SEQUENCE OF INTEGER }", and DisplayText is a CHOICE of four string types of at least one
// character. Since RFC 2459, whose DisplayText had no IA5String, but see RFC 6818.
Outcome malformed(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  Outcome outcome = Outcome::not_applicable;
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id != oids::cps_qualifier && place.qualifier.id != oids::user_notice_qualifier)
      return;
    if (std::string complaint = malformation(certificate, place.qualifier); !complaint.empty())
      outcome = report.fire(place.path(certificate) + ".qualifier",
                            offset_in(certificate, as_text(place.qualifier.qualifier)), std::move(complaint));
    else if (outcome == Outcome::not_applicable)
      outcome = Outcome::pass;
  });
  return outcome;
}

/// What is wrong with the text of a CPS pointer, as the end of a sentence; empty if nothing is.
using PointerFault = std::string_view (*)(ByteView text);

/// Fires for each CPS pointer with a fault; applies where there is a pointer.
template <PointerFault fault_of>
Outcome check_pointers(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  Outcome outcome = Outcome::not_applicable;
  for_each_qualifier(certificate, [&](const QualifierPlace& place) {
    if (place.qualifier.id != oids::cps_qualifier) return;
    Findings found_by_parser;
    der::FaultSink sink(found_by_parser);
    der::Reader reader(place.qualifier.qualifier, sink, {});
    const auto pointer = reader.take_if(tag::ia5_string);
    if (!pointer) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string_view fault = fault_of(pointer->content); !fault.empty()) {
      std::string text;
      x509::append_printable(text, as_text(pointer->content));
      outcome = report.fire(place.path(certificate) + ".qualifier",
                            offset_in(certificate, as_text(pointer->content)),
                            fmt::format("the CPS pointer \"{}\" {}", text, fault), {{"pointer", text}});
    }
  });
  return outcome;
}

// RFC 5280 4.2.1.4: "The CPS Pointer qualifier contains a pointer to a Certification Practice Statement (CPS)
// published by the CA. The pointer is in the form of a URI." Since RFC 2459. A URI begins with a scheme (RFC
// 3986 3); what does not is a relative reference, and there is nothing here to which it could be relative.
std::string_view pointer_not_uri(ByteView text) {
  // Nothing else looks at what an IA5String of a qualifier holds.
  return x509::is_ascii(text) ? uri_fault(as_text(text)) : "has a non-ASCII character";
}

// RFC 5280 4.2.1.6 asks for a fully qualified domain name or an IP address in the URIs of names. This one is
// no name, but it is published, too: nobody outside of the CA finds the host "cps".
std::string_view pointer_host_not_qualified(ByteView text) {
  if (!pointer_not_uri(text).empty()) return {};
  x509::GeneralName name;
  name.kind = x509::GeneralName::Kind::uri;
  name.value = text;
  return uri_host_fault(name);
}

// RFC 5280 4.2.1.4: "Conforming CAs SHOULD use the UTF8String encoding for explicitText, but MAY use
// IA5String. Conforming CAs MUST NOT encode explicitText as VisibleString or BMPString." RFC 6818 3 turned
// that round in 2013.
Outcome explicit_text_type(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  for_each_explicit_text(facts.certificate, [&](const QualifierPlace& place, const der::Element& text) {
    if (text.tag == tag::visible_string || text.tag == tag::bmp_string)
      outcome = report.fire(place.path(facts.certificate) + ".qualifier.explicitText", text.offset,
                            fmt::format("the explicitText is a {}",
                                        text.tag == tag::bmp_string ? "BMPString" : "VisibleString"));
    else if (outcome == Outcome::not_applicable)
      outcome = Outcome::pass;
  });
  return outcome;
}

/// Fires for each organization of a noticeRef of which `complain` says something.
template <typename Complain>
Outcome check_organizations(const CertificateFacts& facts, const Reporter& report, Complain complain) {
  Outcome outcome = Outcome::not_applicable;
  for_each_organization(facts.certificate, [&](const QualifierPlace& place, const der::Element& text) {
    if (const std::string complaint = complain(text); !complaint.empty())
      outcome = report.fire(place.path(facts.certificate) + ".qualifier.noticeRef.organization", text.offset,
                            fmt::format("the organization of the noticeRef {}", complaint));
    else if (outcome == Outcome::not_applicable)
      outcome = Outcome::pass;
  });
  return outcome;
}

// RFC 5280 A.2: "DisplayText ::= CHOICE { ia5String IA5String (SIZE (1..200)), ...", of each type, in
// characters. The same since RFC 2459. Of explicitText RFC 6818 says so too, see rfc6818/explicit_text.cpp.
// What that says of string types is about explicitText alone: an organization may be of any of the four.
Outcome organization_too_long(const CertificateFacts& facts, const Reporter& report) {
  return check_organizations(facts, report, [](const der::Element& text) {
    constexpr size_t most = 200;
    size_t length = 0;
    for (Characters characters(text.tag, text.content); characters.next();) ++length;
    return length > most ? fmt::format("has {} characters, {} are allowed", length, most) : std::string();
  });
}

// RFC 5280 4.2.1.4: "When the UTF8String encoding is used, all character sequences SHOULD be normalized
// according to Unicode normalization form C (NFC)", said after explicitText. Of an organization it is no more
// than wise.
Outcome organization_not_nfc(const CertificateFacts& facts, const Reporter& report) {
  return check_organizations(facts, report, [](const der::Element& text) {
    const bool normalized =
        (text.tag != tag::utf8_string && text.tag != tag::bmp_string) || is_nfc(text.tag, text.content);
    return std::string(normalized ? "" : "is not in Unicode normalization form C");
  });
}

constexpr Lint policy_qualifiers_lints[] = {
    {.check = {.id = "rfc5280.policy_qualifiers.notice_reference",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A user notice SHOULD NOT contain noticeRef.",
               .citation = "RFC 5280 4.2.1.4",
               .hint = "State the notice as explicitText, if it has to be in the certificate.",
               .zlint = "w_ext_cert_policy_contains_noticeref"},
     .example = "a user notice that names notice 1 of an organization",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc5280,
     .certificate = notice_reference},
    {.check = {.id = "rfc5280.policy_qualifiers.malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "CPS pointers and user notices MUST follow their ASN.1 definitions.",
               .citation = "RFC 5280 A.2",
               .hint = "Encode the qualifier again, or remove it."},
     .example = "a CPS pointer that is a UTF8String",
     .effective = dates::rfc2459,
     .certificate = malformed},
    {.check = {.id = "rfc5280.policy_qualifiers.cps_not_uri",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A CPS pointer MUST be a URI.",
               .citation = "RFC 5280 4.2.1.4; RFC 3986 3",
               .hint = "Write the complete URI, including its scheme, or remove the qualifier."},
     .example = "the CPS pointer www.example.com/cps",
     .finds_in = Unusual::pointer,
     .effective = dates::rfc2459,
     .certificate = check_pointers<pointer_not_uri>},
    {.check = {.id = "rfc5280.policy_qualifiers.cps_host_not_qualified",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The host of a CPS pointer SHOULD be a fully qualified domain name or an IP "
                              "address.",
               .citation = "RFC 5280 4.2.1.4, 4.2.1.6; good practice",
               .hint = "Write the fully qualified domain name of the host, or remove the qualifier."},
     .example = "the CPS pointer http://cps/",
     .finds_in = Unusual::pointer,
     .effective = dates::rfc2459,
     .certificate = check_pointers<pointer_host_not_qualified>},
    {.check = {.id = "rfc5280.policy_qualifiers.explicit_text_type",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "explicitText MUST NOT be a VisibleString or BMPString (until RFC 6818).",
               .citation = "RFC 5280 4.2.1.4",
               .hint = "Use a UTF8String."},
     .example = "an explicitText of 2012 that is a BMPString",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc5280,
     .ineffective = dates::rfc6818,
     .certificate = explicit_text_type},
    {.check = {.id = "rfc5280.policy_qualifiers.organization_too_long",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The organization of a noticeRef MUST NOT be longer than 200 characters.",
               .citation = "RFC 5280 4.2.1.4, A.2",
               .hint = "Shorten the name, or remove the noticeRef."},
     .example = "a noticeRef with an organization of 201 characters",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc2459,
     .certificate = organization_too_long},
    {.check = {.id = "rfc5280.policy_qualifiers.organization_not_nfc",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The organization of a noticeRef SHOULD be in Unicode normalization form C.",
               .citation = "RFC 5280 4.2.1.4",
               .hint = "Normalize the name before it is encoded."},
     .example = "an organization in which e and a combining accent stand for one letter",
     .finds_in = Unusual::user_notice,
     .effective = dates::rfc5280,
     .certificate = organization_not_nfc},
};

}  // namespace

constinit const Rows policy_qualifiers_rows = policy_qualifiers_lints;

}  // namespace certcheck::lint::rfc5280
