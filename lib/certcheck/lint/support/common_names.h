#pragma once

#include "certcheck/base/ip_address.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <string>
#include <string_view>

namespace certcheck::lint {

/// Calls `visit` with the text and the attribute of each common name of the subject. Nothing is copied where
/// the text's bytes are its encoding, as in nearly all certificates.
template <typename Visit>
void for_each_common_name(const x509::Certificate& certificate, Visit visit) {
  for (const x509::Attribute& attribute : certificate.subject.attributes) {
    if (attribute.type != x509::oids::common_name) continue;
    if (attribute.string_tag == der::tag::utf8_string || attribute.string_tag == der::tag::printable_string ||
        attribute.string_tag == der::tag::ia5_string)
      visit(as_text(attribute.value), attribute);
    else
      visit(attribute.text().value_or(std::string(as_text(attribute.value))), attribute);
  }
}

/// The text is an IP address. Allocates for what looks like one.
inline bool is_ip_address(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos &&
         parse_ip_address(text).has_value();
}

}  // namespace certcheck::lint
