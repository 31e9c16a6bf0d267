#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"

namespace certcheck::x509 {

/// RFC 5280 4.1.1.2, as encoded.
struct AlgorithmIdentifier {
  ByteView bytes;  ///< the whole element
  der::Oid oid;
  ByteView parameters;  ///< the whole element; empty if absent
  size_t offset = 0;
};

AlgorithmIdentifier read_algorithm(der::Reader& reader, std::string_view name);

/// Records checks::algorithm_mismatch unless both, as far as they could be read, are the same bytes.
void check_same_algorithm(const der::Reader& reader, const AlgorithmIdentifier& inner,
                          const AlgorithmIdentifier& outer);

/// RFC 5280 4.1.2.7, as encoded.
struct SubjectPublicKeyInfo {
  ByteView bytes;  ///< the whole element: what a key identifier or pin covers
  AlgorithmIdentifier algorithm;
  der::BitString key;
  size_t offset = 0;
};

SubjectPublicKeyInfo read_public_key_info(der::Reader& reader, std::string_view name);

}  // namespace certcheck::x509
