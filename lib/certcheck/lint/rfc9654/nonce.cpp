#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc9654/themes.h"
#include "certcheck/lint/support/ocsp_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace certcheck::lint::rfc9654 {
namespace {

/// The bytes of a nonce; nullopt if extnValue is not an OCTET STRING.
std::optional<ByteView> read_nonce(const x509::Extension& extension) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(extension.value, sink, {}, extension.value_offset);
  const auto nonce = value.octet_string({});
  value.finish();
  return faults.empty() ? nonce : std::nullopt;
}

// RFC 9654 2.1: "Nonce ::= OCTET STRING(SIZE(1..128))", DER inside of extnValue. RFC 8954 had 1 to 32, RFC
// 6960 any. `parent` and `list` make the node path of the extensions.
Outcome check_length(const std::vector<x509::Extension>& extensions, std::string_view parent,
                     std::string_view list, const Reporter& report) {
  constexpr size_t most = 128;
  const x509::Extension* extension = find_extension(extensions, x509::oids::ocsp_nonce);
  if (extension == nullptr) return Outcome::not_applicable;
  const auto nonce = read_nonce(*extension);
  return nonce && !nonce->empty() && nonce->size() <= most
             ? Outcome::pass
             : report.fire(fmt::format("{}{}{}.extnValue", parent, list, extension->index),
                           extension->value_offset,
                           nonce ? fmt::format("the nonce has {} bytes", nonce->size())
                                 : "the nonce is not an OCTET STRING inside extnValue");
}

Outcome length(const x509::OcspResponse& response, const Reporter& report) {
  return check_length(response.extensions, response_data, ".responseExtensions.", report);
}
Outcome request_length(const x509::OcspRequest& request, const Reporter& report) {
  return check_length(request.extensions, "tbsRequest", ".requestExtensions.", report);
}

// RFC 9654 2.1: "OCSP clients that support this document MUST use a length of 32 octets for the nonce", while
// those of RFC 6960 may send others, which responders need not take below 16. So a notice: which document a
// client follows, nothing in its request says.
Outcome request_too_short(const x509::OcspRequest& request, const Reporter& report) {
  constexpr size_t asked_for = 32;
  const x509::Extension* extension = find_extension(request.extensions, x509::oids::ocsp_nonce);
  const auto nonce = extension == nullptr ? std::nullopt : read_nonce(*extension);
  if (!nonce || nonce->empty()) return Outcome::not_applicable;
  return nonce->size() >= asked_for
             ? Outcome::pass
             : report.fire(fmt::format("tbsRequest.requestExtensions.{}.extnValue", extension->index),
                           extension->value_offset,
                           fmt::format("the nonce has {} bytes, fewer than {}", nonce->size(), asked_for));
}

constexpr Lint nonce_lints[] = {
    {.check = {.id = "rfc9654.nonce.length",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A nonce MUST be an OCTET STRING of 1 to 128 bytes.",
               .citation = "RFC 9654 2.1",
               .hint = "Send 32 random bytes; return the nonce of the request unchanged, or refuse it."},
     .example = "a nonce of 129 bytes",
     .effective = dates::rfc9654,
     .ocsp = length,
     .ocsp_request = request_length},
    {.check = {.id = "rfc9654.nonce.request_too_short",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The nonce of an OCSP request SHOULD be 32 bytes long.",
               .citation = "RFC 9654 2.1",
               .hint = "Send 32 random bytes: responders may ignore fewer than 16."},
     .example = "a request with a nonce of 8 bytes",
     .effective = dates::rfc9654,
     .ocsp_request = request_too_short},
};

}  // namespace

constinit const Rows nonce_rows = nonce_lints;

}  // namespace certcheck::lint::rfc9654
