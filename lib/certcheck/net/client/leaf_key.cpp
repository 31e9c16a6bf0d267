#include "certcheck/net/client/detail/leaf_key.h"

#include <botan/exceptn.h>
#include <botan/pk_keys.h>
#include <botan/x509_key.h>

#include <cstddef>
#include <cstdint>

namespace certcheck::net {

namespace {

constexpr uint8_t sequence_tag = 0x30, version_tag = 0xa0;

struct Element {
  uint8_t tag = 0;
  ByteView whole, content;
};

// The next element; `rest` is moved after it. Only tags and lengths that certificates have.
std::optional<Element> take(ByteView& rest) {
  if (rest.size() < 2) return std::nullopt;
  size_t header = 2, size = rest[1];
  if (size >= 0x80) {
    const size_t count = size & 0x7f;
    if (count == 0 || count > 4 || rest.size() < 2 + count) return std::nullopt;
    size = 0;
    for (size_t i = 0; i < count; ++i) size = size << 8 | rest[2 + i];
    header += count;
  }
  if (rest.size() - header < size) return std::nullopt;
  const Element element{rest[0], rest.first(header + size), rest.subspan(header, size)};
  rest = rest.subspan(header + size);
  return element;
}

}  // namespace

std::optional<ByteView> subject_public_key_info(ByteView certificate) {
  const auto outer = take(certificate);
  if (!outer || outer->tag != sequence_tag) return std::nullopt;
  ByteView rest = outer->content;
  const auto tbs = take(rest);
  if (!tbs || tbs->tag != sequence_tag) return std::nullopt;
  rest = tbs->content;
  if (!rest.empty() && rest[0] == version_tag && !take(rest)) return std::nullopt;
  // serialNumber, signature, issuer, validity, subject
  for (int i = 0; i < 5; ++i)
    if (!take(rest)) return std::nullopt;
  const auto key = take(rest);
  if (!key || key->tag != sequence_tag) return std::nullopt;
  return key->whole;
}

std::optional<unsigned> rsa_bits(ByteView key_info) {
  try {
    const auto key = Botan::X509::load_key(key_info);
    if (key->algo_name() == "RSA") return static_cast<unsigned>(key->key_length());
  } catch (const Botan::Exception&) {
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace certcheck::net
