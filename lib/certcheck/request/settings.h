#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/engine/inspect.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What users ask for: requests in JSON, command lines and policy files, which have the same options under
/// the names of request/option.h.
namespace certcheck::request {

/// The options as they were given. What stands for certificates, CRLs and OCSP responses are files on a
/// command line, and in a request what such files hold.
struct Settings {
  std::optional<std::string> leaf;
  std::vector<std::string> untrusted, trust, crls, ocsp;
  std::string anchor_constraints;  ///< request/anchor_constraints.h
  std::string distrust;            ///< request/distrust.h
  std::string ct_log_list;         ///< ct/log_list.h
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

  // What is fetched, and from whom.
  bool aia = false, online_revocation = false, ocsp_nonce = false;
  std::vector<std::string> fetch_allow, fetch_deny;
  std::string cache;  ///< a folder; empty: the user's
  bool no_cache = false;

  // What is expected beyond trust (engine/expectations.h).
  std::string min_days, warn_days;
  std::vector<std::string> expected_issuers, expected_sans, pins, expected_fingerprints, expected_keys;
  std::vector<std::string> expected_versions;
  std::vector<std::string> expected_roots;  ///< files
  bool expect_public = false, require_sct = false, require_ct = false, require_staple = false;
  std::vector<std::string> caa_issuers;  ///< names in CAA records
  std::string fail_on;                   ///< a severity; empty: none

  // How to connect.
  std::string connect, resolver, proxy, proxy_protocol, source;
  std::string proxy_credentials, proxy_ca;  ///< files
  std::string sni, tls_versions, groups, cipher_suites, alpn;
  std::optional<std::string> starttls;
  std::string certificate, key, key_passphrase;  ///< files
  std::string timeout = "15";                    ///< seconds
  bool ipv4 = false, ipv6 = false, all_addresses = false, all_certificates = false, protocols = false,
       mail_exchangers = false, dane = false, caa = false, no_request = false;
  std::optional<uint64_t> retries;

  /// Of options that were given in a policy file, by Option::name: where, for messages ("policy.toml:7:
  /// min_days").
  std::map<std::string_view, std::string> places = {};
};

/// How errors call an option: "--max-depth" or "max_depth" in quotes.
enum class Spelling : uint8_t { command_line, request };

/// What the settings mean, but for the files and the connection. `now` replaces a time that is not given. The
/// error names the option and what is wrong with it.
Result<engine::Options> to_options(const Settings& settings, Time now, Spelling spelling);

}  // namespace certcheck::request
