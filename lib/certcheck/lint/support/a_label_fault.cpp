#include "certcheck/lint/support/a_label_fault.h"

#include "certcheck/lint/support/characters.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/names/idna.h"
#include "certcheck/x509/strings.h"

namespace certcheck::lint {
namespace {

/// Nothing follows "xn--", or its last character is the delimiter that has only ASCII before it (RFC 3492
/// 3.1). libidn2 refuses these, although they can be decoded.
bool encodes_ascii(std::string_view label) {
  return label.size() == 4 || (label.size() > 5 && label.back() == '-' && x509::is_ascii(as_bytes(label)));
}

}  // namespace

ALabelFault a_label_fault(std::string_view label) {
  if (label.size() > max_label) return ALabelFault::too_long;
  if (encodes_ascii(label)) return ALabelFault::ascii;
  const auto u_label = names::decode_a_label(label);
  if (!u_label) return ALabelFault::not_punycode;
  if (x509::is_ascii(as_bytes(*u_label))) return ALabelFault::ascii;
  if (!is_nfc(*u_label)) return ALabelFault::not_nfc;
  return names::is_a_label(label) ? ALabelFault::none : ALabelFault::not_idna2008;
}

std::string_view to_string(ALabelFault fault) {
  switch (fault) {
    case ALabelFault::none:
      break;
    case ALabelFault::too_long:
      return "has more than 63 bytes";
    case ALabelFault::not_punycode:
      return "has no Punycode after \"xn--\"";
    case ALabelFault::not_nfc:
      return "represents characters that are not in Unicode normalization form C";
    case ALabelFault::ascii:
      return "begins with \"xn--\" but represents only ASCII characters";
    case ALabelFault::not_idna2008:
      return "represents characters that IDNA2008 does not allow there";
  }
  return {};
}

}  // namespace certcheck::lint
