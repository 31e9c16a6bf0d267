#pragma once

#include "certcheck/base/check.h"

#include <string_view>
#include <vector>

namespace certcheck::lint {

/// The lints of zlint's that mean what the check finds: the one that it names itself, and those of
/// lint/parser_lints.h and lint/crl_parser_lints.h that its findings answer. Without repetition, in no
/// certain order.
std::vector<std::string_view> zlint_names(const Check& check);

}  // namespace certcheck::lint
