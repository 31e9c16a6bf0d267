#include "certcheck/path/browser_names.h"

#include "certcheck/der/reader.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace certcheck::path {
namespace {

namespace tag = der::tag;

/// `tag` 0 stands for every type of string whose values are compared as text.
struct Value {
  uint32_t rdn;
  std::string_view type;
  uint8_t tag;
  std::string text;

  bool operator==(const Value&) const = default;
  bool operator<(const Value& other) const {
    return std::tie(rdn, type, tag, text) < std::tie(other.rdn, other.type, other.tag, other.text);
  }
};

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

Value value_of(const x509::Attribute& attribute) {
  Value value{attribute.rdn, attribute.type.content(), attribute.string_tag,
              std::string(as_text(attribute.value))};
  switch (attribute.string_tag) {
    case tag::printable_string:
    case tag::utf8_string:
    case tag::ia5_string:
      break;
    case tag::bmp_string:
    case tag::universal_string: {
      auto text = attribute.text();
      if (!text) return value;
      value.text = *std::move(text);
      break;
    }
    default:  // TeletexString too: nobody knows which characters its bytes are
      return value;
  }
  value.tag = 0;
  value.text = folded(value.text);
  return value;
}

/// In an order that does not depend on that within an RDN, which is a set.
std::vector<Value> values_of(const x509::Name& name) {
  std::vector<Value> values;
  values.reserve(name.attributes.size());
  for (const x509::Attribute& attribute : name.attributes) values.push_back(value_of(attribute));
  std::sort(values.begin(), values.end());
  return values;
}

}  // namespace

bool match_in_browsers(const x509::Name& a, const x509::Name& b) {
  if (same_bytes(a.bytes, b.bytes)) return true;
  return a.rdn_count == b.rdn_count && a.attributes.size() == b.attributes.size() &&
         values_of(a) == values_of(b);
}

}  // namespace certcheck::path
