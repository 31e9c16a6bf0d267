#pragma once

#include "certcheck/request/option.h"
#include "certcheck/request/settings.h"

#include "common/catalogue.h"
#include "common/output.h"
#include "common/usage.h"

#include <string>
#include <variant>
#include <vector>

namespace certcheck::tools {

inline constexpr Program program{"certverify"};

/// What the command line says.
struct Arguments {
  request::Settings verification;
  std::vector<const request::Option*> given;  ///< of those
  std::string leaf;
  OutputOptions output;
  CatalogueOptions catalogue;
  std::string write_chain;
  bool batch = false, help_batch = false;
};

/// The status means: stop now with it (--help, --version, or wrong usage, which was reported).
std::variant<Arguments, Ending> read_arguments(int argc, const char* const* argv);

}  // namespace certcheck::tools
