#pragma once

#include "certcheck/base/check.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck {

using Sha256 = std::array<uint8_t, 32>;

/// What a finding is about.
struct Subject {
  enum class Kind : uint8_t {
    none,
    certificate,
    path,
    chain,
    crl,
    ocsp,
    sct,
    handshake,
    host,
    anchor,
    input
  };
  Kind kind = Kind::none;
  /// Position among things of that kind: the place in the presented chain (0 = first sent), in a path
  /// (0 = leaf) or in the input, whichever list the finding stands in.
  std::optional<size_t> index = {};
  /// SHA-256 of the bytes received, where the thing has bytes.
  std::optional<Sha256> sha256 = {};

  bool operator==(const Subject&) const = default;
};

std::string_view to_string(Subject::Kind kind);

/// One problem, located. A value, never an exception: checks append findings and carry on.
struct Finding {
  const Check* check = nullptr;  ///< never null; static storage
  Subject subject = {};
  std::string node_path = {};  ///< e.g. "tbsCertificate.extensions.3.extnValue"; empty if it has no place
  std::optional<size_t> offset = {};  ///< of the first offending byte in the subject's bytes
  std::string message = {};           ///< this case, with its values, as one sentence
  std::vector<std::pair<std::string, std::string>> evidence = {};

  std::string_view id() const { return check->id; }
  Severity severity() const { return check->severity; }
};

using Findings = std::vector<Finding>;

/// True if any finding decides against trust under the profile.
bool any_counts(const Findings& findings, Profile profile, bool strict);

}  // namespace certcheck
