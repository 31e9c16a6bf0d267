// Every case of testdata/scenarios that files alone can show: the verdict, and every finding with what it is
// about.

#include "case_file.h"
#include "tests/support/paths.h"

using namespace certcheck;
using test::Json;

TEST_CASE("Scenarios are judged as they should be", "[scenarios]") {
  size_t judged = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_dir() / "testdata" / "scenarios")) {
    const Json wanted = Json::parse(test::read(entry.path() / "case.json"));
    if (wanted["needs_connection"]) {
      continue;  // judged by tests/integration
    }
    DYNAMIC_SECTION(wanted["id"].get<std::string>()) {
      test::check_chain(test::presented(entry.path(), wanted), test::anchors(entry.path(), wanted),
                        test::options_of(wanted), wanted["expect"]);
    }
    ++judged;
  }
  CHECK(judged > 40);
}
