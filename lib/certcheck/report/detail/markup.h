#pragma once

#include <string>
#include <string_view>

namespace certcheck::report {

/// The one escaper of markup: text of any origin, between tags or in a quoted attribute, of XML, HTML and
/// SVG. Characters that XML 1.0 (2.2) does not have, and what is not UTF-8, are shown as escapes
/// (printable()).
std::string escaped(std::string_view text);

}  // namespace certcheck::report
