#pragma once

#include "certcheck/lint/lint.h"

/// What a handshake must be by the certificate presented in it and by what the client offered. One function
/// for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::handshake {

std::span<const Lint> application_protocol();
std::span<const Lint> authentication();
std::span<const Lint> key_usage();

inline constexpr Theme themes[] = {
    {"application_protocol", application_protocol},
    {"authentication", authentication},
    {"key_usage", key_usage},
};

}  // namespace certcheck::lint::handshake
