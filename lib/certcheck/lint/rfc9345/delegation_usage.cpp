#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc9345/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc9345 {
namespace {

namespace oids = x509::oids;

// RFC 9345 4.2: "The extension MUST be marked non-critical."
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::delegation_usage);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical ? report.fire(place_of(facts.certificate, *extension), extension->offset,
                                           "DelegationUsage is marked critical")
                             : Outcome::pass;
}

// RFC 9345 4.2: "DelegationUsage EXTENSION ::= { SYNTAX NULL IDENTIFIED BY id-pe-delegationUsage }".
Outcome not_null(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::delegation_usage);
  if (extension == nullptr) return Outcome::not_applicable;
  const ByteView value = extension->value;
  return value.size() == 2 && value[0] == der::tag::null && value[1] == 0
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           fmt::format("the {} bytes of DelegationUsage are not a NULL", value.size()));
}

// RFC 9345 4.2: "The client MUST NOT accept a delegated credential unless the server's end-entity certificate
// satisfies the following criteria: It has the DelegationUsage extension. It has the digitalSignature
// KeyUsage (see the KeyUsage extension defined in [RFC5280])."
Outcome without_digital_signature(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* extension = certificate.find(oids::delegation_usage);
  const x509::Extension* usage = certificate.find(oids::key_usage);
  if (extension == nullptr || is_unread(certificate, oids::key_usage)) return Outcome::not_applicable;
  if (usage != nullptr && certificate.key_usage->has(x509::KeyUsage::digital_signature)) return Outcome::pass;
  return usage == nullptr ? report.fire(place_of(certificate, *extension), extension->offset,
                                        "there is DelegationUsage, but no keyUsage")
                          : report.fire(place_in(certificate, *usage), usage->value_offset,
                                        "there is DelegationUsage, but keyUsage lacks digitalSignature");
}

constexpr Lint delegation_usage_lints[] = {
    {.check = {.id = "rfc9345.delegation_usage.critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "DelegationUsage MUST NOT be critical.",
               .citation = "RFC 9345 4.2",
               .hint = "Issue the certificate again with DelegationUsage not marked critical."},
     .example = "a critical DelegationUsage",
     .effective = dates::rfc9345,
     .certificate = critical},
    {.check = {.id = "rfc9345.delegation_usage.not_null",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "DelegationUsage MUST be NULL.",
               .citation = "RFC 9345 4.2",
               .hint = "Encode the value as 05 00."},
     .example = "a DelegationUsage that holds a BOOLEAN",
     .effective = dates::rfc9345,
     .certificate = not_null},
    {.check = {.id = "rfc9345.delegation_usage.without_digital_signature",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "keyUsage of a certificate with DelegationUsage MUST assert digitalSignature.",
               .citation = "RFC 9345 4.2",
               .hint = "Issue the certificate again with keyUsage digitalSignature."},
     .example = "DelegationUsage with keyUsage keyEncipherment",
     .effective = dates::rfc9345,
     .certificate = without_digital_signature},
};

}  // namespace

constinit const Rows delegation_usage_rows = delegation_usage_lints;

}  // namespace certcheck::lint::rfc9345
