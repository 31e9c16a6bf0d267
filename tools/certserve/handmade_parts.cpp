#include "certserve/handmade_parts.h"

#include "certcheck/tls/code_points.h"

#include "certserve/pki/key.h"

#include <botan/ec_group.h>
#include <botan/ecdh.h>
#include <botan/hash.h>
#include <botan/pubkey.h>
#include <botan/system_rng.h>
#include <botan/x25519.h>

namespace certcheck::certserve {

std::unique_ptr<HandmadeSession::Ephemeral> HandmadeSession::Ephemeral::make(uint16_t group) {
  auto made = std::make_unique<Ephemeral>();
  made->group = group;
  if (group == x25519_group) {
    auto key = std::make_unique<Botan::X25519_PrivateKey>(Botan::system_rng());
    made->share = key->public_value();
    made->key = std::move(key);
  } else {
    auto key = std::make_unique<Botan::ECDH_PrivateKey>(Botan::system_rng(),
                                                        Botan::EC_Group::from_name("secp256r1"));
    made->share = key->public_value();
    made->key = std::move(key);
  }
  return made;
}

Bytes HandmadeSession::Ephemeral::agree(ByteView peer) const {
  const Botan::PK_Key_Agreement agreement(*key, Botan::system_rng(), "Raw");
  const auto secret = agreement.derive_key(0, peer).bits_of();
  return {secret.begin(), secret.end()};
}

bool is_elliptic(std::string_view key) { return pki::Key::get(key).botan()->algo_name() != "RSA"; }

Signing sign_handshake(std::string_view key_name, uint16_t version, ByteView content) {
  const pki::Key& key = pki::Key::get(key_name);
  const std::string kind = key.botan()->algo_name();
  const auto sign = [&](std::string_view padding, ByteView message) {
    Botan::PK_Signer signer(
        *key.botan(), Botan::system_rng(), padding,
        kind == "ECDSA" ? Botan::Signature_Format::DerSequence : Botan::Signature_Format::Standard);
    return signer.sign_message(message, Botan::system_rng());
  };
  if (kind == "Ed25519") return {tls::signature_scheme::ed25519, sign("Pure", content)};
  if (kind == "ECDSA")
    return {tls::signature_scheme::ecdsa_secp256r1_sha256,
            sign(version < tls::tls12_version ? "SHA-1" : "SHA-256", content)};
  if (version < tls::tls12_version) {  // RFC 4346 7.4.3: both digests, without a DigestInfo
    Bytes digests = Botan::HashFunction::create_or_throw("MD5")->process<Bytes>(content);
    const Bytes second = Botan::HashFunction::create_or_throw("SHA-1")->process<Bytes>(content);
    digests.insert(digests.end(), second.begin(), second.end());
    return {0, sign("PKCS1v15(Raw)", digests)};
  }
  constexpr std::string_view pss = "PSS(SHA-256,MGF1,32)";
  if (key.is_rsa_pss()) return {tls::signature_scheme::rsa_pss_pss_sha256, sign(pss, content)};
  if (version == tls::tls13_version) return {tls::signature_scheme::rsa_pss_rsae_sha256, sign(pss, content)};
  return {tls::signature_scheme::rsa_pkcs1_sha256, sign("PKCS1v15(SHA-256)", content)};
}

}  // namespace certcheck::certserve
