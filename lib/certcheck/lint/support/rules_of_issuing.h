#pragma once

#include "certcheck/base/check.h"

#include <string_view>

namespace certcheck::lint {

// Rules of issuing by their key word: none of them decides whether a chain is trusted.

constexpr Check must(std::string_view id, std::string_view requirement, std::string_view citation,
                     std::string_view hint, std::string_view zlint = {}) {
  return {id, Severity::error, Counts::never, requirement, citation, hint, zlint};
}

constexpr Check should(std::string_view id, std::string_view requirement, std::string_view citation,
                       std::string_view hint, std::string_view zlint = {}) {
  return {id, Severity::warning, Counts::never, requirement, citation, hint, zlint};
}

constexpr Check note(std::string_view id, std::string_view requirement, std::string_view citation,
                     std::string_view hint, std::string_view zlint = {}) {
  return {id, Severity::notice, Counts::never, requirement, citation, hint, zlint};
}

}  // namespace certcheck::lint
