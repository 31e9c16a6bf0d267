#include "certcheck/engine/lint_run.h"

#include "certcheck/base/budget.h"
#include "certcheck/der/checks.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace certcheck::engine {
namespace {

Linted with_message(size_t bytes) {
  Linted linted;
  linted.findings.push_back({.check = &der::checks::truncated,
                             .subject = {Subject::Kind::input},
                             .message = std::string(bytes, 'x')});
  return linted;
}

TEST_CASE("a run lists things until its budget is spent, and counts the others") {
  const lint::Selection everything;
  LintRun run(everything);
  const auto take = [&run](Linted linted) { return run.take(linted, LintRun::measure(linted)); };
  CHECK(take(with_message(100)).whole);
  const lint::Share huge = take(with_message(2 * RunBudget::bytes));
  CHECK(huge.listed);
  CHECK_FALSE(huge.whole);
  CHECK(run.left_out().things() == 0);
  size_t taken = 0;
  while (take(with_message(100)).listed) REQUIRE(++taken < RunBudget::bytes / RunBudget::thing_bytes);
  CHECK(run.left_out().things() == 1);
  REQUIRE(run.left_out().findings().size() == 1);
  CHECK(run.left_out().findings()[0].id() == der::checks::truncated.id);
}

TEST_CASE("keys are compared within a run, and as the rules say") {
  lint::Rules rules;
  rules.exclude = {"input.key.repeated"};
  const lint::Selection everything, without(rules);
  for (const auto* const selection : {&everything, &without}) {
    LintRun run(*selection);
    Linted linted;
    linted.certificate = x509::parse_certificate(Bytes{});
    run.take(linted, {.key = {{7, 7}, 1, 0}});
    CHECK(linted.findings.empty());
    run.take(linted, {.key = {{7, 7}, 2, 0}});
    CHECK(linted.findings.size() == (selection == &everything ? 1U : 0U));
  }
}

}  // namespace
}  // namespace certcheck::engine
