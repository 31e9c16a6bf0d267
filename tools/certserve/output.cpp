#include "certserve/output.h"

#include "certcheck/base/pem.h"

#include "certserve/pki/key.h"
#include "certserve/presentations.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace certcheck::certserve {
namespace {

using Json = nlohmann::ordered_json;
using File = std::pair<std::string_view, std::string>;  // name and contents

// A moment at which all but the scenarios about time are valid.
constexpr std::string_view case_time = "2026-06-01T00:00:00Z";

std::string pem_bundle(const std::vector<Bytes>& certificates) {
  std::string out;
  for (const Bytes& certificate : certificates) {
    out += pem_encode("CERTIFICATE", certificate);
  }
  return out;
}

/// Puts a new file in the place of what is there, a symbolic link included, whose target stays as it is.
/// Returns 0 or an error number.
int replace_file(const std::filesystem::path& path, std::string_view contents, mode_t mode) {
  const std::string draft = path.string() + ".new";
  (void)::unlink(draft.c_str());  // of a run that was stopped
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  if (file < 0) {
    return errno;
  }
  int problem = 0;
  while (problem == 0 && !contents.empty()) {
    const ssize_t written = ::write(file, contents.data(), contents.size());
    if (written >= 0) {
      contents.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      problem = errno;
    }
  }
  if (::close(file) != 0 && problem == 0) {
    problem = errno;
  }
  if (problem == 0 && ::rename(draft.c_str(), path.c_str()) != 0) {
    problem = errno;
  }
  if (problem != 0) {
    (void)::unlink(draft.c_str());
  }
  return problem;
}

Result<std::filesystem::path> write_files(const std::filesystem::path& folder,
                                          const std::vector<File>& files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && std::filesystem::is_symlink(std::filesystem::symlink_status(folder))) {
    return Error{Error::Kind::io, folder.string() + " is a symbolic link"};
  }
  if (error) {
    return Error{Error::Kind::io, folder.string() + ": " + error.message()};
  }
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

bool needs_connection(const Scenario& scenario) {
  const auto findings = scenario.findings();
  return std::any_of(findings.begin(), findings.end(),
                     [](const ExpectedFinding& finding) { return finding.kind == Subject::Kind::handshake; });
}

}  // namespace

std::string announcement(const Scenario& scenario, const Presentation& presentation, const Place& place) {
  Json findings = Json::array();
  for (const ExpectedFinding& finding : scenario.findings()) {
    findings.push_back(finding.id);
  }
  const bool asks_client = asks_for_certificate(scenario.behaviour);
  const Json line = {
      {"name", scenario.name},
      {"address", place.address},
      {"port", place.port},
      {"host", scenario.host},
      {"description", scenario.description},
      {"expect", {{"verdict", scenario.verdict}, {"findings", findings}}},
      {"root", pem_bundle(presentation.roots)},
      {"root_file", path_or_null(place, "root.pem")},
      {"client_certificate_file", asks_client ? path_or_null(place, "client.pem") : Json(nullptr)},
      {"client_key_file", asks_client ? path_or_null(place, "client-key.pem") : Json(nullptr)},
  };
  return line.dump();
}

std::string list_line(const Scenario& scenario) {
  std::string out(scenario.name);
  out.append(": ").append(scenario.description).append(" -> ").append(scenario.verdict);
  std::string_view separator = " (";
  for (const ExpectedFinding& finding : scenario.findings()) {
    out.append(separator).append(finding.id);
    separator = ", ";
  }
  return scenario.findings().empty() ? out : out + ")";
}

Result<std::filesystem::path> write_pki(const Scenario& scenario, const Presentation& presentation,
                                        const std::filesystem::path& folder) {
  std::vector<File> files{{"root.pem", pem_bundle(presentation.roots)}};
  if (!presentation.chain.empty()) {
    files.emplace_back("chain.pem", pem_bundle(presentation.chain));
    files.emplace_back("key.pem", pki::Key::get(presentation.key).pem());
  }
  if (asks_for_certificate(scenario.behaviour)) {
    const Presentation client = present::client();
    files.emplace_back("client.pem", pem_bundle(client.chain));
    files.emplace_back("client-key.pem", pki::Key::get(client.key).pem());
  }
  return write_files(folder / scenario.name, files);
}

Result<std::filesystem::path> write_case(const Scenario& scenario, const std::filesystem::path& folder) {
  const Presentation presentation = scenario.present(scenario.host);
  const bool has_chain = !presentation.chain.empty();
  Json findings = Json::array();
  for (const ExpectedFinding& finding : scenario.findings()) {
    findings.push_back({{"id", finding.id}, {"subject", subject(finding)}});
  }
  const Json contents = {
      {"id", scenario.name},
      {"description", scenario.description},
      {"cites", scenario.cites},
      {"needs_connection", needs_connection(scenario)},
      {"time", case_time},
      {"host", scenario.host},
      {"chain", has_chain ? Json("chain.pem") : Json(nullptr)},
      {"trust", Json::array({"root.pem"})},
      {"expect", {{"verdict", scenario.verdict}, {"findings", findings}}},
  };
  std::vector<File> files{{"case.json", contents.dump(2) + "\n"},
                          {"root.pem", pem_bundle(presentation.roots)}};
  if (has_chain) {
    files.emplace_back("chain.pem", pem_bundle(presentation.chain));
  }
  return write_files(folder / scenario.name, files);
}

}  // namespace certcheck::certserve
