#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/ct/transparency.h"
#include "certcheck/engine/input.h"
#include "certcheck/engine/options.h"
#include "certcheck/path/options.h"
#include "certcheck/path/result.h"

#include <map>
#include <string>

namespace certcheck::engine {

/// The SCTs that a leaf came with, and what they say on one path or another.
class LeafTimestamps {
 public:
  /// All must outlive it. The input has at least one certificate.
  LeafTimestamps(const Input& input, const Options& options, crypto::Verifier& verifier);

  /// What path::Options::first_logged says of the leaf; worked out once for each key of an issuer.
  path::FirstLogged first_logged(const x509::Certificate* issuer);

  /// Of the best path (null: there is none). Findings' certificates are indices into the path.
  ct::Transparency on(const path::Path* best, Findings& findings) const;

 private:
  const Options& options_;
  crypto::Verifier& verifier_;
  ct::Presented presented_;
  std::map<std::string, path::FirstLogged> known_;  ///< by the bytes of the issuer's key
};

}  // namespace certcheck::engine
