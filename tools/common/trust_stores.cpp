#include "common/trust_stores.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/files/files.h"
#include "certcheck/files/read_file.h"
#include "certcheck/request/anchor_constraints.h"
#include "certcheck/request/option.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace certcheck::tools {
namespace {

/// "NAME=PATH" or "PATH". A name has neither slash nor dot, so that it is not taken for a path with "=" in
/// it; nor is what is before "=" a name if there is a file of the whole text.
std::pair<std::string, std::string> split_name(const std::string& argument) {
  const size_t equals = argument.find('=');
  std::error_code unknown;
  const bool named = equals != std::string::npos && equals != 0 && argument.find_first_of("/.") > equals &&
                     !std::filesystem::exists(argument, unknown);
  if (!named) return {"trust", argument};
  return {argument.substr(0, equals), argument.substr(equals + 1)};
}

/// One line a file, with the first of its findings.
void add_warnings(const Findings& findings, std::vector<std::string>& warnings) {
  const auto file_of = [](const Finding& finding) {
    for (const auto& [key, value] : finding.evidence)
      if (key == "file") return value;
    return std::string();
  };
  for (size_t i = 0; i < findings.size();) {
    size_t end = i + 1;
    while (end < findings.size() && file_of(findings[end]) == file_of(findings[i])) ++end;
    const size_t more = end - i - 1;
    warnings.push_back(findings[i].message +
                       (more == 0 ? "" : " (and " + std::to_string(more) + " more of this file)"));
    i = end;
  }
}

/// What is wrong with a file, under the option that names it.
Error error_of(const request::Member& option, const request::Settings& settings, const Error& error) {
  return {error.kind,
          request::name_of(option, settings, request::Spelling::command_line) + ": " + error.message};
}

Result<request::AnchorConstraints> read_constraints(const request::Settings& settings) {
  const std::string& path = settings.anchor_constraints;
  const auto file = files::read_file(path);
  if (!file) return error_of(&request::Settings::anchor_constraints, settings, file.error());
  auto constraints = request::parse_anchor_constraints(as_text(*file));
  if (!constraints)
    return error_of(&request::Settings::anchor_constraints, settings,
                    {Error::Kind::usage, path + ": " + constraints.error().message});
  return constraints;
}

}  // namespace

Result<files::ReadOptions> to_read_options(const request::Settings& settings) {
  files::ReadOptions reading;
  if (settings.passphrase_file.empty()) return reading;
  const auto file = files::read_file(settings.passphrase_file);
  if (!file) return error_of(&request::Settings::passphrase_file, settings, file.error());
  const std::string_view text = as_text(*file);
  reading.passphrase = text.substr(0, text.find_first_of("\r\n"));
  return reading;
}

Result<Stores> load_stores(const request::Settings& settings, const files::ReadOptions& reading,
                           bool system_by_default, std::vector<std::string>& warnings) {
  std::optional<request::AnchorConstraints> constraints;
  if (!settings.anchor_constraints.empty()) {
    auto read = read_constraints(settings);
    if (!read) return read.error();
    constraints = *std::move(read);
  }
  std::vector<files::LoadedStore> loaded;
  for (const std::string& argument : settings.trust) {
    const auto [name, path] = split_name(argument);
    // Files under one name make one store.
    auto same = std::find_if(
        loaded.begin(), loaded.end(),
        [&, &wanted = name](const files::LoadedStore& one) { return one.store.name() == wanted; });
    if (same == loaded.end()) same = loaded.insert(loaded.end(), files::LoadedStore{trust::Store(name), {}});
    if (const auto error = files::add_to_store(*same, path, reading))
      return error_of(
          &request::Settings::trust, settings,
          {error->kind,
           error->message + (path == argument ? std::string() : " (the file of a store \"" + name + "\")")});
  }
  if (settings.system_trust || (settings.trust.empty() && system_by_default)) {
    auto system = files::load_system_store();
    if (!system) return Error{system.error().kind, "system trust: " + system.error().message};
    loaded.push_back(*std::move(system));
  }
  Stores result;
  for (files::LoadedStore& one : loaded) {
    add_warnings(one.findings, warnings);
    result.stores.push_back(std::move(one.store));
    std::move(one.findings.begin(), one.findings.end(), std::back_inserter(result.findings));
  }
  if (constraints) {
    Findings unbound = request::bind(result.stores, *constraints);
    for (const Finding& finding : unbound) warnings.push_back("--anchor-constraints: " + finding.message);
    std::move(unbound.begin(), unbound.end(), std::back_inserter(result.findings));
  }
  return result;
}

Result<std::vector<Sha256>> load_expected_roots(const request::Settings& settings,
                                                const files::ReadOptions& reading) {
  std::vector<Sha256> roots;
  for (const auto& file : settings.expected_roots) {
    const auto found = files::read_certificates(file, reading);
    if (!found) return error_of(&request::Settings::expected_roots, settings, found.error());
    for (const auto& certificate : found->certificates) roots.push_back(crypto::sha256(certificate->der));
  }
  return roots;
}

Result<std::vector<x509::CertificatePtr>> load_untrusted(const request::Settings& settings,
                                                         const files::ReadOptions& reading,
                                                         Findings& findings) {
  std::vector<x509::CertificatePtr> certificates;
  for (const auto& file : settings.untrusted) {
    auto found = files::read_certificates(file, reading);
    if (!found) return error_of(&request::Settings::untrusted, settings, found.error());
    certificates.insert(certificates.end(), found->certificates.begin(), found->certificates.end());
    std::move(found->findings.begin(), found->findings.end(), std::back_inserter(findings));
  }
  return certificates;
}

}  // namespace certcheck::tools
