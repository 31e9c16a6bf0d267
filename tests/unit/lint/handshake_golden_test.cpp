// All that the lints find in each handshake of testdata/lint/cases, compared with testdata/golden. No tool
// reads these files; what certlint says of the others is compared by tests/cases/golden_test.py.
#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

namespace certcheck::lint {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// [severity, id, subject, node path, evidence], as golden_test.py condenses it.
Json condensed(const Finding& finding) {
  Json line = {to_string(finding.severity()), finding.id(), to_string(finding.subject.kind)};
  Json evidence = Json::object();
  for (const auto& [key, value] : finding.evidence) evidence[key] = value;
  if (!finding.node_path.empty() || !evidence.empty())
    line.push_back(finding.node_path.empty() ? Json() : Json(finding.node_path));
  if (!evidence.empty()) line.push_back(evidence);
  return line;
}

std::string golden_lines() {
  std::set<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(test::lint_testdata() / "cases"))
    if (entry.path().extension() == ".json" && entry.path().filename() != "case.json")
      files.insert(entry.path());
  const Selection everything;
  std::string lines;
  for (const fs::path& file : files) {
    Findings findings;
    test::Fixture(file).outcomes(Kind::handshake, everything, findings);
    Json all = Json::array();
    for (const Finding& finding : findings) all.push_back(condensed(finding));
    const std::string name = fs::relative(file, test::lint_testdata().parent_path());
    lines += Json{{"case", name}, {"findings", all}}.dump() + "\n";
  }
  return lines;
}

// scripts/rebaseline sets the variable.
TEST_CASE("every finding of every handshake fixture is the one of testdata/golden") {
  const fs::path golden = test::lint_testdata().parent_path() / "golden/handshakes.ndjson";
  const std::string found = golden_lines();
  if (std::getenv("CERTCHECK_REBASELINE") != nullptr) std::ofstream(golden) << found;
  CHECK(found == certcheck::test::read_file(golden));
}

}  // namespace
}  // namespace certcheck::lint
