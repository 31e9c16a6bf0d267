#pragma once

#include "certcheck/lint/support/attribute_text.h"
#include "certcheck/x509/name.h"

#include <algorithm>
#include <string>
#include <string_view>

/// The attributes of a name, without copying what need not be.
namespace certcheck::lint {

inline constexpr std::string_view subject_place = "tbsCertificate.subject";

/// The first attribute of the type, or null.
inline const x509::Attribute* first_of(const x509::Name& name, der::Oid type) {
  const auto found = std::find_if(name.attributes.begin(), name.attributes.end(),
                                  [type](const x509::Attribute& each) { return each.type == type; });
  return found == name.attributes.end() ? nullptr : &*found;
}

inline bool has_attribute(const x509::Name& name, der::Oid type) { return first_of(name, type) != nullptr; }

/// Calls visit(text, attribute) with each attribute of the type; the text is UTF-8 as far as it can be read.
template <typename Visit>
void for_each_text(const x509::Name& name, der::Oid type, Visit visit) {
  std::string buffer;
  for (const x509::Attribute& attribute : name.attributes)
    if (attribute.type == type) visit(text_of(attribute, buffer), attribute);
}

}  // namespace certcheck::lint
