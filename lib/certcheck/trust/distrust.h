#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace certcheck::trust {

/// That a certificate or a key is no longer trusted on any place of a path, at all or for what was issued
/// after a time, as root programs distrust CAs.
struct Distrust {
  enum class From : uint8_t {
    always,        ///< every path with it
    logged_after,  ///< where no log has the leaf from `time` or before (Chrome: SCTNotAfter)
    issued_after,  ///< where the leaf's notBefore is after `time` (Mozilla: Distrust After)
  };
  From from = From::always;
  Time time{};         ///< of the two with a time
  std::string reason;  ///< for people; may be empty
  std::string source;  ///< where it was announced; may be empty
};

/// By SHA-256 of the certificate and of the SubjectPublicKeyInfo.
struct DistrustList {
  std::map<Sha256, std::vector<Distrust>> by_certificate, by_key;
};

}  // namespace certcheck::trust
