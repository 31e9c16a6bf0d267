#pragma once

#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <string>
#include <string_view>

/// Qualified certificates as ETSI EN 319 411-2 and 319 412 tell them apart.
namespace certcheck::lint::etsi {

using namespace std::string_view_literals;

/// 0.4.0.1862.1: the arc of the statements of EN 319 412-5.
inline constexpr std::string_view statement_arc = "\x04\x00\x8e\x46\x01"sv;
inline constexpr der::Oid qc_limit_value{"\x04\x00\x8e\x46\x01\x02"sv},
    qc_retention_period{"\x04\x00\x8e\x46\x01\x03"sv}, qc_sscd{"\x04\x00\x8e\x46\x01\x04"sv},
    qc_type{"\x04\x00\x8e\x46\x01\x06"sv};
/// What QcType says: signatures, seals, web sites.
inline constexpr der::Oid type_esign{"\x04\x00\x8e\x46\x01\x06\x01"sv},
    type_eseal{"\x04\x00\x8e\x46\x01\x06\x02"sv}, type_web{"\x04\x00\x8e\x46\x01\x06\x03"sv};

/// A statement of EN 319 412-5 itself, not one of the identifiers used within statements.
inline bool is_etsi_statement(der::Oid id) {
  return id.content().size() == statement_arc.size() + 1 && id.content().starts_with(statement_arc);
}

/// The first statement with the identifier, or null.
inline const x509::QcStatement* find_statement(const x509::Certificate& certificate, der::Oid id) {
  if (!certificate.qc_statements) return nullptr;
  for (const x509::QcStatement& statement : certificate.qc_statements->statements)
    if (statement.id == id) return &statement;
  return nullptr;
}

inline std::string statements_place(const x509::Certificate& certificate) {
  return place_in(certificate, *certificate.find(x509::oids::qc_statements));
}

/// Where the statement's information begins, or else the extension's value.
inline size_t offset_of_statement(const x509::Certificate& certificate, const x509::QcStatement& statement) {
  return statement.info.empty() ? certificate.find(x509::oids::qc_statements)->value_offset
                                : static_cast<size_t>(statement.info.data() - certificate.der.data());
}

/// The policy is one of EN 319 411-2 5.3, 0.4.0.194112.1.N: natural (0) and legal persons (1), the same with
/// a QSCD (2, 3), web sites (4, 5, 6).
inline bool is_qualified_policy(der::Oid policy, uint8_t number) {
  constexpr std::string_view arc = "\x04\x00\x8b\xec\x40\x01"sv;
  return policy.content().size() == arc.size() + 1 && policy.content().starts_with(arc) &&
         static_cast<uint8_t>(policy.content().back()) == number;
}

inline bool has_qualified_policy(const x509::Certificate& certificate, uint8_t number) {
  if (!certificate.certificate_policies) return false;
  for (const x509::PolicyInformation& policy : certificate.certificate_policies->policies)
    if (is_qualified_policy(policy.id, number)) return true;
  return false;
}

}  // namespace certcheck::lint::etsi
