#pragma once

#include "certcheck/x509/crl.h"

#include <fmt/format.h>

#include <cstddef>
#include <string>

namespace certcheck::lint {

/// Node path of an extension of a CRL, e.g. "tbsCertList.crlExtensions.1".
inline std::string place_of(const x509::Crl&, const x509::Extension& extension) {
  return fmt::format("tbsCertList.crlExtensions.{}", extension.index);
}

/// The same for a part of its value.
inline std::string place_in(const x509::Crl& crl, const x509::Extension& extension) {
  return place_of(crl, extension) + ".extnValue";
}

/// Node path of the entry with this number, e.g. "tbsCertList.revokedCertificates.3".
inline std::string place_of_entry(size_t index) {
  return fmt::format("tbsCertList.revokedCertificates.{}", index);
}

}  // namespace certcheck::lint
