#pragma once

#include <filesystem>

namespace certcheck::test {

/// The root of the checkout.
std::filesystem::path source_dir();

/// Where the tools of this build stand.
std::filesystem::path bin_dir();

/// The folder of the outside conformance suites; empty if there is none on this machine.
std::filesystem::path suites_dir();

}  // namespace certcheck::test
