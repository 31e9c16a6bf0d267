#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/algorithm.h"

#include <optional>

/// RFC 5280 6.1.4 (d)-(f) and RFC 3279 2.3.2: a DSA key may leave out its parameters, which are then those of
/// the key that signed its certificate. Internal to path/.
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

}  // namespace certcheck::path
