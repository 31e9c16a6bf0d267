// Servers that ask who the client is.
#include "certcheck/files/pkcs12_key.h"

#include "net_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

const ServerIdentity& server_identity() {
  static const ServerIdentity identity("leaf-rsa");
  return identity;
}

const pki::Authority client_root{"Client Root", "root-p256"};

std::string client_root_file() {
  return server_identity().directory().write(
      "client-root.pem", pem_encode("CERTIFICATE", pki::issue(pki::root_certificate(client_root))));
}

std::string client_certificate(std::string_view key) {
  auto spec = pki::server_certificate(client_root, key, "client.test");
  spec.extended_key_usage = {pki::client_auth};
  return pem_encode("CERTIFICATE", pki::issue(spec));
}

std::shared_ptr<const net::ClientIdentity> identity(std::string_view key) {
  auto loaded = net::ClientIdentity::from_pem(client_certificate(key), pki::Key::get(key).pem());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

std::vector<std::string> asking(const std::string& version, const std::string& how) {
  return {version, how,        "1",   "-verify_return_error", "-CAfile", client_root_file(),
          "-alpn", "http/1.1", "-rev"};
}

}  // namespace

TEST_CASE("a client certificate is shown to who asks for it") {
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  const std::string key =
      GENERATE("client-p256", "leaf-p384", "issuing-rsa", "leaf-rsa-pss", "leaf-ed25519", "client-ed448");
  OpenSslServer server(server_identity(), asking(version, "-Verify"));
  ConnectOptions options;
  options.identity = identity(key);
  const tls::HandshakeRecord record = connect_to(server.port, options);
  CAPTURE(version, key, record.error);
  CHECK(record.completed);
  CHECK(record.failure == tls::HandshakeFailure::none);
  CHECK(record.client_certificate.requested);
  CHECK(record.client_certificate.sent);
  REQUIRE(record.client_certificate.acceptable_cas.size() == 1);
  CHECK(as_text(record.client_certificate.acceptable_cas[0]).find("Client Root") != std::string_view::npos);
  CHECK(find_step(record, "certificate_request"));
  CHECK(find_step(record, "certificate", tls::Side::client));
  CHECK(find_step(record, "certificate_verify", tls::Side::client));
  CHECK(find_step(record, "application_data"));
}

TEST_CASE("a key that can sign with nothing that the server accepts is not shown, and the report says so") {
  const std::string version = GENERATE("-tls1_1", "-tls1_2", "-tls1_3");
  const bool required = GENERATE(false, true);
  auto words = asking(version, required ? "-Verify" : "-verify");
  if (version == "-tls1_1")
    words.insert(words.end(), {"-cipher", "ALL:@SECLEVEL=0"});  // which has no place for Ed25519
  else
    words.insert(words.end(), {"-client_sigalgs", "ECDSA+SHA256:RSA-PSS+SHA256"});
  OpenSslServer server(server_identity(), words);
  ConnectOptions options;
  options.identity = identity("leaf-ed25519");
  const tls::HandshakeRecord record = connect_to(server.port, options);
  CAPTURE(version, required, record.error);
  CHECK(record.client_certificate.requested);
  CHECK_FALSE(record.client_certificate.sent);
  CHECK(record.client_certificate.no_scheme);
  CHECK(record.possession == tls::Possession::proven);
  CHECK(record.failure ==
        (required ? tls::HandshakeFailure::client_certificate : tls::HandshakeFailure::none));
  if (required) CHECK(record.error.find("cannot sign with any scheme that it accepts") != std::string::npos);
}

TEST_CASE("a server that would like a certificate but can do without gets none") {
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  OpenSslServer server(server_identity(), asking(version, "-verify"));
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(version, record.error);
  CHECK(record.completed);
  CHECK(record.failure == tls::HandshakeFailure::none);
  CHECK(record.client_certificate.requested);
  CHECK_FALSE(record.client_certificate.sent);
  CHECK_FALSE(find_step(record, "certificate_verify", tls::Side::client));
  CHECK(find_step(record, "application_data"));
}

TEST_CASE("a server that cannot do without refuses, and the chain is reported all the same") {
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  OpenSslServer server(server_identity(), asking(version, "-Verify"));
  const tls::HandshakeRecord record = connect_to(server.port);
  CAPTURE(version, record.error);
  // TLS 1.3 lets the client finish first.
  CHECK(record.completed == (version == "-tls1_3"));
  CHECK(record.possession == tls::Possession::proven);
  CHECK(record.failure == tls::HandshakeFailure::client_certificate);
  CHECK(record.certificates == server_identity().chain);
  REQUIRE(record.alert);
  CHECK(record.alert->from == tls::Side::server);
  CHECK(record.alert->alert.fatal);
  CHECK(record.error.find("requires a client certificate") != std::string::npos);
}

TEST_CASE("a client certificate of another authority is refused") {
  const std::string version = GENERATE("-tls1_2", "-tls1_3");
  OpenSslServer server(server_identity(), asking(version, "-Verify"));
  auto spec = pki::server_certificate({"Unknown Root", "other-root-p256"}, "client-p256", "client.test");
  spec.extended_key_usage = {pki::client_auth};
  ConnectOptions options;
  options.identity = *net::ClientIdentity::from_pem(pem_encode("CERTIFICATE", pki::issue(spec)),
                                                    pki::Key::get("client-p256").pem());
  const tls::HandshakeRecord record = connect_to(server.port, options);
  CAPTURE(version, record.error);
  CHECK(record.failure == tls::HandshakeFailure::client_certificate);
  CHECK(record.client_certificate.sent);
  CHECK(record.certificates == server_identity().chain);
  CHECK(record.error.find("refused the client certificate") != std::string::npos);
}

TEST_CASE("keys are read in every form that openssl writes") {
  const std::string p256 =
      server_identity().directory().write("client-key.pem", pki::Key::get("client-p256").pem());
  const std::string rsa =
      server_identity().directory().write("client-rsa.pem", pki::Key::get("leaf-rsa").pem());
  const std::string out = (server_identity().directory().path() / "converted.pem").string();
  std::vector<std::string> command;
  std::string key = "client-p256", passphrase;
  SECTION("EC PRIVATE KEY") { command = {"openssl", "ec", "-in", p256, "-out", out}; }
  SECTION("RSA PRIVATE KEY") {
    key = "leaf-rsa";
    command = {"openssl", "rsa", "-traditional", "-in", rsa, "-out", out};
  }
  SECTION("ENCRYPTED PRIVATE KEY") {
    passphrase = "secret";
    command = {"openssl", "pkcs8", "-topk8", "-in", p256, "-passout", "pass:secret", "-out", out};
  }
  SECTION("ENCRYPTED PRIVATE KEY with scrypt") {
    passphrase = "secret";
    command = {"openssl", "pkcs8", "-topk8",   "-scrypt",     "-scrypt_N", "1024",
               "-in",     p256,    "-passout", "pass:secret", "-out",      out};
  }
  const std::string text = run_and_read(command, out);
  const auto identity = net::ClientIdentity::from_pem(client_certificate(key), text, passphrase);
  CAPTURE(text, identity ? "" : identity.error().message);
  CHECK(identity);
  if (passphrase.empty()) return;
  const auto problem = [&](std::string_view words) {
    const auto refused = net::ClientIdentity::from_pem(client_certificate(key), text, words);
    return refused ? std::string() : refused.error().message;
  };
  CHECK(problem("wrong").find("passphrase does not open") != std::string::npos);
  CHECK(problem("").find("there is no passphrase") != std::string::npos);
}

TEST_CASE("keys are read from PKCS#12 in every form that openssl writes") {
  const TemporaryDirectory& folder = server_identity().directory();
  const std::string root = pem_encode("CERTIFICATE", pki::issue(pki::root_certificate(client_root)));
  const std::string certificate = folder.write("p12-client.pem", client_certificate("client-p256"));
  const std::string key = folder.write("p12-key.pem", pki::Key::get("client-p256").pem());
  const std::string more = folder.write("p12-more.pem", root);
  const std::string out = (folder.path() / "client.p12").string();
  std::vector<std::string> command{"openssl", "pkcs12",    "-export", "-in",  certificate, "-inkey",
                                   key,       "-certfile", more,      "-out", out};
  std::string passphrase = "secret";
  const auto add = [&](std::vector<std::string> words) {
    command.insert(command.end(), words.begin(), words.end());
  };
  SECTION("as by default: PBES2 with AES-256") {}
  SECTION("without a passphrase") { passphrase.clear(); }
  SECTION("characters beyond ASCII") { passphrase = "schl\xc3\xbcssel \xf0\x9f\x94\x91"; }
  SECTION("of old: Triple-DES") {
    add({"-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"});
  }
  SECTION("two keys of Triple-DES") { add({"-keypbe", "PBE-SHA1-2DES", "-certpbe", "PBE-SHA1-2DES"}); }
  SECTION("AES-128 and SHA-512") {
    add({"-keypbe", "AES-128-CBC", "-certpbe", "AES-192-CBC", "-macalg", "sha512", "-iter", "10000"});
  }
  SECTION("the key in the clear") { add({"-keypbe", "NONE", "-certpbe", "NONE"}); }
  SECTION("no MAC") { add({"-nomac"}); }
  add({"-passout", "pass:" + passphrase});
  const Bytes file = to_bytes(as_bytes(run_and_read(command, out)));
  const auto opened = files::read_pkcs12_key(file, passphrase, "--that");
  CAPTURE(opened ? "" : opened.error().message);
  REQUIRE(opened);
  // Without the root, which nobody needs to be sent.
  REQUIRE(opened->chain.size() == 1);
  CHECK(pem_encode("CERTIFICATE", opened->chain[0]) == client_certificate("client-p256"));
  const auto identity = net::ClientIdentity::from_der(opened->chain, opened->private_key);
  REQUIRE(identity);
  CHECK((*identity)->key_kind() == "ECDSA");
  const auto refused = files::read_pkcs12_key(file, passphrase + "x", "--that");
  if (std::find(command.begin(), command.end(), "NONE") == command.end()) {
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("passphrase does not open") != std::string::npos);
  }
  if (!passphrase.empty() && std::find(command.begin(), command.end(), "-nomac") == command.end()) {
    const auto asked = files::read_pkcs12_key(file, "", "--that");
    REQUIRE_FALSE(asked);
    CHECK(asked.error().message.find("give it with --that") != std::string::npos);
  }
}

TEST_CASE("a PKCS#12 file that is of no use says why") {
  const TemporaryDirectory& folder = server_identity().directory();
  const std::string certificate = folder.write("p12-only.pem", client_certificate("client-p256"));
  const std::string key = folder.write("p12-only-key.pem", pki::Key::get("client-p256").pem());
  const std::string out = (folder.path() / "only.p12").string();
  const auto problem = [&](std::vector<std::string> words) {
    std::vector<std::string> command{"openssl", "pkcs12", "-export", "-passout", "pass:", "-out", out};
    command.insert(command.end(), words.begin(), words.end());
    const auto opened = files::read_pkcs12_key(as_bytes(run_and_read(command, out)), "", "--that");
    return opened ? std::string("opened") : opened.error().message;
  };
  CHECK(problem({"-in", certificate, "-nokeys"}) == "the PKCS#12 file has no private key");
  CHECK(problem({"-in", key, "-inkey", key, "-nocerts"}) ==
        "the PKCS#12 file has no certificate for its key");
  const auto garbage = files::read_pkcs12_key(Bytes{0x30, 3, 2, 1, 3}, "", "--that");
  REQUIRE_FALSE(garbage);
  CHECK(garbage.error().message == "the PKCS#12 file cannot be read");
}

TEST_CASE("what is no identity is refused with the reason") {
  const std::string certificate = client_certificate("client-p256");
  const std::string key(pki::Key::get("client-p256").pem());
  const auto problem = [](std::string_view certificates, std::string_view keys) {
    const auto identity = net::ClientIdentity::from_pem(certificates, keys);
    return identity ? std::string() : identity.error().message;
  };
  CHECK(problem(certificate, key).empty());
  CHECK(problem(certificate + key, certificate + key).empty());
  CHECK(problem(client_certificate("issuing-ed25519"), pki::Key::get("issuing-ed25519").pem()).empty());
  CHECK(problem("", key).find("no PEM block CERTIFICATE") != std::string::npos);
  CHECK(problem(certificate, "").find("no PEM block PRIVATE KEY") != std::string::npos);
  CHECK(problem(certificate, pki::Key::get("leaf-rsa").pem()).find("does not belong") != std::string::npos);
  CHECK(problem(pem_encode("CERTIFICATE", Bytes{1, 2}), key).find("client certificate at line 1") !=
        std::string::npos);
  CHECK(problem(certificate, pem_encode("PRIVATE KEY", Bytes{1, 2})).find("client key at line 1") !=
        std::string::npos);
  CHECK(problem(certificate, pem_encode("DSA PRIVATE KEY", Bytes{1, 2})).find("not supported") !=
        std::string::npos);
  const std::string old =
      "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC "
      "PRIVATE KEY-----\n";
  CHECK(problem(certificate, old).find("openssl pkcs8 -topk8") != std::string::npos);
}
