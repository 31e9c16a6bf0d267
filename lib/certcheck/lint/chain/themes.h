#pragma once

#include "certcheck/lint/lint.h"

/// What no certificate shows by itself: how those of a chain fit together, and those that vouch for their
/// revocation. One function for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::chain {

std::span<const Lint> algorithms();
std::span<const Lint> constraints();
std::span<const Lint> cross_certificates();
std::span<const Lint> key_identifiers();
std::span<const Lint> names();
std::span<const Lint> precertificates();
std::span<const Lint> revocation_signers();
std::span<const Lint> serial_numbers();
std::span<const Lint> signatures();
std::span<const Lint> validity();

inline constexpr Theme themes[] = {
    {"algorithms", algorithms},
    {"constraints", constraints},
    {"cross_certificates", cross_certificates},
    {"key_identifiers", key_identifiers},
    {"names", names},
    {"precertificates", precertificates},
    {"revocation_signers", revocation_signers},
    {"serial_numbers", serial_numbers},
    {"signatures", signatures},
    {"validity", validity},
};

}  // namespace certcheck::lint::chain
