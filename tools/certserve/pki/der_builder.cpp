#include "certserve/pki/der_builder.h"

#include <string>

namespace certcheck::pki {

Bytes generalized_time(Time value) {
  std::string text;
  for (const char c : format_rfc3339(value))
    if (c != '-' && c != ':' && c != 'T') text.push_back(c);
  return generalized_time(text);
}

Bytes relative_name(std::string_view attribute_oid, const Bytes& value) {
  return set_of({sequence({oid(attribute_oid), value})});
}

Bytes name(const std::vector<Bytes>& relative_names) { return sequence(relative_names); }

Bytes extension(std::string_view id, bool critical, ByteView value) {
  // DEFAULT FALSE is left out in DER (X.690 11.5).
  return critical ? sequence({oid(id), boolean(true), octet_string(value)})
                  : sequence({oid(id), octet_string(value)});
}

}  // namespace certcheck::pki
