#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/ct/log_list.h"
#include "certcheck/engine/expectations.h"
#include "certcheck/lint/selection.h"
#include "certcheck/path/options.h"
#include "certcheck/revocation/revocation.h"

#include <functional>
#include <memory>

namespace certcheck::engine {

struct Options {
  /// Its `check_certificate` has checks of the caller's own, which run after those of the library and decide
  /// as their Check::counts says (examples/own_check.cpp); `first_logged` is set by the inspection.
  path::Options path;
  bool lint = true;  ///< lint the best path, its certificates, the handshake and the evidence
  /// Which lints; null: those that bind the chain by its anchor. Borrowed: must outlive the inspection.
  const lint::Selection* selection = nullptr;
  revocation::Options revocation;
  /// The logs of certificate transparency; null: SCTs are listed, and none is verified.
  std::shared_ptr<const ct::LogList> log_list;
  Expectations expectations;       ///< of the user beyond trust; none decides the verdict
  bool check_presentation = true;  ///< findings about the order and completeness of `presented`
  bool wants_issuers = false;      ///< ask for the issuers that no path has; see Inspection::wants()
  bool wants_revocation = false;   ///< ask for OCSP responses and CRLs where nothing says good or revoked
  /// Makes the nonce of an OCSP request that is wanted: revocation::ocsp_nonce_bytes that nobody can foresee.
  /// Null: requests have none, and caches may answer them.
  std::function<Bytes()> ocsp_nonce = {};
  /// Asked between the steps of the work; once it says yes, what is left is not done, and a finding says so.
  /// Null: never.
  std::function<bool()> out_of_time;
};

}  // namespace certcheck::engine
