#pragma once

#include "certcheck/x509/certificate.h"

#include <cstdint>
#include <string_view>

namespace certcheck::lint {

/// What rules on domain names look for, so that one reading of the names of a certificate says which rules
/// have anything to look at.
enum DomainTrait : uint16_t {
  has_underscore = 1,
  has_bad_character = 2,      ///< other than letters, digits, "-", "_", "*" and "."
  has_empty_label = 4,        ///< two dots, or one at an end; the empty name
  has_long_label = 8,         ///< more than 63 bytes
  has_reserved_label = 16,    ///< "--" in the third and fourth position, but not "xn--" (RFC 5890 2.3.1)
  has_edge_hyphen = 32,       ///< a label begins or ends with "-"
  has_partial_wildcard = 64,  ///< "*" is a part of the leftmost label
  has_inner_wildcard = 128,   ///< "*" is in another label
  has_single_label = 256,     ///< no dot
  is_reverse_zone = 512,      ///< ends in "in-addr.arpa" or "ip6.arpa"
  is_onion = 1024,            ///< ends in ".onion"
  has_xn_label = 2048,        ///< a label begins as A-labels do
  has_numeric_top = 4096,     ///< the last label begins with a digit
  is_too_long = 8192,         ///< more than 253 bytes
};

/// A union of DomainTrait.
uint16_t domain_traits_of(std::string_view name);

/// Those of all dNSNames and of all common names that are not IP addresses.
struct DomainTraits {
  uint16_t of_names = 0, of_common_names = 0;
  bool has_names = false, has_common_names = false;  ///< there are any; a common name that is not empty

  uint16_t of_any() const { return of_names | of_common_names; }
};

DomainTraits domain_traits_of(const x509::Certificate& certificate);

/// ".in-addr.arpa" or ".ip6.arpa": the end of the name that is its reverse zone (BR 1.6.1), in any case;
/// without the dot if that is all of it, and empty if it has none.
std::string_view reverse_zone_of(std::string_view name);

}  // namespace certcheck::lint
