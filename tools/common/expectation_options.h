#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/expectations.h"
#include "certcheck/files/contents.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace certcheck::tools {

/// What certcheck and certverify can be told to expect beyond trust, as the user gave it.
struct ExpectationOptions {
  std::string min_days, warn_days;
  std::vector<std::string> issuers, names, pins, fingerprints, keys, versions;
  std::vector<std::string> roots;  ///< files
  bool public_root = false, timestamp = false, staple = false;
};

/// Those that are about a chain alone, and those about a connection as well.
void add_chain_expectations(CLI::App& app, ExpectationOptions& options);
void add_connection_expectations(CLI::App& app, ExpectationOptions& options);

/// The error names the option and what it takes.
Result<engine::Expectations> to_expectations(const ExpectationOptions& options,
                                             const files::ReadOptions& reading);

}  // namespace certcheck::tools
