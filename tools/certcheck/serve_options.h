#pragma once

#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include "common/command_line.h"
#include "common/usage.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace certcheck::tools {

inline constexpr Program serve_program{"certcheck-serve"};

/// What the command line of `certcheck serve` says.
struct ServeArguments {
  request::Settings verification;
  std::vector<const request::Option*> given;  ///< of those
  std::vector<std::string> listen, allow_targets, deny_targets;
  std::string token_file, policy_file, rate, client_rate, address_rate;
  std::string time_limit = "60", request_time = "30";
  uint64_t concurrency = 32, connections = 1'000, body_limit = uint64_t{4} << 20;
  bool no_token = false, quiet = false;
};

/// Its options, as Command::rows() has them.
std::vector<OptionRow> serve_rows();

/// `argv` begins with the word "serve". The status means: stop now with it.
std::variant<ServeArguments, Ending> read_serve_arguments(int argc, const char* const* argv);

}  // namespace certcheck::tools
