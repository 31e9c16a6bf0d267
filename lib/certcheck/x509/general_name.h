#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/name.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::x509 {

/// RFC 5280 4.2.1.6. Which member holds the value follows from the kind.
struct GeneralName {
  enum class Kind : uint8_t {
    other_name = 0,
    rfc822_name = 1,
    dns_name = 2,
    x400_address = 3,
    directory_name = 4,
    edi_party_name = 5,
    uri = 6,
    ip_address = 7,
    registered_id = 8,
  };
  Kind kind = Kind::dns_name;
  ByteView value;    ///< content bytes: the IA5String, the address, the OID; for other_name the [0] content
  der::Oid type_id;  ///< other_name only
  Name directory_name;  ///< directory_name only
  size_t offset = 0;    ///< of the element

  /// dns_name, rfc822_name, uri as they stand (any bytes).
  std::string_view text() const { return as_text(value); }
  /// The text of an otherName of that type whose value is a string of that tag; views the name's bytes.
  /// nullopt if the name is another, or the value is not one well-formed string of the tag.
  std::optional<std::string_view> other_text(der::Oid type, uint8_t tag) const;
  /// "DNS:example.com", "IP:192.0.2.1", ... for people, with unprintable bytes escaped.
  std::string to_string() const;  // shortened to OutputBudget::value_bytes
};

std::string_view to_string(GeneralName::Kind kind);

/// Reads one GeneralName, the field `name` or element `index` of a list, from the next element, which is
/// consumed in any case. nullopt if its tag is none; a fault was recorded then.
std::optional<GeneralName> read_general_name(der::Reader& reader, std::string_view name,
                                             std::optional<size_t> index = {});

/// Reads SEQUENCE OF GeneralName content until the reader's end.
std::vector<GeneralName> read_general_names(der::Reader& reader);

}  // namespace certcheck::x509
