#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9549, internationalization updates to RFC 5280: one list for each file of this folder. Two lines a
/// theme, in order of name.
namespace certcheck::lint::rfc9549 {

extern const Rows a_labels_rows;
extern const Rows domain_components_rows;

inline constexpr Theme themes[] = {
    {"a_labels", &a_labels_rows},
    {"domain_components", &domain_components_rows},
};

}  // namespace certcheck::lint::rfc9549
