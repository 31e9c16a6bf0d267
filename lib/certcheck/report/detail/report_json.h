#pragma once

#include "certcheck/engine/report.h"
#include "certcheck/report/item.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace certcheck::report {

/// The report as docs/report.schema.json has it, of its keys those that are wanted. Private to this module.
nlohmann::ordered_json report_json(const engine::Report& report, const Origin& origin,
                                   const std::function<bool(std::string_view key)>& wanted);

/// Inert, and UTF-8 whatever was in it.
std::string to_text(const nlohmann::ordered_json& json, int indent);

}  // namespace certcheck::report
