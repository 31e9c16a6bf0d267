#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/engine/detail/known_certificates.h"
#include "certcheck/path/result.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/x509/certificate.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace certcheck::engine {

/// Collects findings of several origins under subjects of the report, each problem once, within the budget of
/// a report.
class Collector {
 public:
  /// All must outlive the collector.
  Collector(const std::vector<x509::CertificatePtr>& presented, const revocation::Evidence& evidence,
            KnownCertificates& known, Findings& findings);

  /// Findings whose certificate subjects are indices into a path.
  void add_path(const path::Path& path, const Findings& findings);
  /// Findings of one presented certificate by itself, subjects unset.
  void add_certificate(size_t index, const Findings& findings);
  void add(Finding finding);
  void add_all(const Findings& findings);
  /// Nothing is added after it: says how many findings were left out.
  void finish() { list_.finish(); }

  /// A certificate's subject in the report: its place among those presented, or none for one from elsewhere.
  Subject subject_of(const x509::Certificate& certificate, bool is_anchor);

 private:
  /// Of what a subject's index names; empty if there is no such thing.
  std::optional<Sha256> fingerprint(const Subject& subject);

  const std::vector<x509::CertificatePtr>& presented_;
  const revocation::Evidence& evidence_;
  KnownCertificates& known_;
  FindingList list_;
  std::unordered_map<std::string_view, size_t> places_;  ///< of the first copy, by bytes
  std::set<std::tuple<const Check*, Subject::Kind, std::optional<size_t>, std::optional<Sha256>, std::string,
                      std::optional<size_t>, std::string>>
      seen_;
  /// Of CRLs and responses by their bytes: such a one may be large, and what is found in it much.
  std::unordered_map<const uint8_t*, Sha256> fingerprints_;
};

}  // namespace certcheck::engine
