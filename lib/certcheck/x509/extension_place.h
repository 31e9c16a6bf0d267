#pragma once

#include "certcheck/x509/extensions.h"

#include <string>

namespace certcheck::x509 {

/// Node path of an extension of a certificate, e.g. "tbsCertificate.extensions.3". Elements are counted as
/// they are in the bytes, those that cannot be read included, so that a path always names one place.
inline std::string node_path_of(const Extension& extension) {
  return "tbsCertificate.extensions." + std::to_string(extension.index);
}

}  // namespace certcheck::x509
