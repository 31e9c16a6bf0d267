#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace certcheck::lint {

/// Sentences out of texts and numbers: words("the serial has ", n, " octets").
template <typename... Parts>
std::string words(const Parts&... parts) {
  std::string out;
  const auto append = [&out](const auto& part) {
    if constexpr (std::convertible_to<decltype(part), std::string_view>) {
      out += std::string_view(part);
    } else {
      out += std::to_string(part);
    }
  };
  (append(parts), ...);
  return out;
}

}  // namespace certcheck::lint
