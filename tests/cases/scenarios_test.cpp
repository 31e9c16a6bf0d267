// Every case of testdata/scenarios that files alone can show: the verdict, and every finding with what it is
// about.

#include "case_file.h"
#include "tests/support/paths.h"

using namespace certcheck;
using test::Json;

TEST_CASE("Scenarios are validated as they should be", "[scenarios]") {
  size_t validated = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_dir() / "testdata" / "scenarios")) {
    const Json wanted = Json::parse(test::read_file(entry.path() / "case.json"));
    if (wanted["needs_connection"]) continue;  // validated by tests/integration
    DYNAMIC_SECTION(wanted["id"].get<std::string>()) {
      engine::Options options = test::options_of(wanted);
      options.log_list = test::logs_of(entry.path(), wanted);
      engine::Input input = test::presented(entry.path(), wanted);
      test::add_staples(entry.path(), wanted, input);
      test::check_chain(std::move(input), test::anchors(entry.path(), wanted), options, wanted["expect"]);
    }
    ++validated;
  }
  CHECK(validated > 40);
}
