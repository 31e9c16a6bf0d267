#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/ct/log_list.h"
#include "certcheck/trust/distrust.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/crl.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace certcheck::request {

/// The trust anchors of a request, with the constraints on them.
struct GivenAnchors {
  trust::Store store{"trust"};
  Findings findings = {};  ///< about what was given as one (trust/checks.h)
};

/// What earlier requests had that is large and often the same in all of a run: trust anchors, CRLs, the list
/// of logs, the list of what is distrusted. It is parsed once then, and the signature of a CRL is verified
/// once (crypto::Verifier knows it as long as it lives). Thread-safe.
class Known {
 public:
  /// Of each kind, what was last asked for is kept.
  struct Limits {
    size_t count = 64;
    /// As many as the largest file that is read (files/limits.h).
    size_t bytes = size_t{1} << 28;
  };

  Known();
  explicit Known(Limits limits);
  ~Known();
  Known(const Known&) = delete;
  Known& operator=(const Known&) = delete;

  /// The anchors of these texts, in order, with the constraints on them: read by `read` now or before. Its
  /// errors are not kept.
  using Anchors = Result<std::shared_ptr<const GivenAnchors>>;
  Anchors anchors(const std::vector<std::string>& texts, const std::string& constraints,
                  const std::function<Anchors()>& read);
  /// The CRL of these bytes, parsed now or before. Never null.
  x509::CrlPtr crl(Bytes der);
  /// As ct::parse_log_list and parse_distrust. What they refuse is not kept.
  Result<std::shared_ptr<const ct::LogList>> log_list(std::string json);
  Result<std::shared_ptr<const trust::DistrustList>> distrust(std::string json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck::request
