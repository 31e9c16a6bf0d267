#pragma once

#include "certcheck/lint/support/alternative_names.h"
#include "certcheck/lint/support/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace certcheck::lint {

/// Fires for each name that the rule is about, wherever it stands but in nameConstraints, whose bases have
/// other forms; applies where there is one of them.
template <NameFilter is_meant, NameFault fault, typename Subject>
Outcome check_names_anywhere(const Subject& subject, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  visit_general_names(parsed(subject), [&](const x509::GeneralName& name, const Where& where) {
    if (where.place == Place::name_constraint || !is_meant(name)) return;
    outcome = std::max(outcome, Outcome::pass);
    if (const std::string_view what = fault(name); !what.empty()) {
      const std::string text = shown(name);
      outcome = report.fire(node_path(parsed(subject), where), name.offset,
                            fmt::format("{} in {} {}", text, to_string(where.place), what), {{"name", text}});
    }
  });
  return outcome;
}

/// Sets that rule for certificates, CRLs, OCSP responses and requests.
template <NameFilter is_meant, NameFault fault>
constexpr Lint for_names_anywhere(Lint lint) {
  lint.certificate = check_names_anywhere<is_meant, fault, CertificateFacts>;
  lint.crl = check_names_anywhere<is_meant, fault, x509::Crl>;
  lint.ocsp = check_names_anywhere<is_meant, fault, x509::OcspResponse>;
  lint.ocsp_request = check_names_anywhere<is_meant, fault, x509::OcspRequest>;
  return lint;
}

}  // namespace certcheck::lint
