#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/engine/report.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace certcheck::report {

/// Who made a report and when.
struct Origin {
  std::string_view tool;     ///< "certcheck"
  std::string_view version;  ///< "0.1.0"
  Time checked_at{};
};

/// A certificate, CRL, OCSP response or chain that was linted by itself, as far as formats show it.
struct LintedThing {
  std::string file;                   ///< as named by the user; "-" for standard input
  size_t index = 0;                   ///< among the things of its file, from 0
  size_t line = 0;                    ///< of its BEGIN line, from 1; 0 if it was not a PEM block
  std::string kind;                   ///< "certificate", "crl", "ocsp", "chain", "unreadable"
  std::string title;                  ///< what it is, for people: "certificate CN=example.com"
  std::string name;                   ///< the subject's name, else the issuer's; empty if there is none
  std::optional<Time> expires = {};   ///< notAfter or nextUpdate
  std::optional<Sha256> sha256 = {};  ///< of its bytes
  Findings findings = {};             ///< of parser and lints, as selected
};

/// One thing that a tool reports.
struct Item {
  /// What people call it: the target as it was given, or the file.
  std::string label;
  /// The report of an endpoint or a chain, or something linted. Never null.
  std::variant<const engine::Report*, const LintedThing*> content;
  Origin origin;

  const engine::Report* report() const {
    const auto* const of = std::get_if<const engine::Report*>(&content);
    return of != nullptr ? *of : nullptr;
  }
  const LintedThing* linted() const {
    const auto* const of = std::get_if<const LintedThing*>(&content);
    return of != nullptr ? *of : nullptr;
  }
  const Findings& findings() const { return report() != nullptr ? report()->findings : linted()->findings; }
};

/// What is reported of a target that could not even be tried: one finding that says why.
engine::Report error_report(const Error& error, std::string_view input, const Origin& origin);

}  // namespace certcheck::report
