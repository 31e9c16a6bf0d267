#pragma once

#include "certcheck/base/check.h"
#include "certcheck/base/result.h"
#include "certcheck/lint/selection.h"

#include "common/catalogue.h"
#include "common/output.h"
#include "common/usage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::certlint {

inline constexpr tools::Program program{"certlint"};

struct Options {
  std::vector<std::string> inputs;  ///< files, directories, "-"
  tools::OutputOptions output{.content = report::Content::linted};
  lint::Rules rules;
  lint::Assumptions assumed;
  std::string configuration;                          ///< the file that brought some of them; empty: none
  std::optional<Severity> fail_on = Severity::error;  ///< nullopt: never
  bool chain = false;                                 ///< lint each file's certificates as a chain, too
  std::vector<std::string> weak_keys;                 ///< files of fingerprints, besides Debian's
  uint64_t jobs = 0;                                  ///< 0: one per core
  bool pre_issuance = false;                          ///< answers requests instead
  std::string listen;                                 ///< at this Unix socket; empty: on standard input
  tools::CatalogueOptions catalogue;
  bool quiet = false;  ///< neither notes nor a progress bar
};

/// How what went wrong before anything was linted is told: not as a JSON report, which is about a target.
inline tools::Format format_of_errors(tools::Format asked) {
  return asked == tools::Format::json ? tools::Format::text : asked;
}

/// What the command line says, and the configuration file that it names. nullopt after --help and --version,
/// which have printed.
Result<std::optional<Options>> read_options(int argc, const char* const* argv);

/// The settings of a configuration file (JSON: include, exclude, severities, fail_on, format, chain,
/// weak_keys, as_of, profile), before those of the command line. Errors name `path`.
Result<Options> read_configuration(const std::string& json, const std::string& path);

}  // namespace certcheck::certlint
