#pragma once

#include "certcheck/request/lint_input.h"

#include <optional>
#include <string_view>
#include <vector>

/// What the JSON of certificate transparency logs holds.
namespace certcheck::request {

/// The certificates of a log's get-entries answer: of each entry the certificate or precertificate itself, as
/// it is in leaf_input or extra_data. nullopt if the text is not such an answer.
std::optional<std::vector<LintItem>> items_of_log_entries(std::string_view json);

}  // namespace certcheck::request
