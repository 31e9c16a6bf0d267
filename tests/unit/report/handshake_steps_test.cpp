#include "certcheck/report/detail/handshake_steps.h"

#include "certcheck/tls/code_points.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace certcheck;
using report::StepDetails;
using report::StepValue;
namespace step = tls::step;

namespace {

StepDetails details_of(step::Message message, tls::Side from = tls::Side::server) {
  return report::step_details({.from = from, .at_ms = 0, .message = std::move(message), .probe = false});
}

std::optional<StepValue> find(const StepDetails& details, std::string_view key) {
  const auto found =
      std::find_if(details.begin(), details.end(), [&](const auto& entry) { return entry.first == key; });
  return found == details.end() ? std::nullopt : std::optional(found->second);
}

std::string meaning(step::Message message, tls::Side from = tls::Side::server) {
  return std::get<std::string>(details_of(std::move(message), from).front().second);
}

template <size_t... Index>
std::vector<step::Message> every_message(std::index_sequence<Index...> /*indices*/) {
  return {step::Message(std::in_place_index<Index>)...};
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("every message has a sentence of its own, before all else") {
  std::vector<std::string> sentences;
  for (const step::Message& message :
       every_message(std::make_index_sequence<std::variant_size_v<step::Message>>())) {
    for (const tls::Side from : {tls::Side::client, tls::Side::server}) {
      const StepDetails details = details_of(message, from);
      REQUIRE(details.front().first == "meaning");
      CHECK(std::get<std::string>(details.front().second).ends_with('.'));
    }
    sentences.push_back(meaning(message));
  }
  std::sort(sentences.begin(), sentences.end());
  CHECK(std::adjacent_find(sentences.begin(), sentences.end()) == sentences.end());
}

TEST_CASE("code points are shown by their names") {
  const auto hello = details_of(step::ClientHello{.versions = {tls::tls13_version, 0x0a0a},
                                                  .cipher_suites = {0x1301},
                                                  .groups = {tls::named_group::x25519},
                                                  .signature_schemes = {0x0804},
                                                  .extensions = {tls::tls_extension::alpn, 0x1234}});
  CHECK(find(hello, "versions") == StepValue(Texts{"TLS 1.3", "0x0a0a (GREASE)"}));
  CHECK(find(hello, "cipher_suites") == StepValue(Texts{"TLS_AES_128_GCM_SHA256"}));
  CHECK(find(hello, "groups") == StepValue(Texts{"x25519"}));
  CHECK(find(hello, "signature_schemes") == StepValue(Texts{"rsa_pss_rsae_sha256"}));
  CHECK(find(hello, "extensions") ==
        StepValue(Texts{"application_layer_protocol_negotiation", "0x1234 (unknown)"}));
}

TEST_CASE("what a server's hello up to TLS 1.2 agrees to is said, and what its random says") {
  step::ServerHello hello{.version = tls::tls12_version,
                          .cipher_suite = 0xc02f,
                          .extensions = {tls::tls_extension::extended_master_secret}};
  auto details = details_of(hello);
  CHECK(find(details, "cipher_suite_id") == StepValue(std::string("0xc02f")));
  CHECK(find(details, "extended_master_secret") == StepValue(true));
  CHECK(find(details, "encrypt_then_mac") == StepValue(false));
  CHECK_FALSE(find(details, "group"));
  CHECK_FALSE(find(details, "downgrade_mark"));
  const std::string_view mark("DOWNGRD\x01", 8);
  std::copy(mark.begin(), mark.end(), hello.random.end() - 8);
  CHECK(find(details_of(hello), "downgrade_mark") == StepValue(std::string("also supports TLS 1.3")));
  hello.version = tls::tls13_version;
  hello.group = tls::named_group::x25519;
  details = details_of(hello);
  CHECK_FALSE(find(details, "encrypt_then_mac"));
  CHECK(find(details, "group") == StepValue(std::string("x25519")));
}

TEST_CASE("how the keys were agreed is told by the group, the hash and the signature") {
  step::KeyAgreement agreement{
      .version = tls::tls12_version,
      .cipher_suite = 0xc030,
      .exchange = {.kind = tls::KeyExchange::Kind::dhe, .prime = tls::PrimeGroup::custom, .bits = 1024},
      .signature_scheme = tls::legacy_scheme::rsa_md5_sha1,
      .signature_valid = false};
  auto details = details_of(agreement, tls::Side::both);
  CHECK(meaning(agreement).find("a group of the server's own (1024 bits)") != std::string::npos);
  CHECK(find(details, "group") == StepValue(std::string("custom")));
  CHECK(find(details, "forward_secrecy") == StepValue(true));
  CHECK(find(details, "signature_scheme") == StepValue(std::string("rsa_pkcs1_md5_sha1")));
  CHECK(find(details, "signed_by") ==
        StepValue(std::string("another key than that of the server's certificate")));
  CHECK(std::get<std::string>(*find(details, "derivation")).starts_with("PRF with SHA-384: "));
  CHECK(find(details, "protects_data_with") == StepValue(std::string("AES_256_GCM_SHA384")));
  agreement = {.version = tls::tls13_version, .cipher_suite = 0x1303};
  details = details_of(agreement, tls::Side::both);
  CHECK(std::get<std::string>(*find(details, "derivation")).starts_with("HKDF with SHA-256: "));
  CHECK(find(details, "protects_data_with") == StepValue(std::string("CHACHA20_POLY1305_SHA256")));
  CHECK_FALSE(find(details, "group"));
  CHECK_FALSE(find(details, "extended_master_secret"));
}

TEST_CASE("an alert says who gives up, warns or closes") {
  CHECK(meaning(step::Alert{tls::alert::fatal, tls::alert::handshake_failure, true}) ==
        "The server aborts the handshake: handshake_failure.");
  CHECK(meaning(step::Alert{tls::alert::warning, tls::alert::unrecognized_name, false}, tls::Side::client) ==
        "The client warns: unrecognized_name.");
  CHECK(meaning(step::Alert{tls::alert::warning, tls::alert::close_notify, false}) ==
        "The server closes the connection properly.");
  CHECK(find(details_of(step::Alert{tls::alert::fatal, 255, true}), "description") ==
        StepValue(std::string("0xff (unknown)")));
}

TEST_CASE("a message that cannot be read shows that alone") {
  const auto keys = [](const StepDetails& details) {
    Texts names;
    for (const auto& [key, value] : details) names.push_back(key);
    return names;
  };
  const Texts expected{"meaning", "malformed"};
  CHECK(keys(details_of(step::ServerKeyExchange{.malformed = true})) == expected);
  CHECK(keys(details_of(step::CertificateVerify{.malformed = true})) == expected);
  CHECK(keys(details_of(step::NewSessionTicket{.malformed = true})) == expected);
}

TEST_CASE("what is known only afterwards comes last") {
  const StepDetails details = report::step_details(
      {.from = tls::Side::server,
       .at_ms = 0,
       .message = step::CertificateVerify{.signature_scheme = uint16_t{0x0403}, .signature_valid = true},
       .probe = true});
  REQUIRE(details.size() == 5);
  CHECK(details[3] == std::pair<std::string, StepValue>("probe", true));
  CHECK(details[4] == std::pair<std::string, StepValue>("signature_valid", true));
}

TEST_CASE("the certificates of either side are shown by their sizes") {
  const step::Certificate certificate{.sizes = {1000, 20}, .encrypted = true, .has_staple = true};
  const auto of_server = details_of(certificate);
  CHECK(find(of_server, "count") == StepValue(int64_t{2}));
  CHECK(find(of_server, "certificates") == StepValue(Texts{"1000 bytes", "20 bytes"}));
  CHECK(find(of_server, "ocsp_stapled") == StepValue(true));
  CHECK(find(of_server, "scts") == StepValue(false));
  CHECK_FALSE(find(details_of(certificate, tls::Side::client), "encrypted"));
  CHECK(meaning(step::Certificate{}, tls::Side::client).find("requested a client certificate") !=
        std::string::npos);
}
