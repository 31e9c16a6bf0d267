// Certificates: total, located, deterministic.

#include "certcheck/x509/certificate.h"

#include "tests/fuzz/parsed.h"

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input(data, size);
  const auto certificate = x509::parse_certificate(input);
  fuzz::check_parsed(*certificate, *x509::parse_certificate(input), input);
  fuzz::check_name(certificate->subject, certificate->der);
  fuzz::check_name(certificate->issuer, certificate->der);
  require((certificate->subject_key() == certificate->issuer_key()) == certificate->self_issued(),
          "self-issued is to have equal keys");
  require(x509::same_name(certificate->subject, certificate->issuer) == certificate->self_issued(),
          "names match as their keys do");
  require(fuzz::inside(certificate->serial, certificate->der) &&
              fuzz::inside(certificate->public_key.bytes, certificate->der) &&
              fuzz::inside(certificate->public_key.key.bytes, certificate->der),
          "fields view the bytes");
  if (certificate->complete)
    require(!certificate->serial.empty() && !certificate->tbs.empty() && certificate->not_before.time &&
                certificate->not_after.time && certificate->version != 0,
            "what is complete has its fields");
  for (const auto* names : {&certificate->subject_alternative_names, &certificate->issuer_alternative_names})
    if (*names)
      for (const auto& name : **names) {
        require(fuzz::inside(name.value, certificate->der), "an alternative name views the bytes");
        require(!name.to_string().empty(), "an alternative name can be shown");
        if (name.kind == x509::GeneralName::Kind::directory_name)
          fuzz::check_name(name.directory_name, certificate->der);
      }
  return 0;
}
