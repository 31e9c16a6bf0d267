#pragma once

#include <string>
#include <string_view>

namespace certcheck {

/// Text between the tags or in a quoted attribute of XML 1.0, HTML or SVG: what is markup there is written as
/// a reference. Of characters that XML 1.0 does not have, the caller takes care.
std::string escape_xml(std::string_view text);

}  // namespace certcheck
