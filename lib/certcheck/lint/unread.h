#pragma once

#include "certcheck/base/finding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::lint {

/// What of a certificate, CRL or response its parser could not read, told from the parser's findings: what
/// stands there is not missing, and what was read behind it may belong elsewhere.
class Unread {
 public:
  explicit Unread(const Findings& of_parser);

  /// The parser lost its way outside of extensions: then its findings stand alone, and no rule applies.
  bool structure() const { return structure_; }
  /// There is an extension that could not be read. Which one it is may be unknown, so that none is missing.
  bool extensions() const { return !lost_.empty(); }
  /// The extension at this node path is there and could not be read.
  bool extension(std::string_view node_path) const;
  /// Drops the findings from `first` on that are about an extension that could not be read, or say that one
  /// is missing beside it. True if there were findings and none is left.
  bool drop(Findings& findings, size_t first) const;

 private:
  bool covers(const Finding& finding) const;

  bool structure_ = false;
  std::vector<std::string> lost_;   ///< node paths of what could not be read: an extension, or its value
  std::vector<std::string> lists_;  ///< and of the lists of extensions that hold them
};

}  // namespace certcheck::lint
