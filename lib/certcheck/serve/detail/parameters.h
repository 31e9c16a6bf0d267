#pragma once

#include "certcheck/base/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace certcheck::serve {

/// What a query says, each parameter once and of those that there are. The error says what is wrong.
Result<std::map<std::string, std::string>> read_parameters(std::string_view query,
                                                           std::span<const std::string_view> known);

/// Which format a client means by its parameter `format`, or else by its field Accept (RFC 9110 12.5.1, by
/// what is named there, not by weights): a page for browsers, else JSON.
std::string format_for(std::string_view parameter, std::string_view accept);

/// The media type of a format of reports; `several`: of more than one of them.
std::string media_type_of(std::string_view format, bool several);

}  // namespace certcheck::serve
