#include "certcheck/botan/convert.h"
#include "certcheck/botan/verify_callbacks.h"
#include "certcheck/crypto/digest.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/key.h"

#include <botan/tls_policy.h>
#include <catch2/catch_test_macros.hpp>

using namespace certcheck;

namespace {

const pki::Authority root{"Adapter Root", "root-p256"}, issuing{"Adapter CA", "issuing-p256"};
constexpr Time now = date(2026, 6, 1);

Bytes leaf_der() { return issue(pki::server_certificate(issuing, "leaf-p256", "www.test")); }
Bytes issuing_der() { return issue(pki::authority_certificate(root, issuing)); }

/// RFC 6960 4.2.1: the issuing CA says that the leaf is revoked.
Bytes revoked_response() {
  const auto leaf = x509::parse_certificate(leaf_der()), ca = x509::parse_certificate(issuing_der());
  const auto sha1 = [](ByteView bytes) { return *crypto::digest(crypto::Digest::sha1, bytes); };
  const Bytes certificate_id =
      pki::sequence({pki::sequence({pki::oid("1.3.14.3.2.26")}), pki::octet_string(sha1(leaf->issuer.bytes)),
                     pki::octet_string(sha1(ca->public_key.key.bytes)), pki::tlv(0x02, leaf->serial)});
  const auto time = [](std::string_view text) { return pki::tlv(0x18, as_bytes(text)); };
  const Bytes revoked = pki::tlv(0xa1, time("20260501000000Z"));
  const Bytes single = pki::sequence({certificate_id, revoked, time("20260531000000Z")});
  const Bytes data = pki::sequence(
      {pki::context(1, {to_bytes(ca->subject.bytes)}), time("20260531000000Z"), pki::sequence({single})});
  // tbs, algorithm and signature stand in an OCSP response as they do in a certificate.
  const Bytes basic = pki::sign_certificate(data, pki::Key::get(issuing.key), pki::Digest::sha256);
  return pki::sequence(
      {pki::tlv(0x0a, Bytes{0}),
       pki::context(0, {pki::sequence({pki::oid("1.3.6.1.5.5.7.48.1.1"), pki::octet_string(basic)})})});
}

class Callbacks final : public botan::VerifyCallbacks<> {
 public:
  using VerifyCallbacks::VerifyCallbacks;
  void tls_emit_data(std::span<const uint8_t>) override {}
  void tls_record_received(uint64_t, std::span<const uint8_t>) override {}
  void tls_alert(Botan::TLS::Alert) override {}
  std::chrono::system_clock::time_point tls_current_timestamp() override { return time; }

  Time time = now;
};

/// A client that trusts the root.
struct Client {
  std::shared_ptr<botan::Verification> verification = std::make_shared<botan::Verification>();
  std::vector<Botan::X509_Certificate> chain{Botan::X509_Certificate(leaf_der()),
                                             Botan::X509_Certificate(issuing_der())};
  std::vector<std::optional<Botan::OCSP::Response>> stapled = {};
  Time time = now;

  Client() {
    auto store = std::make_shared<trust::Store>("roots");
    store->add_der(issue(pki::root_certificate(root)));
    verification->stores.push_back(std::move(store));
  }

  /// What ends the handshake, and the alert; "" if nothing does.
  std::string refusal(std::string_view host, Botan::TLS::AlertType expected = {},
                      Botan::Usage_Type usage = Botan::Usage_Type::TLS_SERVER_AUTH) const {
    Callbacks callbacks(verification);
    callbacks.time = time;
    try {
      callbacks.tls_verify_cert_chain(chain, stapled, {}, usage, host, Botan::TLS::Policy());
    } catch (const Botan::TLS::TLS_Exception& refused) {
      CHECK(refused.type() == expected);
      return refused.what();
    }
    REQUIRE(callbacks.report());
    CHECK(callbacks.report()->verdict == engine::Verdict::trusted);
    return {};
  }
};

}  // namespace

TEST_CASE("certificates are converted both ways") {
  const auto ours = x509::parse_certificate(leaf_der());
  const auto theirs = botan::to_botan(*ours);
  REQUIRE(theirs);
  CHECK(theirs->subject_dn().get_first_attribute("CN") == "www.test");
  const auto again = botan::from_botan(*theirs);
  CHECK(again->der == ours->der);
  CHECK(again->findings.empty());

  const auto refused = botan::to_botan(*x509::parse_certificate(Bytes{0x30, 0x03, 0x02, 0x01, 0x01}));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Error::Kind::unreadable);
  CHECK(refused.error().message.starts_with("Botan refuses the certificate: "));
}

TEST_CASE("a sound peer is accepted, others are refused with the reason and its alert") {
  using Alert = Botan::TLS::AlertType;
  Client client;
  CHECK(client.refusal("www.test").empty());
  CHECK(client.refusal("ftp.test", Alert::BadCertificate).find("host.mismatch") != std::string::npos);
  CHECK(client.refusal("a..b", Alert::InternalError).find("a..b") != std::string::npos);
  CHECK(client.refusal("www.test", Alert::BadCertificate, Botan::Usage_Type::TLS_CLIENT_AUTH)
            .find("path.extended_key_usage.purpose_not_allowed") != std::string::npos);
  client.time = date(2060, 1, 1);
  CHECK(client.refusal("www.test", Alert::CertificateExpired).find("path.validity.expired") !=
        std::string::npos);
  client.time = now;
  client.chain.pop_back();
  CHECK(client.refusal("www.test", Alert::UnknownCA).find("path.issuer.not_found") != std::string::npos);
}

TEST_CASE("a stapled response decides whether revocation is asked for or not") {
  Client client;
  client.stapled.emplace_back(Botan::OCSP::Response(revoked_response()));
  for (const auto mode : {revocation::Mode::off, revocation::Mode::soft}) {
    client.verification->options.revocation.mode = mode;
    CHECK(client.refusal("www.test", Botan::TLS::AlertType::CertificateRevoked).find("revocation.revoked") !=
          std::string::npos);
  }
  client.stapled = {std::nullopt};
  CHECK(client.refusal("www.test").empty());
  client.verification->options.revocation.mode = revocation::Mode::hard;
  CHECK(client.refusal("www.test", Botan::TLS::AlertType::BadCertificate).find("revocation.status_unknown") !=
        std::string::npos);
}
