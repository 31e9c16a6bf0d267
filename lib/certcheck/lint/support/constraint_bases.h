#pragma once

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/alternative_names.h"
#include "certcheck/lint/support/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace certcheck::lint {

/// Fires for each base in nameConstraints that the rule is about, permitted or excluded; applies where there
/// is one of them. names_anywhere.h does the same of names in all other places.
template <NameFilter is_meant, NameFault fault>
Outcome check_constraint_bases(const CertificateFacts& facts, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_general_names(facts.certificate, [&](const x509::GeneralName& base, const Where& where) {
    if (where.place != Place::name_constraint || !is_meant(base)) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string_view what = fault(base); !what.empty()) {
      const std::string text = shown(base);
      outcome = report.fire(node_path(facts.certificate, where), base.offset,
                            fmt::format("the constraint {} {}", text, what), {{"constraint", text}});
    }
  });
  return outcome;
}

}  // namespace certcheck::lint
