#include "certserve/output.h"

#include "certcheck/base/pem.h"
#include "certcheck/base/time.h"

#include "certserve/pki/key.h"
#include "certserve/presentations.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

namespace certcheck::certserve {
namespace {

using Json = nlohmann::ordered_json;
using File = std::pair<std::string, std::string>;  // name and contents

constexpr std::string_view log_list_file = "log-list.json", staple_file = "staple.pem";
// A moment at which all but the scenarios about time are valid.
constexpr std::string_view case_time = "2026-06-01T00:00:00Z";

std::string pem_bundle(const std::vector<Bytes>& certificates) {
  std::string out;
  for (const Bytes& certificate : certificates) out += pem_encode("CERTIFICATE", certificate);
  return out;
}

/// Puts a new file in the place of what is there, a symbolic link included, whose target stays as it is.
/// Returns 0 or an error number.
int replace_file(const std::filesystem::path& path, std::string_view contents, mode_t mode) {
  const std::string draft = path.string() + ".new";
  (void)::unlink(draft.c_str());  // of a run that was stopped
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (file < 0) return errno;
  int problem = 0;
  while (problem == 0 && !contents.empty()) {
    const ssize_t written = ::write(file, contents.data(), contents.size());
    if (written >= 0)
      contents.remove_prefix(static_cast<size_t>(written));
    else if (errno != EINTR)
      problem = errno;
  }
  if (::close(file) != 0 && problem == 0) problem = errno;
  if (problem == 0 && ::rename(draft.c_str(), path.c_str()) != 0) problem = errno;
  if (problem != 0) (void)::unlink(draft.c_str());
  return problem;
}

Result<std::filesystem::path> write_files(const std::filesystem::path& folder,
                                          const std::vector<File>& files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && std::filesystem::is_symlink(std::filesystem::symlink_status(folder)))
    return Error{Error::Kind::io, folder.string() + " is a symbolic link"};
  if (error) return Error{Error::Kind::io, folder.string() + ": " + error.message()};
  for (const auto& [name, contents] : files) {
    const std::filesystem::path path = folder / name;
    const bool is_key = name.ends_with("key.pem");
    if (const int problem = replace_file(path, contents, is_key ? S_IRUSR | S_IWUSR : 0666); problem != 0) {
      return Error{Error::Kind::io,
                   path.string() + " cannot be written: " + std::generic_category().message(problem)};
    }
  }
  return folder;
}

Json path_or_null(const Place& place, std::string_view file) {
  return place.folder ? Json((*place.folder / file).string()) : Json(nullptr);
}

// What a finding is about, as in case.json.
Json subject(const ExpectedFinding& finding) {
  return {{"kind", to_string(finding.kind)}, {"index", finding.index ? Json(*finding.index) : Json(nullptr)}};
}

std::string in_words(std::string_view verdict, std::span<const ExpectedFinding> findings) {
  std::string out(verdict);
  std::string_view separator = " (";
  for (const ExpectedFinding& finding : findings) {
    out.append(separator).append(finding.id);
    separator = ", ";
  }
  return findings.empty() ? out : out + ")";
}

Json ids(std::span<const ExpectedFinding> findings) {
  Json out = Json::array();
  for (const ExpectedFinding& finding : findings) out.push_back(finding.id);
  return out;
}

// As in case.json.
Json with_subjects(std::span<const ExpectedFinding> findings) {
  Json out = Json::array();
  for (const ExpectedFinding& finding : findings)
    out.push_back({{"id", finding.id}, {"subject", subject(finding)}});
  return out;
}

Json words_of(std::string_view options) {
  Json out = Json::array();
  while (!options.empty()) {
    const size_t end = std::min(options.find(' '), options.size());
    out.push_back(options.substr(0, end));
    options.remove_prefix(std::min(end + 1, options.size()));
  }
  return out;
}

std::string staple_pem(const Presentation& presentation) {
  return pem_encode("OCSP RESPONSE", presentation.staple);
}

bool needs_connection(const Scenario& scenario) {
  const auto findings = scenario.findings();
  return std::any_of(findings.begin(), findings.end(),
                     [](const ExpectedFinding& finding) { return finding.kind == Subject::Kind::handshake; });
}

}  // namespace

std::string announcement(const Scenario& scenario, const Presentation& presentation, const Place& place) {
  Json further = Json::array();
  for (const FurtherCheck& check : scenario.further_checks()) {
    Json options = words_of(check.options);
    if (check.options.find("--aia") != check.options.npos ||
        check.options.find("--online-revocation") != check.options.npos)
      options.insert(options.end(), {"--fetch-allow", place.address});
    further.push_back(
        {{"options", options}, {"verdict", check.verdict}, {"findings", ids(check.findings())}});
  }
  const bool asks_client = asks_for_certificate(scenario.behaviour);
  const Json line = {
      {"name", scenario.name},
      {"address", place.address},
      {"port", place.port},
      {"host", scenario.host},
      {"description", scenario.description},
      {"expect", {{"verdict", scenario.verdict}, {"findings", ids(scenario.findings())}}},
      {"further", further},
      {"published", place.published.empty() ? Json(nullptr) : Json(place.published)},
      {"root", pem_bundle(presentation.roots)},
      {"root_file", path_or_null(place, "root.pem")},
      {"log_list", presentation.log_list.empty() ? Json(nullptr) : Json::parse(presentation.log_list)},
      {"log_list_file", presentation.log_list.empty() ? Json(nullptr) : path_or_null(place, log_list_file)},
      {"client_certificate_file", asks_client ? path_or_null(place, "client.pem") : Json(nullptr)},
      {"client_key_file", asks_client ? path_or_null(place, "client-key.pem") : Json(nullptr)},
  };
  return line.dump();
}

std::string list_line(const Scenario& scenario) {
  std::string out(scenario.name);
  out.append(": ").append(scenario.description).append(" -> ");
  out.append(in_words(scenario.verdict, scenario.findings()));
  for (const FurtherCheck& check : scenario.further_checks())
    out.append("; with ")
        .append(check.options)
        .append(" -> ")
        .append(in_words(check.verdict, check.findings()));
  return out;
}

Result<std::filesystem::path> write_pki(const Scenario& scenario, const Presentation& presentation,
                                        const std::filesystem::path& folder) {
  std::vector<File> files{{"root.pem", pem_bundle(presentation.roots)}};
  if (!presentation.chain.empty()) {
    files.emplace_back("chain.pem", pem_bundle(presentation.chain));
    files.emplace_back("key.pem", pki::Key::get(presentation.key).pem());
  }
  if (!presentation.log_list.empty()) files.emplace_back(log_list_file, presentation.log_list);
  if (!presentation.staple.empty()) files.emplace_back(staple_file, staple_pem(presentation));
  for (const Page& page : presentation.pages)
    if (!page.body.empty()) files.emplace_back(page.path.substr(1), as_text(page.body));
  if (asks_for_certificate(scenario.behaviour)) {
    const Presentation client = present::client();
    files.emplace_back("client.pem", pem_bundle(client.chain));
    files.emplace_back("client-key.pem", pki::Key::get(client.key).pem());
  }
  return write_files(folder / scenario.name, files);
}

Result<std::filesystem::path> write_case(const Scenario& scenario, const std::filesystem::path& folder) {
  const Presentation presentation = scenario.present(
      {scenario.host, parse_rfc3339(case_time).value(),
       "http://pki.certcheck.test/" + std::string(scenario.name), "http://down.certcheck.test"});
  const bool has_chain = !presentation.chain.empty();
  Json contents = {
      {"id", scenario.name},
      {"description", scenario.description},
      {"cites", scenario.cites},
      {"needs_connection", needs_connection(scenario)},
      {"time", case_time},
      {"host", scenario.host},
      {"chain", has_chain ? Json("chain.pem") : Json(nullptr)},
      {"trust", Json::array({"root.pem"})},
      {"expect", {{"verdict", scenario.verdict}, {"findings", with_subjects(scenario.findings())}}},
  };
  for (const FurtherCheck& check : scenario.further_checks())
    contents["further"].push_back({{"options", words_of(check.options)},
                                   {"verdict", check.verdict},
                                   {"findings", with_subjects(check.findings())}});
  if (!presentation.staple.empty()) contents["staples"] = Json::array({staple_file});
  if (!presentation.log_list.empty()) contents["log_list"] = log_list_file;
  std::vector<File> files{{"case.json", contents.dump(2) + "\n"},
                          {"root.pem", pem_bundle(presentation.roots)}};
  if (has_chain) files.emplace_back("chain.pem", pem_bundle(presentation.chain));
  if (!presentation.staple.empty()) files.emplace_back(staple_file, staple_pem(presentation));
  if (!presentation.log_list.empty()) files.emplace_back(log_list_file, presentation.log_list);
  return write_files(folder / scenario.name, files);
}

}  // namespace certcheck::certserve
