#include "common/verification_options.h"

#include "certcheck/der/oid.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/x509/oids.h"

#include "common/whole_number.h"

#include <CLI/CLI.hpp>

#include <array>
#include <utility>

namespace certcheck::tools {

void add_verification_options(CLI::App& app, VerificationOptions& options) {
  auto* name = app.add_option("--name", options.names,
                              "The leaf must be valid for this DNS name, IP address, mailbox, URI or SRV-ID "
                              "(repeatable; dns:, ip:, email:, uri: or srv: before it says which it is)")
                   ->type_name("NAME")
                   ->allow_extra_args(false);
  app.add_flag("--no-name", options.no_name, "Check no name")->excludes(name);
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
                 "What of a root's own certificate binds besides what the profile says: expiry,\n"
                 "constraints, basic_constraints; or none: only its name and key\n"
                 "(a leaf that is trusted itself keeps its own dates)")
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
  app.add_option("--purpose", options.purpose,
                 "What the leaf is for: server, client, any, codeSigning, emailProtection, "
                 "timeStamping, OCSPSigning or an OID")
      ->type_name("PURPOSE")
      ->capture_default_str()
      ->group(rules);
  app.add_option("--max-depth", options.max_depth, "Most intermediates between leaf and root")
      ->type_name("N")
      ->check(whole_number(0, max_depth_most))
      ->group(rules);
  app.add_option("--min-key-strength", options.min_key_strength,
                 "Least security strength of every key and signature digest, in bits\n"
                 "(NIST SP 800-57: RSA-2048 112, P-256 and SHA-256 128, P-384 192)")
      ->type_name("BITS")
      ->check(CLI::Range(0U, path::key_strength_max))
      ->group(rules);
  auto* allow = app.add_flag("--allow-sha1", options.allow_sha1, "Accept SHA-1 signatures")->group(rules);
  app.add_flag("--refuse-sha1", options.refuse_sha1,
               "Refuse SHA-1 signatures in any profile,\nthose of CRLs and OCSP responses too")
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
                 "off (only what a server staples), soft (refuse what is revoked) or hard (refuse also what "
                 "cannot be determined)")
      ->capture_default_str()
      ->group(revocation);
  app.add_option("--revocation-scope", options.revocation_scope,
                 "Whose status to check: leaf, or chain (every certificate but the root)")
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
  app.add_option("--max-age", options.max_age_days,
                 "Skip CRLs and OCSP responses that are older; replaces the limits of the profile")
      ->type_name("DAYS")
      ->check(whole_number(0, max_age_days_most))
      ->group(revocation);
}

Result<Profile> parse_profile(std::string_view text) {
  if (text == "webpki") return Profile::webpki;
  if (text == "rfc5280") return Profile::rfc5280;
  return Error{Error::Kind::usage, "profile \"" + std::string(text) + "\" is neither webpki nor rfc5280"};
}

std::optional<Error> read_purpose(std::string_view text, path::Options& options) {
  using path::Purpose;
  constexpr std::array purposes{Purpose::server,       Purpose::client,           Purpose::any,
                                Purpose::code_signing, Purpose::email_protection, Purpose::time_stamping,
                                Purpose::ocsp_signing};
  constexpr std::array oids{
      x509::oids::server_auth,  x509::oids::client_auth,      x509::oids::any_extended_key_usage,
      x509::oids::code_signing, x509::oids::email_protection, x509::oids::time_stamping,
      x509::oids::ocsp_signing};
  const std::string oid = der::encode_oid(text);
  for (size_t i = 0; i < purposes.size(); ++i) {
    if (names::equal_ignoring_case(text, to_string(purposes[i])) || der::Oid(oid) == oids[i]) {
      options.purpose = purposes[i];
      return std::nullopt;
    }
  }
  // What extKeyUsage says, and RFC 5280.
  for (const auto& [word, purpose] :
       {std::pair{"serverAuth", Purpose::server}, std::pair{"clientAuth", Purpose::client}}) {
    if (!names::equal_ignoring_case(text, word)) continue;
    options.purpose = purpose;
    return std::nullopt;
  }
  if (oid.empty())
    return Error{Error::Kind::usage, "purpose \"" + std::string(text) +
                                         "\" is none of server, client, any, codeSigning, emailProtection, "
                                         "timeStamping, OCSPSigning, and is not an object identifier"};
  options.purpose = Purpose::other;
  options.other_purpose = oid;
  return std::nullopt;
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
    else if (word == "none")
      checks.name_and_key_only = true;
    else
      return Error{Error::Kind::usage, "anchor check \"" + word +
                                           "\" is not one of expiry, constraints, basic_constraints, none"};
  }
  if (checks.name_and_key_only && words.size() > 1)
    return Error{Error::Kind::usage, "anchor check \"none\" cannot be combined with others"};
  return checks;
}

Result<revocation::Mode> parse_revocation_mode(std::string_view text) {
  for (const auto mode : {revocation::Mode::off, revocation::Mode::soft, revocation::Mode::hard})
    if (text == to_string(mode)) return mode;
  return Error{Error::Kind::usage, "revocation \"" + std::string(text) + "\" is none of off, soft, hard"};
}

Result<revocation::Scope> parse_revocation_scope(std::string_view text) {
  for (const auto scope : {revocation::Scope::leaf, revocation::Scope::chain})
    if (text == to_string(scope)) return scope;
  return Error{Error::Kind::usage,
               "revocation scope \"" + std::string(text) + "\" is neither leaf nor chain"};
}

Result<revocation::Options> to_revocation_options(const VerificationOptions& options) {
  const auto mode = parse_revocation_mode(options.revocation);
  if (!mode) return mode.error();
  const auto scope = parse_revocation_scope(options.revocation_scope);
  if (!scope) return scope.error();
  revocation::Options result{.mode = *mode, .max_age = {}, .scope = *scope};
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
  if (const auto error = read_purpose(options.purpose, result)) return *error;
  for (const auto& text : options.names) {
    auto name = names::make_name(text);
    if (!name) return Error{Error::Kind::usage, "--name: " + name.error().message};
    result.names.push_back(*std::move(name));
  }
  const auto checks = parse_anchor_checks(options.anchor_checks);
  if (!checks) return checks.error();
  result.profile = *profile;
  result.anchor_checks = *checks;
  result.strict = options.strict;
  if (options.allow_sha1) result.allow_sha1 = true;
  if (options.refuse_sha1) result.allow_sha1 = false;
  result.max_depth = options.max_depth;
  result.min_key_strength = options.min_key_strength;
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
