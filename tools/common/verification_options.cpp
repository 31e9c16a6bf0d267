#include "common/verification_options.h"

#include "certcheck/der/oid.h"

#include <CLI/CLI.hpp>

#include <utility>

namespace certcheck::tools {

void add_verification_options(CLI::App& app, VerificationOptions& options) {
  const char* trust = "Trust";
  app.add_option(
         "--trust", options.trust,
         "Trust these roots: [NAME=]FILE or DIR (repeatable; each NAME is judged apart; a NAME has no slash "
         "and no "
         "dot, and there is no file of the whole text). PEM, DER, PKCS#7, PKCS#12, JKS, Kubernetes secrets, "
         "p11-kit; OpenSSL's and p11-kit's trust settings are heeded")
      ->type_name("[NAME=]PATH")
      ->allow_extra_args(false)
      ->group(trust);
  app.add_flag("--system-trust", options.system_trust,
               "Trust the system's roots (default when --trust is not given)")
      ->group(trust);
  app.add_option("--untrusted", options.untrusted, "Intermediates to build paths with (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group(trust);
  app.add_option(
         "--passphrase-file", options.passphrase_file,
         "A file whose first line opens PKCS#12 files and Java keystores (default: an empty passphrase)")
      ->type_name("FILE")
      ->group(trust);
  app.add_option(
         "--anchor-constraints", options.anchor_constraints,
         "Constraints on roots, JSON: permitted and excluded names, a date to distrust after (docs/trust.md)")
      ->type_name("FILE")
      ->group(trust);
  app.add_option("--anchor-checks", options.anchor_checks,
                 "What of a root's own certificate binds: expiry, constraints, basic_constraints")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(trust);
  const char* rules = "Rules";
  app.add_option("--profile", options.profile, "Rules that decide: webpki (as browsers) or rfc5280")
      ->capture_default_str()
      ->group(rules);
  app.add_flag("--strict", options.strict,
               "Also count what the standard asks and a client can hold against certificates")
      ->group(rules);
  app.add_option("--time", options.time, "Judge at this moment instead of now")
      ->type_name("RFC3339")
      ->group(rules);
  app.add_option("--purpose", options.purpose, "What the leaf is for: server, client or any")
      ->capture_default_str()
      ->group(rules);
  app.add_option("--max-depth", options.max_depth, "Most intermediates between leaf and root")
      ->type_name("N")
      ->group(rules);
  auto* allow = app.add_flag("--allow-sha1", options.allow_sha1, "Accept SHA-1 signatures")->group(rules);
  app.add_flag("--refuse-sha1", options.refuse_sha1, "Refuse SHA-1 signatures in any profile")
      ->excludes(allow)
      ->group(rules);
  app.add_option("--policy", options.policies, "Acceptable certificate policy (repeatable)")
      ->type_name("OID")
      ->allow_extra_args(false)
      ->group(rules);
  app.add_flag("--require-explicit-policy", options.require_explicit_policy, "A valid policy must remain")
      ->group(rules);
  app.add_flag("--inhibit-policy-mapping", options.inhibit_policy_mapping, "Policies may not be mapped")
      ->group(rules);
  app.add_flag("--inhibit-any-policy", options.inhibit_any_policy, "anyPolicy does not count")->group(rules);
  const char* revocation = "Revocation";
  app.add_option("--revocation", options.revocation,
                 "off, soft (refuse what is revoked) or hard (refuse also what cannot be told)")
      ->capture_default_str()
      ->group(revocation);
  app.add_option("--crl", options.crls, "CRLs to decide from, PEM or DER (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group(revocation);
  app.add_option("--ocsp", options.ocsp, "OCSP responses to decide from, DER or PEM (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group(revocation);
  app.add_option("--max-age", options.max_age_days, "Passes over CRLs and OCSP responses that are older")
      ->type_name("DAYS")
      ->check(CLI::Range(0U, 100'000U))
      ->group(revocation);
}

Result<Profile> parse_profile(std::string_view text) {
  if (text == "webpki") return Profile::webpki;
  if (text == "rfc5280") return Profile::rfc5280;
  return Error{Error::Kind::usage, "profile \"" + std::string(text) + "\" is neither webpki nor rfc5280"};
}

Result<path::Purpose> parse_purpose(std::string_view text) {
  if (text == "server") return path::Purpose::server;
  if (text == "client") return path::Purpose::client;
  if (text == "any") return path::Purpose::any;
  return Error{Error::Kind::usage, "purpose \"" + std::string(text) + "\" is none of server, client, any"};
}

Result<trust::AnchorChecks> parse_anchor_checks(const std::vector<std::string>& words) {
  trust::AnchorChecks checks;
  for (const auto& word : words) {
    if (word == "expiry")
      checks.expiry = true;
    else if (word == "constraints")
      checks.constraints = true;
    else if (word == "basic_constraints")
      checks.basic_constraints = true;
    else
      return Error{Error::Kind::usage,
                   "anchor check \"" + word + "\" is none of expiry, constraints, basic_constraints"};
  }
  return checks;
}

Result<revocation::Mode> parse_revocation_mode(std::string_view text) {
  for (const auto mode : {revocation::Mode::off, revocation::Mode::soft, revocation::Mode::hard})
    if (text == to_string(mode)) return mode;
  return Error{Error::Kind::usage, "revocation \"" + std::string(text) + "\" is none of off, soft, hard"};
}

Result<revocation::Options> to_revocation_options(const VerificationOptions& options) {
  const auto mode = parse_revocation_mode(options.revocation);
  if (!mode) return mode.error();
  revocation::Options result{.mode = *mode, .max_age = {}};
  if (options.max_age_days) result.max_age = std::chrono::days(*options.max_age_days);
  return result;
}

Result<std::string> parse_policy(std::string_view dotted) {
  std::string oid = der::encode_oid(dotted);
  if (oid.empty())
    return Error{Error::Kind::usage, "policy \"" + std::string(dotted) + "\" is no object identifier"};
  return oid;
}

Result<path::Options> to_path_options(const VerificationOptions& options, Time now) {
  path::Options result;
  result.time = now;
  if (!options.time.empty()) {
    const auto time = parse_rfc3339(options.time);
    if (!time)
      return Error{Error::Kind::usage,
                   "--time \"" + options.time + "\" is no RFC 3339 time such as 2026-01-31T12:00:00Z"};
    result.time = *time;
  }
  const auto profile = parse_profile(options.profile);
  if (!profile) return profile.error();
  const auto purpose = parse_purpose(options.purpose);
  if (!purpose) return purpose.error();
  const auto checks = parse_anchor_checks(options.anchor_checks);
  if (!checks) return checks.error();
  result.profile = *profile;
  result.purpose = *purpose;
  result.anchor_checks = *checks;
  result.strict = options.strict;
  if (options.allow_sha1) result.allow_sha1 = true;
  if (options.refuse_sha1) result.allow_sha1 = false;
  result.max_depth = options.max_depth;
  for (const auto& policy : options.policies) {
    auto oid = parse_policy(policy);
    if (!oid) return oid.error();
    result.policy.initial_policies.push_back(*std::move(oid));
  }
  result.policy.require_explicit_policy = options.require_explicit_policy;
  result.policy.inhibit_policy_mapping = options.inhibit_policy_mapping;
  result.policy.inhibit_any_policy = options.inhibit_any_policy;
  return result;
}

}  // namespace certcheck::tools
