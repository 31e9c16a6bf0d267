#pragma once

#include "certcheck/base/check.h"
#include "certcheck/base/result.h"
#include "certcheck/lint/selection.h"
#include "certcheck/report/format.h"

#include "common/usage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::certlint {

inline constexpr tools::Program program{"certlint"};

enum class Format : uint8_t { text, json, ndjson, zlint, summary, markdown };

struct Options {
  std::vector<std::string> inputs;  ///< files, directories, "-"
  Format format = Format::text;
  const report::FormatRow* document = nullptr;  ///< a format that other tools write too, instead of `format`
  lint::Rules rules;
  std::optional<Severity> fail_on = Severity::error;  ///< nullopt: never
  bool chain = false;                                 ///< lint each file's certificates as a chain, too
  std::vector<std::string> weak_keys;                 ///< files of fingerprints, besides Debian's
  unsigned jobs = 0;                                  ///< 0: one a core
  bool list_checks = false;
  std::string explain;  ///< an id or zlint's name
  bool quiet = false;   ///< neither notes nor a progress bar
};

/// What the command line says, and the configuration file that it names. nullopt after --help and --version,
/// which have printed.
Result<std::optional<Options>> read_options(int argc, const char* const* argv);

/// The settings of a configuration file (JSON: include, exclude, severities, fail_on, format, chain,
/// weak_keys), before those of the command line. Errors name `path`.
Result<Options> read_configuration(const std::string& json, const std::string& path);

}  // namespace certcheck::certlint
