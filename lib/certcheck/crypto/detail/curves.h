#pragma once

#include "certcheck/der/oid.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace certcheck::crypto {

/// A named elliptic curve.
struct Curve {
  der::Oid oid;
  std::string_view name;  ///< "P-256" for NIST's, otherwise as its standard calls it
  size_t bits;            ///< of the field
};

/// Every curve we have a name for.
std::span<const Curve> named_curves();

/// Null if the curve has no name that we know.
const Curve* find_curve(der::Oid oid);

}  // namespace certcheck::crypto
