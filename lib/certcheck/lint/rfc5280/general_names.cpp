#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/attribute_limits.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/general_name_faults.h"
#include "certcheck/lint/support/uri.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/lint/support/values.h"

#include <fmt/format.h>

#include <algorithm>

/// GeneralNames wherever they stand but in a certificate's subjectAltName and issuerAltName, whose rules have
/// ids of their own, and in nameConstraints, where their forms are others.
namespace certcheck::lint::rfc5280 {
namespace {

using Kind = x509::GeneralName::Kind;
namespace tag = der::tag;

bool has_own_rules(Place place) {
  return place == Place::subject_alternative_name || place == Place::issuer_alternative_name ||
         place == Place::name_constraint;
}

/// What is said of each place: access_uris.relative reports those where something is to be fetched.
bool says_where(Place place) {
  switch (place) {
    case Place::distribution_point:
    case Place::freshest_crl:
    case Place::authority_access:
    case Place::subject_access:
    case Place::issuing_distribution_point:
    case Place::crl_freshest_crl:
    case Place::crl_authority_access:
    case Place::crl_reference:
    case Place::service_locator:
      return true;
    default:
      return false;
  }
}

/// What is wrong with a name, as the end of a sentence; empty if nothing is.
using Fault = std::string (*)(const x509::GeneralName&, Place);

/// Where a rule looks: wherever a name of the kind stands, or only where it has no rules of its own.
enum class Reach : uint8_t { everywhere, elsewhere };

/// Fires for each name with a fault; applies where there is one of the kind.
template <typename Subject, x509::GeneralName::Kind kind, Fault fault, Reach reach>
Outcome check_all(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_general_names(parsed(subject), [&](const x509::GeneralName& name, const Where& where) {
    if (name.kind != kind || (reach == Reach::elsewhere && has_own_rules(where.place))) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string what = fault(name, where.place); !what.empty()) {
      const std::string text = name.value.empty() ? std::string(to_string(kind)) : name.to_string();
      // The value of a kind that people do not read says nothing.
      outcome = report.fire(node_path(parsed(subject), where), name.offset,
                            fmt::format("{} in {} {}", reach == Reach::everywhere ? to_string(kind) : text,
                                        to_string(where.place), what),
                            {{"name", text}});
    }
  });
  return outcome;
}

// RFC 5280 4.2.1.6, of GeneralName: a URI "MUST follow the URI syntax and encoding rules specified in
// [RFC3986]". Since RFC 2459 with RFC 1738.
std::string uri_malformed(const x509::GeneralName& name, Place place) {
  // Elsewhere the parser reports what is not IA5String; it leaves these undecoded.
  const bool undecoded = place == Place::crl_reference || place == Place::disclosure_statement ||
                         place == Place::biometric_source;
  if (undecoded &&
      std::any_of(name.value.begin(), name.value.end(), [](uint8_t byte) { return byte >= 0x80; }))
    return "has a non-ASCII character";
  const std::string_view fault = uri_format_fault(name);
  const std::string_view scheme = uri_scheme(name.text());
  const bool told = says_where(place) && (scheme.empty() || scheme.size() + 1 == name.text().size());
  return std::string(told ? std::string_view() : fault);
}

// RFC 5280 4.2.1.6: "URIs that include an authority ([RFC3986], Section 3.2) MUST include a fully qualified
// domain name or IP address as the host." An LDAP URI may leave its host out (4.2.1.13), which
// ldap_without_host tells; an http URI without one is malformed, and so is one with a bracket astray.
std::string uri_host(const x509::GeneralName& name, Place) {
  const Uri uri = split_uri(name.text());
  const std::string_view host = uri.authority ? host_of(*uri.authority) : std::string_view();
  const bool is_told =
      uri.scheme.empty() || host.empty() ||
      (host.find_first_of("[]") != std::string_view::npos && !uri_format_fault(name).empty());
  return std::string(is_told ? std::string_view() : uri_host_fault(name));
}

// RFC 5280 4.2.1.6, of GeneralName: a dNSName is "in the 'preferred name syntax'". Since RFC 2459.
// In alternative names one that is empty, " " or too long has checks of its own.
std::string dns_name(const x509::GeneralName& name, Place) {
  if (name.text() == " ") return "is a space";
  if (name.value.size() > max_dns_name) return fmt::format("is longer than {} bytes", max_dns_name);
  const std::string_view empty = empty_name_fault(name);
  return std::string(empty.empty() ? dns_syntax_fault(name) : empty);
}

// RFC 5280 4.2.1.6, of GeneralName: "The format of an rfc822Name is a 'Mailbox'". Since RFC 2459.
std::string rfc822_name(const x509::GeneralName& name, Place) {
  const std::string_view empty = empty_name_fault(name);
  return std::string(empty.empty() ? rfc822_name_fault(name) : empty);
}

// RFC 5280 4.2.1.6, of GeneralName: 4 bytes or 16. Since RFC 2459.
std::string ip_address(const x509::GeneralName& name, Place) {
  const std::string_view empty = empty_name_fault(name);
  return std::string(empty.empty() ? ip_address_fault(name) : empty);
}

/// Of the content of an explicit tag.
std::string directory_string_fault(const der::Element& field, std::string_view name) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader content(field.content, sink, {}, field.content_offset());
  const auto text = content.next();
  if (!text || !faults.empty()) return fmt::format("has a {} without a value", name);
  if (!is_directory_string_tag(text->tag))
    return fmt::format("has a {} with the tag {:02x}, which is not that of a DirectoryString", name,
                       text->tag);
  if (text->content.empty()) return fmt::format("has an empty {}", name);
  return content.at_end() ? std::string() : fmt::format("has a {} with more than one value", name);
}

// RFC 5280 4.2.1.6: EDIPartyName ::= SEQUENCE { nameAssigner [0] DirectoryString OPTIONAL, partyName [1]
// DirectoryString }. The tags are explicit since DirectoryString is a CHOICE (X.680 31.2.7), and no string of
// it is empty (A.1). Since RFC 2459.
std::string edi_party_name_fault(const x509::GeneralName& name, Place) {
  constexpr std::string_view field_names[] = {"nameAssigner", "partyName"};
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader fields(name.value, sink, {}, name.offset);
  for (uint8_t number = 0; number < 2; ++number) {
    const std::string_view field_name = field_names[number];
    if (fields.peek() == tag::context(number))
      return fmt::format("has a {} with the tag {:02x} instead of {:02x}: a CHOICE is tagged explicitly",
                         field_name, fields.peek(), tag::context_constructed(number));
    if (fields.peek() != tag::context_constructed(number)) continue;
    const auto field = fields.next();
    if (!field) return fmt::format("has a {} that is cut off", field_name);
    if (std::string fault = directory_string_fault(*field, field_name); !fault.empty()) return fault;
    if (number == 1) {
      return fields.at_end()
                 ? std::string()
                 : fmt::format("has an element with the tag {:02x} after partyName", fields.peek());
    }
  }
  return fields.at_end()
             ? "has no partyName"
             : fmt::format("has an element with the tag {:02x} instead of partyName, a1", fields.peek());
}

// RFC 5280 4.2.1.6: registeredID [8] OBJECT IDENTIFIER, the tag implicit (A.2). One with the whole element
// inside reads as the identifier 0.6..., whose arc nobody has assigned (X.660 A.2 ends at 0.5, RFC 3681 has
// 0.9). Since RFC 2459.
std::string registered_id_fault(const x509::GeneralName& name, Place) {
  const ByteView value = name.value;
  return value.size() > 2 && value[0] == tag::oid && value[1] == value.size() - 2
             ? "has an OBJECT IDENTIFIER, tag 06, inside instead of its content"
             : std::string();
}

template <Kind kind, Fault fault, Reach reach = Reach::elsewhere>
constexpr Lint row(std::string_view id, std::string_view requirement, std::string_view citation,
                   std::string_view hint, std::string_view example) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = requirement,
                    .citation = citation,
                    .hint = hint},
          .example = example,
          .only_with = kind,
          .finds_in = kind == Kind::uri        ? Parts(Unusual::uri)
                      : kind == Kind::dns_name ? Parts(Unusual::domain)
                                               : Parts(),
          .effective = dates::rfc2459,
          .certificate = check_all<CertificateFacts, kind, fault, reach>,
          .crl = check_all<x509::Crl, kind, fault, reach>,
          .ocsp = check_all<x509::OcspResponse, kind, fault, reach>,
          .ocsp_request = check_all<x509::OcspRequest, kind, fault, reach>};
}

constexpr Lint general_names_lints[] = {
    row<Kind::uri, uri_malformed>(
        "rfc5280.general_names.uri_malformed", "A URI in any GeneralName MUST follow the syntax of URIs.",
        "RFC 5280 4.2.1.6; RFC 3986 3; RFC 9110 4.2",
        "Write a complete URI and percent-encode the characters that URIs do not allow.",
        "a distribution point http://crl.example.com/a b.crl"),
    row<Kind::uri, uri_host>(
        "rfc5280.general_names.uri_host_not_qualified",
        "The host of a URI in any GeneralName MUST be a fully qualified domain name or an IP "
        "address.",
        "RFC 5280 4.2.1.6; RFC 3986 3.2", "Write the host's fully qualified domain name.",
        "a distribution point http://crl/ca.crl"),
    row<Kind::dns_name, dns_name>("rfc5280.general_names.dns_name_not_preferred_syntax",
                                  "A dNSName in any GeneralName MUST be in the preferred name syntax.",
                                  "RFC 5280 4.2.1.6; RFC 1034 3.5; RFC 1123 2.1", "Write the name of a host.",
                                  "an authorityInfoAccess location that is the dNSName a b.example"),
    row<Kind::rfc822_name, rfc822_name>("rfc5280.general_names.rfc822_name_not_mailbox",
                                        "An rfc822Name in any GeneralName MUST be a mailbox address.",
                                        "RFC 5280 4.2.1.6; RFC 5321 4.1.2",
                                        "Write the bare address, without name, brackets or comment.",
                                        "a CRL's issuerAltName with the rfc822Name <ca@pki.example>"),
    row<Kind::ip_address, ip_address>(
        "rfc5280.general_names.ip_address_length",
        "An iPAddress in any GeneralName MUST have 4 bytes (IPv4) or 16 (IPv6).", "RFC 5280 4.2.1.6",
        "Encode the address as its bytes, without a mask.",
        "a CRL's issuerAltName with the text \"192.0.2.1\" as iPAddress"),
    row<Kind::edi_party_name, edi_party_name_fault, Reach::everywhere>(
        "rfc5280.general_names.edi_party_name_malformed",
        "An ediPartyName MUST have a partyName, and be encoded with explicit tags and strings that are not "
        "empty.",
        "RFC 5280 4.2.1.6, A.1", "Encode the partyName as [1] with a UTF8String inside.",
        "a partyName with the tag 81"),
    row<Kind::registered_id, registered_id_fault, Reach::everywhere>(
        "rfc5280.general_names.registered_id_nested",
        "A registeredID MUST have the content of an object identifier, not another element.",
        "RFC 5280 4.2.1.6, A.2", "Encode the identifier with the implicit tag [8].",
        "a registeredID of 88 05 06 03 2a 03 04"),
};

}  // namespace

constinit const Rows general_names_rows = general_names_lints;

}  // namespace certcheck::lint::rfc5280
