#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/clients/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/names/checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

/// Apple HT210176, "Requirements for trusted certificates in iOS 13 and macOS 10.15": what holds for TLS
/// server certificates of every CA, those that users install included. A certificate that is itself trusted
/// has no chain here, so nothing is said of it.
namespace certcheck::lint::clients {
namespace {

namespace oids = x509::oids;
using x509::GeneralName;

constexpr std::string_view refused_by_apple = ": clients on iOS 13, macOS 10.15 and later refuse it";

/// The chain of a TLS server: what these rules bind.
bool is_server_chain(Chain chain) {
  return chain.size() > 1 && chain.front()->has(Role::server_auth) && !chain.front()->is_ca() &&
         chain::is_issued_by(*chain[0], *chain[1]);
}

// "TLS server certificates must have a validity period of 825 days or fewer (as expressed in the NotBefore
// and NotAfter fields of the certificate)." Whether notAfter is a second too late by RFC 5280 4.1.2.5, which
// has the period include both of its ends, is not Apple's concern: Security's policy server adds an hour to
// 825 days.
Outcome validity_too_long(Chain chain, const Reporter& report) {
  constexpr std::chrono::days longest{825};
  constexpr std::chrono::hours slip{1};
  if (!is_server_chain(chain)) return Outcome::not_applicable;
  const x509::Certificate& leaf = chain.front()->certificate;
  if (!leaf.not_before.time || !leaf.not_after.time) return Outcome::not_applicable;
  const auto period = *leaf.not_after.time - *leaf.not_before.time;
  if (period <= longest + slip) return Outcome::pass;
  const auto days = std::chrono::ceil<std::chrono::days>(period).count();
  return report.fire_at(
      0, "tbsCertificate.validity.notAfter", leaf.not_after.offset,
      fmt::format("the certificate is valid for {} days, more than {}{}", days, longest.count(),
                  refused_by_apple),
      {{"days", std::to_string(days)}, {"not_after", format_rfc3339(*leaf.not_after.time)}});
}

// "TLS server certificates must contain an ExtendedKeyUsage (EKU) extension containing the id-kp-serverAuth
// OID."
Outcome server_auth_missing(Chain chain, const Reporter& report) {
  if (!is_server_chain(chain)) return Outcome::not_applicable;
  const x509::Certificate& leaf = chain.front()->certificate;
  const x509::Extension* extension = leaf.find(oids::extended_key_usage);
  if (extension == nullptr) {
    return report.fire_at(0, "tbsCertificate.extensions", {},
                          fmt::format("the certificate has no extended key usage{}", refused_by_apple));
  }
  if (!leaf.extended_key_usage) return Outcome::not_applicable;  // unreadable, which the parser reports
  return leaf.extended_key_usage->has(oids::server_auth)
             ? Outcome::pass
             : report.fire_at(
                   0, place_in(leaf, *extension), extension->value_offset,
                   fmt::format("the extended key usage does not contain serverAuth{}", refused_by_apple));
}

// "TLS server certificates and issuing CAs using RSA keys must use key sizes greater than or equal to 2048
// bits."
Outcome rsa_key_too_small(Chain chain, const Reporter& report) {
  constexpr size_t smallest = 2048;
  if (!is_server_chain(chain)) return Outcome::not_applicable;
  Outcome outcome = Outcome::not_applicable;
  for (size_t i = 0; i < chain.size(); ++i) {
    const crypto::KeyFacts& key = chain[i]->key;
    if (key.kind != crypto::KeyKind::rsa && key.kind != crypto::KeyKind::rsa_pss) continue;
    outcome = std::max(
        outcome, key.bits == 0 || key.bits >= smallest
                     ? Outcome::pass
                     : report.fire_at(
                           i, "tbsCertificate.subjectPublicKeyInfo", chain[i]->certificate.public_key.offset,
                           fmt::format("the RSA key of {} has {} bits, fewer than {}{}",
                                       chain::name_of(*chain[i]), key.bits, smallest, refused_by_apple),
                           {{"bits", std::to_string(key.bits)}}));
  }
  return outcome;
}

bool is_broken(crypto::Digest digest) {
  return digest == crypto::Digest::md2 || digest == crypto::Digest::md4 || digest == crypto::Digest::md5 ||
         digest == crypto::Digest::sha1;
}

// "TLS server certificates and issuing CAs must use a hash algorithm from the SHA-2 family in the signature
// algorithm. SHA-1 signed certificates are no longer trusted for TLS." Nobody verifies a root's own
// signature.
Outcome weak_digest(Chain chain, const Reporter& report) {
  if (!is_server_chain(chain)) return Outcome::not_applicable;
  Outcome outcome = Outcome::not_applicable;
  for (size_t i = 0; i < chain.size(); ++i) {
    const crypto::SignatureFacts& signature = chain[i]->signature;
    if (!signature.known || chain[i]->certificate.self_issued()) continue;
    outcome = std::max(outcome, !is_broken(signature.digest)
                                    ? Outcome::pass
                                    : report.fire_at(i, "signatureAlgorithm", {},
                                                     fmt::format("the certificate of {} is signed by {}{}",
                                                                 chain::name_of(*chain[i]), signature.name,
                                                                 refused_by_apple)));
  }
  return outcome;
}

// "TLS server certificates must present the DNS name of the server in the Subject Alternative Name extension
// of the certificate. DNS names in the CommonName of a certificate are no longer trusted." A server that is
// reached by its address has none.
Outcome name_missing(Chain chain, const Reporter& report) {
  if (!is_server_chain(chain)) return Outcome::not_applicable;
  const x509::Certificate& leaf = chain.front()->certificate;
  const x509::Extension* extension = leaf.find(oids::subject_alternative_name);
  if (extension == nullptr) {
    return report.fire_at(0, "tbsCertificate.extensions", {},
                          fmt::format("the certificate has no subjectAltName{}", refused_by_apple));
  }
  if (!leaf.subject_alternative_names) return Outcome::not_applicable;
  const auto& names = *leaf.subject_alternative_names;
  const bool any = std::any_of(names.begin(), names.end(), [](const GeneralName& name) {
    return name.kind == GeneralName::Kind::dns_name || name.kind == GeneralName::Kind::ip_address;
  });
  return any ? Outcome::pass
             : report.fire_at(
                   0, place_in(leaf, *extension), extension->value_offset,
                   fmt::format("subjectAltName has neither a DNS name nor an address{}", refused_by_apple));
}

constexpr const Check* name_said_by_path[] = {&names::checks::no_subject_alternative_name};
constexpr const Check* key_size_said_by_path[] = {&path::checks::key_too_small};
constexpr const Check* digest_said_by_path[] = {&path::checks::signature_broken_digest,
                                                &path::checks::signature_weak_digest};

constexpr Lint apple_lints[] = {
    {.check = {.id = "clients.apple.validity_too_long",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The validity period of a TLS server certificate MUST NOT exceed 825 days.",
               .citation = "Apple HT210176",
               .hint = "Issue the certificate for 825 days at most, and renew it in time."},
     .example = "a server's certificate for ten years from a private CA",
     .effective = dates::apple_ht210176,
     .chain = validity_too_long},
    {.check = {.id = "clients.apple.server_auth_missing",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A TLS server certificate MUST contain extKeyUsage with serverAuth.",
               .citation = "Apple HT210176",
               .hint = "Issue the certificate again with extendedKeyUsage serverAuth."},
     .example = "a server's certificate without extended key usage",
     .effective = dates::apple_ht210176,
     .chain = server_auth_missing},
    {.check = {.id = "clients.apple.rsa_key_too_small",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "RSA keys of TLS servers and their CAs MUST be 2048 bits or longer.",
               .citation = "Apple HT210176",
               .hint = "Issue the certificate for an RSA key of 2048 bits or more, or for a P-256 key."},
     .example = "an RSA key of 1024 bits",
     .said_by_path = key_size_said_by_path,
     .chain = rsa_key_too_small},
    {.check = {.id = "clients.apple.weak_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "Certificates of TLS servers and their CAs MUST be signed with SHA-2.",
               .citation = "Apple HT210176",
               .hint = "Issue the certificate again with SHA-256 or better."},
     .example = "a server's certificate signed with SHA-1",
     .said_by_path = digest_said_by_path,
     .chain = weak_digest},
    {.check = {.id = "clients.apple.name_missing",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A TLS server certificate MUST contain the server's name in subjectAltName.",
               .citation = "Apple HT210176",
               .hint = "Issue the certificate again with the name in its subjectAltName."},
     .example = "a server's certificate without subjectAltName",
     .said_by_path = name_said_by_path,
     .chain = name_missing},
};

}  // namespace

constinit const Rows apple_rows = apple_lints;

}  // namespace certcheck::lint::clients
