#include "certcheck/request/settings.h"

#include "certcheck/der/oid.h"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <string>

namespace certcheck::request {
namespace {

constexpr Time now = date(2026, 6, 1);

TEST_CASE("settings as they are mean what the library's defaults mean") {
  const auto options = to_options({}, now, Spelling::request);
  REQUIRE(options);
  const path::Options defaults;
  CHECK(options->path.time == now);
  CHECK(options->path.profile == defaults.profile);
  CHECK(options->path.purpose == defaults.purpose);
  CHECK(options->path.strict == defaults.strict);
  CHECK_FALSE(options->path.allow_sha1);
  CHECK_FALSE(options->path.max_depth);
  CHECK_FALSE(options->path.min_key_strength);
  CHECK(options->path.names.empty());
  CHECK(options->revocation.mode == revocation::Mode::off);
  CHECK(options->revocation.scope == revocation::Scope::chain);
  CHECK_FALSE(options->revocation.max_age);
}

TEST_CASE("each setting reaches the option that it means") {
  Settings settings;
  settings.names = {"dns:a.test", "me@a.test"};
  settings.time = "2030-01-01T00:00:00Z";
  settings.profile = "rfc5280";
  settings.strict = true;
  settings.allow_sha1 = false;
  settings.purpose = "CODEsigning";
  settings.max_depth = 3;
  settings.min_key_strength = 128;
  settings.policies = {"1.2.3"};
  settings.anchor_checks = {"expiry", "basic_constraints"};
  settings.require_explicit_policy = settings.inhibit_policy_mapping = settings.inhibit_any_policy = true;
  settings.revocation = "hard";
  settings.revocation_scope = "leaf";
  settings.max_age_days = 7;
  const auto options = to_options(settings, now, Spelling::request);
  REQUIRE(options);
  REQUIRE(options->path.names.size() == 2);
  CHECK(options->path.names[0].kind == names::ReferenceName::Kind::dns);
  CHECK(options->path.names[1].kind == names::ReferenceName::Kind::email);
  CHECK(options->path.time == date(2030, 1, 1));
  CHECK(options->path.profile == Profile::rfc5280);
  CHECK(options->path.strict);
  CHECK(options->path.allow_sha1 == false);
  CHECK(options->path.purpose == path::Purpose::code_signing);
  CHECK(options->path.max_depth == 3);
  CHECK(options->path.min_key_strength == 128);
  CHECK(options->path.policy.initial_policies == std::vector{der::encode_oid("1.2.3")});
  CHECK(options->path.policy.require_explicit_policy);
  CHECK(options->path.policy.inhibit_policy_mapping);
  CHECK(options->path.policy.inhibit_any_policy);
  CHECK(options->path.anchor_checks.expiry);
  CHECK_FALSE(options->path.anchor_checks.constraints);
  CHECK(options->path.anchor_checks.basic_constraints);
  CHECK(options->revocation.mode == revocation::Mode::hard);
  CHECK(options->revocation.scope == revocation::Scope::leaf);
  CHECK(options->revocation.max_age == std::chrono::days(7));
}

TEST_CASE("purposes are words of extKeyUsage, too, and object identifiers") {
  const auto purpose = [](std::string text) {
    Settings settings;
    settings.purpose = std::move(text);
    return to_options(settings, now, Spelling::request)->path;
  };
  CHECK(purpose("serverAuth").purpose == path::Purpose::server);
  CHECK(purpose("1.3.6.1.5.5.7.3.2").purpose == path::Purpose::client);
  CHECK(purpose("1.2.3").purpose == path::Purpose::other);
  CHECK(purpose("1.2.3").other_purpose == der::encode_oid("1.2.3"));
}

TEST_CASE("an error names the option as its user wrote it") {
  const auto error = [](Spelling spelling, const std::function<void(Settings&)>& change) {
    Settings settings;
    change(settings);
    const auto options = to_options(settings, now, spelling);
    return options ? std::string() : options.error().message;
  };
  const auto noon = [](Settings& settings) { settings.time = "noon"; };
  CHECK(error(Spelling::command_line, noon).starts_with("--time: \"noon\" is"));
  CHECK(error(Spelling::request, noon).starts_with("\"time\": \"noon\" is"));
  const auto policy = [](Settings& settings) { settings.policies = {"1.2.3", "x"}; };
  CHECK(error(Spelling::command_line, policy).starts_with("--policy: "));
  CHECK(error(Spelling::request, policy).starts_with("\"policies\": "));
  CHECK(error(Spelling::request, [](Settings& settings) {
          settings.anchor_checks = {"none", "expiry"};
        }) == "\"anchor_checks\": \"none\" cannot be combined with others");
  for (std::string Settings::*const member :
       {&Settings::profile, &Settings::purpose, &Settings::revocation, &Settings::revocation_scope})
    CHECK_FALSE(error(Spelling::request, [member](Settings& settings) { settings.*member = ""; }).empty());
}

}  // namespace
}  // namespace certcheck::request
