#include "certcheck/scan/detail/all_certificates.h"

#include "certcheck/net/client/cipher_suite.h"
#include "certcheck/tls/code_points.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace certcheck;
using net::ServerKey;

namespace {

tls::HandshakeRecord record_of(std::vector<Bytes> certificates) {
  tls::HandshakeRecord record;
  record.certificates = std::move(certificates);
  return record;
}

net::Offer offer_for(ServerKey kind) {
  net::Offer offer = net::ordinary_offer();
  offer.keep_server_key(kind);
  return offer;
}

bool has_extension(const net::Offer& offer, uint16_t extension) {
  return std::find(offer.extensions.begin(), offer.extensions.end(), extension) != offer.extensions.end();
}

bool has_suite(const net::Offer& offer, uint16_t suite) {
  return std::find(offer.cipher_suites.begin(), offer.cipher_suites.end(), suite) !=
         offer.cipher_suites.end();
}

constexpr uint16_t ecdsa_suite = 0xc02b, rsa_suite = 0xc02f, static_rsa_suite = 0x009c, tls13_suite = 0x1301;

}  // namespace

TEST_CASE("every scheme and suite of an ordinary offer is of one kind of key") {
  const net::Offer ordinary = net::ordinary_offer();
  size_t schemes = 0;
  for (const ServerKey kind : {ServerKey::rsa, ServerKey::ecdsa, ServerKey::eddsa, ServerKey::ml_dsa}) {
    const net::Offer offer = offer_for(kind);
    schemes += offer.signature_schemes.size();
    CHECK(offer.certificate_signature_schemes == ordinary.signature_schemes);
    CHECK(has_extension(offer, tls::tls_extension::signature_algorithms_cert));
    CHECK(has_suite(offer, tls13_suite));
  }
  CHECK(schemes == ordinary.signature_schemes.size());
  CHECK(offer_for(ServerKey::any).signature_schemes == ordinary.signature_schemes);
  CHECK_FALSE(has_extension(offer_for(ServerKey::any), tls::tls_extension::signature_algorithms_cert));
}

TEST_CASE("an offer for one kind of key leaves a server no other") {
  const net::Offer rsa = offer_for(ServerKey::rsa);
  CHECK(std::find(rsa.signature_schemes.begin(), rsa.signature_schemes.end(), 0x0804) !=
        rsa.signature_schemes.end());
  CHECK(std::find(rsa.signature_schemes.begin(), rsa.signature_schemes.end(), 0x0403) ==
        rsa.signature_schemes.end());
  CHECK(has_suite(rsa, rsa_suite));
  CHECK(has_suite(rsa, static_rsa_suite));
  CHECK_FALSE(has_suite(rsa, ecdsa_suite));
  const net::Offer ecdsa = offer_for(ServerKey::ecdsa);
  CHECK(has_suite(ecdsa, ecdsa_suite));
  CHECK_FALSE(has_suite(ecdsa, rsa_suite));
  CHECK_FALSE(has_suite(ecdsa, static_rsa_suite));
  CHECK(offer_for(ServerKey::eddsa).signature_schemes == std::vector<uint16_t>{0x0807, 0x0808});
  CHECK(offer_for(ServerKey::ml_dsa).versions == std::vector<uint16_t>{tls::tls13_version});
}

TEST_CASE("a certificate is reported once, and the first answer in any case") {
  using Places = std::vector<size_t>;
  CHECK(scan::distinct({record_of({}), record_of({}), record_of({})}) == Places{0});
  CHECK(scan::distinct({record_of({{1}}), record_of({{2}, {9}}), record_of({{1}}), record_of({{2}})}) ==
        Places{0, 1});
  CHECK(scan::distinct({record_of({}), record_of({{2}}), record_of({{3}})}) == Places{0, 1, 2});
}
