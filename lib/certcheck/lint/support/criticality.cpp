#include "certcheck/lint/support/criticality.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"

#include <fmt/format.h>

namespace certcheck::lint {
namespace {

Outcome require(bool critical, const CertificateFacts& facts, const Reporter& report, x509::ExtensionId id,
                std::string_view name) {
  const x509::Extension* extension = facts.certificate.find(id);
  if (extension == nullptr) return Outcome::not_applicable;
  if (extension->critical == critical) return Outcome::pass;
  return report.fire(place_of(facts.certificate, *extension), extension->offset,
                     fmt::format("{}{}", name, critical ? " is not marked critical" : " is marked critical"));
}

}  // namespace

Outcome require_critical(const CertificateFacts& facts, const Reporter& report, x509::ExtensionId extension,
                         std::string_view name) {
  return require(true, facts, report, extension, name);
}

Outcome require_not_critical(const CertificateFacts& facts, const Reporter& report,
                             x509::ExtensionId extension, std::string_view name) {
  return require(false, facts, report, extension, name);
}

}  // namespace certcheck::lint
