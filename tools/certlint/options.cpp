#include "certlint/options.h"

#include "certcheck/files/read_file.h"

#include "common/command_line.h"

#include <fmt/format.h>
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
  for (const auto& [name, value] : values) names.push_back(name);
  return names;
}

std::optional<Severity> severity_named(const std::string& name) {
  const auto found = thresholds.find(name);
  return found == thresholds.end() ? std::nullopt : found->second;
}

std::optional<Error> set_as_of(const std::string& text, lint::Assumptions& assumed) {
  const auto day = lint::read_as_of(text);
  if (!day) return day.error();
  assumed.as_of = *day;
  return std::nullopt;
}

std::optional<Error> set_profile(const std::string& name, lint::Assumptions& assumed) {
  const auto profile = lint::read_certificate_profile(name);
  if (!profile) return profile.error();
  assumed.profile = *profile;
  return std::nullopt;
}

/// Reads one member into `options`; gives what is wrong with it, or nothing.
std::string read_member(const std::string& key, const nlohmann::json& value, Options& options) {
  if (key == "include" || key == "exclude" || key == "weak_keys") {
    const char* const complaint =
        key == "weak_keys" ? "must be a list of files" : "must be a list of patterns";
    if (!value.is_array()) return complaint;
    for (const auto& text : value) {
      if (!text.is_string()) return complaint;
      (key == "include"   ? options.rules.include
       : key == "exclude" ? options.rules.exclude
                          : options.weak_keys)
          .push_back(text);
    }
  } else if (key == "severities") {
    if (!value.is_object()) return "must map patterns to severities";
    for (const auto& [pattern, name] : value.items()) {
      const auto severity = name.is_string() ? severity_named(name) : std::nullopt;
      if (!severity)
        return fmt::format("maps \"{}\" to something other than error, warning or notice", pattern);
      options.rules.severities.emplace_back(pattern, *severity);
    }
  } else if (key == "fail_on") {
    if (!value.is_string() || !thresholds.contains(value)) return "must be error, warning, notice or never";
    options.fail_on = thresholds.at(value);
  } else if (key == "chain") {
    if (!value.is_boolean()) return "must be true or false";
    options.chain = value;
  } else if (key == "as_of" || key == "profile") {
    if (!value.is_string()) return "must be a string";
    const auto problem =
        key == "as_of" ? set_as_of(value, options.assumed) : set_profile(value, options.assumed);
    if (problem) return "is wrong: " + problem->message;
  } else if (key == "format") {
    const report::FormatRow* const row =
        value.is_string() ? report::find_format(std::string(value)) : nullptr;
    if (row == nullptr || !row->writes(options.output.content)) return "must be a format that --help lists";
    options.output.format = value;
  } else {
    return "is not a setting";
  }
  return {};
}

}  // namespace

Result<Options> read_configuration(const std::string& json, const std::string& path) {
  const auto settings = nlohmann::ordered_json::parse(json, nullptr, false);
  if (!settings.is_object()) return Error{Error::Kind::usage, path + ": not a JSON object"};
  Options options;
  for (const auto& [key, value] : settings.items())
    if (const std::string complaint = read_member(key, value, options); !complaint.empty())
      return Error{Error::Kind::usage, fmt::format("{}: \"{}\" {}", path, key, complaint)};
  return options;
}

Result<std::optional<Options>> read_options(int argc, const char* const* argv) {
  tools::CommandLine line(
      "Lints X.509 certificates, CRLs, OCSP responses and requests.\n\n"
      "Patterns are globs over ids and zlint's names, or source:NAME, theme:NAME, severity:NAME, or\n"
      "audience:public, what binds certificates of public CAs alone (--exclude it for a CA of your own).\n"
      "Exit status: 0 nothing at or above --fail-on; 1 such a finding; 2 wrong usage or unreadable input.");
  Options given;
  std::string fail_on, configuration_path, as_of, profile;
  std::vector<std::string> severities;
  line.add({.name = "inputs",
            .place = &given.inputs,
            .help =
                "Files, directories (with what is below), or - for standard input: PEM with any number of "
                "blocks, DER, PKCS #7, JSON of a log's get-entries",
            .type = "FILE"});
  tools::add_output_options(line, given.output);
  line.add(
      {{.name = "--include",
        .place = &given.rules.include,
        .help = "Run only checks that match (repeatable)",
        .type = "PATTERN"},
       {.name = "--exclude",
        .place = &given.rules.exclude,
        .help = "Skip checks that match (repeatable)",
        .type = "PATTERN"},
       {.name = "--severity",
        .place = &severities,
        .help = "Change the severity of checks that match (repeatable)",
        .type = "PATTERN=error|warning|notice"},
       {.name = "--config",
        .place = &configuration_path,
        .help = "A JSON file with include, exclude, severities, fail_on, format, chain, weak_keys, as_of, "
                "profile",
        .type = "FILE"},
       {.name = "--fail-on",
        .place = &fail_on,
        .help = "Lowest severity that makes the exit status 1 (default error)",
        .choices = names_of(thresholds)},
       {.name = "--as-of",
        .place = &as_of,
        .help = "Check by the rules of that day, whenever things were issued: 2029-03-15, or a time as RFC "
                "3339 has it",
        .type = "DATE"},
       {.name = "--profile",
        .place = &profile,
        .help = "Of which kind certificates are, whatever they say: dv, ov, iv, ev, precertificate, root, "
                "intermediate, ... (another word lists all)",
        .type = "KIND"},
       {.name = "--chain",
        .place = &given.chain,
        .help = "Each file is a chain, leaf first: lint how its certificates fit together, too"},
       {.name = "--weak-keys",
        .place = &given.weak_keys,
        .help = "Fingerprints of keys whose private keys are public: in the format of Debian's "
                "openssl-blacklist (RSA), which is also read if installed, or SHA-256 of the "
                "SubjectPublicKeyInfo (repeatable)",
        .type = "FILE"},
       {.name = "--pre-issuance",
        .place = &given.pre_issuance,
        .help = "Answer requests, one JSON object a line on standard input, about what is to be signed"},
       {.name = "--listen",
        .place = &given.listen,
        .help = "With --pre-issuance: answer the clients of a Unix socket",
        .type = "PATH"},
       {.name = "--jobs,-j",
        .place = &given.jobs,
        .help = "Threads (default: one per core)",
        .least = 1,
        .most = 1024}});
  tools::add_catalogue_options(line, given.catalogue);
  line.add({.name = "--quiet,-q",
            .place = &given.quiet,
            .help = "Print neither notes nor a progress bar to standard error"});
  const auto go_on = program.read(line, argc, argv);
  if (!go_on) return go_on.error();
  if (!*go_on) return std::optional<Options>();

  Options options;
  if (!configuration_path.empty()) {
    const auto file = files::read_file(configuration_path);
    if (!file) return Error{file.error().kind, "--config: " + file.error().message};
    auto read = read_configuration(std::string(as_text(*file)), configuration_path);
    if (!read) return Error{read.error().kind, "--config: " + read.error().message};
    options = std::move(*read);
    options.configuration = configuration_path;
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
  if (!as_of.empty()) {
    if (const auto problem = set_as_of(as_of, options.assumed))
      return Error{Error::Kind::usage, "--as-of " + problem->message};
  }
  if (!profile.empty()) {
    if (const auto problem = set_profile(profile, options.assumed))
      return Error{Error::Kind::usage, "--profile " + problem->message};
  }
  options.pre_issuance = given.pre_issuance;
  options.listen = std::move(given.listen);
  options.jobs = given.jobs;
  options.catalogue = std::move(given.catalogue);
  options.quiet = given.quiet;
  options.output.files = std::move(given.output.files);
  if (!given.output.format.empty()) options.output.format = std::move(given.output.format);
  if (!fail_on.empty()) options.fail_on = thresholds.at(fail_on);
  if (!options.listen.empty() && !options.pre_issuance)
    return Error{Error::Kind::usage, "--listen is for --pre-issuance"};
  if (options.pre_issuance && (!options.inputs.empty() || options.chain || !options.output.files.empty()))
    return Error{Error::Kind::usage, "--pre-issuance takes requests, and no files, --chain or --output"};
  if (options.inputs.empty() && !options.pre_issuance && !options.catalogue.list_checks &&
      options.catalogue.explain.empty())
    return Error{Error::Kind::usage, "nothing to lint: give files, directories or - (see --help)"};
  return std::optional(std::move(options));
}

}  // namespace certcheck::certlint
