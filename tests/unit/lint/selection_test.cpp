#include "certcheck/lint/selection.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace certcheck::lint {
namespace {

std::vector<std::string_view> ids(const Selection& selection, Kind kind = Kind::certificate) {
  std::vector<std::string_view> out;
  for (const Selection::Row& row : selection.rows(kind)) out.push_back(row.entry->lint->check.id);
  return out;
}

Rules include(std::string pattern) {
  return {.include = {std::move(pattern)}, .exclude = {}, .severities = {}};
}

TEST_CASE("globs match whole texts") {
  CHECK(matches_glob("*", ""));
  CHECK(matches_glob("rfc5280.*", "rfc5280.serial.zero"));
  CHECK(matches_glob("*serial*", "rfc5280.serial.zero"));
  CHECK(matches_glob("e_?a*b", "e_xaabab"));
  CHECK_FALSE(matches_glob("rfc5280", "rfc5280.serial.zero"));
  CHECK_FALSE(matches_glob("*.zer", "rfc5280.serial.zero"));
  CHECK_FALSE(matches_glob("?", ""));
  // Many stars against a near miss must not take for ever.
  CHECK_FALSE(matches_glob("*a*a*a*a*a*a*a*a*a*a*b", std::string(5'000, 'a')));
}

TEST_CASE("everything is selected unless rules say otherwise") {
  const Selection everything;
  for (const Kind kind :
       {Kind::certificate, Kind::crl, Kind::ocsp, Kind::ocsp_request, Kind::chain, Kind::handshake}) {
    const auto about =
        static_cast<size_t>(std::count_if(entries().begin(), entries().end(),
                                          [kind](const Entry& entry) { return entry.lint->is_about(kind); }));
    CHECK(about != 0);
    CHECK(everything.rows(kind).size() == about);
  }
}

TEST_CASE("checks are selected by id, zlint's name, source, theme and severity") {
  const std::vector<std::string_view> one = {"rfc5280.basic_constraints.not_critical"};
  CHECK(ids(Selection(include("rfc5280.basic_constraints.not_critical"))) == one);
  CHECK(ids(Selection(include("e_basic_constraints_not_critical"))) == one);
  for (const std::string_view id : ids(Selection(include("source:CABF_BR"))))
    CHECK(id.starts_with("cabf_br."));
  CHECK(ids(Selection(include("source:CABF_BR"))) == ids(Selection(include("source:cabf_br"))));
  CHECK(ids(Selection(include("theme:basic_constraints"))).size() >= 4);
  for (const std::string_view id : ids(Selection(include("audience:public"))))
    CHECK_FALSE(find_entry(id)->source->audience.includes(Root::any));
  for (const std::string_view id :
       ids(Selection(Rules{.include = {}, .exclude = {"audience:public"}, .severities = {}})))
    CHECK(find_entry(id)->source->audience.includes(Root::any));
  CHECK(ids(Selection(include("audience:private"))).empty());
  const Selection warnings(include("severity:warning"));
  for (const Selection::Row& row : warnings.rows(Kind::certificate))
    CHECK(row.entry->lint->check.severity == Severity::warning);
}

TEST_CASE("exclusion wins over inclusion") {
  const Rules rules{.include = {"rfc5280.basic_constraints.*"},
                    .exclude = {"e_basic_constraints_not_critical"},
                    .severities = {}};
  const auto left = ids(Selection(rules));
  CHECK_FALSE(left.empty());
  CHECK(std::find(left.begin(), left.end(), "rfc5280.basic_constraints.not_critical") == left.end());
}

TEST_CASE("severities can be changed, the last matching pattern wins") {
  Rules rules = include("rfc5280.basic_constraints.not_critical");
  rules.severities = {{"*", Severity::warning}, {"rfc5280.*", Severity::notice}};
  const Selection selection(rules);
  REQUIRE(selection.rows(Kind::certificate).size() == 1);
  CHECK(selection.rows(Kind::certificate).front().ranked == Severity::notice);
  CHECK(find_entry("rfc5280.basic_constraints.not_critical")->lint->check.severity == Severity::error);
}

TEST_CASE("findings of other modules are selected too") {
  static constexpr Check kept{"der.kept", Severity::error, Counts::always, "", "", ""};
  static constexpr Check dropped{"der.dropped", Severity::error, Counts::always, "", "", ""};
  Findings findings(3);
  findings[0].check = &kept;
  findings[1].check = &dropped;
  findings[2].check = &kept;
  const Selection selection(
      Rules{.include = {}, .exclude = {"*.dropped"}, .severities = {{"source:der", Severity::notice}}});
  selection.apply(findings);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].check == &kept);  // its own check, ranked by the finding alone
  CHECK(findings[0].id() == "der.kept");
  CHECK(findings[1].severity() == Severity::notice);
}

TEST_CASE("patterns that match nothing are named") {
  const Rules rules{.include = {"rfc5280.*", "rfc2580.*"}, .exclude = {"e_no_such"}, .severities = {}};
  CHECK(Selection::unmatched(rules, all_checks()) == std::vector<std::string>{"rfc2580.*", "e_no_such"});
}

}  // namespace
}  // namespace certcheck::lint
