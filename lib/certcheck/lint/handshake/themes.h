#pragma once

#include "certcheck/lint/lint.h"

/// What a handshake must be by the certificate presented in it and by what the client offered. One list
/// for each file of this folder. Two lines a theme, in order of name.
namespace certcheck::lint::handshake {

extern const Rows application_protocol_rows;
extern const Rows authentication_rows;
extern const Rows key_usage_rows;

inline constexpr Theme themes[] = {
    {"application_protocol", &application_protocol_rows},
    {"authentication", &authentication_rows},
    {"key_usage", &key_usage_rows},
};

}  // namespace certcheck::lint::handshake
