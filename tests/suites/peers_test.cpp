#include "tests/suites/peers.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/names/match.h"
#include "certcheck/request/request.h"

#include "tests/suites/suite.h"

using namespace certcheck;
using suites::Json;

namespace {

/// What is held against the leaf itself: its bytes and its names.
Findings faults_of_leaf(const request::Request& request) {
  const x509::Certificate& leaf = *request.input.presented.front();
  const path::Options& options = request.options.path;
  Findings findings = leaf.findings;
  lint::run_trust_lints(leaf, lint::PathRole::leaf, options.profile, options.strict, findings);
  for (const names::ReferenceName& name : options.names)
    for (Finding& finding : names::match_name(leaf, name).findings) findings.push_back(std::move(finding));
  return findings;
}

struct Outcome {
  std::string verdict, why;
};

Outcome validate(const Json& request, crypto::Verifier& verifier) {
  // Each case says at which time.
  const Json answer = Json::parse(request::answer(request.dump(), Time{}, verifier));
  if (const auto error = answer.find("error"); error != answer.end()) {
    // The peers match any string with a certificate's names; a name that is not one is an error here, and
    // nothing can match it.
    const auto& message = error->get_ref<const std::string&>();
    return {message.starts_with("\"name\":") ? "reject" : "error", "\n    " + message};
  }
  const bool trusted = answer.at("verdict") == "trusted";
  if (!request.contains("trust")) {
    // Without anchors nothing is trusted; such cases are about reading a certificate or matching its names.
    REQUIRE_FALSE(trusted);
    const auto read = request::read_request(request.dump(), Time{});
    const path::Options& options = read->options.path;
    std::string why = suites::reasons(faults_of_leaf(*read), options.profile, options.strict);
    return {why.empty() ? "accept" : "reject", why};
  }
  if (!trusted) {
    auto read = request::read_request(request.dump(), Time{});
    const trust::Store* const stores[] = {read->trust.get()};
    const engine::Report report = engine::inspect(std::move(read->input), stores, read->options, verifier);
    CHECK(any_counts(report.findings, report.profile, report.strict));
  }
  std::string why;
  for (const Json& finding : answer.at("findings"))
    if (finding.at("severity") == "error") why += "\n    " + finding.at("id").get<std::string>();
  return {trusted ? "accept" : "reject", why};
}

}  // namespace

// Cases of peers' own tests, each answered as `certverify --batch` answers it.
TEST_CASE("cases of peers") {
  const Json suite = suites::load("peers");
  const Json& files = suite.at("files");
  suites::Tally tally("peers");
  crypto::Verifier verifier;
  for (const Json& test_case : suite.at("cases")) {
    const std::string id = test_case.at("id");
    Json request = test_case.at("request");
    suites::resolve(request, files);
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = validate(request, verifier);
    tally.took(id,
               std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    tally.record(id, test_case.at("want") == "trusted" ? "accept" : "reject", outcome.verdict, outcome.why);
  }
  tally.finish();
}
