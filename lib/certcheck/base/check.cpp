#include "certcheck/base/check.h"

namespace certcheck {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::notice:
      return "notice";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

std::string_view to_string(Profile profile) { return profile == Profile::rfc5280 ? "rfc5280" : "webpki"; }

}  // namespace certcheck
