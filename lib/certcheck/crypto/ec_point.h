#pragma once

#include "certcheck/x509/algorithm.h"

#include <cstdint>

namespace certcheck::crypto {

/// What an elliptic curve key's point is.
enum class PointStatus : uint8_t {
  on_curve,
  not_on_curve,
  infinity,   ///< the point at infinity, which is not the key of anyone
  unchecked,  ///< the curve is not named, or not one we can compute with, or the point's encoding is not
              ///< whole
};

/// Solves the curve's equation; some microseconds, more for a compressed point.
PointStatus check_point(const x509::SubjectPublicKeyInfo& key);

}  // namespace certcheck::crypto
