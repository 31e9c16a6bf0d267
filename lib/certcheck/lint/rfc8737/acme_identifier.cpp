#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc8737/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc8737 {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

// RFC 8737 3: "a critical acmeIdentifier extension".
Outcome not_critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::acme_identifier);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical ? Outcome::pass
                             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                           "acmeIdentifier is not marked critical");
}

// RFC 8737 3: "Authorization ::= OCTET STRING (SIZE (32))", a SHA-256.
Outcome malformed(const CertificateFacts& facts, const Reporter& report) {
  constexpr size_t header = 2, sha256_octets = 32;
  const x509::Extension* extension = facts.certificate.find(oids::acme_identifier);
  if (extension == nullptr) return Outcome::not_applicable;
  const ByteView value = extension->value;
  return value.size() == header + sha256_octets && value[0] == tag::octet_string && value[1] == sha256_octets
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           fmt::format("the {} bytes of acmeIdentifier are not an OCTET STRING of 32 bytes",
                                       value.size()));
}

// RFC 8737 3: the subjectAltName extension contains "the dNSName being validated and no other entries"; RFC
// 8738 4 has an iPAddress in its place.
Outcome other_names(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::acme_identifier);
  if (extension == nullptr) return Outcome::not_applicable;
  using Kind = x509::GeneralName::Kind;
  const auto& names = certificate.subject_alternative_names;
  const x509::Extension* alternative = certificate.find(oids::subject_alternative_name);
  if (is_unread(certificate, oids::subject_alternative_name)) return Outcome::not_applicable;
  if (names && names->size() == 1 &&
      (names->front().kind == Kind::dns_name || names->front().kind == Kind::ip_address))
    return Outcome::pass;
  return alternative == nullptr ? report.fire(place_of(certificate, *extension), extension->offset,
                                              "there is acmeIdentifier, but no subjectAltName")
                                : report.fire(place_in(certificate, *alternative), alternative->value_offset,
                                              "subjectAltName is not the one name that is validated");
}

constexpr Lint acme_identifier_lints[] = {
    {.check = {.id = "rfc8737.acme_identifier.not_critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "acmeIdentifier MUST be critical.",
               .citation = "RFC 8737 3",
               .hint =
                   "Mark the extension critical, so that the certificate cannot be used for anything else."},
     .example = "an acmeIdentifier that is not critical",
     .effective = dates::rfc8737,
     .certificate = not_critical},
    {.check = {.id = "rfc8737.acme_identifier.malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "acmeIdentifier MUST be an OCTET STRING of the 32 bytes of a SHA-256 digest.",
               .citation = "RFC 8737 3",
               .hint = "Put the SHA-256 of the key authorization into an OCTET STRING."},
     .example = "an acmeIdentifier of 20 bytes",
     .effective = dates::rfc8737,
     .certificate = malformed},
    {.check = {.id = "rfc8737.acme_identifier.other_names",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A certificate with acmeIdentifier MUST NOT contain names other than the one "
                              "that is validated.",
               .citation = "RFC 8737 3; RFC 8738 4",
               .hint = "Put the one dNSName or iPAddress into subjectAltName."},
     .example = "an acmeIdentifier with two dNSNames",
     .effective = dates::rfc8737,
     .certificate = other_names},
};

}  // namespace

constinit const Rows acme_identifier_rows = acme_identifier_lints;

}  // namespace certcheck::lint::rfc8737
