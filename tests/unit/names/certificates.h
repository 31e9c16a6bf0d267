#pragma once

#include "certcheck/x509/certificate.h"

#include "certserve/pki/der_builder.h"

#include <string_view>
#include <vector>

/// Certificates with given names for the tests of names: sound DER, signed by nobody.
namespace certcheck::test {

inline Bytes dns(std::string_view text) { return pki::context_primitive(2, as_bytes(text)); }
inline Bytes email(std::string_view text) { return pki::context_primitive(1, as_bytes(text)); }
inline Bytes uri(std::string_view text) { return pki::context_primitive(6, as_bytes(text)); }
inline Bytes ip(ByteView octets) { return pki::context_primitive(7, octets); }
inline Bytes registered_id() { return pki::context_primitive(8, as_bytes("\x2a\x03")); }
inline Bytes directory(const Bytes& name) { return pki::context(4, {name}); }
inline Bytes other_name(std::string_view type, const Bytes& value) {
  return pki::context(0, {pki::oid(type), pki::context(0, {value})});
}
inline Bytes smtp_utf8(std::string_view text) { return other_name("1.3.6.1.5.5.7.8.9", pki::utf8(text)); }

inline Bytes common_name(std::string_view text) { return pki::relative_name("2.5.4.3", pki::utf8(text)); }
inline Bytes organization(std::string_view text) { return pki::relative_name("2.5.4.10", pki::utf8(text)); }
inline Bytes email_address(std::string_view text) {
  return pki::relative_name("1.2.840.113549.1.9.1", pki::ia5(text));
}

inline Bytes subtrees(uint8_t number, const std::vector<Bytes>& names) {
  std::vector<Bytes> list;
  for (const Bytes& name : names) list.push_back(pki::sequence({name}));
  return pki::tlv(static_cast<uint8_t>(0xa0 | number), pki::concatenate(list));
}
/// NameConstraints with the fields that are not empty.
inline Bytes name_constraints(const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded) {
  std::vector<Bytes> fields;
  if (!permitted.empty()) fields.push_back(subtrees(0, permitted));
  if (!excluded.empty()) fields.push_back(subtrees(1, excluded));
  return pki::sequence(fields);
}

inline x509::CertificatePtr certificate(const Bytes& subject, const std::vector<Bytes>& extensions) {
  const Bytes algorithm = pki::sequence({pki::oid("1.3.101.112")});
  const Bytes key = pki::sequence({algorithm, pki::bit_string(Bytes(32, 1))});
  std::vector<Bytes> fields{pki::context(0, {pki::integer(2)}),
                            pki::integer(1),
                            algorithm,
                            pki::name({common_name("Issuer")}),
                            pki::sequence({pki::utc_time("250101000000Z"), pki::utc_time("350101000000Z")}),
                            subject,
                            key};
  if (!extensions.empty()) fields.push_back(pki::context(3, {pki::sequence(extensions)}));
  return x509::parse_certificate(
      pki::sequence({pki::sequence(fields), algorithm, pki::bit_string(Bytes(64, 2))}));
}
inline x509::CertificatePtr leaf(const std::vector<Bytes>& names, const std::vector<Bytes>& subject = {}) {
  return certificate(pki::name(subject),
                     {pki::extension("2.5.29.17", subject.empty(), pki::sequence(names))});
}
inline x509::CertificatePtr authority(const Bytes& constraints) {
  return certificate(pki::name({common_name("CA")}), {pki::extension("2.5.29.30", true, constraints)});
}

}  // namespace certcheck::test
