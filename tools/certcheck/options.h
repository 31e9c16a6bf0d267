#pragma once

#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include "common/catalogue.h"
#include "common/output.h"
#include "common/usage.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace certcheck::tools {

inline constexpr Program program{"certcheck"};

/// What the command line says.
struct Arguments {
  request::Settings verification;
  std::vector<const request::Option*> given;  ///< of those
  std::vector<std::string> targets;
  std::string targets_file, policy_file, check_policy, baseline_file;
  std::string write_chain, resume, store, shard, rate, address_rate, deadline;
  OutputOptions output;
  CatalogueOptions catalogue;
  uint64_t concurrency = 100;
  bool allow_public_ranges = false;
};

/// The status means: stop now with it (--help, --version, or wrong usage, which was reported).
std::variant<Arguments, Ending> read_arguments(int argc, const char* const* argv);

}  // namespace certcheck::tools
