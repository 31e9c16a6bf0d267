#pragma once

#include "certcheck/base/check.h"

#include <span>
#include <string_view>
#include <vector>

namespace certcheck::lint {

/// Two lints of zlint's that mean the same: rows of ours name the second one.
struct SameLint {
  std::string_view name, as;
};
std::span<const SameLint> same_lints();

/// The lints of zlint's that mean what the check finds: the one that it names itself, what is the same to
/// zlint, and those of lint/zlint/parser_lints.h and lint/zlint/crl_parser_lints.h that its findings answer.
/// Without repetition, in no certain order.
std::vector<std::string_view> zlint_names(const Check& check);

}  // namespace certcheck::lint
