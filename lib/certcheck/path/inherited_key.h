#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <optional>
#include <span>

/// RFC 5280 6.1.4 (d)-(f) and RFC 3279 2.3.2: a DSA key may leave out its parameters, which are then those of
/// the key that signed its certificate. Internal to path/ and revocation/.
namespace certcheck::path {

/// True for a DSA key without parameters.
bool lacks_parameters(const x509::SubjectPublicKeyInfo& key);

/// A key info and the bytes it views.
struct InheritedKey {
  Bytes der;
  x509::SubjectPublicKeyInfo key;
};

/// `key` with the parameters of `from`; nullopt if that has none to give. Moving the result keeps it valid.
std::optional<InheritedKey> inherit_parameters(const x509::SubjectPublicKeyInfo& key,
                                               const x509::SubjectPublicKeyInfo& from);

/// The key at `index` of a path, leaf first, with the parameters that it inherits from those above it: good
/// for verifying signatures on messages. Views the certificates; `bytes` are those of the key as it stands.
x509::SubjectPublicKeyInfo working_key(std::span<const x509::CertificatePtr> path, size_t index);

}  // namespace certcheck::path
