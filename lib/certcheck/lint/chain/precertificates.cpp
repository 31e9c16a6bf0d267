#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace certcheck::lint::chain {
namespace {

namespace oids = x509::oids;
using x509::Certificate;
using x509::Extension;

bool is_precertificate(const CertificateFacts& facts) {
  return facts.certificate.find(oids::precertificate_poison) != nullptr;
}

bool signs_precertificates(const CertificateFacts& facts) {
  const auto& usage = facts.certificate.extended_key_usage;
  return usage && usage->has(oids::precertificate_signing);
}

/// Walks over extensions without one kind, and without another too if `also_skipped` says so.
class Remaining {
 public:
  Remaining(const Certificate& certificate, der::Oid skipped, der::Oid also_skipped)
      : next_(certificate.extensions.data()),
        end_(next_ + certificate.extensions.size()),
        skipped_(skipped),
        also_skipped_(also_skipped) {}

  /// Null at the end.
  const Extension* next() {
    while (next_ != end_ && (next_->id == skipped_ || next_->id == also_skipped_)) ++next_;
    return next_ == end_ ? nullptr : next_++;
  }

 private:
  const Extension *next_, *end_;
  der::Oid skipped_, also_skipped_;
};

/// Name of the first extension that is in one of both otherwise than in the other; empty if there is
/// none.
std::string differing_extension(const Certificate& pre, const Certificate& certificate, bool other_signer) {
  const der::Oid apart = other_signer ? oids::authority_key_identifier : der::Oid();
  Remaining of_pre(pre, oids::precertificate_poison, apart);
  Remaining of_certificate(certificate, oids::signed_certificate_timestamps, apart);
  while (true) {
    const Extension *a = of_pre.next(), *b = of_certificate.next();
    if (a == nullptr && b == nullptr) return {};
    if (a == nullptr || b == nullptr || a->id != b->id || a->critical != b->critical ||
        !same_bytes(a->value, b->value))
      return fmt::format("extension {}", (b != nullptr ? b : a)->id.to_string());
  }
}

ByteView identifier_bits(const std::optional<der::BitString>& identifier) {
  return identifier ? identifier->bytes : ByteView();
}

bool same_time(const x509::EncodedTime& a, const x509::EncodedTime& b) {
  return a.tag == b.tag && same_bytes(a.text, b.text);
}

/// The first field in which the two differ beyond what RFC 6962 3.2 allows; empty if there is none.
std::string differing_field(const Certificate& pre, const Certificate& certificate, bool other_signer) {
  if (pre.version != certificate.version) return "version";
  if (!same_bytes(pre.tbs_signature.bytes, certificate.tbs_signature.bytes)) return "signature";
  if (!other_signer && !same_bytes(pre.issuer.bytes, certificate.issuer.bytes)) return "issuer";
  if (!same_time(pre.not_before, certificate.not_before) || !same_time(pre.not_after, certificate.not_after))
    return "validity";
  if (!same_bytes(pre.subject.bytes, certificate.subject.bytes)) return "subject";
  if (!same_bytes(pre.public_key.bytes, certificate.public_key.bytes)) return "subjectPublicKeyInfo";
  if (!same_bytes(identifier_bits(pre.issuer_unique_id), identifier_bits(certificate.issuer_unique_id)) ||
      !same_bytes(identifier_bits(pre.subject_unique_id), identifier_bits(certificate.subject_unique_id)))
    return "unique identifier";
  return differing_extension(pre, certificate, other_signer);
}

/// Issuer and serial number, which a precertificate shares with its certificate.
std::string key_of(const std::string& issuer_key, ByteView serial) {
  return issuer_key + std::string(as_text(serial));
}

std::unordered_map<std::string, size_t> final_certificates(Chain chain) {
  std::unordered_map<std::string, size_t> indices;
  for (size_t i = 0; i < chain.size(); ++i)
    if (!is_precertificate(*chain[i]))
      indices.emplace(key_of(chain[i]->certificate.issuer_key(), chain[i]->certificate.serial), i);
  return indices;
}

// RFC 6962 3.1: "The Precertificate is constructed from the certificate to be issued by adding a special
// critical poison extension", and 3.2: what the logs sign is the certificate without its SCTs; if another
// than the final issuer signed the precertificate, issuer and authorityKeyIdentifier are those of the final
// one. A certificate that differs otherwise makes its SCTs invalid and was never logged.
Outcome certificate_differs(Chain chain, const Reporter& report) {
  if (std::none_of(chain.begin(), chain.end(), [](const auto* facts) { return is_precertificate(*facts); }))
    return Outcome::not_applicable;
  const auto finals = final_certificates(chain);
  Outcome outcome = Outcome::not_applicable;
  for (size_t i = 0; i < chain.size(); ++i) {
    if (!is_precertificate(*chain[i])) continue;
    const Certificate& pre = chain[i]->certificate;
    const bool other_signer = i + 1 < chain.size() && is_issued_by(*chain[i], *chain[i + 1]) &&
                              signs_precertificates(*chain[i + 1]);
    const std::string& issuer = other_signer ? chain[i + 1]->certificate.issuer_key() : pre.issuer_key();
    const auto found = finals.find(key_of(issuer, pre.serial));
    if (found == finals.end()) continue;
    const std::string field = differing_field(pre, chain[found->second]->certificate, other_signer);
    outcome = std::max(outcome, Outcome::pass);
    if (!field.empty()) {
      outcome = report.fire_at(found->second, "tbsCertificate", {},
                               fmt::format("the certificate differs from its precertificate in {}", field),
                               {{"field", field}, {"precertificate_index", std::to_string(i)}});
    }
  }
  return outcome;
}

// RFC 6962 3.1: what has this purpose is "a special-purpose (CA:true, Extended Key Usage: Certificate
// Transparency, OID 1.3.6.1.4.1.11129.2.4.4) Precertificate Signing Certificate".
Outcome signer_issues_certificates(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    if (!signs_precertificates(link.issuer)) return Outcome::not_applicable;
    return is_precertificate(link.subject)
               ? Outcome::pass
               : report.fire_at(link.index, "tbsCertificate.issuer", link.subject.certificate.issuer.offset,
                                fmt::format("the issuer, {}, is for signing precertificates, and this is "
                                            "not a precertificate",
                                            name_of(link.issuer)));
  });
}

// BR 2.1.8 7.1.2.4 (ballot SC-92): "Effective 2026-03-15: [...] Precertificate Signing CAs MUST NOT be used
// to issue Precertificates." So says 7.1.2.9 of the precertificate.
Outcome signer_used_after_sunset(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const std::optional<Time>& issued = link.subject.issued;
    if (!is_precertificate(link.subject)) return Outcome::not_applicable;
    const bool is_by_signer = signs_precertificates(link.issuer) && link.issuer.has(Role::subordinate_ca);
    return !is_by_signer || !issued || *issued < dates::sc_92_sunset.time
               ? Outcome::pass
               : report.fire_at(
                     link.index, "tbsCertificate.issuer", link.subject.certificate.issuer.offset,
                     fmt::format("the precertificate was issued by {}, which is for signing precertificates",
                                 name_of(link.issuer)));
  });
}

constexpr Lint precertificates_lints[] = {
    {.check = {.id = "chain.precertificates.certificate_differs",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A certificate MUST be the same as its precertificate except for the poison "
                              "extension and the SCTs.",
               .citation = "RFC 6962 3.1, 3.2",
               .hint = "Issue the certificate from the logged precertificate: its timestamps are invalid for "
                       "any other."},
     .example = "a certificate with a name that its precertificate does not have",
     .effective = dates::rfc6962,
     .chain = certificate_differs},
    {.check = {.id = "chain.precertificates.signer_issues_certificates",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A Precertificate Signing Certificate SHOULD issue precertificates only.",
               .citation = "RFC 6962 3.1",
               .hint = "Issue certificates from the CA itself."},
     .example = "a leaf without poison issued by a precertificate signing certificate",
     .effective = dates::rfc6962,
     .chain = signer_issues_certificates},
    {.check = {.id = "chain.precertificates.signer_used_after_sunset",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A Precertificate Signing Certificate MUST NOT issue precertificates from "
                              "2026-03-15 on.",
               .citation = "CA/B BR 7.1.2.4, 7.1.2.9 (Ballot SC-92)",
               .hint = "Sign precertificates with the issuing CA's key."},
     .example = "a precertificate of April 2026 issued by a precertificate signing certificate",
     .effective = dates::sc_92_sunset,
     .chain = signer_used_after_sunset},
};

}  // namespace

constinit const Rows precertificates_rows = precertificates_lints;

}  // namespace certcheck::lint::chain
