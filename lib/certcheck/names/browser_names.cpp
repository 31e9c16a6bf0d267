#include "certcheck/names/browser_names.h"

#include "certcheck/base/ascii.h"
#include "certcheck/der/reader.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace certcheck::names {
namespace {

namespace tag = der::tag;

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out.push_back(to_lower(c));
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// With its length before it, so that no key is the start of another.
void append_sized(std::string& out, std::string_view bytes) {
  for (unsigned shift = 32; shift > 0;) {
    shift -= 8;
    out.push_back(static_cast<char>(bytes.size() >> shift));
  }
  out += bytes;
}

/// Type, type of string and value. 0 stands for every type of string whose values are compared as text.
std::string attribute_key(const x509::Attribute& attribute) {
  uint8_t string_tag = 0;
  std::string value(as_text(attribute.value));
  switch (attribute.string_tag) {
    case tag::printable_string:
    case tag::utf8_string:
    case tag::ia5_string:
      value = folded(value);
      break;
    case tag::bmp_string:
    case tag::universal_string:
      if (const auto text = attribute.text()) {
        value = folded(*text);
        break;
      }
      [[fallthrough]];
    default:  // TeletexString too: nobody knows which characters its bytes are
      string_tag = attribute.string_tag;
  }
  std::string key;
  append_sized(key, attribute.type.content());
  key.push_back(static_cast<char>(string_tag));
  append_sized(key, value);
  return key;
}

}  // namespace

std::string canonical_in_browsers(const x509::Name& name) {
  std::string key;
  auto next = name.attributes.begin();
  for (uint32_t rdn = 0; rdn < name.rdn_count; ++rdn) {
    std::vector<std::string> values;
    for (; next != name.attributes.end() && next->rdn == rdn; ++next) values.push_back(attribute_key(*next));
    // An RDN is a set: the order in it means nothing.
    std::sort(values.begin(), values.end());
    std::string all;
    for (const std::string& value : values) all += value;
    append_sized(key, all);
  }
  return key;
}

bool match_in_browsers(const x509::Name& a, const x509::Name& b) {
  if (same_bytes(a.bytes, b.bytes)) return true;
  return a.rdn_count == b.rdn_count && a.attributes.size() == b.attributes.size() &&
         canonical_in_browsers(a) == canonical_in_browsers(b);
}

}  // namespace certcheck::names
