#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

/// Writes DER (X.690) from small functions, one for each type; each returns one complete element. Nothing is
/// checked, so that every malformation can be expressed too: take tlv() where a typed function would be
/// right.
namespace certcheck::der {

/// What is before a content of that many bytes: a one-byte tag and a definite length in the fewest bytes.
Bytes header(uint8_t tag, size_t content_size);

/// An element with this header.
Bytes tlv(uint8_t tag, ByteView content);

/// The elements one after another, without anything around them.
Bytes concatenate(std::initializer_list<Bytes> elements);
Bytes concatenate(const std::vector<Bytes>& elements);

Bytes sequence(std::initializer_list<Bytes> elements);
Bytes sequence(const std::vector<Bytes>& elements);
Bytes set_of(const std::vector<Bytes>& elements);  ///< in the given order: DER asks for sorted elements

/// "1.2.840.113549". Anything but digits and dots is a mistake of the caller.
Bytes oid(std::string_view dotted);
Bytes integer(int64_t value);
/// A non-negative number, most significant byte first; leading zeros are dropped, a sign byte is added.
Bytes unsigned_integer(ByteView big_endian);
Bytes boolean(bool value);
Bytes null();
Bytes octet_string(ByteView content);
Bytes bit_string(ByteView content, uint8_t unused_bits = 0);
/// A NamedBitList with these bits set, without trailing zero bits (X.690 11.2.2).
Bytes named_bits(const std::vector<unsigned>& bits);

Bytes utf8(std::string_view text);
Bytes printable(std::string_view text);
Bytes ia5(std::string_view text);

/// UTCTime or GeneralizedTime, text as given, e.g. "250101000000Z".
Bytes utc_time(std::string_view text);
Bytes generalized_time(std::string_view text);
/// As RFC 5280 4.1.2.5 asks: UTCTime through 2049, GeneralizedTime from 2050.
Bytes time(Time value);

/// [number] constructed around complete elements: EXPLICIT tagging, or IMPLICIT tagging of a SEQUENCE or SET.
Bytes context(uint8_t number, std::initializer_list<Bytes> elements);
/// [number] primitive: IMPLICIT tagging of a string, number or OID whose content is given.
Bytes context_primitive(uint8_t number, ByteView content);

}  // namespace certcheck::der
