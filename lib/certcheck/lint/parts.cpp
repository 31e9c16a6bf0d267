#include "certcheck/lint/parts.h"

#include "certcheck/lint/domain_traits.h"
#include "certcheck/lint/support/policy_place.h"
#include "certcheck/lint/support/texts.h"
#include "certcheck/lint/support/uri.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/lint/support/values.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

/// None of support/attribute_limits.h is lower.
constexpr size_t least_bound = 40;

/// With which no rule on the form of a domain name is content.
constexpr unsigned odd_domain = has_underscore | has_bad_character | has_empty_label | has_long_label |
                                has_reserved_label | has_xn_label | has_edge_hyphen | has_partial_wildcard |
                                has_inner_wildcard | has_single_label | has_numeric_top | is_too_long |
                                is_reverse_zone | is_onion;

bool is_plain_text(const Text& text) {
  return text.type != der::tag::bmp_string && text.type != der::tag::universal_string &&
         std::all_of(text.value.begin(), text.value.end(), [](uint8_t c) { return c >= 0x20 && c < 0x7f; });
}

/// CPSuri ::= IA5String (RFC 5280 4.2.1.4)
bool is_plain_pointer(ByteView qualifier) {
  if (qualifier.size() < 2 || qualifier[0] != der::tag::ia5_string || qualifier[1] != qualifier.size() - 2)
    return false;
  return is_plain_uri(as_text(qualifier.subspan(2)));
}

}  // namespace

Parts parts_of(const x509::Certificate& certificate, const DomainTraits& domains) {
  Parts parts;
  for (const x509::Extension& extension : certificate.extensions) parts.add(extension.known);
  for (const x509::Attribute& attribute : certificate.subject.attributes)
    parts.add_in_subject(attribute.type);
  if ((domains.of_names & odd_domain) != 0) parts.add(Unusual::domain);
  if ((domains.of_common_names & odd_domain) != 0) parts.add(Unusual::common_name);
  visit_general_names(certificate, [&parts](const x509::GeneralName& name, const Where& where) {
    parts.add(name.kind);
    if (name.kind == x509::GeneralName::Kind::uri) {
      if (!is_plain_uri(name.text()))
        parts.add(Unusual::uri);
      else if (has_scheme(name.text(), "https"))
        parts.add(Unusual::https_uri);
    } else if (name.kind == x509::GeneralName::Kind::dns_name) {
      if (where.place != Place::subject_alternative_name && (domain_traits_of(name.text()) & odd_domain) != 0)
        parts.add(Unusual::domain);
    }
  });
  visit_texts(certificate, [&parts](const Text& text, const Where&) {
    if (!is_plain_text(text)) parts.add(Unusual::text);
    if (text.kind == Text::Kind::attribute && text.value.size() > least_bound) parts.add(Unusual::long_text);
  });
  for_each_qualifier(certificate, [&parts](const QualifierPlace& place) {
    if (place.qualifier.id == x509::oids::user_notice_qualifier) parts.add(Unusual::user_notice);
    if (place.qualifier.id == x509::oids::cps_qualifier && !is_plain_pointer(place.qualifier.qualifier))
      parts.add(Unusual::pointer);
  });
  for (const der::Oid algorithm : {certificate.public_key.algorithm.oid, certificate.tbs_signature.oid,
                                   certificate.signature_algorithm.oid})
    if (algorithm == x509::oids::rsassa_pss) parts.add(Unusual::pss);
  return parts;
}

}  // namespace certcheck::lint
