#pragma once

#include "certcheck/x509/certificate.h"
#include "certcheck/x509/extension_place.h"

#include <string>

namespace certcheck::lint {

/// Node path of an extension of a certificate, e.g. "tbsCertificate.extensions.3".
inline std::string place_of(const x509::Certificate& /*certificate*/, const x509::Extension& extension) {
  return x509::node_path_of(extension);
}

/// The same for a part of its value.
inline std::string place_in(const x509::Certificate& certificate, const x509::Extension& extension) {
  return place_of(certificate, extension) + ".extnValue";
}

}  // namespace certcheck::lint
