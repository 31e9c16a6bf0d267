#pragma once

#include "certcheck/x509/oids.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

/// Digests by their object identifiers, for hashes that are given with their algorithm.
namespace certcheck::lint {

struct DigestOid {
  der::Oid oid;
  std::string_view name;
  size_t octets;  ///< of a hash by it
};

/// Null if it is not known.
inline const DigestOid* find_digest(der::Oid oid) {
  namespace oids = x509::oids;
  static constexpr DigestOid known[] = {
      {oids::sha1, "SHA-1", 20},        {oids::sha256, "SHA-256", 32},    {oids::sha384, "SHA-384", 48},
      {oids::sha512, "SHA-512", 64},    {oids::sha224, "SHA-224", 28},    {oids::md5, "MD5", 16},
      {oids::md2, "MD2", 16},           {oids::md4, "MD4", 16},           {oids::sha3_224, "SHA3-224", 28},
      {oids::sha3_256, "SHA3-256", 32}, {oids::sha3_384, "SHA3-384", 48}, {oids::sha3_512, "SHA3-512", 64}};
  const auto* found = std::find_if(std::begin(known), std::end(known),
                                   [oid](const DigestOid& each) { return each.oid == oid; });
  return found == std::end(known) ? nullptr : found;
}

/// MD2, MD4 or MD5 (RFC 6149, 6150, 6151).
inline bool is_broken_digest(der::Oid oid) {
  namespace oids = x509::oids;
  return oid == oids::md5 || oid == oids::md4 || oid == oids::md2;
}

}  // namespace certcheck::lint
