#pragma once

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <string>
#include <utility>

namespace certcheck::lint {

/// False where extKeyUsage is missing or cannot be read.
inline bool has_purpose(const x509::Certificate& certificate, der::Oid purpose) {
  return certificate.extended_key_usage && certificate.extended_key_usage->has(purpose);
}

/// At the value of extKeyUsage, or at the extensions if it is missing.
inline Outcome fire_at_purposes(const CertificateFacts& facts, const Reporter& report, std::string message) {
  const x509::Extension* const extension = facts.certificate.find(x509::oids::extended_key_usage);
  if (extension == nullptr) return report.fire("tbsCertificate.extensions", {}, std::move(message));
  return report.fire(place_in(facts.certificate, *extension), extension->value_offset, std::move(message));
}

}  // namespace certcheck::lint
