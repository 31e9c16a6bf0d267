#include "certcheck/lint/dates.h"
#include "certcheck/lint/ocsp_place.h"
#include "certcheck/lint/rfc9654/themes.h"
#include "certcheck/x509/oids.h"

namespace certcheck::lint::rfc9654 {
namespace {

// RFC 9654 2.1: "Nonce ::= OCTET STRING(SIZE(1..128))", DER inside of extnValue. RFC 8954 had 1 to 32, RFC
// 6960 any.
Outcome length(const x509::OcspResponse& response, const Reporter& report) {
  constexpr size_t most = 128;
  const x509::Extension* extension = find_extension(response.extensions, x509::oids::ocsp_nonce);
  if (extension == nullptr) {
    return Outcome::not_applicable;
  }
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(extension->value, sink, {}, extension->value_offset);
  const auto nonce = value.octet_string({});
  value.finish();
  const bool readable = nonce && faults.empty();
  if (readable && !nonce->empty() && nonce->size() <= most) {
    return Outcome::pass;
  }
  return report.fire(words(response_data, ".responseExtensions.", extension->index, ".extnValue"),
                     extension->value_offset,
                     readable ? words("the nonce has ", nonce->size(), " octets")
                              : "the nonce is no OCTET STRING inside of extnValue");
}

constexpr Lint nonce_lints[] = {
    {.check = {.id = "rfc9654.nonce.length",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A nonce is an OCTET STRING of 1 to 128 octets.",
               .citation = "RFC 9654 2.1",
               .hint = "Return the nonce of the request as it was, or refuse the request."},
     .example = "a nonce of 129 octets",
     .effective = dates::rfc9654,
     .ocsp = length},
};

}  // namespace

std::span<const Lint> nonce() { return nonce_lints; }

}  // namespace certcheck::lint::rfc9654
