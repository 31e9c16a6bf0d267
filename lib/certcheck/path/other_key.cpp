#include "certcheck/path/detail/other_key.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"

#include <optional>
#include <utility>

namespace certcheck::path {
namespace {

using x509::Certificate;

std::string date_of(const x509::EncodedTime& time) {
  return time.time ? format_rfc3339(*time.time) : "an unreadable date";
}

std::string period_of(const Certificate& certificate) {
  return date_of(certificate.not_before) + " to " + date_of(certificate.not_after);
}

std::string key_sha256(const Certificate& certificate) {
  return hex_encode(crypto::sha256(certificate.public_key.bytes));
}

std::optional<ByteView> named_key(const Certificate& certificate) {
  if (!certificate.authority_key_identifier) return std::nullopt;
  return certificate.authority_key_identifier->key_identifier;
}

std::optional<ByteView> named_serial(const Certificate& certificate) {
  if (!certificate.authority_key_identifier) return std::nullopt;
  return certificate.authority_key_identifier->serial;
}

/// What a certificate's authorityKeyIdentifier says of its issuer, as a relative clause.
std::string describe_named_issuer(const Certificate& certificate) {
  if (const auto key = named_key(certificate))
    return ", which identifies the issuer's key " + hex_encode(*key);
  if (const auto serial = named_serial(certificate))
    return ", which identifies the issuer's certificate with serial number " + hex_encode(*serial);
  return ", which does not identify its issuer's key (unless the certificate was altered)";
}

/// "key identifier 13de..., SHA-256 of the key 58af...".
std::string describe_key(const Certificate& certificate) {
  std::string text;
  if (certificate.subject_key_identifier)
    text = "key identifier " + hex_encode(*certificate.subject_key_identifier) + ", ";
  return text + "SHA-256 of the key " + key_sha256(certificate);
}

}  // namespace

void report_not_signed_by(Findings& findings, const Certificate& certificate, const GraphNode& issuer,
                          crypto::SignatureStatus status) {
  const Certificate& authority = *issuer.certificate;
  const std::string name = authority.subject.to_string();
  const std::optional<ByteView> named = named_key(certificate);
  const bool same_id =
      named && authority.subject_key_identifier && same_bytes(*named, *authority.subject_key_identifier);
  const crypto::KeyFacts key = crypto::key_facts(authority.public_key);
  if (key.kind == crypto::KeyKind::unknown) {
    Finding& finding = report(
        findings, checks::signature_unsupported,
        "the signature cannot be verified: the key of " + name + " has the unknown algorithm " + key.name);
    finding.node_path = "signatureValue";
    finding.evidence = {{"issuer", name}, {"algorithm", key.name}};
    return;
  }
  const bool is_anchor = issuer.role == Role::anchor;
  // A key identifier that agrees says that the key is the right one (RFC 5280 4.2.1.2 makes it from the key),
  // unless no key of that kind could have signed.
  const bool altered = same_id && status == crypto::SignatureStatus::invalid;
  const auto report_invalid = [&] {
    Finding& invalid = report(findings, checks::signature_invalid,
                              "the signature does not verify with the key of " + name +
                                  (altered ? ", although the certificate identifies that key" : ""));
    invalid.node_path = "signatureValue";
    invalid.evidence = {{"issuer", name}, {"status", std::string(crypto::to_string(status))}};
  };
  if (altered) return report_invalid();

  std::string message = is_anchor ? "the trust store \"" + issuer.anchor->store + "\" has a CA named " + name
                                  : "the intermediate " + name + " is a CA with the issuer's name";
  message += " with another key: it did not sign the certificate";
  message += describe_named_issuer(certificate);
  message += "; " + std::string(is_anchor ? "the CA in the store" : "the intermediate") + " has " +
             describe_key(authority) + ", and is valid from " + period_of(authority) +
             "; the certificate was issued on " + date_of(certificate.not_before);
  Finding& finding =
      report(findings, is_anchor ? checks::anchor_other_key : checks::issuer_other_key, std::move(message));
  finding.evidence = {{"issuer", name}};
  if (named) finding.evidence.emplace_back("named_key_id", hex_encode(*named));
  if (const auto serial = named_serial(certificate)) {
    finding.evidence.emplace_back("named_serial", hex_encode(*serial));
    finding.evidence.emplace_back("issuer_serial", hex_encode(authority.serial));
  }
  if (authority.subject_key_identifier)
    finding.evidence.emplace_back("issuer_key_id", hex_encode(*authority.subject_key_identifier));
  finding.evidence.emplace_back("issuer_key_sha256", key_sha256(authority));
  finding.evidence.emplace_back("issuer_sha256", hex_encode(crypto::sha256(authority.der)));
  finding.evidence.emplace_back("issuer_not_before", date_of(authority.not_before));
  finding.evidence.emplace_back("issuer_not_after", date_of(authority.not_after));
  if (is_anchor) finding.evidence.emplace_back("store", issuer.anchor->store);
  // After what explains it.
  report_invalid();
}

bool same_name_and_key(const Certificate& a, const Certificate& b) {
  return a.subject_key() == b.subject_key() && same_bytes(a.public_key.bytes, b.public_key.bytes);
}

std::string describe_namesake(const Certificate& certificate, const trust::Anchor& anchor,
                              std::vector<std::pair<std::string, std::string>>& evidence) {
  const Certificate& trusted = *anchor.certificate;
  const bool same_key = same_name_and_key(certificate, trusted);
  std::string text = "the trust store \"" + anchor.store + "\" has ";
  if (same_key) {
    const auto period = [](const Certificate& of) {
      return std::pair(of.not_before.time, of.not_after.time);
    };
    const bool earlier = period(trusted) < period(certificate);
    text += earlier ? "an earlier certificate" : "another certificate";
    text += " of the same name and key, SHA-256 " + hex_encode(crypto::sha256(trusted.der)) +
            ", valid from " + period_of(trusted) + ", where this one is valid from " + period_of(certificate);
  } else {
    text += "a certificate of this name with another key: there " + describe_key(trusted) + ", valid from " +
            period_of(trusted) + "; here " + describe_key(certificate) + ", valid from " +
            period_of(certificate);
  }
  evidence.emplace_back("store", anchor.store);
  evidence.emplace_back("key_sha256", key_sha256(certificate));
  if (trusted.subject_key_identifier)
    evidence.emplace_back("trusted_key_id", hex_encode(*trusted.subject_key_identifier));
  evidence.emplace_back("trusted_key_sha256", key_sha256(trusted));
  evidence.emplace_back("trusted_sha256", hex_encode(crypto::sha256(trusted.der)));
  evidence.emplace_back("trusted_not_before", date_of(trusted.not_before));
  evidence.emplace_back("trusted_not_after", date_of(trusted.not_after));
  return text;
}

}  // namespace certcheck::path
