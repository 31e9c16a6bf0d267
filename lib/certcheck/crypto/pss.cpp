#include "certcheck/crypto/detail/pss.h"

#include "certcheck/crypto/digest.h"

#include <botan/bigint.h>
#include <botan/numthry.h>
#include <botan/rsa.h>
#include <botan/xof.h>

#include <algorithm>
#include <array>

namespace certcheck::crypto {
namespace {

bool is_shake(Digest digest) { return digest == Digest::shake128 || digest == Digest::shake256; }

/// RFC 8017 B.2.1; RFC 8692 4.2.1 for SHAKE, whose output is the mask.
Bytes make_mask(Digest which, ByteView seed, size_t size) {
  Bytes mask;
  if (is_shake(which)) {
    const auto xof = Botan::XOF::create_or_throw(which == Digest::shake128 ? "SHAKE-128" : "SHAKE-256");
    xof->update(seed);
    return xof->output_stdvec(size);
  }
  Bytes block = to_bytes(seed);
  block.resize(seed.size() + 4);
  for (uint32_t counter = 0; mask.size() < size; ++counter) {
    for (size_t i = 0; i < 4; ++i)
      block[seed.size() + i] = static_cast<uint8_t>(counter >> (24 - 8 * static_cast<unsigned>(i)));
    const auto part = digest(which, block);
    if (!part) return {};
    mask.insert(mask.end(), part->begin(), part->end());
  }
  mask.resize(size);
  return mask;
}

class PssChecker final : public SignatureChecker {
 public:
  PssChecker(const Botan::RSA_PublicKey& key, const SignatureFacts& signature)
      : key_(key),
        digest_(signature.digest),
        mgf_digest_(signature.mgf_digest),
        salt_length_(signature.salt_length) {}

  /// RFC 8017 8.1.2 and 9.1.2, by the names and numbers of its steps.
  bool check(ByteView message, ByteView signature) override {
    const Botan::BigInt& n = key_.get_n();
    const Botan::BigInt s = Botan::BigInt::from_bytes(signature);
    if (s >= n) return false;
    const Botan::BigInt m = Botan::power_mod(s, key_.get_e(), n);
    const size_t bits = n.bits() - 1, size = (bits + 7) / 8;
    if (m.bytes() > size) return false;
    Bytes em(size);
    m.serialize_to(em);

    const auto hash = digest(digest_, message);                         // 2
    if (!hash || size < hash->size() + salt_length_ + 2) return false;  // 3
    if (em.back() != 0xbc) return false;                                // 4
    const size_t db_size = size - hash->size() - 1;
    const ByteView masked_db = ByteView(em).first(db_size), h = ByteView(em).subspan(db_size, hash->size());
    const auto kept = static_cast<uint8_t>(0xff >> (8 * size - bits));
    if ((masked_db[0] & ~kept & 0xff) != 0) return false;  // 6
    Bytes db = make_mask(mgf_digest_, h, db_size);         // 7
    if (db.size() != db_size) return false;
    std::transform(db.begin(), db.end(), masked_db.begin(), db.begin(),
                   [](uint8_t a, uint8_t b) { return static_cast<uint8_t>(a ^ b); });  // 8
    db[0] &= kept;                                                                     // 9
    const auto salt = db.end() - static_cast<std::ptrdiff_t>(salt_length_);
    if (*(salt - 1) != 1 || std::any_of(db.begin(), salt - 1, [](uint8_t b) { return b != 0; }))  // 10
      return false;
    Bytes last(8);  // 12
    last.insert(last.end(), hash->begin(), hash->end());
    last.insert(last.end(), salt, db.end());
    const auto again = digest(digest_, last);
    return again && same_bytes(*again, h);
  }

 private:
  const Botan::RSA_PublicKey& key_;
  Digest digest_, mgf_digest_;
  size_t salt_length_;  ///< bytes
};

}  // namespace

bool pss_is_plain(const SignatureFacts& signature) {
  return signature.digest == signature.mgf_digest && !is_shake(signature.digest);
}

std::unique_ptr<SignatureChecker> make_pss_checker(const Botan::RSA_PublicKey& key,
                                                   const SignatureFacts& signature) {
  return std::make_unique<PssChecker>(key, signature);
}

}  // namespace certcheck::crypto
