// OCSP responses and requests: total, located, deterministic.

#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include "tests/fuzz/parsed.h"

using namespace certcheck;
using fuzz::require;

namespace {

void check_certificates(const x509::IncludedCertificates& included) {
  require(included.certificates.size() == included.certificate_offsets.size(),
          "each certificate has a place");
  for (const auto& certificate : included.certificates)
    require(certificate != nullptr && (certificate->complete || !certificate->findings.empty()),
            "a certificate is complete or has a finding");
}

void check_request(ByteView input) {
  const auto request = x509::parse_ocsp_request(to_bytes(input));
  fuzz::check_parsed(*request, *x509::parse_ocsp_request(to_bytes(input)), input);
  if (request->requestor_name)
    require(fuzz::inside(request->requestor_name->value, request->der), "a name views the bytes");
  for (const auto& single : request->requests) {
    require(fuzz::inside(single.serial, request->der) && !single.serial.empty(),
            "a request has a serial number");
    fuzz::check_extensions(single.extensions, request->der);
    if (single.service_locator) fuzz::check_name(single.service_locator->issuer, request->der);
  }
  require(request->is_signed || request->certificates.empty(), "certificates come with a signature");
  check_certificates(*request);
}

}  // namespace

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
  check_certificates(*response);
  check_request(input);
  return 0;
}
