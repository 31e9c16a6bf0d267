#include "certcheck/crypto/digest.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

using crypto::SignatureStatus;

/// What says that a self-issued certificate was signed by its own key; empty if nothing does, as of the
/// certificates of one CA for another of its keys (RFC 5280 6.1: self-issued, not self-signed).
std::string_view claim_of_own_key(const x509::Certificate& certificate) {
  const auto& authority = certificate.authority_key_identifier;
  // What cannot be read says nothing.
  if (is_unread(certificate, x509::oids::authority_key_identifier) ||
      is_unread(certificate, x509::oids::subject_key_identifier))
    return {};
  // 4.2.1.1: authorityKeyIdentifier may be left out of a self-signed certificate alone.
  if (!authority)
    return "it has the name of its issuer and no authorityKeyIdentifier, which only a self-signed "
           "certificate "
           "may omit";
  if (authority->key_identifier) {
    if (certificate.subject_key_identifier) {
      return same_bytes(*authority->key_identifier, *certificate.subject_key_identifier)
                 ? "its authorityKeyIdentifier is its own subjectKeyIdentifier"
                 : std::string_view();
    }
    // 4.2.1.2 (1): the usual key identifier is the SHA-1 of the key.
    const auto own = crypto::digest(crypto::Digest::sha1, certificate.public_key.key.bytes);
    return own && same_bytes(*own, *authority->key_identifier)
               ? "its authorityKeyIdentifier is the SHA-1 of its own key"
               : std::string_view();
  }
  return authority->serial && authority->has_issuer && x509::identifies(*authority, certificate)
             ? "its authorityKeyIdentifier has its own issuer and serial number"
             : std::string_view();
}

// RFC 5280 3.2: "Self-signed certificates are self-issued certificates where the digital signature may be
// verified by the public key bound into the certificate." A trust anchor is trusted without that (6.1), but
// one that claims to be self-signed and is not was changed, or made wrongly, and who verifies it refuses it
// (OpenSSL with -check_ss_sig). Algorithms that cannot be verified here are not held against it.
Outcome self_signature_invalid(const CertificateFacts& facts, const Reporter& report) {
  const auto& status = facts.self_signature;
  const x509::Certificate& certificate = facts.certificate;
  if (!status || !certificate.complete) return Outcome::not_applicable;
  if (*status == SignatureStatus::valid) return Outcome::pass;
  const bool verified = *status == SignatureStatus::invalid || (*status == SignatureStatus::key_mismatch &&
                                                                facts.key.kind != crypto::KeyKind::unknown);
  const std::string_view claim = verified ? claim_of_own_key(certificate) : std::string_view();
  return claim.empty()
             ? Outcome::not_applicable
             : report.fire(
                   signature_place, {},
                   fmt::format("the key of the certificate does not verify its signature ({}), though {}",
                               crypto::to_string(*status), claim),
                   {{"status", std::string(crypto::to_string(*status))}});
}

constexpr Lint self_signature_lints[] = {
    {.check = {.id = "rfc5280.self_signature.invalid",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The signature of a self-signed certificate MUST verify with its own key.",
               .citation = "RFC 5280 3.2, 4.1.1.3",
               .hint = "Get the certificate from the CA again. If another key of the same CA signed it, "
                       "authorityKeyIdentifier has to identify that key."},
     .example = "a root with one bit of its signature changed",
     .certificate = self_signature_invalid},
};

}  // namespace

constinit const Rows self_signature_rows = self_signature_lints;

}  // namespace certcheck::lint::rfc5280
