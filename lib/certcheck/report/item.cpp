#include "certcheck/report/item.h"

#include "certcheck/engine/checks.h"

namespace certcheck::report {

engine::Report error_report(const Error& error, std::string_view input, const Origin& origin) {
  engine::Report report;
  report.validation_time = origin.checked_at;
  report.target = Target{.input = std::string(input)};
  report.findings.push_back(Finding{
      .check = &engine::checks::input_unusable, .subject = {Subject::Kind::input}, .message = error.message});
  return report;
}

}  // namespace certcheck::report
