#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/lint/support/general_name_faults.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The names in subjectAltName and issuerAltName: "Issuer alternative name MUST be encoded as in 4.2.1.6"
/// (RFC 5280 4.2.1.7), so that nearly every rule on names is one on both.
namespace certcheck::lint {

/// One of the two extensions.
struct AlternativeNames {
  x509::ExtensionId extension;
  std::optional<std::vector<x509::GeneralName>> x509::Certificate::*names;
};

inline constexpr AlternativeNames subject_names{x509::oids::subject_alternative_name,
                                                &x509::Certificate::subject_alternative_names};
inline constexpr AlternativeNames issuer_names{x509::oids::issuer_alternative_name,
                                               &x509::Certificate::issuer_alternative_names};

/// Fires for every name with a fault. Applies where there is the extension, whatever is in it.
Outcome check_names(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
                    NameFault fault);
/// The same of the names of one kind alone; applies where there is one of them.
Outcome check_names(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
                    x509::GeneralName::Kind kind, NameFault fault);

/// The rule is about this name.
using NameFilter = bool (*)(const x509::GeneralName&);

template <const AlternativeNames& where, NameFault fault>
Outcome any_name(const CertificateFacts& facts, const Reporter& report) {
  return check_names(facts, report, where, fault);
}

template <const AlternativeNames& where, x509::GeneralName::Kind kind, NameFault fault>
Outcome names_of_kind(const CertificateFacts& facts, const Reporter& report) {
  return check_names(facts, report, where, kind, fault);
}

/// The name for people; the kind alone of one that holds nothing.
std::string shown(const x509::GeneralName& name);

/// Fires for one name of the extension; `fault` ends the sentence that begins with it.
Outcome fire_name(const CertificateFacts& facts, const Reporter& report, const x509::Extension& extension,
                  const x509::GeneralName& name, std::string_view fault);

}  // namespace certcheck::lint
