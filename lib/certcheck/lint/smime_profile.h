#pragma once

#include <cstddef>
#include <cstdint>

namespace certcheck::x509 {
struct Certificate;
}  // namespace certcheck::x509

namespace certcheck::lint {

/// S/MIME BR 7.1.6.1: how the subject of a certificate was validated, and by which generation of profiles.
/// Policies may be several, which is wrong, so sets.
struct SmimeProfile {
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

  uint8_t types = 0, generations = 0;
  size_t policies = 0;  ///< reserved ones in the certificate, repetitions counted

  bool is(uint8_t type, uint8_t generation = any_generation) const {
    return (types & type) != 0 && (generations & generation) != 0;
  }
};

/// By the reserved policies 2.23.140.1.5.{type}.{generation} of the certificate.
SmimeProfile smime_profile_of(const x509::Certificate& certificate);

}  // namespace certcheck::lint
