#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/result.h"
#include "certcheck/revocation/revocation.h"

#include <functional>
#include <string>

/// Internal to the module.
namespace certcheck::revocation {

/// Whose status is asked for. Both that are given must outlive it.
class Inquiry {
 public:
  Inquiry(const path::Path& path, const Options& options) : path_(path), options_(options) {}

  /// The status of the certificate at `index` of the path is part of the answer.
  bool in_scope(size_t index) const;
  /// CRLs and responses are read about it.
  bool is_asked(size_t index) const { return why_not(index).empty(); }
  /// Why they are not; empty if they are.
  std::string why_not(size_t index) const;
  /// Why nothing is asked of any certificate; empty if that depends on which one it is.
  std::string why_nothing() const;

  /// RFC 9608 4: the CA says that it publishes no status for this end-entity certificate. Section 2 keeps the
  /// extension out of CA certificates, where it says nothing then.
  static bool has_no_status(const x509::Certificate& certificate);

  const path::Path& path() const { return path_; }
  const Options& options() const { return options_; }

 private:
  bool is_anchor(size_t index) const { return index + 1 == path_.certificates.size(); }

  const path::Path& path_;
  const Options& options_;
};

/// What excluded each CRL and response that was not used and that no other finding reports; ten of a kind,
/// and how many more there are (OutputBudget).
Findings unused(const Inquiry& inquiry, const Evidence& evidence,
                const std::function<bool(size_t)>& crl_is_told,
                const std::function<bool(size_t)>& response_is_told);

}  // namespace certcheck::revocation
