// TLS with a proxy: nothing goes through before it has proven its key, and every rule that it breaks ends it.
#include "certcheck/net/proxy/detail/proxy_tls.h"

#include "certcheck/base/encoding.h"
#include "certcheck/tls/cipher_suites.h"

#include "tests/support/botan_server.h"
#include "tests/support/fake_tls_server.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using certcheck::net::proxy::ProxyTls;

namespace {

namespace peer = Botan::TLS;

/// Of proxies that speak one version, and AEADs or CBC alone.
class ProxyPolicy final : public peer::Policy {
 public:
  ProxyPolicy(uint16_t version, bool aead) : version_(version), aead_(aead) {}
  bool allow_tls12() const override { return version_ == tls::tls12_version; }
  bool allow_tls13() const override { return version_ == tls::tls13_version; }
  std::vector<std::string> allowed_ciphers() const override {
    return aead_ ? std::vector<std::string>{"AES-128/GCM"} : std::vector<std::string>{"AES-128"};
  }
  std::vector<std::string> allowed_macs() const override {
    return aead_ ? std::vector<std::string>{"AEAD"} : std::vector<std::string>{"SHA-256"};
  }

 private:
  uint16_t version_;
  bool aead_;
};

class SoundProxy : public BotanServer {
 public:
  explicit SoundProxy(uint16_t version, bool aead = true)
      : BotanServer(fake_chain(), std::make_shared<ProxyPolicy>(version, aead)) {
    wire->alpn_chosen = "http/1.1";
  }

  /// Until neither has anything more to say; `piece`: so many bytes at once reach the client.
  void talk(ProxyTls& client, size_t piece = size_t{1} << 20) {
    for (;;) {
      const Bytes to_server = client.take_output();
      if (!to_server.empty()) hear(to_server);
      const Bytes to_client = std::exchange(wire->out, Bytes());
      if (to_server.empty() && to_client.empty()) return;
      for (ByteView rest = to_client; !rest.empty(); rest = rest.subspan(std::min(piece, rest.size())))
        client.receive(rest.first(std::min(piece, rest.size())));
    }
  }
};

/// What is sent after a proxy did not prove itself or broke a rule: an alert, or the client's Finished where
/// the fault is told at the end of the handshake, with the dummy change_cipher_spec in front. A CONNECT after
/// that would be longer, and so would what carries credentials.
constexpr size_t goodbye_bytes_max = 6 + 5 + 4 + 48 + 1 + 16;

void check_refused(ProxyTls& client) {
  CHECK_FALSE(client.ready());
  CHECK(client.over());
  CHECK_FALSE(client.problem().empty());
  const Bytes goodbye = client.take_output();
  CAPTURE(hex_encode(goodbye));
  CHECK(goodbye.size() <= goodbye_bytes_max);
  client.send(as_bytes("CONNECT server.test:443 HTTP/1.1\r\n"));
  CHECK(client.take_output().empty());
}

/// RFC 8701: what means nothing.
bool is_grease(uint16_t value) { return (value & 0x0f0f) == 0x0a0a; }

struct Case {
  const char* name;
  std::function<Bytes(FakeTls13&)> answer;
};

/// The hello as it should be, and other messages behind it.
Case with_messages(const char* name, std::function<Bytes(FakeTls13&)> rest) {
  return {name, [rest](FakeTls13& s) {
            const Bytes hello = s.hello();
            return joined({hello, s.seal(rest(s))});
          }};
}

}  // namespace

TEST_CASE("both ways through a proxy by TLS 1.3 and 1.2, in pieces of any size") {
  const uint16_t version = GENERATE(tls::tls13_version, tls::tls12_version);
  const size_t piece = GENERATE(size_t{1}, size_t{100}, size_t{1} << 20);
  SoundProxy proxy(version);
  ProxyTls client("server.test");
  // Before the proxy has proven anything, nothing goes through.
  client.send(as_bytes("too early"));
  proxy.talk(client, piece);
  CAPTURE(client.problem());
  REQUIRE(client.ready());
  CHECK_FALSE(client.over());
  CHECK(client.certificates() == fake_chain());
  CHECK(proxy.wire->received.empty());
  CHECK(proxy.wire->alpn == std::vector<std::string>{"http/1.1"});

  // Some records each.
  const Bytes request(100'000, 'q'), answer(50'000, 'a');
  client.send(request);
  proxy.server.send(answer);
  proxy.talk(client, piece);
  CHECK(proxy.wire->received == request);
  CHECK(client.take_data() == answer);
  CHECK(client.take_data().empty());

  proxy.server.close();
  proxy.talk(client, piece);
  CHECK(client.over());
  CHECK(client.problem().empty());
}

TEST_CASE("a tunnel carries more than a server's answer may have") {
  SoundProxy proxy(tls::tls13_version);
  ProxyTls client("server.test");
  proxy.talk(client);
  REQUIRE(client.ready());
  size_t received = 0;
  constexpr size_t each = 1 << 20, rounds = 12;
  for (size_t i = 0; i < rounds; ++i) {
    proxy.server.send(Bytes(each, 'a'));
    proxy.talk(client);
    received += client.take_data().size();
  }
  CHECK(received == rounds * each);
  CHECK_FALSE(client.over());
}

TEST_CASE("nothing weak is offered to a proxy") {
  ProxyTls client("proxy.test");
  const HeardHello heard(client.take_output());
  std::vector<uint16_t> versions = heard.hello.versions;
  std::erase_if(versions, is_grease);
  CHECK(versions == std::vector<uint16_t>{tls::tls13_version, tls::tls12_version});
  CHECK(heard.hello.server_name == "proxy.test");
  CHECK(heard.hello.alpn == std::vector<std::string>{"http/1.1"});
  REQUIRE_FALSE(heard.hello.cipher_suites.empty());
  for (const uint16_t id : heard.hello.cipher_suites) {
    if (is_grease(id)) continue;
    const tls::CipherSuite* const suite = tls::find_cipher_suite(id);
    CAPTURE(id);
    REQUIRE(suite != nullptr);
    CHECK(suite->is_aead());
    CHECK(suite->name.find("CCM_8") == std::string_view::npos);
    CHECK((suite->method == tls::CipherSuite::Method::tls13 ||
           suite->key_exchange() == tls::KeyExchange::Kind::ecdhe));
  }
  REQUIRE_FALSE(heard.hello.signature_schemes.empty());
  for (const uint16_t scheme : heard.hello.signature_schemes) CHECK((scheme != 0x0201 && scheme != 0x0203));
}

TEST_CASE("a proxy at an address is sent no name") {
  ProxyTls client("");
  const HeardHello heard(client.take_output());
  CHECK(heard.hello.server_name.empty());
  CHECK(tls::find_tls_extension(heard.hello.extensions, tls::tls_extension::server_name) == nullptr);
}

TEST_CASE("a proxy that has what is weak alone is refused") {
  SoundProxy proxy(tls::tls12_version, /*aead=*/false);
  ProxyTls client("server.test");
  proxy.talk(client);
  check_refused(client);
}

TEST_CASE("what a proxy that breaks a rule makes of the handshake") {
  using tls::message_type::certificate;
  const std::vector<Case> cases{
      {"not TLS", [](FakeTls13&) { return to_bytes(as_bytes("HTTP/1.1 400 Bad Request\r\n\r\n")); }},
      {"an alert",
       [](FakeTls13&) {
         return plain_record(21, Bytes{2, 40});
       }},
      with_messages("another's signature",
                    [](FakeTls13& s) {
                      return joined({s.encrypted_extensions(), s.certificate(),
                                     s.certificate_verify(0x0403, "issuing-p256"), s.finished()});
                    }),
      with_messages("no signature",
                    [](FakeTls13& s) {
                      return joined({s.encrypted_extensions(), s.certificate(), s.finished()});
                    }),
      with_messages("no certificate",
                    [](FakeTls13& s) {
                      return joined({s.encrypted_extensions(), s.message(certificate, Bytes{0, 0, 0, 0}),
                                     s.finished()});
                    }),
      with_messages("a Finished of something else",
                    [](FakeTls13& s) {
                      return joined({s.encrypted_extensions(), s.certificate(), s.certificate_verify(),
                                     s.message(tls::message_type::finished, Bytes(32, 1))});
                    }),
      // With these a server that is checked comes to the end of its handshake.
      {"another session id",
       [](FakeTls13& s) {
         s.session_id = Bytes(32, 1);
         return s.flight();
       }},
      with_messages("an extension that nobody asked for",
                    [](FakeTls13& s) {
                      return joined({s.encrypted_extensions(extension_of(0x3a3a, {})), s.certificate(),
                                     s.certificate_verify(), s.finished()});
                    }),
      {"an empty record",
       [](FakeTls13& s) {
         const Bytes hello = s.hello(), empty = s.seal({});
         return joined({hello, empty,
                        s.seal(joined({s.encrypted_extensions(), s.certificate(), s.certificate_verify(),
                                       s.finished()}))});
       }},
  };
  for (const Case& c : cases) {
    ProxyTls client("server.test");
    FakeTls13 server(client.take_output());
    client.receive(c.answer(server));
    CAPTURE(c.name, client.problem());
    check_refused(client);
    // What comes afterwards changes nothing.
    const std::string problem = client.problem();
    client.receive(server.flight());
    CHECK(client.problem() == problem);
    check_refused(client);
  }
}

TEST_CASE("the same messages without a fault are accepted") {
  ProxyTls client("server.test");
  FakeTls13 server(client.take_output());
  client.receive(server.flight());
  CAPTURE(client.problem());
  CHECK(client.ready());
  CHECK(client.certificates() == std::vector<Bytes>{fake_chain().front()});
}

TEST_CASE("a proxy that breaks a rule after the handshake gets nothing more, and what came before is there") {
  ProxyTls client("server.test");
  FakeTls13 server(client.take_output());
  client.receive(server.flight());
  REQUIRE(client.ready());
  (void)client.take_output();
  server.use_application_keys();
  client.receive(server.seal(to_bytes(as_bytes("authentic")), tls::application_data_content));
  Bytes forged = server.seal(to_bytes(as_bytes("forged")), tls::application_data_content);
  forged.back() ^= 1;
  client.receive(forged);
  CHECK(as_text(client.take_data()) == "authentic");
  check_refused(client);
}
