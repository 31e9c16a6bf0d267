#pragma once

#include "certcheck/lint/words.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <iterator>
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
  namespace oids = x509::oids;
  struct Size {
    der::Oid digest;
    size_t octets;
  };
  constexpr Size sizes[] = {{oids::sha1, 20},     {oids::sha256, 32},   {oids::sha384, 48},
                            {oids::sha512, 64},   {oids::sha224, 28},   {oids::md5, 16},
                            {oids::md2, 16},      {oids::md4, 16},      {oids::sha3_224, 28},
                            {oids::sha3_256, 32}, {oids::sha3_384, 48}, {oids::sha3_512, 64}};
  const auto* found = std::find_if(std::begin(sizes), std::end(sizes),
                                   [&id](const Size& size) { return size.digest == id.hash_algorithm.oid; });
  return found == std::end(sizes) ? 0 : found->octets;
}

// RFC 6960 4.1.1: issuerNameHash and issuerKeyHash are hashes by hashAlgorithm.
inline bool has_wrong_hash_size(const x509::CertificateId& id) {
  const size_t octets = hash_size(id);
  return octets != 0 && (id.issuer_name_hash.size() != octets || id.issuer_key_hash.size() != octets);
}
inline std::string wrong_hash_size(const x509::CertificateId& id) {
  return words("the hashes of the issuer's name and key have ", id.issuer_name_hash.size(), " and ",
               id.issuer_key_hash.size(), " bytes, not ", hash_size(id));
}

}  // namespace certcheck::lint::rfc6960
