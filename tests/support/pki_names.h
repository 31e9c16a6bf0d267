#pragma once

#include "certcheck/base/bytes.h"

#include <string_view>
#include <vector>

/// The names of the PKI builder: attributes, Names and GeneralNames (RFC 5280 4.1.2.4, 4.2.1.6), each a
/// complete element.
namespace certcheck::test {

/// Relative distinguished names of one attribute; pki::name() makes a Name of them.
Bytes common_name(std::string_view text);
Bytes organization(std::string_view text);
Bytes email_address(std::string_view text);
/// A Name of one common name.
Bytes simple_name(std::string_view common_name);

/// GeneralNames.
Bytes dns(std::string_view text);
Bytes email(std::string_view text);
Bytes uri(std::string_view text);
Bytes ip(ByteView address);
Bytes registered_id();
Bytes directory(const Bytes& name);
Bytes other_name(std::string_view type, const Bytes& value);
Bytes smtp_utf8(std::string_view text);

/// GeneralSubtrees in the field `number` of NameConstraints, and NameConstraints with the fields that are not
/// empty.
Bytes subtrees(uint8_t number, const std::vector<Bytes>& names);
Bytes name_constraints(const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded);

}  // namespace certcheck::test
