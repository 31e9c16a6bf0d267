#include "certcheck/x509/sct_list.h"

#include "certcheck/x509/checks.h"

#include <string>
#include <utility>

namespace certcheck::x509 {
namespace {

/// Reads TLS numbers and vectors in order. Once something does not fit, `failed` stays true and zeros come.
class TlsReader {
 public:
  TlsReader(ByteView input, size_t offset) : rest_(input), offset_(offset) {}

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }
  size_t offset() const { return offset_; }
  ByteView take(size_t count) {
    if (failed_ || count > rest_.size()) {
      failed_ = true;
      return {};
    }
    const ByteView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    offset_ += count;
    return taken;
  }
  uint64_t number(size_t octets) {
    uint64_t value = 0;
    for (const uint8_t octet : take(octets)) value = value << 8 | octet;
    return value;
  }
  /// opaque vector<0..2^16-1>
  ByteView vector() { return take(static_cast<size_t>(number(2))); }

 private:
  ByteView rest_;
  size_t offset_;
  bool failed_ = false;
};

/// RFC 6962 3.2. A later version is kept unread: a client skips it (3.3).
bool read_timestamp(ByteView bytes, SignedCertificateTimestamp& sct) {
  TlsReader reader(bytes, 0);
  sct.bytes = bytes;
  sct.version = static_cast<uint8_t>(reader.number(1));
  if (sct.version != 0) return !reader.failed();
  sct.log_id = reader.take(32);
  sct.timestamp_ms = reader.number(8);
  sct.extensions = reader.vector();
  sct.hash_algorithm = static_cast<uint8_t>(reader.number(1));
  sct.signature_algorithm = static_cast<uint8_t>(reader.number(1));
  sct.signature = reader.vector();
  return !reader.failed() && reader.at_end();
}

}  // namespace

std::optional<std::vector<SignedCertificateTimestamp>> read_sct_list(der::Reader value) {
  const auto octets = value.take(der::tag::octet_string, {});
  value.finish();
  if (!octets) return std::nullopt;
  return read_tls_sct_list(value, octets->content, octets->content_offset());
}

std::optional<std::vector<SignedCertificateTimestamp>> read_tls_sct_list(const der::Reader& place,
                                                                         ByteView bytes, size_t offset) {
  TlsReader outer(bytes, offset);
  const size_t list_offset = offset + 2;
  TlsReader list(outer.vector(), list_offset);
  if (outer.failed() || !outer.at_end()) {
    place.fault(checks::sct_malformed, offset, "the length of the list does not match the enclosing bytes");
    if (outer.failed()) return std::nullopt;
  }
  // SerializedSCT sct_list <1..2^16-1>
  if (list.at_end()) place.fault(checks::sct_malformed, list_offset, "the list has no SCT");
  std::vector<SignedCertificateTimestamp> scts;
  while (!list.at_end()) {
    const size_t sct_offset = list.offset();
    const ByteView sct_bytes = list.vector();
    if (list.failed()) {
      place.fault(checks::sct_malformed, sct_offset, "an SCT is longer than the list");
      break;
    }
    SignedCertificateTimestamp sct;
    if (read_timestamp(sct_bytes, sct))
      scts.push_back(sct);
    else
      place.fault(checks::sct_malformed, sct_offset,
                  "SCT " + std::to_string(scts.size()) + " does not have the form of version 1");
  }
  return scts;
}

}  // namespace certcheck::x509
