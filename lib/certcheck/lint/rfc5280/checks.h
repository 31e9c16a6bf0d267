#pragma once

#include "certcheck/base/check.h"

/// Checks of rows to which lint/zlint/crl_parser_lints.cpp refers too, because zlint has two lints for what
/// they find.
namespace certcheck::lint::rfc5280::checks {

inline constexpr Check revoked_certificates_empty{
    .id = "rfc5280.crl.revoked_certificates_empty",
    .severity = Severity::error,
    .counts = Counts::never,
    .requirement = "A CRL that revokes nothing MUST NOT contain revokedCertificates.",
    .citation = "RFC 5280 5.1.2.6",
    .hint = "Issue the CRL again without the empty SEQUENCE.",
    .zlint = "e_crl_revoked_certificates_field_must_be_empty"};

}  // namespace certcheck::lint::rfc5280::checks
