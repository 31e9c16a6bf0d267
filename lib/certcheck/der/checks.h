#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::der {

/// Ways in which bytes are not DER. ITU-T X.690 (02/2021); RFC 5280 4.1 asks for DER. All of them make a
/// certificate untrustworthy in every profile: two readers may see two different certificates in the same
/// bytes.
namespace checks {

inline constexpr Check truncated{
    .id = "der.truncated",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "An element MUST NOT extend beyond the end of the enclosing bytes.",
    .citation = "X.690 8.1.3",
    .hint = "The bytes were cut off or a length was miscounted: encode again."};
inline constexpr Check trailing_data{.id = "der.trailing_data",
                                     .severity = Severity::error,
                                     .counts = Counts::always,
                                     .requirement = "A structure MUST NOT be followed by further data.",
                                     .citation = "X.690 8.9; RFC 5280 4.1",
                                     .hint = "Remove the bytes after the structure."};
inline constexpr Check length_not_minimal{
    .id = "der.length.not_minimal",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Lengths MUST be encoded in the fewest possible bytes.",
    .citation = "X.690 10.1",
    .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check length_indefinite{.id = "der.length.indefinite",
                                         .severity = Severity::error,
                                         .counts = Counts::always,
                                         .requirement = "Lengths MUST be definite.",
                                         .citation = "X.690 10.1",
                                         .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check length_too_large{
    .id = "der.length.too_large",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A length MUST NOT exceed what the machine can represent.",
    .citation = "X.690 8.1.3",
    .hint = "The length bytes are corrupt: encode again."};
inline constexpr Check tag_not_minimal{.id = "der.tag.not_minimal",
                                       .severity = Severity::error,
                                       .counts = Counts::always,
                                       .requirement = "Tag numbers MUST be encoded in the shortest form.",
                                       .citation = "X.690 8.1.2.4",
                                       .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check unexpected_tag{
    .id = "der.unexpected_tag",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Each element MUST have the type that the ASN.1 module specifies.",
    .citation = "RFC 5280 A",
    .hint = "The structure does not follow its ASN.1 module: encode again."};
inline constexpr Check missing_element{
    .id = "der.missing_element",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Every element that is not OPTIONAL MUST be present.",
    .citation = "RFC 5280 A",
    .hint = "The structure does not follow its ASN.1 module: encode again."};
inline constexpr Check boolean_invalid{.id = "der.boolean.invalid",
                                       .severity = Severity::error,
                                       .counts = Counts::always,
                                       .requirement = "A BOOLEAN MUST be a single byte, 00 or FF.",
                                       .citation = "X.690 11.1",
                                       .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check default_encoded{.id = "der.default_encoded",
                                       .severity = Severity::error,
                                       .counts = Counts::always,
                                       .requirement = "A value equal to its DEFAULT MUST NOT be encoded.",
                                       .citation = "X.690 11.5",
                                       .hint = "Omit the default value."};
inline constexpr Check integer_empty{.id = "der.integer.empty",
                                     .severity = Severity::error,
                                     .counts = Counts::always,
                                     .requirement = "An INTEGER MUST have at least one byte of contents.",
                                     .citation = "X.690 8.3.1",
                                     .hint = "Encode again."};
inline constexpr Check integer_not_minimal{
    .id = "der.integer.not_minimal",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "An INTEGER MUST be encoded in the fewest possible bytes.",
    .citation = "X.690 8.3.2",
    .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check integer_out_of_range{.id = "der.integer.out_of_range",
                                            .severity = Severity::error,
                                            .counts = Counts::always,
                                            .requirement = "An INTEGER MUST be in the range of its field.",
                                            .citation = "RFC 5280 A",
                                            .hint = "Give the field a value that it allows."};
inline constexpr Check oid_invalid{
    .id = "der.oid.invalid",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "An OBJECT IDENTIFIER MUST consist of complete, minimally encoded arcs.",
    .citation = "X.690 8.19",
    .hint = "Encode the OID again."};
inline constexpr Check bit_string_invalid{
    .id = "der.bit_string.invalid",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A BIT STRING MUST have 0 to 7 unused bits, and these MUST be zero.",
    .citation = "X.690 8.6.2, 11.2.1",
    .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check named_bits_not_minimal{
    .id = "der.bit_string.trailing_zero_bits",
    .severity = Severity::error,
    .counts = Counts::strict,
    .requirement = "A named bit list MUST NOT have trailing zero bits.",
    .citation = "X.690 11.2.2",
    .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check null_invalid{.id = "der.null.invalid",
                                    .severity = Severity::error,
                                    .counts = Counts::always,
                                    .requirement = "A NULL MUST NOT have contents.",
                                    .citation = "X.690 8.8",
                                    .hint = "Encode again."};
inline constexpr Check constructed_string{.id = "der.constructed_string",
                                          .severity = Severity::error,
                                          .counts = Counts::always,
                                          .requirement = "String types MUST use the primitive encoding.",
                                          .citation = "X.690 10.2",
                                          .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check set_order{
    .id = "der.set_order",
    .severity = Severity::error,
    .counts = Counts::strict,
    .requirement = "The elements of a SET OF MUST be in ascending order of their encodings.",
    .citation = "X.690 11.6",
    .hint = "Encode with a DER, not a BER, encoder."};
inline constexpr Check too_deep{.id = "der.too_deep",
                                .severity = Severity::error,
                                .counts = Counts::always,
                                .requirement = "Structures MUST NOT be nested more deeply than their types.",
                                .citation = "RFC 5280 A",
                                .hint = "The input is hostile or corrupt."};
inline constexpr Check too_many_faults{
    .id = "der.too_many_faults",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Input MUST NOT have more encoding errors than can be listed.",
    .citation = "X.690",
    .hint = "The input is corrupt: further faults are not listed."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::der
