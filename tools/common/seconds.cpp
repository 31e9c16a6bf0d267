#include "common/seconds.h"

#include <charconv>
#include <string>
#include <system_error>

namespace certcheck::tools {

Result<std::chrono::milliseconds> parse_seconds(std::string_view text, uint32_t most) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  // Written so that "nan" does not pass either.
  if (error == std::errc() && end == text.data() + text.size() && seconds >= 0.001 && seconds <= most)
    return std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
  return Error{Error::Kind::usage,
               "takes from 0.001 to " + std::to_string(most) + " seconds, not \"" + std::string(text) + "\""};
}

}  // namespace certcheck::tools
