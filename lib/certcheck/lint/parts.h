#pragma once

#include "certcheck/der/oid_table.h"
#include "certcheck/x509/extension_id.h"
#include "certcheck/x509/general_name.h"
#include "certcheck/x509/oids.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace certcheck::x509 {
struct Certificate;
}

namespace certcheck::lint {

struct DomainTraits;

/// What few certificates have: many rules are about what is wrong with such a value, and need not be asked
/// where all values are as most are.
enum class Unusual : uint8_t {
  uri,        ///< a URI in a GeneralName that is not as is_plain_uri() (support/uri.h) has it
  https_uri,  ///< one that is, with https
  pointer,    ///< a CPS pointer that is not such a URI
  text,       ///< a text (support/texts.h) with other than printable ASCII, or of a type of wider characters
  long_text,  ///< an attribute of a name with more bytes than the least upper bound of RFC 5280 A.1
  domain,     ///< a dNSName, wherever it is, that is not two plain labels or more, after a wildcard or not
  common_name,  ///< a common name of the subject that is neither such a domain nor an IP address
  user_notice,  ///< a qualifier of a policy
  pss,          ///< RSASSA-PSS (RFC 4055) as the algorithm of the key or of the signature
};

/// The attributes of subjects that rules are about.
namespace detail {
inline constexpr der::OidTable known_attributes(
    {x509::oids::country, x509::oids::organization, x509::oids::organizational_unit, x509::oids::locality,
     x509::oids::state_or_province, x509::oids::street_address, x509::oids::postal_code,
     x509::oids::serial_number, x509::oids::email_address, x509::oids::domain_component,
     x509::oids::dn_qualifier, x509::oids::given_name, x509::oids::surname,
     x509::oids::organization_identifier, x509::oids::jurisdiction_country});
}

/// Parts that a certificate may have: extensions, readable or not, GeneralNames of a kind in whatever place,
/// attributes in its subject, and what is unusual. A set of them.
class Parts {
 public:
  /// None.
  constexpr Parts() = default;
  constexpr Parts(x509::GeneralName::Kind kind) { add(kind); }
  constexpr Parts(std::initializer_list<x509::ExtensionId> extensions) {
    for (const x509::ExtensionId extension : extensions) add(extension);
  }
  constexpr Parts(Unusual unusual) { add(unusual); }
  /// Attributes that are not known do not compile.
  static consteval Parts in_subject(std::initializer_list<der::Oid> attributes) {
    Parts parts;
    for (const der::Oid attribute : attributes) {
      if (!detail::known_attributes.contains(attribute)) throw "not among the known attributes";
      parts.add_in_subject(attribute);
    }
    return parts;
  }

  constexpr void add(x509::ExtensionId extension) {
    if (!extension.empty()) values_ |= uint64_t{1} << (extension.number() - 1);
  }
  constexpr void add(x509::GeneralName::Kind kind) {
    values_ |= uint64_t{1} << (x509::ExtensionId::count + static_cast<size_t>(kind));
  }
  constexpr void add(Unusual unusual) { features_ |= uint32_t{1} << static_cast<size_t>(unusual); }
  /// Nothing for an attribute that is not known.
  constexpr void add_in_subject(der::Oid attribute) {
    const size_t number = detail::known_attributes.number_of(attribute);
    if (number != 0) features_ |= uint32_t{1} << (unusual_count + number - 1);
  }

  constexpr bool empty() const { return values_ == 0 && features_ == 0; }
  constexpr bool shares(Parts other) const {
    return (values_ & other.values_) != 0 || (features_ & other.features_) != 0;
  }
  constexpr Parts operator|(Parts other) const {
    Parts both = *this;
    both.values_ |= other.values_;
    both.features_ |= other.features_;
    return both;
  }
  bool operator==(const Parts&) const = default;
  constexpr uint64_t hash() const { return values_ ^ (uint64_t{features_} << 32 | features_); }

 private:
  static constexpr size_t unusual_count = static_cast<size_t>(Unusual::pss) + 1;
  static_assert(x509::ExtensionId::count + static_cast<size_t>(x509::GeneralName::Kind::registered_id) < 64);
  static_assert(unusual_count + detail::known_attributes.size() <= 32);
  uint64_t values_ = 0;    ///< extensions and GeneralNames
  uint32_t features_ = 0;  ///< the others
};

constexpr Parts operator|(Unusual a, Unusual b) { return Parts(a) | Parts(b); }

/// `domains`: the traits of the certificate's domain names.
Parts parts_of(const x509::Certificate& certificate, const DomainTraits& domains);

}  // namespace certcheck::lint
