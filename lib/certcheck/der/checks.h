#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::der {

/// Ways in which bytes are not DER. ITU-T X.690 (02/2021); RFC 5280 4.1 asks for DER. All of them make a
/// certificate untrustworthy in every profile: two readers may see two different certificates in the same
/// bytes.
namespace checks {

inline constexpr Check truncated{
    "der.truncated", Severity::error,
    Counts::always,  "An element's length lies within the bytes that hold it.",
    "X.690 8.1.3",   "The bytes were cut off or a length was miscounted: encode again."};
inline constexpr Check trailing_data{"der.trailing_data",
                                     Severity::error,
                                     Counts::always,
                                     "Nothing follows the last element of a structure.",
                                     "X.690 8.9; RFC 5280 4.1",
                                     "Remove the bytes after the structure."};
inline constexpr Check length_not_minimal{
    "der.length.not_minimal",          Severity::error, Counts::always,
    "Lengths take the fewest octets.", "X.690 10.1",    "Encode with a DER, not a BER, encoder."};
inline constexpr Check length_indefinite{
    "der.length.indefinite", Severity::error, Counts::always,
    "Lengths are definite.", "X.690 10.1",    "Encode with a DER, not a BER, encoder."};
inline constexpr Check length_too_large{
    "der.length.too_large",       Severity::error, Counts::always,
    "A length fits the machine.", "X.690 8.1.3",   "The length octets are corrupt: encode again."};
inline constexpr Check tag_not_minimal{"der.tag.not_minimal", Severity::error,
                                       Counts::always,        "Tag numbers take the shortest form.",
                                       "X.690 8.1.2.4",       "Encode with a DER, not a BER, encoder."};
inline constexpr Check unexpected_tag{
    "der.unexpected_tag", Severity::error,
    Counts::always,       "Each element has the type that the structure asks for.",
    "RFC 5280 A",         "The structure does not follow its ASN.1 module: encode again."};
inline constexpr Check missing_element{
    "der.missing_element", Severity::error,
    Counts::always,        "Every element that is not optional is there.",
    "RFC 5280 A",          "The structure does not follow its ASN.1 module: encode again."};
inline constexpr Check boolean_invalid{"der.boolean.invalid", Severity::error,
                                       Counts::always,        "A BOOLEAN is one octet, 00 or FF.",
                                       "X.690 11.1",          "Encode with a DER, not a BER, encoder."};
inline constexpr Check default_encoded{"der.default_encoded", Severity::error,
                                       Counts::always,        "A value equal to its DEFAULT is left out.",
                                       "X.690 11.5",          "Leave the default value out."};
inline constexpr Check integer_empty{"der.integer.empty", Severity::error,
                                     Counts::always,      "An INTEGER has at least one octet.",
                                     "X.690 8.3.1",       "Encode again."};
inline constexpr Check integer_not_minimal{"der.integer.not_minimal",
                                           Severity::error,
                                           Counts::always,
                                           "An INTEGER takes the fewest octets.",
                                           "X.690 8.3.2",
                                           "Encode with a DER, not a BER, encoder."};
inline constexpr Check integer_out_of_range{"der.integer.out_of_range",
                                            Severity::error,
                                            Counts::always,
                                            "An INTEGER lies in the range that its field allows.",
                                            "RFC 5280 A",
                                            "Give the field a value that it allows."};
inline constexpr Check oid_invalid{
    "der.oid.invalid", Severity::error,
    Counts::always,    "An OBJECT IDENTIFIER is a whole number of minimal arcs.",
    "X.690 8.19",      "Encode the OID again."};
inline constexpr Check bit_string_invalid{
    "der.bit_string.invalid", Severity::error,
    Counts::always,           "A BIT STRING states 0 to 7 unused bits, which it has and which are zero.",
    "X.690 8.6.2, 11.2.1",    "Encode with a DER, not a BER, encoder."};
inline constexpr Check named_bits_not_minimal{"der.bit_string.trailing_zero_bits",
                                              Severity::error,
                                              Counts::strict,
                                              "A list of named bits ends with a bit that is set.",
                                              "X.690 11.2.2",
                                              "Encode with a DER, not a BER, encoder."};
inline constexpr Check null_invalid{"der.null.invalid", Severity::error, Counts::always,
                                    "A NULL is empty.", "X.690 8.8",     "Encode again."};
inline constexpr Check constructed_string{
    "der.constructed_string", Severity::error, Counts::always,
    "Strings are primitive.", "X.690 10.2",    "Encode with a DER, not a BER, encoder."};
inline constexpr Check set_order{
    "der.set_order", Severity::error,
    Counts::strict,  "The elements of a SET OF stand in ascending order of their encodings.",
    "X.690 11.6",    "Encode with a DER, not a BER, encoder."};
inline constexpr Check too_deep{"der.too_deep", Severity::error,
                                Counts::always, "Structures nest no deeper than their types.",
                                "RFC 5280 A",   "The input is hostile or corrupt."};
inline constexpr Check too_many_faults{"der.too_many_faults",
                                       Severity::error,
                                       Counts::always,
                                       "Input is readable enough that its faults can be listed.",
                                       "X.690",
                                       "The input is corrupt: further faults are not listed."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::der
