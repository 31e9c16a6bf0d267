#include "certlint/options.h"

#include "certcheck/files/files.h"
#include "certcheck/lint/words.h"

#include "common/whole_number.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <utility>

namespace certcheck::certlint {
namespace {

const std::map<std::string, std::optional<Severity>> thresholds = {{"error", Severity::error},
                                                                   {"warning", Severity::warning},
                                                                   {"notice", Severity::notice},
                                                                   {"never", std::nullopt}};

template <typename Value>
std::vector<std::string> names_of(const std::map<std::string, Value>& values) {
  std::vector<std::string> names;
  names.reserve(values.size());
  for (const auto& [name, value] : values) {
    names.push_back(name);
  }
  return names;
}

std::optional<Severity> severity_named(const std::string& name) {
  const auto found = thresholds.find(name);
  return found == thresholds.end() ? std::nullopt : found->second;
}

/// Reads one member into `options`; gives what is wrong with it, or nothing.
std::string read_member(const std::string& key, const nlohmann::json& value, Options& options) {
  if (key == "include" || key == "exclude" || key == "weak_keys") {
    const char* const complaint =
        key == "weak_keys" ? "is to be a list of files" : "is to be a list of patterns";
    if (!value.is_array()) {
      return complaint;
    }
    for (const auto& text : value) {
      if (!text.is_string()) {
        return complaint;
      }
      (key == "include"   ? options.rules.include
       : key == "exclude" ? options.rules.exclude
                          : options.weak_keys)
          .push_back(text);
    }
  } else if (key == "severities") {
    if (!value.is_object()) {
      return "is to map patterns to severities";
    }
    for (const auto& [pattern, name] : value.items()) {
      const auto severity = name.is_string() ? severity_named(name) : std::nullopt;
      if (!severity) {
        return lint::words("maps \"", pattern, "\" to something else than error, warning or notice");
      }
      options.rules.severities.emplace_back(pattern, *severity);
    }
  } else if (key == "fail_on") {
    if (!value.is_string() || !thresholds.contains(value)) {
      return "is to be error, warning, notice or never";
    }
    options.fail_on = thresholds.at(value);
  } else if (key == "chain") {
    if (!value.is_boolean()) {
      return "is to be true or false";
    }
    options.chain = value;
  } else if (key == "format") {
    const report::FormatRow* const row =
        value.is_string() ? report::find_format(std::string(value)) : nullptr;
    if (row == nullptr || !row->writes(options.output.content)) {
      return "is to be a format that --help lists";
    }
    options.output.format = value;
  } else {
    return "is no setting";
  }
  return {};
}

}  // namespace

Result<Options> read_configuration(const std::string& json, const std::string& path) {
  const auto settings = nlohmann::ordered_json::parse(json, nullptr, false);
  if (!settings.is_object()) {
    return Error{Error::Kind::usage, path + ": no JSON object"};
  }
  Options options;
  for (const auto& [key, value] : settings.items()) {
    if (const std::string complaint = read_member(key, value, options); !complaint.empty()) {
      return Error{Error::Kind::usage, lint::words(path, ": \"", key, "\" ", complaint)};
    }
  }
  return options;
}

Result<std::optional<Options>> read_options(int argc, const char* const* argv) {
  CLI::App app{
      "Lints X.509 certificates, CRLs, OCSP responses and requests.\n\n"
      "Patterns are globs over ids and zlint's names, or source:NAME, theme:NAME, severity:NAME.\n"
      "Exit status: 0 nothing at or above --fail-on; 1 such a finding; 2 wrong usage or unreadable input."};
  Options given;
  std::string fail_on, configuration_path;
  std::vector<std::string> severities;
  app.add_option("inputs", given.inputs,
                 "Files, directories (with what is below), or - for standard input: PEM with any number of "
                 "blocks, DER, PKCS #7, JSON of a log's get-entries")
      ->type_name("FILE");
  tools::add_output_options(app, given.output);
  app.add_option("--include", given.rules.include, "Run only checks that match (repeatable)")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_option("--exclude", given.rules.exclude, "Leave out checks that match (repeatable)")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app.add_option("--severity", severities, "Change the severity of checks that match (repeatable)")
      ->type_name("PATTERN=error|warning|notice")
      ->allow_extra_args(false);
  app.add_option("--config", configuration_path,
                 "A JSON file with include, exclude, severities, fail_on, format, chain, weak_keys")
      ->type_name("FILE");
  app.add_option("--fail-on", fail_on, "Lowest severity that makes the exit status 1 (default error)")
      ->check(CLI::IsMember(names_of(thresholds)));
  app.add_flag("--chain", given.chain,
               "Each file is a chain, leaf first: lint how its certificates fit together, too");
  app.add_option(
         "--weak-keys", given.weak_keys,
         "Fingerprints of RSA keys that others know, in the form of Debian's openssl-blacklist, which is "
         "read too where it is installed (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--jobs,-j", given.jobs, "Threads (default: one a core)")
      ->check(tools::whole_number(1, 1024));
  tools::add_catalogue_options(app, given.catalogue);
  app.add_flag("--quiet,-q", given.quiet, "Neither notes nor a progress bar on standard error");
  const auto go_on = program.read(app, argc, argv);
  if (!go_on) {
    return go_on.error();
  }
  if (!*go_on) {
    return std::optional<Options>();
  }

  Options options;
  if (!configuration_path.empty()) {
    const auto file = files::read_file(configuration_path);
    if (!file) {
      return file.error();
    }
    auto read = read_configuration(std::string(as_text(*file)), configuration_path);
    if (!read) {
      return read.error();
    }
    options = std::move(*read);
  }
  for (const std::string& entry : severities) {
    const size_t equals = entry.rfind('=');
    const auto severity =
        equals == std::string::npos ? std::nullopt : severity_named(entry.substr(equals + 1));
    if (!severity) {
      return Error{Error::Kind::usage,
                   "--severity " + entry + ": expected PATTERN=error, =warning or =notice"};
    }
    options.rules.severities.emplace_back(entry.substr(0, equals), *severity);
  }
  const auto append = [](std::vector<std::string>& to, std::vector<std::string>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  append(options.rules.include, given.rules.include);
  append(options.rules.exclude, given.rules.exclude);
  append(options.weak_keys, given.weak_keys);
  options.inputs = std::move(given.inputs);
  options.chain = given.chain || options.chain;
  options.jobs = given.jobs;
  options.catalogue = std::move(given.catalogue);
  options.quiet = given.quiet;
  options.output.files = std::move(given.output.files);
  if (!given.output.format.empty()) {
    options.output.format = std::move(given.output.format);
  }
  if (!fail_on.empty()) {
    options.fail_on = thresholds.at(fail_on);
  }
  if (options.inputs.empty() && !options.catalogue.list_checks && options.catalogue.explain.empty()) {
    return Error{Error::Kind::usage, "nothing to lint: name files, directories or - (see --help)"};
  }
  return std::optional(std::move(options));
}

}  // namespace certcheck::certlint
