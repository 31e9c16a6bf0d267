#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::certlint {

/// What can be wrong with an input before there is anything to lint in it.
namespace checks {

inline constexpr Check block_not_terminated{
    "input.pem.not_terminated",
    Severity::error,
    Counts::never,
    "A PEM block ends with an END line that has the label of its BEGIN line.",
    "RFC 7468 2",
    "Copy the block again, whole."};
inline constexpr Check block_not_base64{"input.pem.not_base64", Severity::error,
                                        Counts::never,          "A PEM block holds base64.",
                                        "RFC 7468 3",           "Copy the block again, whole."};
inline constexpr Check container_unreadable{
    "input.container.unreadable",
    Severity::error,
    Counts::never,
    "A PKCS #7 file or a log's entry can be read as far as the certificates in it.",
    "RFC 5652 5.1; RFC 6962 3.4",
    "Export the certificates again."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

/// Every check that certcheck has, those of all modules included.
std::span<const Check* const> every_check();

}  // namespace certcheck::certlint
