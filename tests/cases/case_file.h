#pragma once

#include "certcheck/base/pem.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/ct/log_list.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/trust/pem_certificate.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// Cases of testdata: a folder of inputs with a case.json that says what is to be found in them.
namespace certcheck::test {

using Json = nlohmann::json;

/// What the blocks of a PEM file hold.
inline std::vector<Bytes> read_blocks(const std::filesystem::path& path) {
  std::vector<Bytes> blocks;
  const std::string text = read_file(path);
  for (const PemBlock& block : find_pem_blocks(text)) blocks.push_back(block.decode().value());
  return blocks;
}

/// "path.validity.expired certificate 1": ids and subjects, sorted, so that they can be compared as sets.
inline std::vector<std::string> described(const Findings& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) {
    std::string line = std::string(finding.id()) + " " + std::string(to_string(finding.subject.kind));
    out.push_back(finding.subject.index ? line + " " + std::to_string(*finding.subject.index) : line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline std::vector<std::string> described(const Json& findings) {
  std::vector<std::string> out;
  for (const Json& finding : findings) {
    const Json& index = finding["subject"]["index"];
    std::string line = finding["id"].get<std::string>() + " " + finding["subject"]["kind"].get<std::string>();
    out.push_back(index.is_null() ? line : line + " " + std::to_string(index.get<size_t>()));
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// The certificates that a case presents.
inline engine::Input presented(const std::filesystem::path& folder, const Json& wanted) {
  engine::Input input;
  for (Bytes& der : read_blocks(folder / wanted["chain"].get<std::string>()))
    input.presented.push_back(x509::parse_certificate(std::move(der)));
  return input;
}

/// Adds the OCSP responses that a case's server staples.
inline void add_staples(const std::filesystem::path& folder, const Json& wanted, engine::Input& input) {
  for (const auto& file : wanted.value("staples", Json::array()))
    for (Bytes& der : read_blocks(folder / file.get<std::string>()))
      input.evidence.add_staple(x509::parse_ocsp_response(std::move(der)), input.presented.front());
}

/// The anchors of a case.
inline trust::Store anchors(const std::filesystem::path& folder, const Json& wanted,
                            std::optional<Time> distrust_after = {}) {
  trust::Store store("roots of the case");
  for (const auto& file : wanted["trust"]) {
    const std::string text = read_file(folder / file.get<std::string>());
    for (const PemBlock& block : find_pem_blocks(text)) {
      auto found = trust::decode_certificate_block(block);
      REQUIRE(found);
      found->settings.merge({.distrust_after = distrust_after});
      store.add(x509::parse_certificate(std::move(found->der)), found->settings);
    }
  }
  return store;
}

/// The moment and the host of a case.
inline engine::Options options_of(const Json& wanted) {
  engine::Options options;
  options.path.time = parse_rfc3339(wanted["time"].get<std::string>()).value();
  options.path.names = {*names::make_name(wanted["host"].get<std::string>())};
  return options;
}

/// The logs that a case's client knows; null if the case names none.
inline std::shared_ptr<const ct::LogList> logs_of(const std::filesystem::path& folder, const Json& wanted) {
  if (!wanted.contains("log_list")) return nullptr;
  auto logs = ct::parse_log_list(read_file(folder / wanted["log_list"].get<std::string>()));
  REQUIRE(logs);
  return std::make_shared<const ct::LogList>(*std::move(logs));
}

/// Validates a chain and compares the verdict, and every finding with what it is about.
inline void check_chain(engine::Input input, const trust::Store& store, const engine::Options& options,
                        const Json& expected) {
  const trust::Store* const stores[] = {&store};
  crypto::Verifier verifier;
  const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
  CHECK(to_string(report.verdict) == expected["verdict"].get<std::string>());
  if (report.verdict == engine::Verdict::untrusted)
    CHECK(any_counts(report.findings, report.profile, report.strict));
  CHECK(described(report.findings) == described(expected["findings"]));
}

}  // namespace certcheck::test
