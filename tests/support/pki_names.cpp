#include "tests/support/pki_names.h"

#include "certserve/pki/der_builder.h"

namespace certcheck::test {

using namespace certcheck::pki;

Bytes common_name(std::string_view text) { return relative_name("2.5.4.3", utf8(text)); }
Bytes organization(std::string_view text) { return relative_name("2.5.4.10", utf8(text)); }
Bytes email_address(std::string_view text) { return relative_name("1.2.840.113549.1.9.1", ia5(text)); }
Bytes simple_name(std::string_view text) { return name({common_name(text)}); }

Bytes dns(std::string_view text) { return context_primitive(2, as_bytes(text)); }
Bytes email(std::string_view text) { return context_primitive(1, as_bytes(text)); }
Bytes uri(std::string_view text) { return context_primitive(6, as_bytes(text)); }
Bytes ip(ByteView address) { return context_primitive(7, address); }
Bytes registered_id() { return context_primitive(8, as_bytes("\x2a\x03")); }
Bytes directory(const Bytes& name) { return context(4, {name}); }
Bytes other_name(std::string_view type, const Bytes& value) {
  return context(0, {oid(type), context(0, {value})});
}
Bytes smtp_utf8(std::string_view text) { return other_name("1.3.6.1.5.5.7.8.9", utf8(text)); }

Bytes subtrees(uint8_t number, const std::vector<Bytes>& names) {
  std::vector<Bytes> list;
  for (const Bytes& base : names) list.push_back(sequence({base}));
  return tlv(static_cast<uint8_t>(0xa0 | number), concatenate(list));
}

Bytes name_constraints(const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded) {
  std::vector<Bytes> fields;
  if (!permitted.empty()) fields.push_back(subtrees(0, permitted));
  if (!excluded.empty()) fields.push_back(subtrees(1, excluded));
  return sequence(fields);
}

}  // namespace certcheck::test
