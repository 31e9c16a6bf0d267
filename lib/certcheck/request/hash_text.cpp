#include "certcheck/request/detail/hash_text.h"

#include "certcheck/base/encoding.h"

#include <algorithm>

namespace certcheck::request {

std::optional<Sha256> read_hash(std::string text) {
  std::erase(text, ':');
  const auto bytes = hex_decode(text);
  Sha256 hash;
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

}  // namespace certcheck::request
