#include "certcheck/x509/certificate_list.h"

#include <utility>

namespace certcheck::x509 {
namespace {

/// No certificate without faults has fewer bytes: its two times take 32, and each of its other eleven
/// mandatory elements two at least, with three more in each of the three algorithms, one in the serial number
/// and one in each of the two BIT STRINGs (RFC 5280 4.1).
constexpr size_t certificate_bytes_min = 66;

}  // namespace

CertificatePtr CertificateList::parse(Bytes der) {
  const bool is_full = faults_ >= faults_max;
  if (is_full && der.size() < certificate_bytes_min) return nullptr;
  CertificatePtr certificate = parse_certificate(std::move(der));
  if (is_full && !certificate->findings.empty()) return nullptr;
  faults_ += certificate->findings.size();
  return certificate;
}

}  // namespace certcheck::x509
