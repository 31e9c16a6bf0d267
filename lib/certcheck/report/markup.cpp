#include "certcheck/report/detail/markup.h"

#include "certcheck/base/xml.h"
#include "certcheck/report/text.h"

namespace certcheck::report {

std::string escaped(std::string_view text) { return escape_xml(printable(text)); }

}  // namespace certcheck::report
