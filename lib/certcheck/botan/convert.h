#pragma once

#include "certcheck/base/result.h"
#include "certcheck/x509/certificate.h"

#include <botan/exceptn.h>
#include <botan/x509cert.h>

#include <memory>
#include <string>

namespace certcheck::botan {

/// The same certificate as certcheck reads it. Botan encodes anew what it parsed, so for certificates that
/// are no proper DER the bytes, and with them the fingerprint, can differ from those received.
inline x509::CertificatePtr from_botan(const Botan::X509_Certificate& certificate) {
  return x509::parse_certificate(certificate.BER_encode());
}

/// The same certificate as Botan reads it; an error (unreadable) with Botan's reason if it refuses the
/// certificate.
inline Result<Botan::X509_Certificate> to_botan(const x509::Certificate& certificate) {
  try {
    return Botan::X509_Certificate(certificate.der);
  } catch (const Botan::Exception& refused) {
    return Error{Error::Kind::unreadable, std::string("Botan refuses the certificate: ") + refused.what()};
  }
}

}  // namespace certcheck::botan
