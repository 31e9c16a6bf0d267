#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>

namespace certcheck::x509 {

/// Parses certificates that come together, in a message or a container, and keeps what is wrong with them
/// within a bound: a megabyte of certificates of two bytes each would take more than a gigabyte. Once there
/// are enough faults only certificates without any are parsed, which may be an issuer's or a responder's
/// whatever stands around them.
class CertificateList {
 public:
  /// Faults that are kept, in addition to those of the certificate in which their number is reached: as many
  /// as of one structure (der::FaultSink).
  static constexpr size_t faults_max = 256;

  /// Null for one with faults that is left out.
  CertificatePtr parse(Bytes der);

 private:
  size_t faults_ = 0;
};

}  // namespace certcheck::x509
