#include "certserve/pki/timestamp.h"

#include "certcheck/base/encoding.h"

#include "certserve/pki/der_builder.h"
#include "certserve/pki/key.h"

#include <chrono>
#include <map>

namespace certcheck::pki {
namespace {

constexpr uint16_t x509_entry = 0, precert_entry = 1;
constexpr uint8_t sha256_of_tls = 4, rsa_of_tls = 1, ecdsa_of_tls = 3;

/// A number of TLS, big-endian.
Bytes number(uint64_t value, size_t bytes) {
  Bytes out(bytes);
  for (size_t i = bytes; i-- > 0; value >>= 8) out[i] = static_cast<uint8_t>(value);
  return out;
}

/// A vector of TLS with a length of so many bytes.
Bytes vector(ByteView content, size_t length_bytes) {
  return concatenate({number(content.size(), length_bytes), to_bytes(content)});
}

Bytes serialized(const TimestampSpec& spec, uint16_t entry_type, const Bytes& entry) {
  const Key& key = Key::get(spec.log);
  const std::chrono::milliseconds time = spec.time.time_since_epoch();
  const Bytes timestamp = number(static_cast<uint64_t>(time.count()), 8);
  const Bytes extensions = vector(spec.extensions, 2);
  const Bytes message =
      concatenate({number(0, 1), number(0, 1), timestamp, number(entry_type, 2), entry, extensions});
  return concatenate({number(0, 1), sha256(key.public_key_info()), timestamp, extensions,
                      Bytes{sha256_of_tls, key.is_rsa() ? rsa_of_tls : ecdsa_of_tls},
                      vector(key.sign(message, Digest::sha256), 2)});
}

}  // namespace

Bytes leaf_index(uint64_t index) { return concatenate({number(0, 1), vector(number(index, 5), 2)}); }

Bytes precertificate_timestamp(const TimestampSpec& spec, const CertificateSpec& certificate) {
  CertificateSpec bare = certificate;
  bare.timestamps.clear();
  return serialized(spec, precert_entry,
                    concatenate({sha256(Key::get(certificate.issuer.key).public_key_info()),
                                 vector(to_be_signed(bare), 3)}));
}

Bytes certificate_timestamp(const TimestampSpec& spec, ByteView certificate) {
  return serialized(spec, x509_entry, vector(certificate, 3));
}

Bytes timestamp_list(const std::vector<Bytes>& timestamps) {
  Bytes content;
  for (const Bytes& one : timestamps) content = concatenate({content, vector(one, 2)});
  return vector(content, 2);
}

Bytes timestamp_list_extension(const std::vector<Bytes>& timestamps) {
  return extension("1.3.6.1.4.1.11129.2.4.2", false, octet_string(timestamp_list(timestamps)));
}

std::string log_list(const std::vector<ListedLog>& logs) {
  std::map<std::string, std::map<bool, std::string>> by_operator;
  for (const ListedLog& log : logs) {
    const Bytes& key = Key::get(log.key).public_key_info();
    std::string& list = by_operator[log.operated_by][log.has_static_api];
    list += (list.empty() ? "" : ",") + std::string("\n      {\"description\": \"") + log.description +
            "\", \"log_id\": \"" + base64_encode(sha256(key)) + "\",\n       \"key\": \"" +
            base64_encode(key) +
            "\",\n       \"mmd\": 86400, \"state\": {\"usable\": {\"timestamp\": "
            "\"2019-01-01T00:00:00Z\"}}}";
  }
  std::string operators;
  for (const auto& [name, lists] : by_operator) {
    operators += (operators.empty() ? "" : ",") + std::string("\n    {\"name\": \"") + name + "\"";
    for (const auto& [has_static_api, list] : lists)
      operators +=
          std::string(",\n     \"") + (has_static_api ? "tiled_logs" : "logs") + "\": [" + list + "]";
    operators += "}";
  }
  return "{\"version\": \"1.0\",\n  \"operators\": [" + operators + "]}\n";
}

}  // namespace certcheck::pki
