#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace certcheck::suites {

/// Puts the files of peers.json in the place of the references "@KEY" to them.
inline void resolve(nlohmann::json& value, const nlohmann::json& files) {
  if (value.is_structured()) {
    for (nlohmann::json& member : value) resolve(member, files);
  } else if (value.is_string() && value.get_ref<const std::string&>().starts_with('@')) {
    const std::string key = value.get_ref<const std::string&>().substr(1);
    if (const auto file = files.find(key); file != files.end()) value = *file;
  }
}

}  // namespace certcheck::suites
