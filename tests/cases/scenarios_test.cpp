// Every case of testdata/scenarios that files alone can show: the verdict, and every finding with what it is
// about.

#include "certcheck/base/pem.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include "tests/support/paths.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace certcheck;
using Json = nlohmann::json;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

engine::Report inspect_case(const std::filesystem::path& folder, const Json& wanted) {
  trust::Store roots("scenario");
  for (const auto& file : wanted["trust"]) {
    REQUIRE(roots.add_pem(read(folder / file.get<std::string>())).empty());
  }
  engine::Input input;
  const std::string chain = read(folder / wanted["chain"].get<std::string>());
  for (const PemBlock& block : find_pem_blocks(chain)) {
    input.presented.push_back(x509::parse_certificate(block.decode().value()));
  }
  engine::Options options;
  options.path.time = parse_rfc3339(wanted["time"].get<std::string>()).value();
  options.path.names = {*names::make_host_name(wanted["host"].get<std::string>())};
  const trust::Store* const stores[] = {&roots};
  crypto::Verifier verifier;
  return engine::inspect(std::move(input), stores, options, verifier);
}

// "path.validity.expired certificate 1": ids and subjects, sorted, so that they can be compared as sets.
std::vector<std::string> described(const Findings& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) {
    std::string line = std::string(finding.id()) + " " + std::string(to_string(finding.subject.kind));
    out.push_back(finding.subject.index ? line + " " + std::to_string(*finding.subject.index) : line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> described(const Json& findings) {
  std::vector<std::string> out;
  for (const Json& finding : findings) {
    const Json& index = finding["subject"]["index"];
    std::string line = finding["id"].get<std::string>() + " " + finding["subject"]["kind"].get<std::string>();
    out.push_back(index.is_null() ? line : line + " " + std::to_string(index.get<size_t>()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("Scenarios are judged as they should be", "[scenarios]") {
  size_t judged = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_dir() / "testdata" / "scenarios")) {
    const Json wanted = Json::parse(read(entry.path() / "case.json"));
    if (wanted["needs_connection"]) {
      continue;  // judged by tests/integration
    }
    DYNAMIC_SECTION(wanted["id"].get<std::string>()) {
      const engine::Report report = inspect_case(entry.path(), wanted);
      CHECK(to_string(report.verdict) == wanted["expect"]["verdict"].get<std::string>());
      CHECK(described(report.findings) == described(wanted["expect"]["findings"]));
    }
    ++judged;
  }
  CHECK(judged > 40);
}
