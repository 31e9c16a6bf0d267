#pragma once

#include "certcheck/lint/facts.h"
#include "certcheck/x509/oids.h"

#include <cstdint>

namespace certcheck::lint::cabf_smime {

using Profile = SmimeProfile;
inline constexpr auto mailbox = Profile::mailbox, organization = Profile::organization,
                      sponsor = Profile::sponsor, individual = Profile::individual,
                      any_type = Profile::any_type, with_organization = Profile::with_organization,
                      with_person = Profile::with_person;
inline constexpr auto legacy = Profile::legacy, multipurpose = Profile::multipurpose,
                      strict = Profile::strict, any_generation = Profile::any_generation,
                      modern = Profile::modern;

/// S/MIME BR 1.1: what they are about "can be identified by the existence of an Extended Key Usage (EKU) for
/// id-kp-emailProtection" and a mailbox in subjectAltName; or it says so by a reserved policy. zlint takes a
/// certificate without extKeyUsage for one too, as the role email does, which the scope of this source asks
/// for.
inline bool is_smime(const CertificateFacts& facts) {
  const auto& purposes = facts.certificate.extended_key_usage;
  return facts.smime.is(any_type) || (purposes && purposes->has(x509::oids::email_protection));
}

/// The lint for certificates of one of these types and one of these generations.
template <uint8_t type, uint8_t generation, CertificateLint lint>
Outcome of(const CertificateFacts& facts, const Reporter& report) {
  return facts.smime.is(type, generation) ? lint(facts, report) : Outcome::not_applicable;
}

/// The lint for certificates with any reserved policy.
template <CertificateLint lint>
Outcome of_smime(const CertificateFacts& facts, const Reporter& report) {
  return of<any_type, any_generation, lint>(facts, report);
}

}  // namespace certcheck::lint::cabf_smime
