#pragma once

#include "certcheck/base/finding.h"

#include <string>
#include <string_view>

namespace certcheck::test {

/// The finding with this id and place, or null.
inline const Finding* find(const Findings& findings, std::string_view id, std::string_view node_path) {
  for (const auto& finding : findings)
    if (finding.id() == id && finding.node_path == node_path) return &finding;
  return nullptr;
}

/// All of them in one line each, for INFO.
inline std::string show(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings)
    text += std::string(finding.id()) + " " + finding.node_path + " @" +
            (finding.offset ? std::to_string(*finding.offset) : "-") + " " + finding.message + "\n";
  return text;
}

}  // namespace certcheck::test
