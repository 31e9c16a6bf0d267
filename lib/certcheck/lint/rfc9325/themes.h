#pragma once

#include "certcheck/lint/lint.h"

/// RFC 9325, the part of BCP 195 on how TLS is to be used: one list for each file of this folder. Two
/// lines a theme, in order of name. Old versions of TLS and static RSA are the engine's to report.
namespace certcheck::lint::rfc9325 {

extern const Rows cipher_suite_rows;
extern const Rows key_exchange_rows;
extern const Rows protocol_rows;
extern const Rows signature_rows;

inline constexpr Theme themes[] = {
    {"cipher_suite", &cipher_suite_rows},
    {"key_exchange", &key_exchange_rows},
    {"protocol", &protocol_rows},
    {"signature", &signature_rows},
};

}  // namespace certcheck::lint::rfc9325
