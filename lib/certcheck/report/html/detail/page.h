#pragma once

#include "certcheck/report/item.h"

#include <string>
#include <string_view>

namespace certcheck::report::html {

/// A whole document. It loads nothing: a policy in it forbids whatever is not this style and this script.
/// `title` is text, the rest markup; `script` may be empty.
std::string page_begin(std::string_view title, std::string_view script);
std::string page_end(std::string_view script, const Origin& origin);

/// The style of all pages (style.cpp), and what makes the table of a fleet sortable (fleet_script.cpp).
std::string_view page_style();
std::string_view fleet_script();

}  // namespace certcheck::report::html
