#include "certcheck/lint/trust_lints.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

namespace certcheck::lint {
namespace {

std::vector<std::string> validated(const std::string& fixture, PathRole role, Profile profile, bool strict) {
  const test::Fixture parsed(test::lint_testdata() / "cases" / fixture);
  Findings findings;
  run_trust_lints(*parsed.certificates.front(), role, profile, strict, findings);
  std::vector<std::string> ids;
  for (const Finding& finding : findings) {
    CHECK(counts(finding.check->counts, profile, strict));
    CHECK(finding.subject.kind == Subject::Kind::none);
    ids.emplace_back(finding.id());
  }
  return ids;
}

using Ids = std::vector<std::string>;

TEST_CASE("sound certificates have nothing against them in their own role") {
  for (const Profile profile : {Profile::rfc5280, Profile::webpki}) {
    for (const bool strict : {false, true}) {
      CHECK(validated("ordinary/leaf.pem", PathRole::leaf, profile, strict).empty());
      CHECK(validated("ordinary/intermediate.pem", PathRole::intermediate, profile, strict).empty());
      CHECK(validated("ordinary/root.pem", PathRole::anchor, profile, strict).empty());
    }
  }
}

TEST_CASE("nothing of an issuer's duties counts unless strictness is asked for") {
  CHECK(validated("rfc5280.serial_number.zero/fires.pem", PathRole::leaf, Profile::webpki, false).empty());
  CHECK(validated("rfc5280.serial_number.zero/fires.pem", PathRole::leaf, Profile::webpki, true) ==
        Ids{"rfc5280.serial_number.zero"});
  CHECK(validated("rfc5280.serial_number.zero/fires.pem", PathRole::leaf, Profile::rfc5280, true) ==
        Ids{"rfc5280.serial_number.zero"});
}

TEST_CASE("effective dates bind who issues, not who relies") {
  CHECK(validated("rfc5280.basic_constraints.not_critical/not_effective.pem", PathRole::anchor,
                  Profile::rfc5280, true) == Ids{"rfc5280.basic_constraints.not_critical"});
}

TEST_CASE("the profiles differ where their standards contradict each other") {
  // RFC 5280 4.2.1.10 asks for critical name constraints, BR 7.1.2.10.8 lets them be.
  const std::string lenient = "rfc5280.name_constraints.not_critical/fires.pem";
  CHECK(validated(lenient, PathRole::intermediate, Profile::rfc5280, true) ==
        Ids{"rfc5280.name_constraints.not_critical"});
  CHECK(validated(lenient, PathRole::intermediate, Profile::webpki, true).empty());
  // BR 7.1.2.7.6 asks leaves for an extended key usage, RFC 5280 4.2.1.12 does not.
  const std::string without = "cabf_br.extended_key_usage.subscriber_missing/fires.pem";
  CHECK(validated(without, PathRole::leaf, Profile::rfc5280, true).empty());
  CHECK(validated(without, PathRole::leaf, Profile::webpki, true) ==
        Ids{"cabf_br.extended_key_usage.subscriber_missing"});
}

TEST_CASE("the caller's role decides, not what the certificate says of itself") {
  const Ids as_ca = validated("ordinary/leaf.pem", PathRole::intermediate, Profile::rfc5280, true);
  CHECK(as_ca == Ids{"cabf_br.key_usage.ca_without_cert_sign", "rfc5280.basic_constraints.not_ca",
                     "rfc5280.subject_key_identifier.missing_in_ca"});
}

TEST_CASE("a self-issued anchor needs no authority key identifier, one issued by another CA does") {
  CHECK(validated("rfc5280.authority_key_identifier.missing/passes-3.pem", PathRole::anchor, Profile::rfc5280,
                  true)
            .empty());
  CHECK(validated("rfc5280.authority_key_identifier.missing/fires-3.pem", PathRole::anchor, Profile::rfc5280,
                  true) == Ids{"rfc5280.authority_key_identifier.missing"});
}

}  // namespace
}  // namespace certcheck::lint
