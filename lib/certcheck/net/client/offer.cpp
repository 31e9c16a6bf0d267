#include "certcheck/net/client/offer.h"

#include "certcheck/net/client/certificate_compression.h"
#include "certcheck/net/client/cipher_suite.h"
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
const std::vector<uint16_t> ordinary_schemes{0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0603, 0x0806,
                                             0x0601, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0904, 0x0905,
                                             0x0906, 0x081a, 0x081b, 0x081c, 0x0203, 0x0201};

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
                [&](uint16_t suite) { return (suite >> 8) == 0x13 ? !has_version(tls13_version) : !old; });
}

std::vector<uint16_t> supported_groups(const std::vector<uint16_t>& groups) {
  std::vector<uint16_t> supported;
  std::copy_if(groups.begin(), groups.end(), std::back_inserter(supported), KeyShares::supports);
  return supported;
}

Offer ordinary_offer() {
  // The same for all connections, and not cheap to put together.
  static const std::vector<uint16_t> suites = [] {
    std::vector<uint16_t> all{0x1301, 0x1302, 0x1303, 0x1304, 0x1305};
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
  offer.cipher_suites = {0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8,
                         0xc009, 0xc013, 0xc00a, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035};
  offer.certificate_compression.clear();
  std::erase(offer.extensions, tls_extension::encrypt_then_mac);
  return offer;
}

Offer plain_offer() {
  Offer offer = small_offer();
  offer.keep_versions({tls12_version, tls11_version, tls10_version});
  offer.groups = {named_group::secp256r1, named_group::secp384r1, named_group::x25519};
  offer.key_shares.clear();
  offer.signature_schemes = {0x0403, 0x0401, 0x0804, 0x0503, 0x0501, 0x0603, 0x0601, 0x0203, 0x0201};
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
  for (const uint16_t version : {tls12_version, tls11_version, tls10_version, ssl3_version}) {
    if (version <= newest) offer.versions.push_back(version);
  }
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
  offer.extensions = {tls_extension::server_name, tls_extension::supported_groups,
                      tls_extension::ec_point_formats};
  if (newest >= tls12_version) {
    offer.signature_schemes = {0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0807, 0x0808,
                               0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601, 0x0303, 0x0301,
                               0x0203, 0x0201, 0x0402, 0x0302, 0x0202, 0x0101};
    offer.extensions.push_back(tls_extension::signature_algorithms);
  }
  return offer;
}

}  // namespace certcheck::net
