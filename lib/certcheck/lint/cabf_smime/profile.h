#pragma once

#include "certcheck/lint/facts.h"
#include "certcheck/x509/oids.h"

#include <cstddef>
#include <cstdint>

namespace certcheck::lint::cabf_smime {

/// S/MIME BR 7.1.6.1: how the subject was validated, and by which generation of profiles. Policies may be
/// several, which is wrong, so a set.
enum Type : uint8_t {
  mailbox = 1,
  organization = 2,
  sponsor = 4,
  individual = 8,
  any_type = 15,
  with_organization = 6,  ///< organization, sponsor
  with_person = 12,       ///< sponsor, individual
};
enum Generation : uint8_t { legacy = 1, multipurpose = 2, strict = 4, any_generation = 7, modern = 6 };

struct Profile {
  uint8_t types = 0, generations = 0;
  size_t policies = 0;  ///< reserved ones, repetitions counted

  bool is(uint8_t type, uint8_t generation = any_generation) const {
    return (types & type) != 0 && (generations & generation) != 0;
  }
};

/// By the reserved policies 2.23.140.1.5.{type}.{generation} of the certificate.
inline Profile profile_of(const x509::Certificate& certificate) {
  constexpr std::string_view arc{"\x67\x81\x0c\x01\x05", 5};
  Profile profile;
  if (!certificate.certificate_policies) return profile;
  for (const x509::PolicyInformation& policy : certificate.certificate_policies->policies) {
    const std::string_view id = policy.id.content();
    if (id.size() != arc.size() + 2 || !id.starts_with(arc)) continue;
    const auto type = static_cast<uint8_t>(id[5]), generation = static_cast<uint8_t>(id[6]);
    if (type < 1 || type > 4 || generation < 1 || generation > 3) continue;
    profile.types = static_cast<uint8_t>(profile.types | 1U << (type - 1U));
    profile.generations = static_cast<uint8_t>(profile.generations | 1U << (generation - 1U));
    ++profile.policies;
  }
  return profile;
}

/// S/MIME BR 1.1: what they are about "can be identified by the existence of an Extended Key Usage (EKU) for
/// id-kp-emailProtection" and a mailbox in subjectAltName; or it says so by a reserved policy. zlint takes a
/// certificate without extKeyUsage for one too, as the role email does, which the scope of this source asks
/// for.
inline bool is_smime(const x509::Certificate& certificate) {
  return profile_of(certificate).policies != 0 ||
         (certificate.extended_key_usage &&
          certificate.extended_key_usage->has(x509::oids::email_protection));
}

/// The lint for certificates of one of these types and one of these generations.
template <uint8_t type, uint8_t generation, CertificateLint lint>
Outcome of(const CertificateFacts& facts, const Reporter& report) {
  return profile_of(facts.certificate).is(type, generation) ? lint(facts, report) : Outcome::not_applicable;
}

/// The lint for certificates with any reserved policy.
template <CertificateLint lint>
Outcome of_smime(const CertificateFacts& facts, const Reporter& report) {
  return of<any_type, any_generation, lint>(facts, report);
}

}  // namespace certcheck::lint::cabf_smime
