// The client against `openssl s_server`: versions, suites, groups, schemes, client certificates.
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include "tests/integration/net_fixture.h"
#include "tests/integration/tls_live.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using namespace certcheck::tls;

namespace {

using Words = std::vector<std::string>;

// What old TLS needs of OpenSSL 3.
const Words anything_goes{"-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"};

Words join_words(Words a, const Words& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

ClientOptions only(uint16_t version) {
  ClientOptions options;
  options.server_name = server_host;
  options.offer.keep_versions({version});
  return options;
}

void check_complete(const LiveHandshake& result) {
  CAPTURE(result.text());
  CHECK(result.done);
  CHECK(result.proof != Proof::none);
  CHECK_FALSE(result.failure);
  CHECK(result.story.violations.empty());
  CHECK_FALSE(result.story.data.empty());
}

std::string client_certificate(const pki::Authority& issuer, std::string_view key) {
  auto spec = pki::server_certificate(issuer, key, "client.test");
  spec.extended_key_usage = {pki::client_auth};
  return pem_encode("CERTIFICATE", pki::issue(spec));
}

}  // namespace

TEST_CASE("every version and suite that OpenSSL offers with an RSA certificate") {
  const ServerIdentity identity("leaf-rsa");
  const OpenSslServer modern(identity, {"-www", "-ciphersuites",
                                        "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_"
                                        "SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256"});
  for (const uint16_t suite : std::initializer_list<uint16_t>{0x1301, 0x1302, 0x1303, 0x1304, 0x1305}) {
    CAPTURE(suite);
    ClientOptions options = only(tls13_version);
    options.offer.cipher_suites = {suite};
    check_complete(shake_hands(modern.port, options));
  }
  const OpenSslServer old(identity, join_words({"-www", "-tls1_2"}, anything_goes));
  const uint16_t suites[] = {0x002f, 0x0035, 0x003c, 0x003d, 0x0041, 0x0084, 0x00ba, 0x00c0,
                             0x009c, 0x009d, 0xc09c, 0xc09d, 0xc0a0, 0xc0a1,  // RSA
                             0xc050, 0xc051,                                  // RSA ARIA
                             0x0033, 0x0039, 0x0067, 0x006b, 0x0045, 0x0088, 0x00be, 0x00c4,
                             0x009e, 0x009f, 0xccaa, 0xc09e, 0xc09f, 0xc0a2, 0xc0a3, 0xc052,
                             0xc053, 0xc013, 0xc014, 0xc027, 0xc028, 0xc02f, 0xc030, 0xcca8,
                             0xc076, 0xc077, 0xc060, 0xc061, 0x0001, 0x0002, 0x003b, 0xc010};
  for (const uint16_t suite : suites) {
    const bool etm = (suite & 1) != 0;  // half of them with, half without
    CAPTURE(cipher_suite_name(suite), etm);
    ClientOptions options = only(tls12_version);
    options.offer.cipher_suites = {suite};
    if (!etm) std::erase(options.offer.extensions, tls_extension::encrypt_then_mac);
    if (suite % 3 == 0) std::erase(options.offer.extensions, tls_extension::extended_master_secret);
    const LiveHandshake result = shake_hands(old.port, options);
    if (result.story.has("s:alert handshake_failure") && result.version == 0) {
      WARN("not offered by this OpenSSL: " << cipher_suite_name(suite));
      continue;
    }
    check_complete(result);
  }
}

TEST_CASE("every kind of key that OpenSSL's server has, in TLS 1.2 and 1.3") {
  struct ServerKey {
    const char* name;
    uint16_t tls12_scheme, tls13_scheme;  ///< what it signs with when it is left to choose
  };
  for (const ServerKey& key :
       {ServerKey{"leaf-rsa", 0x0804, 0x0804}, ServerKey{"leaf-rsa-pss", 0x0809, 0x0809},
        ServerKey{"leaf-p256", 0x0403, 0x0403}, ServerKey{"leaf-p384", 0x0503, 0x0503},
        ServerKey{"leaf-ed25519", 0x0807, 0x0807}, ServerKey{"client-ed448", 0x0808, 0x0808}}) {
    const ServerIdentity identity(key.name);
    const OpenSslServer server(identity, {"-www"});
    for (const uint16_t version : {tls12_version, tls13_version}) {
      CAPTURE(key.name, version);
      const LiveHandshake result = shake_hands(server.port, only(version));
      check_complete(result);
      REQUIRE(result.story.signature);
      const uint16_t expected = version == tls12_version ? key.tls12_scheme : key.tls13_scheme;
      // RSA may sign by PKCS #1 in TLS 1.2, and P-384 with any digest.
      if (version == tls13_version || expected >= 0x0807) CHECK(result.story.signature->scheme == expected);
    }
  }
}

TEST_CASE("each scheme is verified where it is the only one offered") {
  struct Offered {
    const char* key;
    std::initializer_list<uint16_t> tls12, tls13;
  };
  for (const Offered& each :
       {Offered{
            "leaf-rsa", {0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806, 0x0201}, {0x0804, 0x0805, 0x0806}},
        Offered{"leaf-rsa-pss", {0x0809, 0x080a, 0x080b}, {0x0809, 0x080a, 0x080b}},
        Offered{"leaf-p256", {0x0403, 0x0503, 0x0603, 0x0203}, {0x0403}}}) {
    const ServerIdentity identity(each.key);
    const OpenSslServer server(identity, join_words({"-www"}, anything_goes));
    for (const uint16_t version : {tls12_version, tls13_version}) {
      for (const uint16_t scheme : version == tls12_version ? each.tls12 : each.tls13) {
        CAPTURE(each.key, version, signature_scheme_name(scheme));
        ClientOptions options = only(version);
        options.offer.signature_schemes = {scheme};
        const LiveHandshake result = shake_hands(server.port, options);
        check_complete(result);
        REQUIRE(result.story.signature);
        CHECK(result.story.signature->scheme == scheme);
      }
    }
  }
}

TEST_CASE("TLS 1.1 and 1.0, with MD5 and SHA-1 together and chained IVs") {
  const char* key = GENERATE("leaf-rsa", "leaf-p256");
  const bool tls10 = GENERATE(false, true);
  const ServerIdentity identity(key);
  const OpenSslServer server(identity, join_words({"-www", tls10 ? "-tls1" : "-tls1_1"}, anything_goes));
  for (const uint16_t suite : std::initializer_list<uint16_t>{0x002f, 0x0035, 0x000a, 0x0033, 0x0039, 0xc013,
                                                              0xc014, 0xc009, 0xc00a, 0x0041, 0x0002}) {
    const std::string name = cipher_suite_name(suite);
    if ((name.find("ECDSA") != std::string::npos) != (std::string_view(key) == "leaf-p256")) continue;
    CAPTURE(key, tls10, name);
    ClientOptions options = only(tls10 ? tls10_version : tls11_version);
    options.offer.cipher_suites = {suite};
    const LiveHandshake result = shake_hands(server.port, options);
    if (result.story.has("s:alert handshake_failure") && result.version == 0) {
      WARN("not offered by this OpenSSL: " << name);
      continue;
    }
    check_complete(result);
  }
  // Without anything said about it, the ordinary offer is answered.
  ClientOptions ordinary;
  ordinary.server_name = server_host;
  const LiveHandshake result = shake_hands(server.port, ordinary);
  check_complete(result);
  CHECK(result.version == (tls10 ? tls10_version : tls11_version));
}

TEST_CASE("every group of OpenSSL, with a share sent and after a retry") {
  const ServerIdentity identity("leaf-p256");
  for (const uint16_t group : std::initializer_list<uint16_t>{23, 24, 25, 29, 30, 256, 257, 258, 259, 260}) {
    const std::string name = named_group_name(group);
    const std::string openssl = name == "secp256r1"   ? "P-256"
                                : name == "secp384r1" ? "P-384"
                                : name == "secp521r1" ? "P-521"
                                : name == "x25519"    ? "X25519"
                                : name == "x448"      ? "X448"
                                                      : name;
    CAPTURE(name);
    const OpenSslServer server(identity, {"-www", "-groups", openssl});
    ClientOptions options = only(tls13_version);
    const bool retried = group != 29;
    const LiveHandshake result = shake_hands(server.port, options);
    check_complete(result);
    CHECK(std::count(result.story.steps.begin(), result.story.steps.end(), "c:client_hello") ==
          (retried ? 2 : 1));
    options.offer.key_shares = {group};
    const LiveHandshake direct = shake_hands(server.port, options);
    check_complete(direct);
    CHECK(std::count(direct.story.steps.begin(), direct.story.steps.end(), "c:client_hello") == 1);
    if (group >= 256) continue;
    const OpenSslServer old(identity, {"-www", "-tls1_2", "-groups", openssl});
    check_complete(shake_hands(old.port, only(tls12_version)));
  }
  for (const char* curve : {"brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1", "secp224r1"}) {
    CAPTURE(curve);
    const OpenSslServer old(identity, join_words({"-www", "-tls1_2", "-groups", curve}, anything_goes));
    ClientOptions options = only(tls12_version);
    options.offer.groups.push_back(21);
    check_complete(shake_hands(old.port, options));
  }
}

TEST_CASE("Diffie-Hellman groups of the server's own") {
  const ServerIdentity identity("leaf-rsa");
  // Weak, ordinary, and long ones; made by arithmetic that needs no safe prime.
  for (const char* parameters : {"dh_1024_160", "dh_2048_256", "ffdhe4096", "modp_8192"}) {
    CAPTURE(parameters);
    const std::string file = identity.directory().path().string() + "/dh.pem";
    (void)run_and_read({"openssl", "genpkey", "-genparam", "-algorithm",
                        std::string(parameters).starts_with("dh_") ? "DHX" : "DH", "-pkeyopt",
                        std::string("group:") + parameters, "-out", file},
                       file);
    const OpenSslServer server(identity, join_words({"-www", "-tls1_2", "-dhparam", file}, anything_goes));
    ClientOptions options = only(tls12_version);
    options.offer.cipher_suites = {0x009e};
    check_complete(shake_hands(server.port, options));
  }
}

TEST_CASE("a server that sends a HelloRetryRequest with a cookie") {
  const ServerIdentity identity("leaf-p256");
  const OpenSslServer server(identity, {"-www", "-stateless"});
  const LiveHandshake result = shake_hands(server.port, only(tls13_version));
  check_complete(result);
}

TEST_CASE("ALPN, padding, early tickets and KeyUpdate do not disturb") {
  const ServerIdentity identity("leaf-p256");
  const OpenSslServer server(identity,
                             {"-www", "-alpn", "http/1.1", "-num_tickets", "4", "-record_padding", "512"});
  ClientOptions options = only(tls13_version);
  options.offer.alpn = {"h2", "http/1.1"};
  options.offer.grease = GENERATE(false, true);
  check_complete(shake_hands(server.port, options));
}

TEST_CASE("a client certificate is asked for and shown, or not") {
  const char* server_key = GENERATE("leaf-rsa", "leaf-p256");
  const uint16_t version = GENERATE(tls10_version, tls11_version, tls12_version, tls13_version);
  const char* key = GENERATE("", "client-p256", "leaf-rsa");
  CAPTURE(server_key, version, key);
  const ServerIdentity identity(server_key);
  const pki::Authority root{"Client Root", "root-p256"};
  const std::string ca = identity.directory().write(
      "ca.pem", pem_encode("CERTIFICATE", pki::issue(pki::root_certificate(root))));
  const bool required = GENERATE(false, true);
  const OpenSslServer server(identity, join_words({"-www", required ? "-Verify" : "-verify", "2", "-CAfile",
                                                   ca, "-verify_return_error"},
                                                  anything_goes));
  ClientOptions options = only(version);
  if (*key != '\0') {
    auto loaded = ClientIdentity::from_pem(client_certificate(root, key), pki::Key::get(key).pem());
    REQUIRE(loaded);
    options.identity = *loaded;
  }
  const LiveHandshake result = shake_hands(server.port, options);
  CAPTURE(result.text());
  CHECK(result.story.has("s:certificate_request"));
  CHECK(result.story.has("c:certificate"));
  CHECK(result.story.violations.empty());
  if (required && *key == '\0') {
    // Proven all the same: by the signature, or with static RSA not at all.
    CHECK(result.proof == Proof::signature);
    CHECK(result.done == (version == tls13_version));
    CHECK(
        (result.story.has("s:alert certificate_required") || result.story.has("s:alert handshake_failure")));
  } else {
    check_complete(result);
    CHECK(result.story.has("c:certificate_verify") == (*key != '\0'));
  }
}
