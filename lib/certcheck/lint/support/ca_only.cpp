#include "certcheck/lint/support/ca_only.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"

#include <fmt/format.h>

namespace certcheck::lint {

Outcome require_ca(const CertificateFacts& facts, const Reporter& report, x509::ExtensionId id,
                   std::string_view name) {
  const x509::Extension* extension = facts.certificate.find(id);
  if (extension == nullptr || facts.is_of_unknown_kind()) return Outcome::not_applicable;
  return facts.is_ca() ? Outcome::pass
                       : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                     fmt::format("{} in a certificate that is not a CA certificate", name));
}

}  // namespace certcheck::lint
