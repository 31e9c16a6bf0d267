// OCSP responses: total, located, deterministic.

#include "certcheck/x509/ocsp.h"

#include "tests/fuzz/parsed.h"

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input(data, size);
  const auto response = x509::parse_ocsp_response(to_bytes(input));
  fuzz::check_parsed(*response, *x509::parse_ocsp_response(to_bytes(input)), input);
  if (response->responder_name) fuzz::check_name(*response->responder_name, response->der);
  for (const auto& single : response->responses) {
    require(fuzz::inside(single.serial, response->der) && !single.serial.empty(),
            "a single response has a serial number");
    require(single.this_update.time.has_value(), "a single response has a time");
    require((single.status == x509::SingleResponse::Status::revoked) == single.revocation_time.has_value(),
            "what is revoked was revoked at a time");
  }
  for (const auto& certificate : response->certificates)
    require(certificate != nullptr && (certificate->complete || !certificate->findings.empty()),
            "a certificate is complete or has a finding");
  return 0;
}
