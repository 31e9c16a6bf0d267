#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/engine/detail/known_certificates.h"
#include "certcheck/path/result.h"
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
  Collector(const std::vector<x509::CertificatePtr>& presented, KnownCertificates& known, Findings& findings);

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
  const std::vector<x509::CertificatePtr>& presented_;
  KnownCertificates& known_;
  FindingList list_;
  std::unordered_map<std::string_view, size_t> places_;  ///< of the first copy, by bytes
  std::set<std::tuple<const Check*, Subject::Kind, std::optional<size_t>, std::optional<Sha256>, std::string,
                      std::optional<size_t>, std::string>>
      seen_;
};

}  // namespace certcheck::engine
