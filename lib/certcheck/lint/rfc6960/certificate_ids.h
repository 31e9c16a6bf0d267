#pragma once

#include "certcheck/der/reader.h"
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

// RFC 3370 2.1, RFC 4055 2.1: the parameters of a digest are absent, or NULL.
inline bool has_wrong_digest_parameters(const x509::CertificateId& id) {
  const ByteView parameters = id.hash_algorithm.parameters;
  const bool is_null = parameters.size() == 2 && parameters[0] == der::tag::null && parameters[1] == 0;
  return find_digest(id.hash_algorithm.oid) != nullptr && !parameters.empty() && !is_null;
}
inline std::string wrong_digest_parameters(const x509::CertificateId& id) {
  return fmt::format("hashAlgorithm is {} with parameters other than NULL",
                     find_digest(id.hash_algorithm.oid)->name);
}

}  // namespace certcheck::lint::rfc6960
