#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/engine/inspect.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What users ask for: requests in JSON and command lines, which have the same options under the names of
/// request/option.h.
namespace certcheck::request {

/// The options as they were given. What stands for certificates, CRLs and OCSP responses are files on a
/// command line, and in a request what such files hold.
struct Settings {
  std::optional<std::string> leaf;
  std::vector<std::string> untrusted, trust, crls, ocsp;
  std::string anchor_constraints;  ///< request/anchor_constraints.h
  bool system_trust = false;
  std::string passphrase_file;     ///< opens PKCS#12 files and Java keystores
  std::vector<std::string> names;  ///< that the leaf must match, as names::make_name() reads them
  bool no_name = false;            ///< none, said so
  std::optional<std::string> time;
  std::string profile = "webpki";
  bool strict = false;
  std::optional<bool> allow_sha1;
  std::string purpose = "server";
  std::optional<uint64_t> max_depth, min_key_strength;
  std::vector<std::string> policies, anchor_checks;
  bool require_explicit_policy = false, inhibit_policy_mapping = false, inhibit_any_policy = false;
  std::string revocation = "off", revocation_scope = "chain";
  std::optional<uint64_t> max_age_days;
};

/// How errors call an option: "--max-depth" or "max_depth" in quotes.
enum class Spelling : uint8_t { command_line, request };

/// What the settings mean, but for the files. `now` stands in for a time not given. The error names the
/// option and what is wrong with it.
Result<engine::Options> to_options(const Settings& settings, Time now, Spelling spelling);

}  // namespace certcheck::request
