#pragma once

#include "certcheck/lint/words.h"
#include "certcheck/x509/ocsp.h"

#include <string>

namespace certcheck::lint {

/// Node path, as the parser writes it, of what is signed.
constexpr const char* response_data = "responseBytes.response.tbsResponseData";

/// Node path of the answer about one certificate.
inline std::string place_of(const x509::OcspResponse& response, const x509::SingleResponse& single) {
  return words(response_data, ".responses.", &single - response.responses.data());
}

}  // namespace certcheck::lint
