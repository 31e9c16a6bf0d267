#include "certcheck/x509/algorithm.h"

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
