#include "certcheck/x509/algorithm.h"

#include "certcheck/base/encoding.h"
#include "certcheck/x509/checks.h"

#include <algorithm>

namespace certcheck::x509 {

AlgorithmIdentifier read_algorithm(der::Reader& reader, std::string_view name) {
  AlgorithmIdentifier result;
  result.offset = reader.offset();
  const auto element = reader.item(der::tag::sequence, {}, name);
  if (!element) return result;
  result.bytes = element->bytes;
  auto fields = reader.enter(*element, name);
  const auto oid = fields.oid("algorithm");
  if (!oid) return result;
  result.oid = *oid;
  if (fields.at_end()) return result;
  if (const auto parameters = fields.any("parameters")) result.parameters = parameters->bytes;
  fields.finish();
  return result;
}

void check_same_algorithm(const der::Reader& reader, const AlgorithmIdentifier& inner,
                          const AlgorithmIdentifier& outer) {
  if (inner.bytes.empty() || outer.bytes.empty() || same_bytes(inner.bytes, outer.bytes)) return;
  const auto shown = [](const AlgorithmIdentifier& algorithm) {
    constexpr size_t max_octets = 64;
    const auto start = algorithm.bytes.first(std::min(algorithm.bytes.size(), max_octets));
    return algorithm.oid.to_string() + " (" + hex_encode(start) + ')';
  };
  reader.fault(checks::algorithm_mismatch, outer.offset,
               "the signed data has " + shown(inner) + ", signatureAlgorithm has " + shown(outer),
               "signatureAlgorithm");
}

SubjectPublicKeyInfo read_public_key_info(der::Reader& reader, std::string_view name) {
  SubjectPublicKeyInfo result;
  result.offset = reader.offset();
  const auto element = reader.item(der::tag::sequence, {}, name);
  if (!element) return result;
  result.bytes = element->bytes;
  auto fields = reader.enter(*element, name);
  result.algorithm = read_algorithm(fields, "algorithm");
  if (const auto key = fields.bit_string("subjectPublicKey")) result.key = *key;
  fields.finish();
  return result;
}

}  // namespace certcheck::x509
