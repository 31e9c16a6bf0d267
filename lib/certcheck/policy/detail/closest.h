#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certcheck::policy {

/// The candidate that was probably meant by a word, by Levenshtein's distance; empty if none is near.
std::string closest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace certcheck::policy
