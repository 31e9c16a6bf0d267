#pragma once

#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include <fmt/format.h>

#include <string>

namespace certcheck::lint {

/// Node path, as the parser writes it, of what is signed.
constexpr const char* response_data = "responseBytes.response.tbsResponseData";

/// Node path of the answer about one certificate.
inline std::string place_of(const x509::OcspResponse& response, const x509::SingleResponse& single) {
  return fmt::format("{}.responses.{}", response_data, &single - response.responses.data());
}

/// Node path of what is asked about one certificate.
inline std::string place_of(const x509::OcspRequest& request, const x509::SingleRequest& single) {
  return fmt::format("tbsRequest.requestList.{}", &single - request.requests.data());
}

/// RFC 6960 2.2: how a responder says that a certificate was never issued.
inline bool is_never_issued(const x509::SingleResponse& single) {
  constexpr uint64_t certificate_hold = 6;
  return single.status == x509::SingleResponse::Status::revoked &&
         single.revocation_reason == certificate_hold && single.revocation_time &&
         single.revocation_time->time == Time{};
}

}  // namespace certcheck::lint
