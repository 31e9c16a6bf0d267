#include "tests/support/status_pki.h"

#include "certserve/pki/der_builder.h"

#include <botan/hash.h>

namespace certcheck::test {
namespace {

using namespace certcheck::pki;

Bytes revoked_entry(const CrlEntry& entry) {
  std::vector<Bytes> fields{integer(entry.serial), pki::time(entry.since)};
  if (entry.reason)
    fields.push_back(sequence({extension("2.5.29.21", false, tlv(0x0a, Bytes{*entry.reason}))}));
  return sequence(fields);
}

/// OCSP has GeneralizedTime in every year.
Bytes moment(Time time) {
  std::string text;
  for (const char c : format_rfc3339(time))
    if (c != '-' && c != ':' && c != 'T') text.push_back(c);
  return pki::generalized_time(text);
}

Bytes certificate_status(const SingleSpec& single) {
  switch (single.answer) {
    case Answer::good:
      return tlv(0x80, Bytes{});
    case Answer::revoked: {
      std::vector<Bytes> fields{moment(date(2026, 5, 1))};
      if (single.reason) fields.push_back(tlv(0xa0, tlv(0x0a, Bytes{*single.reason})));
      return tlv(0xa1, concatenate(fields));
    }
    case Answer::unknown:
      return tlv(0x82, Bytes{});
  }
  return {};
}

Bytes sha1(const Bytes& bytes) {
  const auto hash = Botan::HashFunction::create_or_throw("SHA-1");
  return hash->process<Bytes>(bytes);
}

}  // namespace

Bytes make_der(const CrlSpec& spec) {
  std::vector<Bytes> fields{integer(1), signature_algorithm(), common_name(spec.issuer),
                            pki::time(spec.this_update)};
  if (spec.next_update) fields.push_back(pki::time(*spec.next_update));
  std::vector<Bytes> entries, extensions;
  for (const CrlEntry& entry : spec.entries) entries.push_back(revoked_entry(entry));
  if (!entries.empty()) fields.push_back(sequence(entries));
  if (spec.key_identifier)
    extensions.push_back(
        extension("2.5.29.35", false, sequence({context_primitive(0, key_identifier(spec.signer))})));
  if (spec.number) extensions.push_back(extension("2.5.29.20", false, integer(*spec.number)));
  extensions.insert(extensions.end(), spec.extensions.begin(), spec.extensions.end());
  if (!extensions.empty()) fields.push_back(context(0, {sequence(extensions)}));
  return sign(sequence(fields), spec.signer);
}

Bytes make_der(const OcspSpec& spec) {
  const Bytes issuer = common_name(spec.issuer), info = key_info(spec.issuer_key);
  const Bytes key(info.end() - 32, info.end());  // an Ed25519 key
  std::vector<Bytes> singles;
  for (const SingleSpec& single : spec.answers) {
    const Bytes identifier = sequence({sequence({oid("1.3.14.3.2.26"), null()}), octet_string(sha1(issuer)),
                                       octet_string(sha1(key)), integer(single.serial)});
    std::vector<Bytes> fields{identifier, certificate_status(single), moment(single.this_update)};
    if (single.next_update) fields.push_back(context(0, {moment(*single.next_update)}));
    singles.push_back(sequence(fields));
  }
  const Bytes data = sequence({context(1, {spec.responder.empty() ? issuer : common_name(spec.responder)}),
                               moment(spec.produced_at), sequence(singles)});
  Bytes basic = sign(data, spec.signer);
  if (!spec.certificates.empty()) {
    std::vector<Bytes> certificates;
    for (const Spec& certificate : spec.certificates) certificates.push_back(make_der(certificate));
    // Into the SEQUENCE that sign() made.
    const Bytes list = context(0, {sequence(certificates)});
    Bytes content(basic.begin() + (basic[1] < 0x80 ? 2 : 2 + (basic[1] & 0x7f)), basic.end());
    content.insert(content.end(), list.begin(), list.end());
    basic = tlv(0x30, content);
  }
  return sequence(
      {tlv(0x0a, Bytes{0}), context(0, {sequence({oid("1.3.6.1.5.5.7.48.1.1"), octet_string(basic)})})});
}

Bytes ocsp_error(uint8_t status) { return sequence({tlv(0x0a, Bytes{status})}); }

}  // namespace certcheck::test
