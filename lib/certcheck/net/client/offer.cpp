#include "certcheck/net/client/offer.h"

#include "certcheck/net/client/cipher_suite.h"
#include "certcheck/net/client/detail/certificate_compression.h"
#include "certcheck/net/client/detail/key_share.h"
#include "certcheck/tls/code_points.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace certcheck::net {

using namespace tls;

namespace {

using Kind = KeyExchange::Kind;
using Mode = SuiteParameters::Mode;

// In the order of ordinary clients; the last ones beyond them, so that a server with such a key shows it (RFC
// 8446 4.4.2.2 lets it refuse otherwise).
const std::vector<uint16_t> ordinary_schemes{signature_scheme::ecdsa_secp256r1_sha256,
                                             signature_scheme::rsa_pss_rsae_sha256,
                                             signature_scheme::rsa_pkcs1_sha256,
                                             signature_scheme::ecdsa_secp384r1_sha384,
                                             signature_scheme::rsa_pss_rsae_sha384,
                                             signature_scheme::rsa_pkcs1_sha384,
                                             signature_scheme::ecdsa_secp521r1_sha512,
                                             signature_scheme::rsa_pss_rsae_sha512,
                                             signature_scheme::rsa_pkcs1_sha512,
                                             signature_scheme::ed25519,
                                             signature_scheme::ed448,
                                             signature_scheme::rsa_pss_pss_sha256,
                                             signature_scheme::rsa_pss_pss_sha384,
                                             signature_scheme::rsa_pss_pss_sha512,
                                             signature_scheme::ml_dsa_44,
                                             signature_scheme::ml_dsa_65,
                                             signature_scheme::ml_dsa_87,
                                             signature_scheme::ecdsa_brainpool_p256r1_tls13_sha256,
                                             signature_scheme::ecdsa_brainpool_p384r1_tls13_sha384,
                                             signature_scheme::ecdsa_brainpool_p512r1_tls13_sha512,
                                             signature_scheme::ecdsa_sha1,
                                             signature_scheme::rsa_pkcs1_sha1};

// Ordinary servers answer the hybrid or X25519 at once; the others ask for their group by a retry.
const std::vector<uint16_t> ordinary_groups{named_group::x25519_ml_kem_768,
                                            named_group::x25519,
                                            named_group::secp256r1,
                                            named_group::secp384r1,
                                            named_group::secp521r1,
                                            named_group::x448,
                                            named_group::secp256r1_ml_kem_768,
                                            named_group::secp384r1_ml_kem_1024,
                                            named_group::ml_kem_768,
                                            named_group::ml_kem_1024,
                                            named_group::ml_kem_512,
                                            named_group::brainpool_p256r1,
                                            named_group::brainpool_p384r1,
                                            named_group::brainpool_p512r1,
                                            named_group::brainpool_p256r1_tls13,
                                            named_group::brainpool_p384r1_tls13,
                                            named_group::brainpool_p512r1_tls13,
                                            named_group::ffdhe2048,
                                            named_group::ffdhe3072,
                                            named_group::ffdhe4096,
                                            named_group::ffdhe6144,
                                            named_group::ffdhe8192};

const std::vector<uint16_t> ordinary_extensions{
    tls_extension::server_name,
    tls_extension::extended_master_secret,
    tls_extension::renegotiation_info,
    tls_extension::supported_groups,
    tls_extension::ec_point_formats,
    tls_extension::session_ticket,
    tls_extension::alpn,
    tls_extension::status_request,
    tls_extension::signature_algorithms,
    tls_extension::signed_certificate_timestamp,
    tls_extension::key_share,
    tls_extension::psk_key_exchange_modes,
    tls_extension::supported_versions,
    tls_extension::compress_certificate,
    tls_extension::encrypt_then_mac,
    tls_extension::padding,
};

// Curves of characteristic 2 and of 160 bits, which Botan lacks.
constexpr uint16_t curves_for_certificates[] = {
    named_group::sect571r1, named_group::sect571k1, named_group::sect409r1, named_group::sect409k1,
    named_group::sect283r1, named_group::sect283k1, named_group::sect239k1, named_group::sect233r1,
    named_group::sect233k1, named_group::sect193r1, named_group::sect193r2, named_group::sect163k1,
    named_group::sect163r1, named_group::sect163r2, named_group::secp160k1, named_group::secp160r1,
    named_group::secp160r2};

// The pairs of TLS 1.2 have the kind of key in their second byte (RFC 5246 7.4.1.4.1), 3 for ECDSA.
ServerKey key_of_scheme(uint16_t scheme) {
  switch (scheme) {
    case signature_scheme::ed25519:
    case signature_scheme::ed448:
      return ServerKey::eddsa;
    case signature_scheme::ml_dsa_44:
    case signature_scheme::ml_dsa_65:
    case signature_scheme::ml_dsa_87:
      return ServerKey::ml_dsa;
    case signature_scheme::ecdsa_brainpool_p256r1_tls13_sha256:
    case signature_scheme::ecdsa_brainpool_p384r1_tls13_sha384:
    case signature_scheme::ecdsa_brainpool_p512r1_tls13_sha512:
      return ServerKey::ecdsa;
    default:
      return (scheme >> 8) != 0x08 && (scheme & 0xff) == 0x03 ? ServerKey::ecdsa : ServerKey::rsa;
  }
}

bool is_of_tls13(uint16_t id) {
  const CipherSuite* const suite = find_cipher_suite(id);
  return suite != nullptr && suite->method == CipherSuite::Method::tls13;
}

bool is_ephemeral(Kind kind) { return kind == Kind::ecdhe || kind == Kind::dhe; }

// The lower, the earlier: forward secrecy, then AEADs, then the method (ECDHE before DHE, ECDSA before RSA).
auto rank(const SuiteParameters& suite) {
  const bool aead = suite.mode == Mode::aead || suite.mode == Mode::chacha20;
  const bool ccm8 = suite.cipher.ends_with("CCM(8)");
  const bool triple_des = suite.cipher.starts_with("TripleDES");
  const bool common = suite.cipher.starts_with("AES") || suite.cipher.starts_with("ChaCha");
  return std::tuple(triple_des, ccm8, !is_ephemeral(suite.key_exchange), !aead, !common,
                    suite.key_exchange != Kind::ecdhe);
}

std::vector<uint16_t> sorted_suites(bool (*wanted)(const CipherSuite&, const SuiteParameters&)) {
  std::vector<std::pair<uint16_t, SuiteParameters>> found;
  for (const CipherSuite& registered : cipher_suites()) {
    const SuiteParameters suite = suite_parameters(registered.id);
    if (!suite.tls13 && wanted(registered, suite)) found.emplace_back(registered.id, suite);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return rank(a.second) < rank(b.second); });
  std::vector<uint16_t> ids;
  ids.reserve(found.size());
  std::transform(found.begin(), found.end(), std::back_inserter(ids),
                 [](const auto& each) { return each.first; });
  return ids;
}

// Under which a server shows a certificate.
bool shows_fresh_or_rsa(const CipherSuite& registered) {
  const bool shows = registered.key_exchange() == Kind::static_rsa || is_ephemeral(registered.key_exchange());
  return shows && !registered.has_psk();
}

bool ordinary_suite(const CipherSuite& registered, const SuiteParameters& suite) {
  if (!shows_fresh_or_rsa(registered) || suite.authentication == SuiteParameters::Authentication::dss)
    return false;
  const bool wanted = suite.mode == Mode::aead || suite.mode == Mode::chacha20 || suite.mode == Mode::cbc;
  const bool rare_cbc =
      suite.mode == Mode::cbc && !suite.cipher.starts_with("AES") && !suite.cipher.starts_with("TripleDES");
  return wanted && !rare_cbc && can_protect(suite);
}

bool legacy_suite(const CipherSuite& registered, const SuiteParameters& /*suite*/) {
  return shows_fresh_or_rsa(registered) || registered.key_exchange() == Kind::static_dh;
}

bool is_weak(uint16_t id) {
  const CipherSuite* suite = find_cipher_suite(id);
  return !suite || !suite->encrypts() || suite->is_below_112_bits() ||
         suite->cipher == CipherSuite::Cipher::rc4_128 || suite->key_exchange() == Kind::static_dh;
}

}  // namespace

bool Offer::has_version(uint16_t version) const {
  return std::find(versions.begin(), versions.end(), version) != versions.end();
}

void Offer::keep_versions(const std::vector<uint16_t>& wanted) {
  std::erase_if(versions, [&](uint16_t version) {
    return std::find(wanted.begin(), wanted.end(), version) == wanted.end();
  });
  const bool old = !versions.empty() && versions.back() < tls13_version;
  std::erase_if(cipher_suites,
                [&](uint16_t suite) { return is_of_tls13(suite) ? !has_version(tls13_version) : !old; });
}

void Offer::keep_server_key(ServerKey kind) {
  if (kind == ServerKey::any) return;
  certificate_signature_schemes = signature_schemes;
  extensions.insert(std::find(extensions.begin(), extensions.end(), tls_extension::signature_algorithms),
                    tls_extension::signature_algorithms_cert);
  std::erase_if(signature_schemes, [&](uint16_t scheme) { return key_of_scheme(scheme) != kind; });
  // ML-DSA is of TLS 1.3 alone; in older versions Ed25519 and Ed448 go with the suites of ECDSA (RFC
  // 8422 5.10).
  if (kind == ServerKey::ml_dsa) keep_versions({tls13_version});
  const auto wanted =
      kind == ServerKey::rsa ? CipherSuite::Authentication::rsa : CipherSuite::Authentication::ecdsa;
  std::erase_if(cipher_suites, [&](uint16_t id) {
    const CipherSuite* const suite = find_cipher_suite(id);
    return suite != nullptr && suite->method != CipherSuite::Method::tls13 &&
           suite->authentication() != wanted;
  });
  // Before TLS 1.2 there are no schemes, and an EdDSA key is none that a server can use.
  if (kind == ServerKey::eddsa) keep_versions({tls13_version, tls12_version});
}

std::vector<uint16_t> supported_groups(const std::vector<uint16_t>& groups) {
  std::vector<uint16_t> supported;
  std::copy_if(groups.begin(), groups.end(), std::back_inserter(supported), KeyShares::supports);
  return supported;
}

Offer ordinary_offer() {
  // The same for all connections, and not cheap to put together.
  static const std::vector<uint16_t> suites = [] {
    std::vector<uint16_t> all{cipher_suite::aes_128_gcm_sha256, cipher_suite::aes_256_gcm_sha384,
                              cipher_suite::chacha20_poly1305_sha256, cipher_suite::aes_128_ccm_sha256,
                              cipher_suite::aes_128_ccm_8_sha256};
    const auto old = sorted_suites(ordinary_suite);
    all.insert(all.end(), old.begin(), old.end());
    return all;
  }();
  static const std::vector<uint16_t> groups = supported_groups(ordinary_groups);
  Offer offer;
  offer.versions = {tls13_version, tls12_version, tls11_version, tls10_version};
  offer.cipher_suites = suites;
  offer.groups = groups;
  offer.key_shares = {named_group::x25519_ml_kem_768, named_group::x25519};
  offer.signature_schemes = ordinary_schemes;
  offer.certificate_compression = compression_algorithms();
  offer.extensions = ordinary_extensions;
  return offer;
}

Offer small_offer() {
  Offer offer = ordinary_offer();
  offer.groups = {named_group::x25519, named_group::secp256r1, named_group::secp384r1};
  offer.key_shares = {named_group::x25519};
  offer.cipher_suites = {cipher_suite::aes_128_gcm_sha256,
                         cipher_suite::aes_256_gcm_sha384,
                         cipher_suite::chacha20_poly1305_sha256,
                         cipher_suite::ecdhe_ecdsa_aes_128_gcm_sha256,
                         cipher_suite::ecdhe_rsa_aes_128_gcm_sha256,
                         cipher_suite::ecdhe_ecdsa_aes_256_gcm_sha384,
                         cipher_suite::ecdhe_rsa_aes_256_gcm_sha384,
                         cipher_suite::ecdhe_ecdsa_chacha20_poly1305_sha256,
                         cipher_suite::ecdhe_rsa_chacha20_poly1305_sha256,
                         cipher_suite::ecdhe_ecdsa_aes_128_cbc_sha,
                         cipher_suite::ecdhe_rsa_aes_128_cbc_sha,
                         cipher_suite::ecdhe_ecdsa_aes_256_cbc_sha,
                         cipher_suite::ecdhe_rsa_aes_256_cbc_sha,
                         cipher_suite::rsa_aes_128_gcm_sha256,
                         cipher_suite::rsa_aes_256_gcm_sha384,
                         cipher_suite::rsa_aes_128_cbc_sha,
                         cipher_suite::rsa_aes_256_cbc_sha};
  offer.certificate_compression.clear();
  std::erase(offer.extensions, tls_extension::encrypt_then_mac);
  return offer;
}

Offer plain_offer() {
  Offer offer = small_offer();
  offer.keep_versions({tls12_version, tls11_version, tls10_version});
  offer.groups = {named_group::secp256r1, named_group::secp384r1, named_group::x25519};
  offer.key_shares.clear();
  offer.signature_schemes = {
      signature_scheme::ecdsa_secp256r1_sha256, signature_scheme::rsa_pkcs1_sha256,
      signature_scheme::rsa_pss_rsae_sha256,    signature_scheme::ecdsa_secp384r1_sha384,
      signature_scheme::rsa_pkcs1_sha384,       signature_scheme::ecdsa_secp521r1_sha512,
      signature_scheme::rsa_pkcs1_sha512,       signature_scheme::ecdsa_sha1,
      signature_scheme::rsa_pkcs1_sha1};
  offer.extensions = {tls_extension::server_name,        tls_extension::supported_groups,
                      tls_extension::ec_point_formats,   tls_extension::signature_algorithms,
                      tls_extension::renegotiation_info, tls_extension::extended_master_secret};
  offer.compatibility_mode = false;
  return offer;
}

Offer legacy_offer(uint16_t newest) {
  static const std::vector<uint16_t> suites = [] {
    std::vector<uint16_t> strong, weak;
    for (const uint16_t id : sorted_suites(legacy_suite)) (is_weak(id) ? weak : strong).push_back(id);
    strong.insert(strong.end(), weak.begin(), weak.end());
    return strong;
  }();
  Offer offer;
  for (const uint16_t version : {tls12_version, tls11_version, tls10_version, ssl3_version})
    if (version <= newest) offer.versions.push_back(version);
  offer.cipher_suites = suites;
  offer.cipher_suites.push_back(renegotiation_info_scsv);  // RFC 5746 3.3, for who dislikes extensions
  offer.compatibility_mode = false;
  if (newest == ssl3_version) {
    offer.record_version = ssl3_version;
    return offer;
  }
  offer.groups = supported_groups({named_group::x25519, named_group::secp256r1, named_group::secp384r1,
                                   named_group::secp521r1, named_group::x448, named_group::brainpool_p256r1,
                                   named_group::brainpool_p384r1, named_group::brainpool_p512r1,
                                   named_group::secp256k1, named_group::secp224r1, named_group::secp192r1});
  // RFC 8422 5.3: a server shows a certificate of such a curve only to who names it. None can be agreed on
  // (the client will say that it lacks the curve), but the chain has been shown by then.
  for (const uint16_t group : curves_for_certificates) offer.groups.push_back(group);
  offer.extensions = {tls_extension::server_name, tls_extension::supported_groups,
                      tls_extension::ec_point_formats};
  if (newest >= tls12_version) {
    offer.signature_schemes = {signature_scheme::ecdsa_secp256r1_sha256,
                               signature_scheme::ecdsa_secp384r1_sha384,
                               signature_scheme::ecdsa_secp521r1_sha512,
                               signature_scheme::rsa_pss_rsae_sha256,
                               signature_scheme::rsa_pss_rsae_sha384,
                               signature_scheme::rsa_pss_rsae_sha512,
                               signature_scheme::ed25519,
                               signature_scheme::ed448,
                               signature_scheme::rsa_pss_pss_sha256,
                               signature_scheme::rsa_pss_pss_sha384,
                               signature_scheme::rsa_pss_pss_sha512,
                               signature_scheme::rsa_pkcs1_sha256,
                               signature_scheme::rsa_pkcs1_sha384,
                               signature_scheme::rsa_pkcs1_sha512,
                               signature_scheme::ecdsa_sha224,
                               signature_scheme::rsa_pkcs1_sha224,
                               signature_scheme::ecdsa_sha1,
                               signature_scheme::rsa_pkcs1_sha1,
                               signature_scheme::dsa_sha256,
                               signature_scheme::dsa_sha224,
                               signature_scheme::dsa_sha1,
                               signature_scheme::rsa_pkcs1_md5};
    offer.extensions.push_back(tls_extension::signature_algorithms);
  }
  return offer;
}

}  // namespace certcheck::net
