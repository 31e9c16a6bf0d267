#include "certcheck/path/inherited_key.h"

#include "certcheck/der/writer.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/public_key_info.h"

#include <initializer_list>

namespace certcheck::path {
namespace {

/// What follows `element` in `whole`, both views of the same bytes.
ByteView after(ByteView whole, ByteView element) {
  return whole.subspan(static_cast<size_t>(element.data() + element.size() - whole.data()));
}

}  // namespace

bool lacks_parameters(const x509::SubjectPublicKeyInfo& key) {
  return key.algorithm.oid == x509::oids::dsa && key.algorithm.parameters.empty();
}

std::optional<InheritedKey> inherit_parameters(const x509::SubjectPublicKeyInfo& key,
                                               const x509::SubjectPublicKeyInfo& from) {
  if (from.algorithm.oid != x509::oids::dsa || from.algorithm.parameters.empty() || key.bytes.empty() ||
      key.algorithm.bytes.empty())
    return std::nullopt;
  // The AlgorithmIdentifier of `from` is the very one that is wanted: the same algorithm with parameters.
  InheritedKey inherited;
  const ByteView bits = after(key.bytes, key.algorithm.bytes);
  inherited.der = der::header(der::tag::sequence, from.algorithm.bytes.size() + bits.size());
  for (const ByteView part : {from.algorithm.bytes, bits})
    inherited.der.insert(inherited.der.end(), part.begin(), part.end());
  const auto read = x509::parse_public_key_info(inherited.der);
  if (!read) return std::nullopt;
  inherited.key = *read;
  return inherited;
}

x509::SubjectPublicKeyInfo working_key(std::span<const x509::CertificatePtr> path, size_t index) {
  x509::SubjectPublicKeyInfo key = path[index]->public_key;
  // Keys of other kinds in between end the search: there is nothing to inherit from them.
  while (lacks_parameters(key) && ++index < path.size() &&
         path[index]->public_key.algorithm.oid == x509::oids::dsa)
    key.algorithm.parameters = path[index]->public_key.algorithm.parameters;
  return key;
}

}  // namespace certcheck::path
