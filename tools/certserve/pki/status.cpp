#include "certserve/pki/status.h"

#include "certcheck/der/reader.h"

#include "certserve/pki/der_builder.h"

#include <chrono>

namespace certcheck::pki {
namespace {

Bytes reason_code(uint8_t reason) { return tlv(der::tag::enumerated, Bytes{reason}); }

Bytes revoked_certificate(const CrlEntry& entry) {
  std::vector<Bytes> fields{unsigned_integer(entry.serial), time(entry.revocation.since)};
  if (entry.revocation.reason)
    fields.push_back(sequence({extension("2.5.29.21", false, reason_code(*entry.revocation.reason))}));
  return sequence(fields);
}

Bytes single_response(const StatusSpec& spec) {
  return sequence({spec.certificate_id, spec.status, generalized_time(spec.period.begin),
                   context(0, {generalized_time(spec.period.end)})});
}

}  // namespace

Period current_at(Time now) { return {now - std::chrono::hours(1), now + std::chrono::days(6)}; }
Period expired_at(Time now) { return {now - std::chrono::days(5), now - std::chrono::days(1)}; }

Bytes issue(const CrlSpec& spec) {
  const Key& key = Key::get(spec.issuer.key);
  std::vector<Bytes> fields{integer(1), key.signature_algorithm(Digest::sha256), authority_name(spec.issuer),
                            time(spec.period.begin), time(spec.period.end)};
  // RFC 5280 5.1.2.6: "the revoked certificates list MUST be absent" where nothing is revoked.
  if (!spec.entries.empty()) {
    std::vector<Bytes> entries;
    entries.reserve(spec.entries.size());
    for (const CrlEntry& entry : spec.entries) entries.push_back(revoked_certificate(entry));
    fields.push_back(sequence(entries));
  }
  fields.push_back(context(0, {sequence({authority_key_identifier(spec.issuer),
                                         extension("2.5.29.20", false, integer(spec.number))})}));
  return sign_certificate(sequence(fields), key, Digest::sha256);
}

Bytes status_good() { return context_primitive(0, {}); }

Bytes status_revoked(const Revocation& revocation) {
  const Bytes since = generalized_time(revocation.since);
  return revocation.reason ? context(1, {since, context(0, {reason_code(*revocation.reason)})})
                           : context(1, {since});
}

Bytes status_unknown() { return context_primitive(2, {}); }

Bytes certificate_id(const Authority& issuer, ByteView serial) {
  return sequence(
      {sequence({oid("1.3.14.3.2.26"), null()}), octet_string(digest(Digest::sha1, authority_name(issuer))),
       octet_string(digest(Digest::sha1, Key::get(issuer.key).public_key_bits())), unsigned_integer(serial)});
}

Bytes issue(const OcspSpec& spec) {
  const Key& key = Key::get(spec.responder.key);
  std::vector<Bytes> statuses;
  statuses.reserve(spec.statuses.size());
  for (const StatusSpec& status : spec.statuses) statuses.push_back(single_response(status));
  std::vector<Bytes> data{context(1, {authority_name(spec.responder)}), generalized_time(spec.produced_at),
                          sequence(statuses)};
  if (!spec.extensions.empty()) data.push_back(context(1, {sequence(spec.extensions)}));
  const Bytes basic = sign_certificate(sequence(data), key, Digest::sha256);
  return sequence({tlv(der::tag::enumerated, Bytes{0}),
                   context(0, {sequence({oid("1.3.6.1.5.5.7.48.1.1"), octet_string(basic)})})});
}

Bytes ocsp_error(OcspError error) {
  return sequence({tlv(der::tag::enumerated, Bytes{static_cast<uint8_t>(error)})});
}

}  // namespace certcheck::pki
