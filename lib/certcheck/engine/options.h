#pragma once

#include "certcheck/engine/expectations.h"
#include "certcheck/lint/selection.h"
#include "certcheck/path/options.h"
#include "certcheck/revocation/revocation.h"

#include <functional>

namespace certcheck::engine {

struct Options {
  path::Options path;  ///< its `judge` is set by the inspection
  bool lint = true;    ///< lint the best path, its certificates, the handshake and the evidence
  /// Which lints; null: those that bind the chain by its anchor. Borrowed: must outlive the inspection.
  const lint::Selection* selection = nullptr;
  revocation::Options revocation;
  Expectations expectations;       ///< of the user beyond trust; none decides the verdict
  bool judge_presentation = true;  ///< findings about the order and completeness of `presented`
  bool wants_issuers = false;      ///< ask for the issuers that no path has; see Inspection::wants()
  bool wants_revocation = false;   ///< ask for OCSP responses and CRLs where nothing says good or revoked
  /// Asked between the steps of the work; once it says yes, what is left is not done, and a finding says so.
  /// Null: never.
  std::function<bool()> out_of_time;
};

}  // namespace certcheck::engine
