#pragma once

#include "certcheck/base/encoding.h"
#include "certcheck/base/pem.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/lint/trust_lints.h"
#include "certcheck/path/path.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the runners of the outside conformance suites share. The suites' files stand outside the project
/// (CERTCHECK_SUITES); where they are absent the tests are skipped.
namespace certcheck::suites {

using Json = nlohmann::json;

/// A suite's file, unpacked by the xz program. Skips the test if the file is not there.
inline Json load(const std::string& name) {
  const std::filesystem::path folder = test::suites_dir();
  const std::filesystem::path file = folder / (name + ".json.xz");
  if (folder.empty() || !std::filesystem::exists(file)) SKIP("suite " << name << " is not on this machine");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(
      popen(("xz -dc '" + file.string() + "'").c_str(), "r"), pclose);
  if (!pipe) throw std::runtime_error("cannot run xz");
  std::string text;
  std::vector<char> block(1 << 16);
  for (size_t n = 0; (n = std::fread(block.data(), 1, block.size(), pipe.get())) > 0;)
    text.append(block.data(), n);
  return Json::parse(text);
}

/// Every certificate of a PEM text.
inline std::vector<x509::CertificatePtr> certificates_of(const std::string& pem) {
  std::vector<x509::CertificatePtr> certificates;
  for (const PemBlock& block : find_pem_blocks(pem))
    certificates.push_back(x509::parse_certificate(block.decode().value_or(Bytes{})));
  return certificates;
}

/// The check that the engine uses: the linter's checks that count under the profile.
inline path::CertificateCheck lint_check(Profile profile, bool strict) {
  return [=](const x509::Certificate& certificate, path::Role role, Findings& findings) {
    const lint::PathRole place = role == path::Role::leaf           ? lint::PathRole::leaf
                                 : role == path::Role::intermediate ? lint::PathRole::intermediate
                                                                    : lint::PathRole::anchor;
    lint::run_trust_lints(certificate, place, profile, strict, findings);
  };
}

/// What counts among findings, for the reader of a disagreement.
inline std::string reasons(const Findings& findings, Profile profile, bool strict) {
  std::string text;
  for (const Finding& finding : findings) {
    if (!counts(finding.check->counts, profile, strict)) continue;
    text += "\n    " + std::string(finding.id()) + " [" + std::string(to_string(finding.subject.kind));
    if (finding.subject.index) text.append(" ").append(std::to_string(*finding.subject.index));
    text += "] " + finding.message;
  }
  return text;
}

inline std::string reasons(const path::Validation& validation, const path::Options& options) {
  std::string text = reasons(validation.findings, options.profile, options.strict);
  if (!validation.paths.empty())
    text += reasons(validation.paths.front().findings, options.profile, options.strict);
  return text;
}

/// Collects outcomes, compares them with the exceptions that the project argues for, prints the tally.
class Tally {
 public:
  explicit Tally(std::string suite) : suite_(std::move(suite)) {
    const Json all = Json::parse(test::read_file(test::source_dir() / "tests/suites/exceptions.json"));
    for (const Json& exception : all.value(suite_, Json::array())) {
      REQUIRE_FALSE(exception.at("reason").get<std::string>().empty());
      exceptions_.emplace(exception.at("id").get<std::string>(), exception);
    }
  }

  void out_of_scope(const std::string& why) { ++out_of_scope_[why]; }
  void took(const std::string& id, double milliseconds) { times_.emplace_back(milliseconds, id); }

  /// `expected` and `actual` are verdicts or whatever else is compared, `why` is printed when they differ.
  void record(const std::string& id, const std::string& expected, const std::string& actual,
              const std::string& why) {
    ++cases_;
    const auto exception = exceptions_.find(id);
    const bool argued = exception != exceptions_.end() && exception->second.at("expected") == expected &&
                        exception->second.at("actual") == actual;
    if (argued) used_.insert(id);
    if (expected == actual) {
      ++agreed_;
    } else {
      (actual == "accept" ? false_accepts_ : expected == "accept" ? false_rejects_ : others_)++;
      if (!argued) {
        ++unexplained_;
        std::cout << suite_ << ": " << id << ": expected " << expected << ", got " << actual << why << '\n';
      }
    }
  }

  void finish() {
    std::sort(times_.begin(), times_.end());
    std::cout << suite_ << ": " << cases_ << " cases, " << agreed_ << " agree, " << false_accepts_
              << " false accepts, " << false_rejects_ << " false rejects, " << others_
              << " other differences";
    for (const auto& [why, count] : out_of_scope_) std::cout << "; out of scope: " << count << " " << why;
    if (!times_.empty())
      std::cout << "; median " << times_[times_.size() / 2].first << " ms, worst " << times_.back().first
                << " ms (" << times_.back().second << ")";
    std::cout << '\n';
    for (const auto& [id, exception] : exceptions_)
      if (!used_.contains(id)) FAIL_CHECK("the exception for " << id << " no longer applies");
    CHECK(unexplained_ == 0);
    CHECK(cases_ > 0);
  }

 private:
  std::string suite_;
  std::map<std::string, Json> exceptions_;
  std::set<std::string> used_;
  std::map<std::string, size_t> out_of_scope_;
  std::vector<std::pair<double, std::string>> times_;  ///< milliseconds and whose
  size_t cases_ = 0, agreed_ = 0, false_accepts_ = 0, false_rejects_ = 0, others_ = 0, unexplained_ = 0;
};

/// One request and how long it took. Keys and signatures are not remembered from one case to the next.
struct Outcome {
  path::Validation validation;
  double milliseconds = 0;
  std::string verdict() const { return validation.trusted() ? "accept" : "reject"; }
};

inline Outcome validate(const x509::CertificatePtr& leaf, const std::vector<x509::CertificatePtr>& pool,
                        const std::vector<x509::CertificatePtr>& anchors, const path::Options& options) {
  trust::Store store("suite");
  for (const x509::CertificatePtr& anchor : anchors) store.add(anchor);
  const std::vector<const trust::Store*> stores{&store};
  crypto::Verifier verifier;
  const auto start = std::chrono::steady_clock::now();
  Outcome outcome;
  outcome.validation = path::validate(leaf, pool, stores, options, verifier);
  outcome.milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  // The best path and the search itself say why there is no trust, and say nothing that counts where there
  // is.
  CHECK(outcome.validation.trusted() == reasons(outcome.validation, options).empty());
  return outcome;
}

/// The same through the whole facade, for cases that revocation decides.
struct Inspection {
  engine::Report report;
  double milliseconds = 0;
  bool trusted() const { return report.verdict == engine::Verdict::trusted; }
  std::string verdict() const { return trusted() ? "accept" : "reject"; }
};

inline Inspection inspect(engine::Input input, const std::vector<x509::CertificatePtr>& anchors,
                          engine::Options options) {
  trust::Store store("suite");
  for (const x509::CertificatePtr& anchor : anchors) store.add(anchor);
  const std::vector<const trust::Store*> stores{&store};
  options.lint = false;
  options.check_presentation = false;
  crypto::Verifier verifier;
  const auto start = std::chrono::steady_clock::now();
  Inspection inspection;
  inspection.report = engine::inspect(std::move(input), stores, options, verifier);
  inspection.milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  if (inspection.report.verdict == engine::Verdict::untrusted)
    CHECK(any_counts(inspection.report.findings, inspection.report.profile, inspection.report.strict));
  return inspection;
}

}  // namespace certcheck::suites
