#include "certcheck/request/settings.h"

#include "certcheck/der/oid.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/request/option.h"
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
  if (!time) return in_quotes(*settings.time) + " is no RFC 3339 time such as 2026-01-31T12:00:00Z";
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
    if (names::equal_ignoring_case(text, to_string(purposes[i])) || der::Oid(oid) == oids[i]) {
      options.path.purpose = purposes[i];
      return std::nullopt;
    }
  }
  // What extKeyUsage says, and RFC 5280.
  for (const auto& [word, purpose] :
       {std::pair{"serverAuth", Purpose::server}, std::pair{"clientAuth", Purpose::client}}) {
    if (!names::equal_ignoring_case(text, word)) continue;
    options.path.purpose = purpose;
    return std::nullopt;
  }
  if (oid.empty())
    return in_quotes(text) +
           " is none of server, client, any, codeSigning, emailProtection, timeStamping, "
           "OCSPSigning, and is not an object identifier";
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
  for (const std::string& word : settings.anchor_checks) {
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
  }
  if (checks.name_and_key_only && settings.anchor_checks.size() > 1)
    return "\"none\" cannot be combined with others";
  return std::nullopt;
}

Problem read_policies(const Settings& settings, engine::Options& options) {
  for (const std::string& dotted : settings.policies) {
    std::string oid = der::encode_oid(dotted);
    if (oid.empty()) return "policy " + in_quotes(dotted) + " is no object identifier";
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
  return in_quotes(settings.revocation) + " is none of off, soft, hard";
}

Problem read_scope(const Settings& settings, engine::Options& options) {
  for (const auto scope : {revocation::Scope::leaf, revocation::Scope::chain}) {
    if (settings.revocation_scope != to_string(scope)) continue;
    options.revocation.scope = scope;
    return std::nullopt;
  }
  return in_quotes(settings.revocation_scope) + " is neither leaf nor chain";
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
};

}  // namespace

Result<engine::Options> to_options(const Settings& settings, Time now, Spelling spelling) {
  engine::Options options;
  path::Options& path = options.path;
  path.time = now;
  for (const auto& [member, read] : meanings)
    if (const Problem problem = read(settings, options))
      return Error{Error::Kind::usage, name_of(member, spelling) + ": " + *problem};
  path.strict = settings.strict;
  path.allow_sha1 = settings.allow_sha1;
  path.max_depth = settings.max_depth;
  if (settings.min_key_strength) path.min_key_strength = static_cast<unsigned>(*settings.min_key_strength);
  path.policy.require_explicit_policy = settings.require_explicit_policy;
  path.policy.inhibit_policy_mapping = settings.inhibit_policy_mapping;
  path.policy.inhibit_any_policy = settings.inhibit_any_policy;
  if (settings.max_age_days) options.revocation.max_age = std::chrono::days(*settings.max_age_days);
  return options;
}

}  // namespace certcheck::request
