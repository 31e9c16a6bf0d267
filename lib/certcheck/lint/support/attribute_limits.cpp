#include "certcheck/lint/support/attribute_limits.h"

#include "certcheck/lint/support/attribute_text.h"
#include "certcheck/lint/support/characters.h"
#include "certcheck/x509/strings.h"

#include <algorithm>

namespace certcheck::lint {

namespace tag = der::tag;

size_t character_count(const x509::Attribute& attribute) {
  switch (attribute.string_tag) {
    case tag::bmp_string:
      return attribute.value.size() / 2;
    case tag::universal_string:
      return attribute.value.size() / 4;
    case tag::utf8_string:
      return static_cast<size_t>(std::count_if(attribute.value.begin(), attribute.value.end(),
                                               [](uint8_t octet) { return (octet & 0xc0) != 0x80; }));
    default:
      return attribute.value.size();
  }
}

bool is_outdated_string(uint8_t string_tag) {
  return string_tag == tag::teletex_string || string_tag == tag::bmp_string ||
         string_tag == tag::universal_string;
}

bool is_directory_string_tag(uint8_t string_tag) {
  return string_tag == tag::printable_string || string_tag == tag::utf8_string ||
         is_outdated_string(string_tag);
}

bool is_bounded(const x509::Attribute& attribute) {
  return is_directory_string(attribute.type) || attribute.type == x509::oids::serial_number ||
         attribute.type == x509::oids::email_address;
}

bool has_control_character(const x509::Attribute& attribute) {
  const ByteView value = attribute.value;
  switch (attribute.string_tag) {
    case tag::bmp_string:
    case tag::universal_string:
    case tag::teletex_string: {
      Characters characters(attribute.string_tag, value);
      while (const auto character = characters.next())
        if (is_control(*character)) return true;
      return false;
    }
    default:
      break;
  }
  if (!x509::is_string_tag(attribute.string_tag)) return false;
  // UTF-8, which issuers write into other types too, has C1 as C2 80 to C2 9F.
  for (size_t i = 0; i < value.size(); ++i) {
    const bool c1 = value[i] == 0xc2 && i + 1 < value.size() && value[i + 1] >= 0x80 && value[i + 1] < 0xa0;
    if (value[i] < 0x20 || value[i] == 0x7f || c1) return true;
  }
  return false;
}

}  // namespace certcheck::lint
