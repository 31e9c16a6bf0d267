// Handshakes of every kind with `openssl s_server`.
#include "net_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using Kind = tls::KeyExchange::Kind;
using Words = std::vector<std::string>;

namespace {

const ServerIdentity& rsa() {
  static const ServerIdentity identity("leaf-rsa");
  return identity;
}

const ServerIdentity& p256() {
  static const ServerIdentity identity("leaf-p256");
  return identity;
}

}  // namespace

TEST_CASE("TLS 1.3: every message is seen, in order, with the chain as sent") {
  // OpenSSL 3.5 would choose the hybrid.
  OpenSslServer server(p256(), {"-tls1_3", "-groups", "X25519", "-alpn", "http/1.1", "-rev"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(record.error);
  REQUIRE(record.completed);
  CHECK(record.failure == tls::HandshakeFailure::none);
  CHECK(record.version == tls::tls13_version);
  CHECK(record.certificates == p256().chain);
  CHECK(record.sni == server_host);
  CHECK(record.alpn == "http/1.1");
  CHECK(record.address == "127.0.0.1");
  CHECK(record.port == server.port);
  CHECK(record.signature_scheme == 0x0403);
  CHECK_FALSE(record.resumed);
  CHECK_FALSE(record.client_certificate.requested);
  REQUIRE(record.key_exchange);
  CHECK(record.key_exchange->kind == Kind::ecdhe);
  CHECK(record.key_exchange->group == tls::named_group::x25519);
  CHECK(record.key_exchange->bits == 255);
  CHECK(step_names(record) == Words{"c:client_hello", "s:server_hello", "s:encrypted_extensions",
                                    "s:certificate", "s:certificate_verify", "s:finished", "key_agreement",
                                    "c:finished", "s:application_data", "c:alert"});
  CHECK(find_step(record, "certificate_verify")->as<tls::step::CertificateVerify>()->signature_valid == true);
  CHECK(text_of(find_step(record, "key_agreement", tls::Side::both), "signed_by") ==
        "the key of the server's certificate");
  CHECK(find_step(record, "certificate")->as<tls::step::Certificate>()->encrypted);
  double last = 0;
  for (const tls::HandshakeStep& step : record.steps) {
    CHECK(step.at_ms >= last);
    last = step.at_ms;
    CHECK_FALSE(text_of(&step, "meaning").empty());
  }
}

TEST_CASE("TLS 1.3 with each suite") {
  const std::string suite =
      GENERATE("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
               "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256");
  // OpenSSL 3.2 and later offer CCM_8 at security level 0 alone.
  OpenSslServer server(p256(), {"-tls1_3", "-ciphersuites", suite, "-cipher", "DEFAULT@SECLEVEL=0"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(suite, record.error);
  CHECK(record.completed);
  CHECK(tls::cipher_suite_name(record.cipher_suite.value_or(0)) == suite);
  CHECK(record.certificates == p256().chain);
}

TEST_CASE("TLS 1.3 with each group, by a retry where it is not the one offered first") {
  struct Case {
    std::string group, name;
    unsigned bits;
    bool retried;
  };
  const auto c = GENERATE(values<Case>({{"X25519", "x25519", 255, false},
                                        {"P-256", "secp256r1", 256, true},
                                        {"P-384", "secp384r1", 384, true},
                                        {"P-521", "secp521r1", 521, true},
                                        {"X448", "x448", 448, true},
                                        {"ffdhe2048", "ffdhe2048", 2048, true},
                                        {"ffdhe3072", "ffdhe3072", 3072, true}}));
  OpenSslServer server(p256(), {"-tls1_3", "-groups", c.group});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(c.group, record.error);
  REQUIRE(record.completed);
  CHECK(group_name(*record.key_exchange) == c.name);
  CHECK(record.key_exchange->bits == c.bits);
  CHECK(record.key_exchange->kind == (c.bits >= 2048 ? Kind::dhe : Kind::ecdhe));
  CHECK(record.certificates == p256().chain);
  CHECK((find_step(record, "hello_retry_request") != nullptr) == c.retried);
  const Words names = step_names(record);
  CHECK(std::count(names.begin(), names.end(), "c:client_hello") == (c.retried ? 2 : 1));
}

TEST_CASE("TLS 1.2: every message is seen, in order") {
  OpenSslServer server(rsa(),
                       {"-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256", "-alpn", "http/1.1", "-rev"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(record.error);
  REQUIRE(record.completed);
  CHECK(record.version == tls::tls12_version);
  CHECK(record.cipher_suite == 0xc02f);
  CHECK(record.alpn == "http/1.1");
  CHECK(record.key_exchange->kind == Kind::ecdhe);
  CHECK(tls::handshake_scheme_name(record.signature_scheme.value_or(0)).starts_with("rsa_pss_rsae_"));
  CHECK(record.certificates == rsa().chain);
  CHECK(step_names(record) == Words{"c:client_hello", "s:server_hello", "s:certificate",
                                    "s:server_key_exchange", "s:server_hello_done", "c:client_key_exchange",
                                    "key_agreement", "c:change_cipher_spec", "c:finished",
                                    "s:change_cipher_spec", "s:finished", "s:application_data", "c:alert"});
  CHECK(find_step(record, "server_key_exchange")->as<tls::step::ServerKeyExchange>()->signature_valid ==
        true);
}

TEST_CASE("TLS 1.2 with static RSA: no forward secrecy, the size is that of the certificate's key") {
  const std::string cipher = GENERATE("AES128-SHA", "AES256-GCM-SHA384", "AES128-CCM8", "AES256-SHA256");
  OpenSslServer server(rsa(), {"-tls1_2", "-cipher", cipher + "@SECLEVEL=0"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(cipher, record.error);
  REQUIRE(record.completed);
  CHECK(record.key_exchange->kind == Kind::static_rsa);
  CHECK_FALSE(record.key_exchange->group);
  CHECK(record.key_exchange->bits == 2048);
  CHECK_FALSE(record.signature_scheme);
  CHECK_FALSE(find_step(record, "server_key_exchange"));
  const auto* agreement = record.last<tls::step::KeyAgreement>();
  REQUIRE(agreement);
  CHECK_FALSE(agreement->exchange.has_forward_secrecy());
  CHECK(agreement->exchange.bits == 2048);
  CHECK_FALSE(agreement->signature_scheme);
}

TEST_CASE("TLS 1.2 with finite-field Diffie-Hellman") {
  OpenSslServer server(rsa(), {"-tls1_2", "-cipher", "DHE-RSA-AES256-GCM-SHA384"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(record.error);
  REQUIRE(record.completed);
  CHECK(record.key_exchange->kind == Kind::dhe);
  CHECK(record.key_exchange->bits.value_or(0) >= 2048);
  CHECK_FALSE(group_name(*record.key_exchange).empty());
  CHECK(record.signature_scheme);
}

TEST_CASE("TLS 1.2 with other suites that are seen in the wild") {
  const std::string cipher = GENERATE("ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA384",
                                      "ECDHE-RSA-CHACHA20-POLY1305", "DHE-RSA-AES128-CCM");
  OpenSslServer server(rsa(), {"-tls1_2", "-cipher", cipher});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(cipher, record.error);
  CHECK(record.completed);
  CHECK(record.certificates == rsa().chain);
}

TEST_CASE("whatever a certificate says, the handshake is completed and its key proven, in both versions") {
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  // The 15th month: OpenSSL serves it, and other libraries do not read it.
  std::vector<Bytes> chain = p256().chain;
  const std::string_view not_after = "491231235959Z";
  const auto at = std::search(chain[0].begin(), chain[0].end(), not_after.begin(), not_after.end());
  REQUIRE(at != chain[0].end());
  at[3] = '5';
  const std::string file = p256().directory().write("month15.pem", pem_encode("CERTIFICATE", chain[0]));
  OpenSslServer server(p256(), {version, "-groups", "X25519:P-256", "-cert", file});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(version, record.error);
  CHECK(record.completed);
  CHECK(record.possession == tls::Possession::proven);
  CHECK(record.certificates == chain);
  CHECK(record.key_exchange->kind == Kind::ecdhe);
  CHECK(record.signature_scheme == 0x0403);
  const auto* agreement = record.last<tls::step::KeyAgreement>();
  REQUIRE(agreement);
  CHECK(agreement->signature_valid == true);
}

TEST_CASE("a weak key does not keep us from shaking hands") {
  const ServerIdentity weak("leaf-rsa-1024");
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  OpenSslServer server(weak, {version, "-cipher", "DEFAULT@SECLEVEL=0"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(version, record.error);
  CHECK(record.completed);
  CHECK(record.certificates == weak.chain);
}

TEST_CASE("TLS 1.3 with Ed25519") {
  const ServerIdentity ed25519("issuing-ed25519");
  const std::vector<std::string> more =
      GENERATE(as<std::vector<std::string>>{}, std::vector<std::string>{},
               std::vector<std::string>{"-ciphersuites", "TLS_AES_256_GCM_SHA384"},
               std::vector<std::string>{"-groups", "P-256"}, std::vector<std::string>{"-verify", "1"});
  std::vector<std::string> options{"-tls1_3", "-msg"};
  options.insert(options.end(), more.begin(), more.end());
  OpenSslServer server(ed25519, options);
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(record.error);
  CHECK(record.completed);
  CHECK(record.failure == tls::HandshakeFailure::none);
  CHECK(record.signature_scheme == 0x0807);
  CHECK(record.certificates == ed25519.chain);
  CHECK(find_step(record, "certificate_verify")->as<tls::step::CertificateVerify>()->signature_valid == true);
  CHECK(find_step(record, "finished", tls::Side::client));
  CHECK_FALSE(record.alert);
  // The server took our Finished: it hands out tickets.
  CHECK_NOTHROW(server.wait_for_line("NewSessionTicket"));
}

TEST_CASE("TLS 1.2 with Ed25519") {
  const ServerIdentity ed25519("issuing-ed25519");
  OpenSslServer server(ed25519, {"-tls1_2"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(record.error);
  CHECK(record.completed);
  CHECK(record.possession == tls::Possession::proven);
  CHECK(record.signature_scheme == 0x0807);
  CHECK(record.certificates == ed25519.chain);
  CHECK(record.version == tls::tls12_version);
}

TEST_CASE("the protocols offered can be narrowed") {
  OpenSslServer server(p256(), {});
  ConnectOptions options;
  options.versions = {tls::tls12_version};
  CHECK(connect_to(server.port, options).version == tls::tls12_version);
  options.versions = {tls::tls13_version};
  CHECK(connect_to(server.port, options).version == tls::tls13_version);
}

TEST_CASE("the name sent is the target's, another, or none") {
  OpenSslServer server(p256(), {});
  ConnectOptions options;
  options.sni = "other.test";
  CHECK(connect_to(server.port, options).sni == "other.test");
  options.sni = "";
  const tls::HandshakeRecord none = connect_to(server.port, options);
  CHECK(none.completed);
  CHECK(none.sni.empty());
  Target address = *parse_target("127.0.0.1:" + std::to_string(server.port));
  CHECK(handshake(address, {}).sni.empty());
  Target dot = *parse_target("server.test.:" + std::to_string(server.port));
  options = {};
  options.connect_host = "127.0.0.1";
  CHECK(handshake(dot, options).sni == "server.test");
  Target single = *parse_target("localhost:" + std::to_string(server.port));
  options.family = ConnectOptions::Family::ipv4;
  CHECK(handshake(single, options).sni == "localhost");
}

TEST_CASE("a stapled OCSP response is taken as it is, in both versions") {
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  // OCSPResponse { responseStatus tryLater }: of no use, but what a server staples must not end the
  // handshake.
  const std::string staple = "\x30\x03\x0a\x01\x03";
  const std::string file = p256().directory().write("staple.der", staple);
  OpenSslServer server(p256(), {version, "-status_file", file});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(version, record.error);
  REQUIRE(record.completed);
  REQUIRE_FALSE(record.ocsp_staples.empty());
  CHECK(as_text(record.ocsp_staples[0]) == staple);
}

TEST_CASE("a server with nothing but TLS 1.0 or 1.1 is spoken to at once") {
  struct Case {
    std::string option;
    uint16_t version;
  };
  const auto c = GENERATE(values<Case>({{"-tls1", tls::tls10_version}, {"-tls1_1", tls::tls11_version}}));
  OpenSslServer server(rsa(), {c.option, "-cipher", "DEFAULT@SECLEVEL=0"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(c.version, record.error);
  CHECK(record.completed);
  CHECK(record.possession == tls::Possession::proven);
  CHECK_FALSE(record.probed);
  CHECK(record.version == c.version);
  CHECK(record.signature_scheme == tls::legacy_scheme::rsa_md5_sha1);
  CHECK(record.certificates == rsa().chain);
}

TEST_CASE("a version that the user does not want is not spoken") {
  OpenSslServer server(rsa(), {"-tls1", "-cipher", "DEFAULT@SECLEVEL=0"});
  ConnectOptions options;
  options.versions = {tls::tls13_version, tls::tls12_version};
  options.second_tries = GENERATE(false, true);
  const tls::HandshakeRecord record = connect_to(server.port, options);
  CAPTURE(record.error);
  CHECK_FALSE(record.completed);
  CHECK(record.possession == tls::Possession::unproven);
  if (options.second_tries) {
    // A hello of TLS 1.2 cannot say that it wants nothing older; the server chooses TLS 1.0, and that ends
    // it.
    CHECK(record.failure == tls::HandshakeFailure::tls);
    CHECK(record.stopped_at == tls::Stage::server_hello);
    CHECK(record.version == tls::tls10_version);
  } else {
    CHECK(record.failure == tls::HandshakeFailure::alert);
    CHECK(record.stopped_at == tls::Stage::client_hello);
    CHECK(record.certificates.empty());
  }
}

TEST_CASE("a server that insists on an obsolete suite gets an offer with it, which is named") {
  const std::string cipher = GENERATE("CAMELLIA128-SHA", "NULL-SHA256", "ECDHE-RSA-CAMELLIA256-SHA384");
  OpenSslServer server(rsa(), {"-tls1_2", "-cipher", cipher + "@SECLEVEL=0"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(cipher, record.error);
  CHECK(record.completed);
  CHECK(record.possession == tls::Possession::proven);
  CHECK(record.probed);
  CHECK(record.certificates == rsa().chain);
  REQUIRE(record.intolerances.size() == 1);
  CHECK(record.intolerances[0].kind == tls::Intolerance::Kind::modern_only);
  CHECK(record.intolerances[0].message.find(tls::cipher_suite_name(*record.cipher_suite)) !=
        std::string::npos);
  const Words names = step_names(record);
  CHECK(Words(names.begin(), names.begin() + 2) == Words{"c:client_hello", "s:alert"});
  CHECK(text_of(&record.steps[2], "meaning").find("connects anew") != std::string::npos);
}

TEST_CASE("a server that has no protocol of ours in common is asked without") {
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  OpenSslServer server(p256(), {version, "-alpn", "imap"});
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(record.error);
  CHECK(record.completed);
  CHECK(record.alpn.empty());
  REQUIRE(record.intolerances.size() == 1);
  CHECK(record.intolerances[0].kind == tls::Intolerance::Kind::alpn);
  ConnectOptions options;
  options.alpn = std::vector<std::string>{"imap"};
  const tls::HandshakeRecord wanted = connect_to(server.port, options);
  CHECK(wanted.alpn == "imap");
  CHECK(wanted.intolerances.empty());
}
