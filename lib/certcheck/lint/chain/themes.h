#pragma once

#include "certcheck/lint/lint.h"

/// What no certificate shows by itself: how those of a chain fit together, and those that vouch for their
/// revocation. One list for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::chain {

extern const Rows algorithms_rows;
extern const Rows constraints_rows;
extern const Rows cross_certificates_rows;
extern const Rows key_identifiers_rows;
extern const Rows names_rows;
extern const Rows precertificates_rows;
extern const Rows revocation_signers_rows;
extern const Rows serial_numbers_rows;
extern const Rows signatures_rows;
extern const Rows validity_rows;

inline constexpr Theme themes[] = {
    {"algorithms", &algorithms_rows},
    {"constraints", &constraints_rows},
    {"cross_certificates", &cross_certificates_rows},
    {"key_identifiers", &key_identifiers_rows},
    {"names", &names_rows},
    {"precertificates", &precertificates_rows},
    {"revocation_signers", &revocation_signers_rows},
    {"serial_numbers", &serial_numbers_rows},
    {"signatures", &signatures_rows},
    {"validity", &validity_rows},
};

}  // namespace certcheck::lint::chain
