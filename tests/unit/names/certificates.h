#pragma once

#include "certcheck/x509/certificate.h"

#include "tests/support/pki_fields.h"

#include <vector>

/// Certificates with given names for the tests of names: sound DER, signed by nobody.
namespace certcheck::test {

inline x509::CertificatePtr certificate(const Bytes& subject, const std::vector<Bytes>& extensions) {
  Forged fields;
  fields.subject = subject;
  fields.extensions = extensions;
  return fields.parse();
}
inline x509::CertificatePtr leaf(const std::vector<Bytes>& names, const std::vector<Bytes>& subject = {}) {
  return certificate(pki::name(subject),
                     {pki::extension("2.5.29.17", subject.empty(), pki::sequence(names))});
}
inline x509::CertificatePtr authority(const Bytes& constraints) {
  return certificate(pki::name({common_name("CA")}), {pki::extension("2.5.29.30", true, constraints)});
}

}  // namespace certcheck::test
