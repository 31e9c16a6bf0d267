#pragma once

#include "certserve/pki/certificate.h"

#include <string_view>

/// What presentations are made of: the CAs that most of them have, and sound certificates to spoil.
namespace certcheck::certserve::present {

inline const pki::Authority root_p256{"certcheck test root P-256", "root-p256"};
inline const pki::Authority upper_p256{"certcheck test upper CA P-256", "upper-p256"};
inline const pki::Authority issuing_p256{"certcheck test issuing CA P-256", "issuing-p256"};
inline const pki::Authority other_root{"certcheck test other root", "other-root-p256"};
inline const pki::Authority other_issuing{"certcheck test other issuing CA", "other-issuing-p256"};

inline constexpr std::string_view leaf_p256 = "leaf-p256";

inline pki::CertificateSpec leaf_spec(std::string_view host) {
  return pki::server_certificate(issuing_p256, leaf_p256, host);
}

inline pki::CertificateSpec issuing_spec() {
  pki::CertificateSpec spec = pki::authority_certificate(root_p256, issuing_p256);
  spec.basic_constraints->path_length = 0;
  return spec;
}

inline Bytes root() { return pki::issue(pki::root_certificate(root_p256)); }

}  // namespace certcheck::certserve::present
