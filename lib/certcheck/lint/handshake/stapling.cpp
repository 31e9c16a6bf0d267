#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/lint/handshake/themes.h"
#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/words.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::lint::handshake {
namespace {

constexpr uint64_t status_request = 5;  ///< RFC 6066 8

bool promises_staple(const x509::Certificate& certificate) {
  const auto& features = certificate.tls_features;
  return features && std::find(features->features.begin(), features->features.end(), status_request) !=
                         features->features.end();
}

// RFC 7633 4.1: "If these features are requested by the client in its ClientHello message, then the server
// MUST return a ServerHello message that satisfies this request."; 4.2.3.1: a client that finds no
// status_request where the certificate promises it "SHOULD reject the TLS configuration", and browsers do.
Outcome promised_and_missing(const HandshakeFacts& facts, const Reporter& report) {
  if (!facts.completed_with_certificate() || facts.record.resumed ||
      !promises_staple(facts.leaf->certificate) ||
      !client_offered(facts.record, "extensions", "status_request")) {
    return Outcome::not_applicable;
  }
  return facts.staple != nullptr
             ? Outcome::pass
             : report.fire(
                   "certificate", {},
                   "the certificate promises a stapled OCSP response (must-staple), and none was sent");
}

/// True if the response may be about the certificate: by serial number, and by the issuer's name where its
/// digest is one that we know (RFC 6960 4.1.1).
bool may_be_about(const x509::SingleResponse& single, const x509::Certificate& certificate) {
  if (!same_bytes(single.serial, certificate.serial)) {
    return false;
  }
  const auto which = single.hash_algorithm.oid == x509::oids::sha1     ? crypto::Digest::sha1
                     : single.hash_algorithm.oid == x509::oids::sha256 ? crypto::Digest::sha256
                                                                       : crypto::Digest::none;
  const auto hash = crypto::digest(which, certificate.issuer.bytes);
  return !hash || same_bytes(*hash, single.issuer_name_hash);
}

// RFC 8446 4.4.2.1: "the server's OCSP information is carried in an extension in the CertificateEntry
// containing the associated certificate"; RFC 6066 8 has one response, for the server's certificate.
Outcome for_another_certificate(const HandshakeFacts& facts, const Reporter& report) {
  if (facts.leaf == nullptr || facts.staple == nullptr || facts.staple->responses.empty()) {
    return Outcome::not_applicable;
  }
  const auto& responses = facts.staple->responses;
  const x509::Certificate& leaf = facts.leaf->certificate;
  return std::any_of(responses.begin(), responses.end(),
                     [&leaf](const auto& single) { return may_be_about(single, leaf); })
             ? Outcome::pass
             : report.fire("certificate_status", {},
                           words("the stapled OCSP response is about serial number ",
                                 hex_encode(responses.front().serial), ", the certificate has ",
                                 hex_encode(leaf.serial)),
                           {{"stapled_serial", hex_encode(responses.front().serial)},
                            {"certificate_serial", hex_encode(leaf.serial)}});
}

constexpr Lint stapling_lints[] = {
    {.check = {.id = "handshake.stapling.promised_and_missing",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A server whose certificate promises stapled OCSP responses staples one.",
               .citation = "RFC 7633 4.1, 4.2.3.1",
               .hint = "Turn OCSP stapling on, or get a certificate without must-staple."},
     .example = "a certificate with the TLS feature status_request on a server without stapling",
     .handshake = promised_and_missing},
    {.check = {.id = "handshake.stapling.for_another_certificate",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A stapled OCSP response is about the certificate that it comes with.",
               .citation = "RFC 8446 4.4.2.1; RFC 6066 8",
               .hint = "Let the server fetch the response anew after its certificate was renewed."},
     .example = "the response for the certificate before it was renewed",
     .handshake = for_another_certificate},
};

}  // namespace

std::span<const Lint> stapling() { return stapling_lints; }

}  // namespace certcheck::lint::handshake
