// Certificate revocation lists: total, located, deterministic.

#include "certcheck/x509/crl.h"

#include "tests/fuzz/parsed.h"

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input(data, size);
  const auto crl = x509::parse_crl(to_bytes(input));
  fuzz::check_parsed(*crl, *x509::parse_crl(to_bytes(input)), input);
  fuzz::check_name(crl->issuer, crl->der);
  for (const auto& entry : crl->revoked) {
    require(!entry.serial.empty() && fuzz::inside(entry.serial, crl->der), "an entry has a serial number");
    require(!crl->complete || entry.revocation_date.time, "an entry of a complete CRL has a date");
    fuzz::check_extensions(entry.extensions, crl->der);
  }
  return 0;
}
