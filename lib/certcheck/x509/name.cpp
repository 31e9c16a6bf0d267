#include "certcheck/x509/name.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/der/checks.h"
#include "certcheck/der/writer.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <array>

namespace certcheck::x509 {

std::string_view short_name(der::Oid type) {
  struct Entry {
    der::Oid type;
    std::string_view name;
  };
  static constexpr std::array entries{Entry{oids::common_name, "CN"},
                                      Entry{oids::organization, "O"},
                                      Entry{oids::country, "C"},
                                      Entry{oids::organizational_unit, "OU"},
                                      Entry{oids::locality, "L"},
                                      Entry{oids::state_or_province, "ST"},
                                      Entry{oids::street_address, "STREET"},
                                      Entry{oids::domain_component, "DC"},
                                      Entry{oids::user_id, "UID"},
                                      Entry{oids::serial_number, "serialNumber"},
                                      Entry{oids::email_address, "emailAddress"},
                                      Entry{oids::surname, "SN"},
                                      Entry{oids::given_name, "GN"},
                                      Entry{oids::title, "title"},
                                      Entry{oids::description, "description"},
                                      Entry{oids::postal_code, "postalCode"},
                                      Entry{oids::pseudonym, "pseudonym"},
                                      Entry{oids::business_category, "businessCategory"},
                                      Entry{oids::organization_identifier, "organizationIdentifier"},
                                      Entry{oids::jurisdiction_locality, "jurisdictionL"},
                                      Entry{oids::jurisdiction_state, "jurisdictionST"},
                                      Entry{oids::jurisdiction_country, "jurisdictionC"}};
  for (const auto& entry : entries)
    if (entry.type == type) return entry.name;
  return {};
}

namespace {

namespace tag = der::tag;

/// The value as RFC 4514 2.4 writes it.
void append_value(std::string& out, const Attribute& attribute) {
  const auto text = attribute.text();
  if (!text) {
    // No text: the element itself, its length written minimally whatever was there.
    out += '#' + hex_encode(der::header(attribute.string_tag, attribute.value.size())) +
           shortened_hex(attribute.value, OutputBudget::value_bytes);
    return;
  }
  const std::string whole = shortened(*text, OutputBudget::value_bytes);
  std::string_view rest = whole;
  if (rest.starts_with(' ') || rest.starts_with('#')) {
    out += rest.starts_with(' ') ? "\\20" : "\\23";
    rest.remove_prefix(1);
  }
  const bool final_space = rest.ends_with(' ');
  if (final_space) rest.remove_suffix(1);
  append_printable(out, rest, "\"+,;<>\\");
  if (final_space) out += "\\20";
}

void append_size(std::string& out, size_t size) {
  const char octets[] = {static_cast<char>(size >> 24), static_cast<char>(size >> 16),
                         static_cast<char>(size >> 8), static_cast<char>(size)};
  out.append(octets, sizeof octets);
}

/// Whether values of this type are compared as text (RFC 5280 7.1 to 7.3).
bool compares_as_text(uint8_t string_tag) {
  return string_tag == tag::utf8_string || string_tag == tag::printable_string ||
         string_tag == tag::teletex_string || string_tag == tag::ia5_string ||
         string_tag == tag::bmp_string || string_tag == tag::universal_string;
}

/// Type, kind and value, each of a length that its start tells, so that no key is the start of another.
void append_attribute_key(std::string& out, const Attribute& attribute) {
  append_size(out, attribute.type.content().size());
  out += attribute.type.content();
  out.push_back('t');
  const size_t kind = out.size() - 1;
  append_size(out, 0);
  const size_t start = out.size();
  const uint8_t type = attribute.string_tag;
  const bool direct = type == tag::utf8_string || type == tag::printable_string || type == tag::ia5_string;
  if (direct && is_ascii(attribute.value)) {
    append_prepared(out, as_text(attribute.value));
  } else if (const auto text = compares_as_text(type) ? attribute.text() : std::nullopt) {
    append_prepared(out, *text);
  } else {
    out[kind] = 'b';
    out.push_back(static_cast<char>(type));
    out += as_text(attribute.value);
  }
  const size_t size = out.size() - start;
  for (unsigned i = 0; i < 4; ++i) out[start - 1 - i] = static_cast<char>(size >> (8 * i));
}

/// Attributes [first, last) are one RDN, a set: their order means nothing.
void append_rdn_key(std::string& out, const Attribute* first, const Attribute* last) {
  append_size(out, static_cast<size_t>(last - first));
  if (last - first == 1) return append_attribute_key(out, *first);
  std::vector<std::string> keys;
  for (; first != last; ++first) append_attribute_key(keys.emplace_back(), *first);
  std::sort(keys.begin(), keys.end());
  for (const auto& key : keys) out += key;
}

}  // namespace

std::optional<std::string> Attribute::text() const { return string_text(string_tag, value); }

std::vector<const Attribute*> Name::find(der::Oid type) const& {
  std::vector<const Attribute*> found;
  for (const auto& attribute : attributes)
    if (attribute.type == type) found.push_back(&attribute);
  return found;
}

std::string Name::to_string() const {
  std::string text;
  for (size_t end = attributes.size(); end > 0;) {
    if (text.size() > OutputBudget::text_bytes)
      return text + ",... " + std::to_string(end) + " more attributes";
    size_t start = end - 1;
    while (start > 0 && attributes[start - 1].rdn == attributes[end - 1].rdn) --start;
    for (size_t i = start; i < end; ++i) {
      if (text.size() > OutputBudget::text_bytes)
        return text + "+... " + std::to_string(end - i + start) + " more attributes";
      if (!text.empty()) text += i == start ? ',' : '+';
      const auto name = short_name(attributes[i].type);
      text += name.empty() ? attributes[i].type.to_string() : std::string(name);
      text += '=';
      append_value(text, attributes[i]);
    }
    end = start;
  }
  return text;
}

void read_relative_name(der::Reader& set, uint32_t rdn, std::vector<Attribute>& attributes, NamePlace place) {
  if (set.at_end()) set.fault(checks::sequence_empty, set.offset(), "the RelativeDistinguishedName is empty");
  ByteView previous;
  for (size_t i = 0; !set.at_end(); ++i) {
    const auto element = set.item(tag::sequence, i);
    if (!element) continue;
    // X.690 11.6. A shorter encoding counts as padded with zeros, which sorts it before those it starts.
    if (as_text(element->bytes) < as_text(previous))
      set.fault(der::checks::set_order, element->offset,
                "the attribute is not in ascending order of encodings");
    previous = element->bytes;
    auto pair = set.enter(*element, {}, i);
    const auto type = pair.oid("type");
    if (!type) continue;
    const auto value = pair.any("value");
    if (!value) continue;
    pair.finish();
    if (is_string_tag(value->tag))
      check_string(pair, value->tag, value->content, value->content_offset(), "value", *type,
                   place == NamePlace::certificate);
    attributes.push_back(Attribute{.type = *type,
                                   .string_tag = value->tag,
                                   .value = value->content,
                                   .offset = element->offset,
                                   .rdn = rdn});
  }
}

Name read_name(der::Reader& reader, std::string_view name, NamePlace place) {
  Name result;
  result.offset = reader.offset();
  const auto element = reader.item(tag::sequence, {}, name);
  if (!element) return result;
  result.bytes = element->bytes;
  auto rdns = reader.enter(*element, name);
  constexpr size_t shortest = 9;  // bytes of an RDN: bounds what lengths that lie can make us reserve
  result.attributes.reserve(std::min(rdns.count(), element->content.size() / shortest));
  while (!rdns.at_end()) {
    const auto set = rdns.item(tag::set, result.rdn_count);
    if (set) {
      auto attributes = rdns.enter(*set, {}, result.rdn_count);
      read_relative_name(attributes, static_cast<uint32_t>(result.rdn_count), result.attributes, place);
    }
    ++result.rdn_count;
  }
  return result;
}

std::string canonical(const Name& name) {
  std::string key;
  key.reserve(name.bytes.size() + 6 * name.attributes.size());
  const Attribute* next = name.attributes.data();
  const Attribute* const end = next + name.attributes.size();
  for (uint32_t rdn = 0; rdn < name.rdn_count; ++rdn) {
    const Attribute* const first = next;
    while (next != end && next->rdn == rdn) ++next;
    append_rdn_key(key, first, next);
  }
  return key;
}

bool is_within(const Name& name, const Name& base) {
  return base.rdn_count <= name.rdn_count && canonical(name).starts_with(canonical(base));
}

bool same_name(const Name& a, const Name& b) {
  if (same_bytes(a.bytes, b.bytes)) return true;
  return a.rdn_count == b.rdn_count && a.attributes.size() == b.attributes.size() &&
         canonical(a) == canonical(b);
}

}  // namespace certcheck::x509
