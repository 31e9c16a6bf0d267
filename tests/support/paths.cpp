#include "tests/support/paths.h"

namespace certcheck::test {

std::filesystem::path source_dir() { return CERTCHECK_SOURCE_DIR; }

std::filesystem::path bin_dir() { return CERTCHECK_BIN_DIR; }

std::filesystem::path suites_dir() { return CERTCHECK_SUITES; }

}  // namespace certcheck::test
