// The kinds of certificates that the Baseline Requirements tell apart, by the fixtures of the rules on them.
#include "certcheck/lint/certificate_profile.h"
#include "certcheck/lint/support/technical_constraints.h"
#include "certcheck/names/top_level_domains.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

namespace certcheck::lint {
namespace {

/// What the BR go by, besides what every certificate is.
constexpr Role kinds = Role::domain_validated | Role::organization_validated | Role::individual_validated |
                       Role::extended_validated | Role::precertificate | Role::non_tls_ca |
                       Role::precertificate_signer | Role::constrained_ca | Role::ocsp_responder |
                       Role::root | Role::subordinate_ca | Role::subscriber | Role::cross_certificate;

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

/// The ids of what a file's first certificate has against it under the assumptions.
std::set<std::string> found_in(const std::string& file, const Assumptions& assumed) {
  const test::Fixture fixture(test::lint_testdata() / "cases" / file);
  const CertificateFacts facts(*fixture.certificates.front(), test::Fixture::verifier(), assumed);
  Findings findings;
  static const Selection everything;
  run(facts, everything, {}, findings);
  std::set<std::string> ids;
  for (const Finding& finding : findings) ids.emplace(finding.id());
  return ids;
}

Assumptions as(const char* profile) { return {.profile = *read_certificate_profile(profile)}; }

TEST_CASE("a qualified certificate for signatures is not one for servers") {
  const auto is_for_servers = [](const char* file) {
    const test::Fixture fixture(test::lint_testdata() /
                                "cases/cabf_br.extended_key_usage.subscriber_missing" / file);
    return has_roles(fixture.facts.front()->roles, Role::server_auth);
  };
  CHECK_FALSE(is_for_servers("not_applicable-3.pem"));
  CHECK_FALSE(is_for_servers("not_applicable-6.pem"));
  CHECK(is_for_servers("fires-3.pem"));
  CHECK(is_for_servers("fires-8.pem"));
}

TEST_CASE("a certificate is of the kind that a profile names, whatever it says") {
  const auto roles_as = [](const char* file, const char* profile) {
    const test::Fixture fixture(test::lint_testdata() / "cases" / file);
    return role_names(
        CertificateFacts(*fixture.certificates.front(), test::Fixture::verifier(), as(profile)).roles);
  };
  const auto dv = role_names(Role::leaf | Role::subscriber | Role::server_auth | Role::domain_validated);
  CHECK(roles_as("cabf_br.certificate_policies.subscriber_missing/fires.pem", "dv") == dv);
  CHECK(roles_as("cabf_br.subject.ov_without_organization/passes.pem", "dv") == dv);
  CHECK(roles_as("ordinary/intermediate.pem", "dv") == dv);
  // A precertificate for a kind of subscriber is of both kinds.
  CHECK(roles_as("cabf_br.certificate.other_extension/passes-2.pem", "dv") ==
        role_names(Role::leaf | Role::subscriber | Role::server_auth | Role::domain_validated |
                   Role::precertificate));
  CHECK(roles_as("ordinary/leaf.pem", "precertificate") ==
        role_names(Role::leaf | Role::subscriber | Role::server_auth | Role::domain_validated |
                   Role::precertificate));
  CHECK(roles_as("ordinary/intermediate.pem", "cross-certificate") ==
        role_names(Role::ca | Role::subordinate_ca | Role::server_auth | Role::domain_validated |
                   Role::cross_certificate));
  CHECK(roles_as("ordinary/leaf.pem", "ocsp-responder") ==
        role_names(Role::leaf | Role::subscriber | Role::ocsp_responder));
  CHECK(roles_as("ordinary/leaf.pem", "smime-mailbox-strict") ==
        role_names(Role::leaf | Role::subscriber | Role::email));
}

TEST_CASE("a profile has the rules of its kind applied, and no others") {
  const char* const without_policy = "cabf_br.certificate_policies.subscriber_missing/fires.pem";
  CHECK(found_in(without_policy, {}).contains("cabf_br.certificate_policies.subscriber_missing"));
  CHECK(found_in(without_policy, as("ov")).contains("cabf_br.subject.ov_without_organization"));
  CHECK_FALSE(found_in(without_policy, as("dv")).contains("cabf_br.subject.ov_without_organization"));
  CHECK(found_in(without_policy, as("ev")).contains("cabf_ev.subject.business_category_missing"));
  const auto mail = found_in("ordinary/leaf.pem", as("smime-mailbox-strict"));
  CHECK(mail.contains("cabf_smime.policies.reserved_missing"));
  for (const std::string& id : mail) CHECK_FALSE(id.starts_with("cabf_br."));
  // BR 7.1.2.2.4: anyExtendedKeyUsage is for cross-certificates.
  const char* const any = "cabf_br.ca_extended_key_usage.any_purpose/fires.pem";
  CHECK(found_in(any, {}).contains("cabf_br.ca_extended_key_usage.any_purpose"));
  CHECK_FALSE(found_in(any, as("cross-certificate")).contains("cabf_br.ca_extended_key_usage.any_purpose"));
}

// What tells the kinds apart is what may be wrong once the kind is given.
TEST_CASE("a certificate without the marks of the kind that a profile names has a finding for each") {
  using Ids = std::set<std::string>;
  const auto found = [](const char* file, const char* profile, std::string_view part) {
    Ids ids;
    for (const std::string& id : found_in(file, as(profile)))
      if (id.find(part) != std::string::npos) ids.insert(id);
    return ids;
  };
  const char* const leaf = "ordinary/leaf.pem";
  const char* const ca = "ordinary/intermediate.pem";
  const Ids other_policy{"cabf_br.certificate_policies.subscriber_other_reserved"};
  CHECK(found(leaf, "dv", "certificate_policies").empty());
  for (const char* kind : {"iv", "ov", "ev"})
    CHECK(found(leaf, kind, "certificate_policies") == other_policy);
  const char* const bare = "cabf_br.ca_extended_key_usage.missing/fires.pem";
  CHECK(found(bare, "intermediate", "ca_extended_key_usage.") ==
        Ids{"cabf_br.ca_extended_key_usage.issuing_ca_without_server_auth",
            "cabf_br.ca_extended_key_usage.missing_for_constraints"});
  CHECK(
      found(bare, "cross-certificate", "ca_extended_key_usage.") ==
      Ids{"cabf_br.ca_extended_key_usage.missing", "cabf_br.ca_extended_key_usage.missing_for_constraints"});
  CHECK(found(ca, "technically-constrained", "constrained_incomplete").size() == 1);
  CHECK(found(ca, "root", "root_of_another_issuer").size() == 1);
  CHECK(found(ca, "dv", "subscriber_ca").size() == 1);
  CHECK(found(leaf, "ocsp-responder", "purpose_missing").size() == 1);
  CHECK(found(leaf, "precertificate", "poison_missing").size() == 1);
  // BR 7.1.2.2.2 and 7.1.2.2.6: a cross-certificate may repeat an older name, and have several policies.
  for (const char* id : {"cabf_br.name.ca_out_of_order", "cabf_br.ca_name.organizational_unit",
                         "cabf_br.certificate_policies.ca_several_reserved"}) {
    const std::string file = std::string(id) + "/fires.pem";
    CHECK(found_in(file, as("intermediate")).contains(id));
    CHECK_FALSE(found_in(file, as("cross-certificate")).contains(id));
  }
}

TEST_CASE("an unknown profile is answered with the names of all") {
  const auto wrong = read_certificate_profile("DV");
  REQUIRE_FALSE(wrong);
  for (const CertificateProfile& each : certificate_profiles())
    CHECK(wrong.error().message.find(each.name) != std::string::npos);
  std::set<std::string_view> names;
  for (const CertificateProfile& each : certificate_profiles()) CHECK(names.insert(each.name).second);
}

TEST_CASE("every certificate can be checked as every kind") {
  const Selection everything;
  size_t checked = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(test::lint_testdata() / "cases")) {
    // Those of the rules that go by kinds.
    if (entry.path().filename() != "fires.pem" || entry.path().string().find("/cabf_") == std::string::npos)
      continue;
    const test::Fixture fixture(entry.path());
    for (const x509::CertificatePtr& certificate : fixture.certificates) {
      for (const CertificateProfile& profile : certificate_profiles()) {
        INFO(entry.path() << " as " << profile.name);
        Findings findings;
        run(CertificateFacts(*certificate, test::Fixture::verifier(), {.profile = &profile}), everything, {},
            findings);
        ++checked;
      }
    }
  }
  CHECK(checked > 1000);
}

TEST_CASE("rules are those of the day that is assumed") {
  const auto on = [](const char* day) { return Assumptions{.as_of = *read_as_of(day)}; };
  const char* const leaf = "cabf_br.validity.over_398_days/passes.pem";
  CHECK_FALSE(found_in(leaf, {}).contains("cabf_br.validity.over_398_days"));
  CHECK_FALSE(found_in(leaf, {}).contains("cabf_br.validity.over_47_days"));
  CHECK(found_in(leaf, on("2029-03-15")).contains("cabf_br.validity.over_47_days"));
  CHECK_FALSE(found_in(leaf, on("2029-03-14")).contains("cabf_br.validity.over_47_days"));
  CHECK(found_in(leaf, on("2029-03-14T23:59:59Z")).contains("cabf_br.validity.over_100_days"));
  // Rules that are about a day go by the same one.
  const char* const any = "cabf_br.ca_extended_key_usage.signer_after_sunset/fires.pem";
  CHECK(found_in(any, {}).contains("cabf_br.ca_extended_key_usage.signer_after_sunset"));
  CHECK_FALSE(found_in(any, on("2026-03-14")).contains("cabf_br.ca_extended_key_usage.signer_after_sunset"));
  CHECK_FALSE(read_as_of("2029-02-30"));
  CHECK_FALSE(read_as_of("tomorrow"));
  CHECK_FALSE(read_as_of(""));
}

TEST_CASE("of CRLs and OCSP too") {
  const test::Fixture crl(test::lint_testdata() / "cases/ordinary/crl.pem");
  const Selection everything;
  const auto outcome_of = [&](std::optional<Time> as_of, Outcome wanted) {
    Findings findings;
    Outcomes outcomes;
    run(*crl.crls.front(), everything, {}, findings, &outcomes, {}, as_of);
    return std::count(outcomes.begin(), outcomes.end(), wanted);
  };
  CHECK(outcome_of(date(1990, 1, 1), Outcome::not_effective) > outcome_of({}, Outcome::not_effective));
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
