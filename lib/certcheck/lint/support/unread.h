#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::lint {

/// What of a certificate, CRL or response its parser could not read, told from the parser's findings: what
/// is there is not missing, and what was read after it may belong elsewhere.
class Unread {
 public:
  explicit Unread(const Findings& of_parser);

  /// The parser could not continue outside of extensions: then only its findings count, and no rule applies.
  bool structure() const { return structure_; }
  /// There is an extension that could not be read. Which one it is may be unknown, so that none is missing.
  bool extensions() const { return !lost_.empty(); }
  /// The extension at this node path is there and could not be read.
  bool extension(std::string_view node_path) const;
  /// Whether an extension is there, and what it says, is unknown: it could not be read, or it is not found in
  /// the list of this node path while that has one whose extnID could not be read, which may be it.
  bool extension(std::string_view list, const std::vector<x509::Extension>& extensions,
                 x509::ExtensionId id) const;
  /// Drops the findings from `first` on that are about an extension that could not be read, or say that one
  /// is missing alongside it. True if there were findings and none is left.
  bool drop(Findings& findings, size_t first) const;

 private:
  bool covers(const Finding& finding) const;

  bool structure_ = false;
  std::vector<std::string> lost_;   ///< node paths of what could not be read: an extension, or its value
  std::vector<std::string> lists_;  ///< and of the lists of extensions that hold them
  std::vector<std::string>
      of_unknown_criticality_;  ///< node paths of extensions of which only that is unread
};

// What a rule asks before it concludes something from an extension other than the one that its finding is at:
// from its absence, or from what it does not say.

/// Whether it is unknown if the certificate has the extension, or what that says.
bool is_unread(const x509::Certificate& certificate, x509::ExtensionId id);
bool is_unread(const x509::Crl& crl, x509::ExtensionId id);

}  // namespace certcheck::lint
