#pragma once

#include "certcheck/ct/transparency.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace certcheck::report {

/// The key `transparency` of a report. Private to this module.
nlohmann::ordered_json transparency_json(const ct::Transparency& transparency);

/// The same for people, a line each; none if there is nothing to say.
std::vector<std::string> transparency_lines(const ct::Transparency& transparency);

}  // namespace certcheck::report
