#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::x509 {

/// One AttributeTypeAndValue of a name, as encoded.
struct Attribute {
  der::Oid type;
  uint8_t string_tag = 0;  ///< identifier byte of the value, e.g. der::tag::utf8_string
  ByteView value;          ///< content bytes of the value
  size_t offset = 0;       ///< of the AttributeTypeAndValue
  uint32_t rdn = 0;        ///< number of the RelativeDistinguishedName it is in, from 0

  /// The value as UTF-8, or nullopt if it is not a string or its bytes are not text. Characters that the type
  /// lacks but that are clear, such as "*" in a PrintableString, are kept.
  std::optional<std::string> text() const;
};

/// A distinguished name (RFC 5280 4.1.2.4) with its grouping into RDNs. Views the bytes it was read from.
struct Name {
  ByteView bytes;  ///< the whole element, tag and length included
  size_t offset = 0;
  std::vector<Attribute> attributes;  ///< in order; those of one RDN share `rdn`
  size_t rdn_count = 0;

  bool empty() const { return attributes.empty(); }
  /// RFC 4514 text for people, most specific RDN first: "CN=example.com,O=Example". Unprintable characters
  /// and anything that could mislead a terminal are escaped.
  std::string to_string() const;  // shortened to OutputBudget::text_bytes, its values to value_bytes
  /// The values of all attributes of a type, in order.
  std::vector<const Attribute*> find(der::Oid type) const&;
  std::vector<const Attribute*> find(der::Oid type) const&& = delete;
};

/// Where a name stands: as subject or issuer of a certificate, or anywhere else.
enum class NamePlace : uint8_t { certificate, elsewhere };

/// "CN" and the like, of which RFC 4514 section 3 names the first nine and people the rest; empty for what
/// has none.
std::string_view short_name(der::Oid type);

/// Reads a Name from the next element. Faults leave what was readable.
Name read_name(der::Reader& reader, std::string_view name, NamePlace place = NamePlace::elsewhere);

/// Reads the content of one RelativeDistinguishedName through the reader's end; `rdn` is its number.
void read_relative_name(der::Reader& set, uint32_t rdn, std::vector<Attribute>& attributes,
                        NamePlace place = NamePlace::elsewhere);

/// The form in which two names that match by RFC 5280 7.1 are equal: per RDN the sorted attributes, each
/// value prepared by RFC 4518 (case folded, NFKC, white space squeezed) if it is a DirectoryString or an
/// IA5String (emailAddress and domainComponent, RFC 5280 7.2/7.3), whichever of those types it takes, else
/// its encoding. Values that are no text are compared byte for byte. An opaque key.
std::string canonical(const Name& name);

/// canonical() of the first `rdns` RDNs is a prefix of canonical() of the whole: what directoryName
/// constraints need.
bool is_within(const Name& name, const Name& base);

/// RFC 5280 7.1 comparison. Fast when the encodings are equal.
bool same_name(const Name& a, const Name& b);

}  // namespace certcheck::x509
