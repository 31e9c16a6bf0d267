#include "certcheck/lint/ca_only.h"

#include "certcheck/lint/extension_place.h"

namespace certcheck::lint {

Outcome require_ca(const CertificateFacts& facts, const Reporter& report, x509::ExtensionId id,
                   std::string_view name) {
  const x509::Extension* extension = facts.certificate.find(id);
  if (extension == nullptr || facts.is_of_unknown_kind()) {
    return Outcome::not_applicable;
  }
  return facts.is_ca() ? Outcome::pass
                       : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                     words(name, " in a certificate that is no CA's"));
}

}  // namespace certcheck::lint
