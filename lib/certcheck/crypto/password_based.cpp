#include "certcheck/crypto/password_based.h"

#include "certcheck/crypto/detail/botan_names.h"

#include <botan/cipher_mode.h>
#include <botan/exceptn.h>
#include <botan/mac.h>
#include <botan/pwdhash.h>
#include <botan/secmem.h>

#include <array>
#include <memory>
#include <string>

namespace certcheck::crypto {
namespace {

struct CipherFacts {
  const char* botan;
  size_t key_size, block_size;
};

constexpr std::array<CipherFacts, 4> ciphers{{{"AES-128/CBC/PKCS7", 16, 16},
                                              {"AES-192/CBC/PKCS7", 24, 16},
                                              {"AES-256/CBC/PKCS7", 32, 16},
                                              {"TripleDES/CBC/PKCS7", 24, 8}}};

const CipherFacts& facts_of(Cipher cipher) { return ciphers[static_cast<size_t>(cipher)]; }

/// Bytes in a block of the digest's compression function; 0 for those that PKCS#12 is not used with.
size_t digest_block_size(Digest digest) {
  switch (digest) {
    case Digest::sha1:
    case Digest::sha224:
    case Digest::sha256:
      return 64;
    case Digest::sha384:
    case Digest::sha512:
      return 128;
    default:
      return 0;
  }
}

/// `bytes` repeated to a multiple of the block that holds them once (RFC 7292 B.2 steps 2 and 3).
Bytes repeated(ByteView bytes, size_t block) {
  Bytes out((bytes.size() + block - 1) / block * block);
  for (size_t i = 0; i < out.size(); ++i) out[i] = bytes[i % bytes.size()];
  return out;
}

/// RFC 7292 B.2 step 6 C: each block of I becomes itself plus B plus one, modulo 2^(8v).
void add_to_blocks(Bytes& blocks, const Bytes& b) {
  for (size_t start = 0; start < blocks.size(); start += b.size()) {
    unsigned carry = 1;
    for (size_t i = b.size(); i-- > 0;) {
      carry += blocks[start + i] + unsigned{b[i]};
      blocks[start + i] = static_cast<uint8_t>(carry);
      carry >>= 8;
    }
  }
}

}  // namespace

size_t key_size(Cipher cipher) { return facts_of(cipher).key_size; }

size_t block_size(Cipher cipher) { return facts_of(cipher).block_size; }

std::optional<Bytes> pbkdf2(Digest digest, ByteView password, ByteView salt, size_t iterations, size_t size) {
  if (botan_name(digest).empty() || iterations == 0) return std::nullopt;
  const auto family =
      Botan::PasswordHashFamily::create("PBKDF2(HMAC(" + std::string(botan_name(digest)) + "))");
  if (!family) return std::nullopt;
  Bytes out(size);
  family->from_params(iterations)
      ->derive_key(out.data(), out.size(), reinterpret_cast<const char*>(password.data()), password.size(),
                   salt.data(), salt.size());
  return out;
}

std::optional<Bytes> pkcs12_derive(Digest which, Pkcs12Use use, ByteView password, ByteView salt,
                                   size_t iterations, size_t size) {
  const size_t block = digest_block_size(which);
  if (block == 0 || iterations == 0) return std::nullopt;
  Bytes input = repeated(salt, block);
  const Bytes of_password = repeated(password, block);
  input.insert(input.end(), of_password.begin(), of_password.end());
  Bytes out;
  while (out.size() < size) {
    Bytes first(block, static_cast<uint8_t>(use));
    first.insert(first.end(), input.begin(), input.end());
    auto value = digest(which, first);
    for (size_t i = 1; value && i < iterations; ++i) value = digest(which, *value);
    if (!value) return std::nullopt;
    out.insert(out.end(), value->begin(), value->end());
    add_to_blocks(input, repeated(*value, block));
  }
  out.resize(size);
  return out;
}

std::optional<Bytes> hmac(Digest digest, ByteView key, ByteView data) {
  const auto mac =
      botan_name(digest).empty()
          ? nullptr
          : Botan::MessageAuthenticationCode::create("HMAC(" + std::string(botan_name(digest)) + ")");
  if (!mac) return std::nullopt;
  mac->set_key(key);
  mac->update(data);
  Bytes out(mac->output_length());
  mac->final(out);
  return out;
}

std::optional<Bytes> decrypt_cbc(Cipher cipher, ByteView key, ByteView iv, ByteView data) {
  const CipherFacts& facts = facts_of(cipher);
  if (key.size() != facts.key_size || iv.size() != facts.block_size || data.empty() ||
      data.size() % facts.block_size != 0)
    return std::nullopt;
  const auto mode = Botan::Cipher_Mode::create(facts.botan, Botan::Cipher_Dir::Decryption);
  if (!mode) return std::nullopt;
  Botan::secure_vector<uint8_t> buffer(data.begin(), data.end());
  try {
    mode->set_key(key);
    mode->start(iv);
    mode->finish(buffer);
  } catch (const Botan::Decoding_Error&) {
    return std::nullopt;  // the padding
  } catch (const Botan::Invalid_Argument&) {
    return std::nullopt;
  }
  return Bytes(buffer.begin(), buffer.end());
}

}  // namespace certcheck::crypto
