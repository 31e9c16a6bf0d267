#pragma once

#include "certcheck/lint/crl_parser_lints.h"
#include "certcheck/lint/parser_lints.h"
#include "certcheck/lint/selection.h"

#include "certlint/describe.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::certlint {

/// Writes what zlint prints: one object a line, {"<zlint's lint>": {"result": "pass"}, ...} for every
/// selected lint that names one of zlint's, with "NA" for not applicable, "NE" for not effective, and info,
/// warn or error for what fired, then with "details". Where several of our lints name the same one of
/// zlint's, the worst result stands.
class ZlintFormat {
 public:
  explicit ZlintFormat(const lint::Selection& selection);

  /// Without a newline. Needs the outcomes.
  std::string line(const Linted& linted) const;

 private:
  struct Group {
    std::string_view name;          ///< zlint's
    std::vector<size_t> rows = {};  ///< of the selection, by number
    std::vector<const lint::ParserLint*> parser_lints = {};
    std::vector<const lint::CrlParserLint*> crl_parser_lints = {};
  };
  void append(std::string& out, const Group& group, const Linted& linted) const;

  std::array<std::vector<Group>, lint::kind_count> groups_;  ///< by lint::Kind, in order of name
  const lint::Selection& selection_;
};

}  // namespace certcheck::certlint
