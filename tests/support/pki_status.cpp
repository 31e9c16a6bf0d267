#include "tests/support/pki_status.h"

#include "certserve/pki/der_builder.h"
#include "tests/support/pki_fields.h"

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

Bytes certificate_status(const SingleSpec& single) {
  switch (single.answer) {
    case Answer::good:
      return tlv(0x80, Bytes{});
    case Answer::revoked: {
      std::vector<Bytes> fields{generalized_time(date(2026, 5, 1))};
      if (single.reason) fields.push_back(tlv(0xa0, tlv(0x0a, Bytes{*single.reason})));
      return tlv(0xa1, concatenate(fields));
    }
    case Answer::unknown:
      return tlv(0x82, Bytes{});
  }
  return {};
}

Bytes digest(const char* algorithm, const Bytes& bytes) {
  return Botan::HashFunction::create_or_throw(algorithm)->process<Bytes>(bytes);
}

/// The bits of an Ed25519 key.
Bytes key_bits(unsigned key) {
  const Bytes info = key_info(key);
  return {info.end() - 32, info.end()};
}

}  // namespace

Bytes make_der(const CrlSpec& spec) {
  ForgedCrl fields;
  fields.tbs_algorithm = fields.algorithm = signature_algorithm();
  fields.issuer = simple_name(spec.issuer);
  fields.this_update = pki::time(spec.this_update);
  fields.next_update = spec.next_update ? pki::time(*spec.next_update) : Bytes{};
  if (!spec.entries.empty() || !spec.raw_entries.empty()) fields.revoked = spec.raw_entries;
  for (size_t i = 0; i < spec.entries.size(); ++i)
    fields.revoked->insert(fields.revoked->begin() + static_cast<std::ptrdiff_t>(i),
                           revoked_entry(spec.entries[i]));
  if (spec.key_identifier)
    fields.extensions.push_back(
        extension("2.5.29.35", false, sequence({context_primitive(0, key_identifier(spec.signer))})));
  if (spec.number) fields.extensions.push_back(extension("2.5.29.20", false, integer(*spec.number)));
  fields.extensions.insert(fields.extensions.end(), spec.extensions.begin(), spec.extensions.end());
  fields.signature = sign(fields.tbs(), spec.signer);
  return fields.der();
}

Bytes make_der(const OcspSpec& spec) {
  const Bytes issuer = simple_name(spec.issuer);
  const char* const algorithm = spec.sha256 ? "SHA-256" : "SHA-1";
  const Bytes identifier = sequence({oid(spec.sha256 ? "2.16.840.1.101.3.4.2.1" : "1.3.14.3.2.26"), null()});
  ForgedOcsp fields;
  for (const SingleSpec& single : spec.answers) {
    const bool other = !single.issuer.empty();
    const Bytes key = key_bits(other ? single.issuer_key : spec.issuer_key);
    const Bytes certificate_id =
        sequence({identifier, octet_string(digest(algorithm, other ? simple_name(single.issuer) : issuer)),
                  octet_string(digest(algorithm, key)), integer(single.serial)});
    fields.singles.push_back(
        sequence({certificate_id, certificate_status(single), generalized_time(single.this_update),
                  single.next_update ? context(0, {generalized_time(*single.next_update)}) : Bytes{}}));
  }
  fields.responder = spec.by_key
                         ? context(2, {octet_string(digest("SHA-1", key_bits(spec.signer)))})
                         : context(1, {spec.responder.empty() ? issuer : simple_name(spec.responder)});
  if (!spec.extensions.empty()) fields.extensions = context(1, {sequence(spec.extensions)});
  fields.produced_at = generalized_time(spec.produced_at);
  fields.algorithm = signature_algorithm();
  fields.signature = sign(fields.data(), spec.signer);
  if (!spec.certificates.empty()) {
    std::vector<Bytes> certificates;
    for (const Spec& certificate : spec.certificates) certificates.push_back(make_der(certificate));
    fields.certificates = context(0, {sequence(certificates)});
  }
  return fields.der();
}

Bytes ocsp_error(uint8_t status) { return sequence({tlv(0x0a, Bytes{status})}); }

}  // namespace certcheck::test
