#pragma once

#include "certcheck/lint/support/digest_oids.h"
#include "certcheck/x509/ocsp.h"

#include <fmt/format.h>

#include <string>
#include <tuple>

/// What requests and responses share: CertID (RFC 6960 4.1.1).
namespace certcheck::lint::rfc6960 {

/// Two that are the same identify the same certificate.
inline auto key_of(const x509::CertificateId& id) {
  return std::tuple(id.hash_algorithm.oid.content(), as_text(id.issuer_name_hash),
                    as_text(id.issuer_key_hash), as_text(id.serial));
}

/// How long the hashes of a known algorithm are, in bytes; 0 of others.
inline size_t hash_size(const x509::CertificateId& id) {
  const DigestOid* digest = find_digest(id.hash_algorithm.oid);
  return digest == nullptr ? 0 : digest->octets;
}

// RFC 6960 4.1.1: issuerNameHash and issuerKeyHash are hashes by hashAlgorithm.
inline bool has_wrong_hash_size(const x509::CertificateId& id) {
  const size_t octets = hash_size(id);
  return octets != 0 && (id.issuer_name_hash.size() != octets || id.issuer_key_hash.size() != octets);
}
inline std::string wrong_hash_size(const x509::CertificateId& id) {
  return fmt::format("the hashes of the issuer's name and key have {} and {} bytes, not {}",
                     id.issuer_name_hash.size(), id.issuer_key_hash.size(), hash_size(id));
}

}  // namespace certcheck::lint::rfc6960
