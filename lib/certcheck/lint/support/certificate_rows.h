#pragma once

#include "certcheck/lint/lint.h"

#include <string_view>

namespace certcheck::lint {

/// Makes the rows of a theme about certificates alone that all come from one section of one document, and
/// count for no verdict.
struct CertificateRows {
  std::string_view citation;
  DateReference effective;

  constexpr Lint operator()(std::string_view id, Severity severity, std::string_view requirement,
                            std::string_view hint, std::string_view example, CertificateLint check) const {
    return {.check = {.id = id,
                      .severity = severity,
                      .counts = Counts::never,
                      .requirement = requirement,
                      .citation = citation,
                      .hint = hint},
            .example = example,
            .effective = effective,
            .certificate = check};
  }
};

}  // namespace certcheck::lint
