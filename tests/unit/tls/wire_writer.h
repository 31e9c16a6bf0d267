#pragma once

#include "certcheck/base/bytes.h"

#include <cstdint>
#include <initializer_list>

/// Writes TLS messages byte by byte, right or wrong.
namespace certcheck::test {

inline Bytes join(std::initializer_list<Bytes> parts) {
  Bytes out;
  for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

inline Bytes number(size_t value, int size) {
  Bytes out;
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<uint8_t>(value >> shift));
  return out;
}

/// A vector with a length of 1, 2 or 3 bytes before it.
inline Bytes vector_of(int length_size, const Bytes& content) {
  return join({number(content.size(), length_size), content});
}

inline Bytes record(uint8_t type, const Bytes& content, uint16_t version = 0x0303) {
  return join({Bytes{type}, number(version, 2), vector_of(2, content)});
}

inline Bytes message(uint8_t type, const Bytes& body) { return join({Bytes{type}, vector_of(3, body)}); }

inline Bytes extension(uint16_t type, const Bytes& data) {
  return join({number(type, 2), vector_of(2, data)});
}

inline Bytes server_hello(uint16_t version, uint16_t suite, const Bytes& extensions = {},
                          const Bytes& random = Bytes(32, 7)) {
  return message(2, join({number(version, 2), random, vector_of(1, {}), number(suite, 2), Bytes{0},
                          extensions.empty() ? Bytes{} : vector_of(2, extensions)}));
}

/// A Certificate message up to TLS 1.2.
inline Bytes certificate_list(std::initializer_list<Bytes> certificates) {
  Bytes list;
  for (const Bytes& certificate : certificates) list = join({list, vector_of(3, certificate)});
  return message(11, vector_of(3, list));
}

}  // namespace certcheck::test
