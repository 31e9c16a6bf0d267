#pragma once

#include "certcheck/base/budget.h"
#include "certcheck/base/check.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
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
  /// (0 = leaf) or in the input, whichever list the finding is in.
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
  /// 0, or the finding stands for so many more of its check that OutputBudget leaves out.
  size_t more = 0;
  /// The severity that the user sets for its check; unset: the check's own.
  std::optional<Severity> ranked = {};

  std::string_view id() const { return check->id; }
  Severity severity() const { return ranked.value_or(check->severity); }
};

using Findings = std::vector<Finding>;

/// A finding that stands for `count` more of a check about `subject`.
Finding more_findings(const Check& check, const Subject& subject, size_t count);

/// Shortens what the finding says and shows to OutputBudget.
void shorten(Finding& finding);

/// Appends findings to a list within OutputBudget. The first of each check is always listed, so that a
/// verdict that is derived from the list does not depend on the budget. What was left out is said by
/// finish().
class FindingList {
 public:
  /// `findings` must outlive the list.
  explicit FindingList(Findings& findings, size_t most = OutputBudget::findings)
      : findings_(findings), most_(most) {}

  void add(Finding finding);
  void finish();

 private:
  struct Group {
    size_t listed = 0, left_out = 0;
    std::optional<Severity> ranked = {};
  };
  using Key = std::tuple<const Check*, Subject::Kind, std::optional<size_t>, std::optional<Sha256>>;

  Findings& findings_;
  size_t most_;
  size_t listed_ = 0;
  std::map<Key, Group> groups_;
  /// Where the list is full: of each check, how many were listed in all and left out since.
  std::map<const Check*, Group> checks_;
};

/// The same findings within the budget.
void limit(Findings& findings, size_t most = OutputBudget::findings);

/// True if any finding decides against trust under the profile.
bool any_counts(const Findings& findings, Profile profile, bool strict);

}  // namespace certcheck
