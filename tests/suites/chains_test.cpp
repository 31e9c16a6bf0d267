#include "certcheck/der/oid.h"

#include "tests/suites/suite.h"

#include <array>

using namespace certcheck;
using suites::Json;

namespace {

/// "211005120000Z": UTCTime, years below 50 are of this century.
Time utc_time(const std::string& text) {
  const auto field = [&](size_t at) { return static_cast<unsigned>(std::stoul(text.substr(at, 2))); };
  const int year = static_cast<int>(field(0)) + (field(0) < 50 ? 2000 : 1900);
  return make_time(year, field(2), field(4), field(6), field(8), field(10)).value();
}

std::optional<path::Purpose> purpose_of(const std::string& name) {
  if (name == "SERVER_AUTH") return path::Purpose::server;
  if (name == "CLIENT_AUTH") return path::Purpose::client;
  if (name == "ANY_EKU") return path::Purpose::any;
  return std::nullopt;
}

/// Trust in the last certificate as an anchor, and what of it is to be applied. Leaves trusted as such and
/// distrusted certificates are not what a trust anchor is.
std::optional<trust::AnchorChecks> anchor_checks_of(const std::string& trust) {
  constexpr std::string_view prefix = "TRUSTED_ANCHOR";
  if (!trust.starts_with(prefix) || trust.find("LEAF") != std::string::npos) return std::nullopt;
  // BoringSSL asks for basicConstraints where it applies constraints; by itself the word asks for nothing.
  if (trust == "TRUSTED_ANCHOR_WITH_REQUIRE_BASIC_CONSTRAINTS") return trust::AnchorChecks{};
  const auto asks_for = [&](std::string_view what) { return trust.find(what) != std::string::npos; };
  return trust::AnchorChecks{
      .expiry = asks_for("EXPIRATION"),
      .constraints = asks_for("_CONSTRAINTS") && !trust.ends_with("REQUIRE_BASIC_CONSTRAINTS"),
      .basic_constraints = asks_for("BASIC_CONSTRAINTS")};
}

/// The digest of a case says nothing: SHA-1 is refused in the cases that are about it alone.
constexpr std::array refuse_sha1{"target-signed-with-sha1/main", "intermediate-signed-with-sha1/main"};

std::string join(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  std::string text = "policies";
  for (const std::string& item : items) text += " " + item;
  return text;
}

}  // namespace

TEST_CASE("chain suite") {
  const Json suite = suites::load("chains");
  suites::Tally tally("chains");
  for (const Json& test_case : suite.at("cases")) {
    const std::string id = test_case.at("id");
    if (id.starts_with("many-names/")) {
      tally.out_of_scope("that the suite's own runner leaves out");
      continue;
    }
    const auto purpose = purpose_of(test_case.at("purpose"));
    const auto anchor_checks = anchor_checks_of(test_case.at("trust"));
    if (!purpose || !anchor_checks) {
      tally.out_of_scope(purpose ? "of other trust than in an anchor" : "of other purposes");
      continue;
    }
    std::vector<x509::CertificatePtr> chain;
    for (const Json& pem : test_case.at("chain")) chain.push_back(suites::certificates_of(pem).at(0));
    path::Options options;
    options.profile = Profile::rfc5280;
    options.time = utc_time(test_case.at("time"));
    options.purpose = *purpose;
    options.anchor_checks = *anchor_checks;
    options.allow_sha1 = std::find(refuse_sha1.begin(), refuse_sha1.end(), id) == refuse_sha1.end();
    options.check_certificate = suites::lint_check(options.profile, options.strict);

    const std::vector<x509::CertificatePtr> pool(chain.begin() + 1, chain.end());
    const suites::Outcome outcome = suites::validate(chain.front(), pool, {chain.back()}, options);
    tally.took(id, outcome.milliseconds);
    tally.record(id, test_case.at("valid").get<bool>() ? "accept" : "reject", outcome.verdict(),
                 suites::reasons(outcome.validation, options));
    const std::vector<std::string> policies = test_case.at("policies");
    if (!policies.empty() && outcome.validation.trusted())
      tally.record(id + " policies", join(policies), join(outcome.validation.paths.front().valid_policies),
                   "");
  }
  tally.finish();
}
