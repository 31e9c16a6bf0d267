#include "certserve/pki/deterministic_ecdsa.h"

#include "certserve/pki/der_builder.h"

#include <botan/ec_group.h>
#include <botan/ec_scalar.h>
#include <botan/ecc_key.h>
#include <botan/hash.h>
#include <botan/mac.h>
#include <botan/system_rng.h>

#include <memory>
#include <string>

namespace certcheck::pki {
namespace {

// RFC 6979 3.2: candidates for k out of HMAC, seeded with the private key and the hashed message.
class NonceGenerator {
 public:
  NonceGenerator(std::string_view digest, ByteView private_key, ByteView message_representative)
      : mac_(Botan::MessageAuthenticationCode::create_or_throw("HMAC(" + std::string(digest) + ")")),
        value_(mac_->output_length(), 0x01),
        key_(mac_->output_length(), 0x00) {
    for (const uint8_t separator : {uint8_t{0x00}, uint8_t{0x01}})
      update_key(separator, private_key, message_representative);
  }

  // Steps h.1 and h.2; the curves here have orders of a whole number of bytes, so no bits are cut off.
  Bytes next(size_t size) {
    Bytes candidate;
    while (candidate.size() < size) {
      value_ = mac({value_});
      candidate.insert(candidate.end(), value_.begin(), value_.end());
    }
    candidate.resize(size);
    return candidate;
  }

  void reject() { update_key(0x00, {}, {}); }

 private:
  void update_key(uint8_t separator, ByteView first, ByteView second) {
    key_ = mac({value_, Bytes{separator}, to_bytes(first), to_bytes(second)});
    value_ = mac({value_});
  }

  Bytes mac(std::initializer_list<Bytes> parts) {
    mac_->set_key(key_);
    for (const Bytes& part : parts) mac_->update(part);
    return mac_->final_stdvec();
  }

  std::unique_ptr<Botan::MessageAuthenticationCode> mac_;
  Bytes value_;
  Bytes key_;
};

}  // namespace

Bytes sign_deterministic_ecdsa(const Botan::EC_PrivateKey& key, ByteView message, std::string_view digest) {
  const Botan::EC_Group& group = key.domain();
  const size_t size = group.get_order_bytes();
  const auto hash = Botan::HashFunction::create_or_throw(digest)->process<Bytes>(message);
  const Botan::EC_Scalar e = Botan::EC_Scalar::from_bytes_with_trunc(group, hash);
  const Botan::EC_Scalar d = Botan::EC_Scalar::deserialize(group, key.raw_private_key_bits()).value();

  NonceGenerator nonces(digest, d.serialize<Bytes>(), e.serialize<Bytes>());
  for (;; nonces.reject()) {
    const auto k = Botan::EC_Scalar::deserialize(group, nonces.next(size));  // none if 0 or >= the order
    if (!k) continue;
    const Botan::EC_Scalar r = Botan::EC_Scalar::gk_x_mod_order(*k, Botan::system_rng());
    const Botan::EC_Scalar s = k->invert() * (e + r * d);
    if (r.is_nonzero() && s.is_nonzero())
      return sequence({unsigned_integer(r.serialize<Bytes>()), unsigned_integer(s.serialize<Bytes>())});
  }
}

}  // namespace certcheck::pki
