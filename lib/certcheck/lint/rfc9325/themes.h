#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9325, the part of BCP 195 on how TLS is to be used: one function for each file of this folder. Two
/// lines a theme, in order of name. Old versions of TLS and static RSA are the engine's to report.
namespace certcheck::lint::rfc9325 {

std::span<const Lint> cipher_suite();
std::span<const Lint> key_exchange();
std::span<const Lint> protocol();
std::span<const Lint> signature();

inline constexpr Theme themes[] = {
    {"cipher_suite", cipher_suite},
    {"key_exchange", key_exchange},
    {"protocol", protocol},
    {"signature", signature},
};

}  // namespace certcheck::lint::rfc9325
