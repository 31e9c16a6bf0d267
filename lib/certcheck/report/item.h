#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/engine/linted.h"
#include "certcheck/engine/report.h"

#include <cstddef>
#include <cstdint>
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

/// What a document holds: reports of endpoints and chains, or things that were linted.
enum class Content : uint8_t { reports, linted };

/// Something that was linted by itself, and where it stands.
struct LintedThing {
  std::string file;  ///< as named by the user; "-" for standard input
  size_t index = 0;  ///< among the things of its file, from 0
  size_t line = 0;   ///< of its BEGIN line, from 1; 0 if it was not a PEM block
  engine::Linted linted = {};
  std::string_view other_kind = {};  ///< what it is, if it is nothing that lints are for: "policy"
};

/// "chain.pem:23"; "chain.der" and "chain.der, number 2" where the thing is not a PEM block.
std::string place_of(const LintedThing& thing);
/// "certificate", "crl", "ocsp", "ocsp_request", "chain", "unreadable"; or its other kind.
std::string_view kind_of(const LintedThing& thing);
/// What it is, for people: "certificate CN=example.com".
std::string title_of(const LintedThing& thing);
/// The subject's name, else the issuer's; empty if there is none.
std::string name_of(const LintedThing& thing);
/// notAfter or nextUpdate.
std::optional<Time> expiry_of(const LintedThing& thing);

/// One thing that a tool reports.
struct Item {
  /// What people call it: the target as it was given, or the file.
  std::string label;
  /// The report of an endpoint or a chain, or something linted. Never null.
  std::variant<const engine::Report*, const LintedThing*> content;
  Origin origin;
  std::optional<Severity> fail_on = {};  ///< what the user does not let pass, from this severity on

  const engine::Report* report() const {
    const auto* const of = std::get_if<const engine::Report*>(&content);
    return of != nullptr ? *of : nullptr;
  }
  const LintedThing* linted() const {
    const auto* const of = std::get_if<const LintedThing*>(&content);
    return of != nullptr ? *of : nullptr;
  }
  const Findings& findings() const {
    return report() != nullptr ? report()->findings : linted()->linted.findings;
  }
};

/// What is reported of a target that could not even be tried: one finding that says why.
engine::Report error_report(const Error& error, std::string_view input, const Origin& origin);

}  // namespace certcheck::report
