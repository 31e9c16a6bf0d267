#include "certcheck/request/settings.h"

#include "certcheck/base/ascii.h"
#include "certcheck/crypto/random.h"
#include "certcheck/der/oid.h"
#include "certcheck/dns/caa.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/request/option.h"
#include "certcheck/revocation/ocsp_request.h"
#include "certcheck/x509/oids.h"

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace certcheck::request {
namespace {

using Problem = std::optional<std::string>;  ///< what is wrong with a value, unset if nothing is

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

Problem read_time(const Settings& settings, engine::Options& options) {
  if (!settings.time) return std::nullopt;
  const auto time = parse_rfc3339(*settings.time);
  if (!time) return in_quotes(*settings.time) + " is not an RFC 3339 time such as 2026-01-31T12:00:00Z";
  options.path.time = *time;
  return std::nullopt;
}

Problem read_profile(const Settings& settings, engine::Options& options) {
  for (const auto profile : {Profile::webpki, Profile::rfc5280}) {
    if (settings.profile != to_string(profile)) continue;
    options.path.profile = profile;
    return std::nullopt;
  }
  return in_quotes(settings.profile) + " is neither webpki nor rfc5280";
}

/// A name of a purpose in any case, or an OID.
Problem read_purpose(const Settings& settings, engine::Options& options) {
  using path::Purpose;
  constexpr std::array purposes{Purpose::server,       Purpose::client,           Purpose::any,
                                Purpose::code_signing, Purpose::email_protection, Purpose::time_stamping,
                                Purpose::ocsp_signing};
  constexpr std::array oids{
      x509::oids::server_auth,  x509::oids::client_auth,      x509::oids::any_extended_key_usage,
      x509::oids::code_signing, x509::oids::email_protection, x509::oids::time_stamping,
      x509::oids::ocsp_signing};
  const std::string& text = settings.purpose;
  const std::string oid = der::encode_oid(text);
  for (size_t i = 0; i < purposes.size(); ++i) {
    if (equal_ignoring_case(text, to_string(purposes[i])) || der::Oid(oid) == oids[i]) {
      options.path.purpose = purposes[i];
      return std::nullopt;
    }
  }
  // What extKeyUsage says, and RFC 5280.
  for (const auto& [word, purpose] :
       {std::pair{"serverAuth", Purpose::server}, std::pair{"clientAuth", Purpose::client}}) {
    if (!equal_ignoring_case(text, word)) continue;
    options.path.purpose = purpose;
    return std::nullopt;
  }
  if (oid.empty())
    return in_quotes(text) +
           " is not one of server, client, any, codeSigning, emailProtection, timeStamping, OCSPSigning, and "
           "is not an object identifier";
  options.path.purpose = Purpose::other;
  options.path.other_purpose = oid;
  return std::nullopt;
}

Problem read_names(const Settings& settings, engine::Options& options) {
  for (const std::string& text : settings.names) {
    auto name = names::make_name(text);
    if (!name) return name.error().message;
    options.path.names.push_back(*std::move(name));
  }
  return std::nullopt;
}

Problem read_anchor_checks(const Settings& settings, engine::Options& options) {
  trust::AnchorChecks& checks = options.path.anchor_checks;
  for (const std::string& word : settings.anchor_checks)
    if (word == "expiry")
      checks.expiry = true;
    else if (word == "constraints")
      checks.constraints = true;
    else if (word == "basic_constraints")
      checks.basic_constraints = true;
    else if (word == "none")
      checks.name_and_key_only = true;
    else
      return in_quotes(word) + " is not one of expiry, constraints, basic_constraints, none";
  if (checks.name_and_key_only && settings.anchor_checks.size() > 1)
    return "\"none\" cannot be combined with others";
  return std::nullopt;
}

Problem read_policies(const Settings& settings, engine::Options& options) {
  for (const std::string& dotted : settings.policies) {
    std::string oid = der::encode_oid(dotted);
    if (oid.empty()) return "policy " + in_quotes(dotted) + " is not an object identifier";
    options.path.policy.initial_policies.push_back(std::move(oid));
  }
  return std::nullopt;
}

Problem read_revocation(const Settings& settings, engine::Options& options) {
  for (const auto mode : {revocation::Mode::off, revocation::Mode::soft, revocation::Mode::hard}) {
    if (settings.revocation != to_string(mode)) continue;
    options.revocation.mode = mode;
    return std::nullopt;
  }
  return in_quotes(settings.revocation) + " is not one of off, soft, hard";
}

Problem read_scope(const Settings& settings, engine::Options& options) {
  for (const auto scope : {revocation::Scope::leaf, revocation::Scope::chain}) {
    if (settings.revocation_scope != to_string(scope)) continue;
    options.revocation.scope = scope;
    return std::nullopt;
  }
  return in_quotes(settings.revocation_scope) + " is neither leaf nor chain";
}

Problem read_ocsp_nonce(const Settings& settings, engine::Options& options) {
  if (!settings.ocsp_nonce) return std::nullopt;
  if (!settings.online_revocation) return "this has no effect without online revocation";
  options.ocsp_nonce = [] { return crypto::random_bytes(revocation::ocsp_nonce_bytes); };
  return std::nullopt;
}

Problem read_remaining(const std::string& text, std::optional<engine::Remaining>& remaining) {
  if (text.empty()) return std::nullopt;
  const auto read = engine::parse_remaining(text);
  if (!read) return read.error().message;
  remaining = *read;
  return std::nullopt;
}

Problem read_min_days(const Settings& settings, engine::Options& options) {
  return read_remaining(settings.min_days, options.expectations.min_remaining);
}

Problem read_warn_days(const Settings& settings, engine::Options& options) {
  return read_remaining(settings.warn_days, options.expectations.warn_remaining);
}

Problem copy_texts(const std::vector<std::string>& texts, std::vector<std::string>& values) {
  for (const std::string& text : texts)
    if (text.empty()) return "the text is empty";
  values = texts;
  return std::nullopt;
}

Problem read_expected_issuers(const Settings& settings, engine::Options& options) {
  return copy_texts(settings.expected_issuers, options.expectations.issuers);
}

Problem read_expected_sans(const Settings& settings, engine::Options& options) {
  return copy_texts(settings.expected_sans, options.expectations.names);
}

/// Reads each text with `read`.
template <typename Value, typename Read>
Problem read_each(const std::vector<std::string>& texts, Read read, std::vector<Value>& values) {
  for (const std::string& text : texts) {
    auto value = read(text);
    if (!value) return value.error().message;
    values.push_back(*std::move(value));
  }
  return std::nullopt;
}

Problem read_pins(const Settings& settings, engine::Options& options) {
  return read_each(settings.pins, engine::parse_pin, options.expectations.pins);
}

Problem read_expected_fingerprints(const Settings& settings, engine::Options& options) {
  return read_each(settings.expected_fingerprints, engine::parse_fingerprint,
                   options.expectations.fingerprints);
}

Problem read_expected_keys(const Settings& settings, engine::Options& options) {
  return read_each(settings.expected_keys, engine::parse_key_expectation, options.expectations.keys);
}

Problem read_expected_versions(const Settings& settings, engine::Options& options) {
  return read_each(settings.expected_versions, engine::parse_version_expectation,
                   options.expectations.versions);
}

Problem read_caa_issuers(const Settings& settings, engine::Options& options) {
  if (!settings.caa_issuers.empty() && !settings.caa) return "this has no effect without --caa";
  for (const std::string& text : settings.caa_issuers) {
    if (!dns::is_issuer_domain(text)) return in_quotes(text) + " is not a domain such as ca.example.net";
    options.expectations.caa_issuers.push_back(to_lower(text));
  }
  return std::nullopt;
}

Problem read_require_ct(const Settings& settings, engine::Options& options) {
  options.expectations.transparency = settings.require_ct;
  if (settings.require_ct && settings.ct_log_list.empty())
    return "the list of logs is missing (" + name_of(&Settings::ct_log_list, Spelling::command_line) + ")";
  return std::nullopt;
}

Problem read_fail_on(const Settings& settings, engine::Options& options) {
  if (settings.fail_on.empty()) return std::nullopt;
  for (const auto severity : {Severity::notice, Severity::warning, Severity::error}) {
    if (settings.fail_on != to_string(severity)) continue;
    options.expectations.fail_on = severity;
    return std::nullopt;
  }
  return in_quotes(settings.fail_on) + " is not one of notice, warning, error";
}

/// The options whose value can be wrong.
struct Meaning {
  Member member;
  Problem (*read)(const Settings&, engine::Options&);
};
constexpr std::array meanings{
    Meaning{&Settings::time, read_time},
    Meaning{&Settings::profile, read_profile},
    Meaning{&Settings::purpose, read_purpose},
    Meaning{&Settings::names, read_names},
    Meaning{&Settings::anchor_checks, read_anchor_checks},
    Meaning{&Settings::policies, read_policies},
    Meaning{&Settings::revocation, read_revocation},
    Meaning{&Settings::revocation_scope, read_scope},
    Meaning{&Settings::ocsp_nonce, read_ocsp_nonce},
    Meaning{&Settings::min_days, read_min_days},
    Meaning{&Settings::warn_days, read_warn_days},
    Meaning{&Settings::expected_issuers, read_expected_issuers},
    Meaning{&Settings::expected_sans, read_expected_sans},
    Meaning{&Settings::pins, read_pins},
    Meaning{&Settings::expected_fingerprints, read_expected_fingerprints},
    Meaning{&Settings::expected_keys, read_expected_keys},
    Meaning{&Settings::expected_versions, read_expected_versions},
    Meaning{&Settings::caa_issuers, read_caa_issuers},
    Meaning{&Settings::require_ct, read_require_ct},
    Meaning{&Settings::fail_on, read_fail_on},
};

}  // namespace

Result<engine::Options> to_options(const Settings& settings, Time now, Spelling spelling) {
  engine::Options options;
  path::Options& path = options.path;
  path.time = now;
  for (const auto& [member, read] : meanings)
    if (const Problem problem = read(settings, options))
      return Error{Error::Kind::usage, name_of(member, settings, spelling) + ": " + *problem};
  path.strict = settings.strict;
  path.allow_sha1 = settings.allow_sha1;
  path.max_depth = settings.max_depth;
  if (settings.min_key_strength) path.min_key_strength = static_cast<unsigned>(*settings.min_key_strength);
  path.policy.require_explicit_policy = settings.require_explicit_policy;
  path.policy.inhibit_policy_mapping = settings.inhibit_policy_mapping;
  path.policy.inhibit_any_policy = settings.inhibit_any_policy;
  options.expectations.public_root = settings.expect_public;
  options.expectations.timestamp = settings.require_sct;
  options.expectations.staple = settings.require_staple;
  options.wants_issuers = settings.aia;
  options.wants_revocation = settings.online_revocation;
  if (options.wants_revocation && options.revocation.mode == revocation::Mode::off)
    options.revocation.mode = revocation::Mode::soft;
  if (settings.max_age_days) options.revocation.max_age = std::chrono::days(*settings.max_age_days);
  return options;
}

}  // namespace certcheck::request
