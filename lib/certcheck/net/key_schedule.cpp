#include "certcheck/net/key_schedule.h"

#include <botan/exceptn.h>
#include <botan/kdf.h>

#include <cstdint>
#include <string>

namespace certcheck {

Bytes expand_label(std::string_view hash, ByteView secret, std::string_view label, size_t size) {
  const std::string full = "tls13 " + std::string(label);
  Bytes info{static_cast<uint8_t>(size >> 8), static_cast<uint8_t>(size), static_cast<uint8_t>(full.size())};
  info.insert(info.end(), full.begin(), full.end());
  info.push_back(0);
  try {
    const auto expand = Botan::KDF::create_or_throw("HKDF-Expand(" + std::string(hash) + ")");
    return expand->derive_key<Bytes>(size, secret, ByteView{}, info);
  } catch (const Botan::Exception&) {
    return {};
  }
}

}  // namespace certcheck
