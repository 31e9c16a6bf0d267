#pragma once

#include "certcheck/base/time.h"
#include "certcheck/revocation/revocation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::revocation {

/// When and why something was revoked.
struct Revocation {
  std::optional<Time> since;
  std::optional<uint64_t> reason;  ///< CRLReason

  /// "keyCompromise"; empty if none is given.
  std::string reason_text() const;
  /// "since 2026-05-01T00:00:00Z (keyCompromise)"
  std::string describe() const;
  /// The same as evidence of a finding.
  void add_to(std::vector<std::pair<std::string, std::string>>& evidence) const;
  /// On hold, to be released or revoked for good later (RFC 5280 5.3.1): the only revocation that a
  /// later statement can take back.
  bool may_be_lifted() const;
  /// No longer revoked (removeFromCRL), which only a delta CRL can say.
  bool is_removed() const;
};

/// What one kind of evidence, CRLs or OCSP responses, says about a certificate. Internal to the module.
struct EvidenceResult {
  Status status = Status::unknown;
  std::string source;            ///< as in CertificateStatus; empty if nothing says anything
  std::optional<size_t> number;  ///< of what decides, in Evidence::crls or responses
  std::optional<Time> issued;    ///< thisUpdate of what decides
  bool stale = false;            ///< revoked, by what is not current any more
  /// Of the status good: thisUpdate of what clears for every reason, in the name of the issuing key.
  std::optional<Time> clears_at;
  /// Of a revocation that a newer statement of the other kind may take back: the thisUpdate to be newer than.
  std::optional<Time> liftable_since;
  std::optional<Revocation> revocation;
  /// Of a revocation: since when and why, and that what says so is out of date. Of the status unknown: what
  /// there is nevertheless, or empty.
  std::string details;
  std::vector<std::pair<std::string, std::string>> evidence;
  std::vector<size_t> without_delta = {};  ///< of CRLs: as in CertificateStatus
};

inline constexpr uint64_t reason_certificate_hold = 6, reason_remove_from_crl = 8;

}  // namespace certcheck::revocation
