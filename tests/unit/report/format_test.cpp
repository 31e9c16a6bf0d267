#include "certcheck/report/format.h"

#include "certcheck/engine/linting.h"

#include "certserve/pki/certificate.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace certcheck::report {
namespace {

constexpr Check error_check{"test.error", Severity::error, Counts::never,
                            "An error.",  "RFC 0000 1",    "Fix it."};
constexpr Check notice_check{"test.notice", Severity::notice, Counts::never,
                             "A notice.",   "RFC 0000 2",     "Fix."};
constexpr Origin origin{"tool", "1.2.3", date(2026, 1, 2)};

LintedThing linted(size_t index, Findings findings) {
  static crypto::Verifier verifier;
  static const lint::Selection everything;
  static const Bytes root = issue(pki::root_certificate({"Format Root", "root-p256"}));
  LintedThing thing{.file = "a.pem", .index = index, .line = 10 * index + 1};
  thing.linted = engine::lint_encoded(lint::Kind::certificate, root, index,
                                      {everything, nullptr, verifier, /*with_outcomes=*/true});
  thing.linted.findings = std::move(findings);
  return thing;
}

/// The document of the items, written in groups of so many.
std::string document_of(const FormatRow& row, const std::vector<Item>& items, size_t group) {
  const auto format =
      row.make({.content = items.front().linted() != nullptr ? Content::linted : Content::reports});
  Tally tally;
  std::string out = format->begin(origin), texts;
  for (size_t i = 0; i < items.size(); ++i) {
    tally.add(items[i]);
    texts += format->render(items[i]);
    if ((i + 1) % group == 0 || i + 1 == items.size()) out += format->write(std::exchange(texts, {}));
  }
  return out + format->end(tally);
}

TEST_CASE("a format has a name of its own, and is found by it and by its extension") {
  std::set<std::string_view> names, extensions;
  for (const FormatRow& row : formats()) {
    CHECK(names.insert(row.name).second);
    CHECK(find_format(row.name) == &row);
    CHECK((row.of_reports || row.of_linted));
    if (row.extension.empty()) continue;
    CHECK(extensions.insert(row.extension).second);
    CHECK(format_of_file("some.where/x" + std::string(row.extension)) == &row);
  }
  CHECK(find_format("") == nullptr);
  CHECK(format_of_file("x") == nullptr);
}

TEST_CASE("a document is the same however many items are written at once") {
  const Finding error{.check = &error_check, .subject = {Subject::Kind::certificate, 0}, .message = "wrong"};
  const std::vector<LintedThing> things{linted(0, {}), linted(1, {error, error}), linted(2, {}),
                                        linted(3, {error})};
  engine::Report report;
  report.findings = {error};
  std::vector<Item> of_things, of_reports;
  for (const LintedThing& thing : things) of_things.push_back({place_of(thing), &thing, origin});
  for (const char* const target : {"a", "b", "c"}) of_reports.push_back({target, &report, origin});
  for (const FormatRow& row : formats())
    for (const auto* const items : {&of_things, &of_reports}) {
      if (!row.writes(items == &of_things ? Content::linted : Content::reports)) continue;
      INFO(row.name);
      const std::string one_by_one = document_of(row, *items, 1);
      CHECK(one_by_one == document_of(row, *items, 2));
      CHECK(one_by_one == document_of(row, *items, items->size()));
      if (row.name == "json" && items == &of_things) {
        const auto json = nlohmann::json::parse(one_by_one);
        CHECK(json["items"].size() == 4);
        CHECK(json["summary"] == nlohmann::json{{"items", 4}, {"error", 3}, {"warning", 0}, {"notice", 0}});
      }
    }
}

TEST_CASE("a tally counts what was left out, verdicts and checks") {
  Finding more{.check = &notice_check};
  more.more = 90;
  const LintedThing thing =
      linted(0, {Finding{.check = &error_check}, Finding{.check = &notice_check}, more});
  engine::Report report;
  report.verdict = engine::Verdict::untrusted;
  report.findings = {Finding{.check = &error_check}};
  Tally tally, other;
  tally.add({"thing", &thing, origin});
  other.add({"report", &report, origin});
  tally.add(other);
  CHECK(tally.items == 2);
  CHECK(tally.of(Severity::error) == 2);
  CHECK(tally.of(Severity::notice) == 91);
  CHECK(tally.by_check.at(&notice_check) == 91);
  CHECK(in_words(tally, Content::linted) == "2 linted: 2 errors, 0 warnings, 91 notices");
  CHECK(in_words(other, Content::reports) ==
        "1 checked: 0 trusted, 1 untrusted, 0 unchecked; 1 error, 0 warnings, 0 notices");
}

}  // namespace
}  // namespace certcheck::report
