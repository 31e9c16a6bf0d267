#include "certcheck/crypto/digest.h"

#include "certcheck/crypto/detail/botan_names.h"

#include <botan/build.h>
#include <botan/hash.h>

#include <array>
#include <memory>

#if !defined(BOTAN_HAS_SHA_256)
#error "certcheck identifies everything by SHA-256: build Botan with sha2_32"
#endif

namespace certcheck::crypto {
namespace {

struct DigestRow {
  std::string_view name;   ///< for people
  std::string_view botan;  ///< empty if not built in
  size_t bytes;            ///< of output
};

/// In the order of Digest.
constexpr std::array<DigestRow, static_cast<size_t>(Digest::shake256) + 1> digest_rows{{
    {"", "", 0},
    {"MD2", "", 16},
    {"MD4", "", 16},
    {"MD5", "MD5", 16},
    {"SHA-1", "SHA-1", 20},
    {"SHA-224", "SHA-224", 28},
    {"SHA-256", "SHA-256", 32},
    {"SHA-384", "SHA-384", 48},
    {"SHA-512", "SHA-512", 64},
    {"SHA3-224", "SHA-3(224)", 28},
    {"SHA3-256", "SHA-3(256)", 32},
    {"SHA3-384", "SHA-3(384)", 48},
    {"SHA3-512", "SHA-3(512)", 64},
    {"SHAKE128", "SHAKE-128(256)", 32},
    {"SHAKE256", "SHAKE-256(512)", 64},
}};

const DigestRow& row_of(Digest digest) { return digest_rows[static_cast<size_t>(digest)]; }

/// One object per thread and digest: creating one costs more than hashing a certificate. Null if Botan has
/// none.
Botan::HashFunction* hash_function(Digest which) {
  thread_local std::array<std::unique_ptr<Botan::HashFunction>, digest_rows.size()> functions;
  auto& function = functions[static_cast<size_t>(which)];
  if (!function && !row_of(which).botan.empty()) function = Botan::HashFunction::create(row_of(which).botan);
  return function.get();
}

}  // namespace

std::string_view to_string(Digest digest) { return row_of(digest).name; }

size_t digest_size(Digest digest) { return row_of(digest).bytes; }

std::string_view botan_name(Digest digest) { return row_of(digest).botan; }

std::optional<Bytes> digest(Digest which, ByteView data) {
  Botan::HashFunction* const function = hash_function(which);
  if (function == nullptr) return std::nullopt;
  Bytes out(function->output_length());
  function->update(data);
  function->final(out);
  return out;
}

Sha256 sha256(ByteView data) {
  Sha256 out;
  Botan::HashFunction& function = *hash_function(Digest::sha256);
  function.update(data);
  function.final(out);
  return out;
}

}  // namespace certcheck::crypto
