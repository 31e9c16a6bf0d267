// The kinds of certificates that the Baseline Requirements tell apart, by the fixtures of the rules on them.
#include "certcheck/lint/support/technical_constraints.h"
#include "certcheck/names/top_level_domains.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <utility>

namespace certcheck::lint {
namespace {

/// What the BR go by, besides what every certificate is.
constexpr Role kinds = Role::domain_validated | Role::organization_validated | Role::individual_validated |
                       Role::extended_validated | Role::precertificate | Role::non_tls_ca |
                       Role::precertificate_signer | Role::constrained_ca | Role::ocsp_responder |
                       Role::root | Role::subordinate_ca | Role::subscriber;

Role kinds_of(const std::string& file) {
  const test::Fixture fixture(test::lint_testdata() / "cases" / file);
  REQUIRE(fixture.facts.size() == 1);
  return static_cast<Role>(static_cast<uint32_t>(fixture.facts.front()->roles) &
                           static_cast<uint32_t>(kinds));
}

TEST_CASE("each kind of certificate is known by what the BR define it by") {
  const std::pair<const char*, Role> expected[] = {
      {"ordinary/root.pem", Role::root},
      {"ordinary/intermediate.pem", Role::subordinate_ca | Role::domain_validated},
      {"ordinary/leaf.pem", Role::subscriber | Role::domain_validated},
      {"cabf_br.subject.ov_without_organization/passes.pem", Role::subscriber | Role::organization_validated},
      {"cabf_br.subject.iv_without_country/passes.pem", Role::subscriber | Role::individual_validated},
      {"cabf_br.certificate_policies.subscriber_without_reserved/passes-2.pem",
       Role::subscriber | Role::extended_validated},
      {"cabf_br.certificate_policies.subscriber_several_reserved/fires.pem",
       Role::subscriber | Role::domain_validated | Role::organization_validated},
      {"cabf_br.certificate.other_extension/passes-2.pem",
       Role::subscriber | Role::domain_validated | Role::precertificate},
      {"cabf_br.ocsp_responder.no_check_missing/passes.pem", Role::subscriber | Role::ocsp_responder},
      {"cabf_br.ca_extended_key_usage.non_tls_ocsp_signing/passes.pem",
       Role::subordinate_ca | Role::non_tls_ca | Role::constrained_ca},
      {"cabf_br.ca_extended_key_usage.signer_after_sunset/fires.pem",
       Role::subordinate_ca | Role::precertificate_signer | Role::constrained_ca | Role::domain_validated},
      {"cabf_br.name_constraints.incomplete/passes.pem",
       Role::subordinate_ca | Role::constrained_ca | Role::domain_validated},
      {"cabf_br.name_constraints.incomplete/fires.pem", Role::subordinate_ca | Role::domain_validated},
      {"cabf_br.ca_extended_key_usage.missing/fires.pem", Role::subordinate_ca | Role::domain_validated},
  };
  for (const auto& [file, roles] : expected) {
    INFO(file);
    CHECK(role_names(kinds_of(file)) == role_names(roles));
  }
}

TEST_CASE("what a CA lacks to be technically constrained is said") {
  const auto missing = [](const char* file) {
    const test::Fixture fixture(test::lint_testdata() / "cases" / file);
    return missing_technical_constraint(*fixture.certificates.front());
  };
  CHECK(missing("ordinary/intermediate.pem") == "is absent");
  CHECK(missing("cabf_br.name_constraints.incomplete/fires-2.pem") ==
        "neither permits IPv6 addresses nor excludes all of them");
  CHECK(missing("cabf_br.name_constraints.incomplete/fires-3.pem") ==
        "neither permits IPv4 addresses nor excludes all of them");
  CHECK(missing("cabf_br.name_constraints.incomplete/fires-4.pem") ==
        "neither permits a dNSName nor excludes all of them");
  CHECK(missing("cabf_br.name_constraints.incomplete/fires-5.pem") == "permits no directoryName");
  CHECK(missing("cabf_br.name_constraints.incomplete/passes-2.pem").empty());
}

TEST_CASE("top-level domains have their days") {
  using names::is_top_level_domain;
  CHECK(is_top_level_domain("com", date(1990, 1, 1)));
  CHECK(is_top_level_domain("DE", std::nullopt));
  CHECK_FALSE(is_top_level_domain("app", date(2015, 6, 1)));
  CHECK(is_top_level_domain("app", date(2026, 1, 1)));
  CHECK(is_top_level_domain("active", date(2018, 1, 1)));
  CHECK_FALSE(is_top_level_domain("active", date(2020, 1, 1)));
  CHECK(is_top_level_domain("active", std::nullopt));
  CHECK(is_top_level_domain("onion", date(2016, 1, 1)));
  for (const char* none : {"corp", "example", "local", "", "com.", "1"})
    CHECK_FALSE(is_top_level_domain(none, std::nullopt));
}

}  // namespace
}  // namespace certcheck::lint
