#pragma once

#include "certcheck/lint/words.h"
#include "certcheck/x509/crl.h"

#include <string>

namespace certcheck::lint {

/// Node path of an extension of a CRL, e.g. "tbsCertList.crlExtensions.1".
inline std::string place_of(const x509::Crl&, const x509::Extension& extension) {
  return words("tbsCertList.crlExtensions.", extension.index);
}

/// The same for a part of its value.
inline std::string place_in(const x509::Crl& crl, const x509::Extension& extension) {
  return place_of(crl, extension) + ".extnValue";
}

/// Node path of an entry, e.g. "tbsCertList.revokedCertificates.3".
inline std::string place_of(const x509::Crl& crl, const x509::RevokedCertificate& entry) {
  return words("tbsCertList.revokedCertificates.", &entry - crl.revoked.data());
}

}  // namespace certcheck::lint
