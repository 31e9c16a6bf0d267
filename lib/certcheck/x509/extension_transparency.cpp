#include "certcheck/x509/checks.h"
#include "certcheck/x509/extensions.h"

/// Signed certificate timestamps: TLS structures (RFC 5246 4) inside of DER.
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

/// RFC 6962 3.2. A later version is kept unread: a client passes over it (3.3).
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
  TlsReader outer(octets->content, octets->content_offset());
  const size_t list_offset = octets->content_offset() + 2;
  TlsReader list(outer.vector(), list_offset);
  if (outer.failed() || !outer.at_end()) {
    value.fault(checks::sct_malformed, octets->content_offset(),
                "the list's length is not that of the OCTET STRING around it");
    if (outer.failed()) return std::nullopt;
  }
  // SerializedSCT sct_list <1..2^16-1>
  if (list.at_end()) value.fault(checks::sct_malformed, list_offset, "the list has no SCT");
  std::vector<SignedCertificateTimestamp> scts;
  while (!list.at_end()) {
    const size_t offset = list.offset();
    const ByteView bytes = list.vector();
    if (list.failed()) {
      value.fault(checks::sct_malformed, offset, "an SCT is longer than the list");
      break;
    }
    SignedCertificateTimestamp sct;
    if (read_timestamp(bytes, sct))
      scts.push_back(sct);
    else
      value.fault(checks::sct_malformed, offset,
                  "SCT " + std::to_string(scts.size()) + " does not have the form of version 1");
  }
  return scts;
}

}  // namespace certcheck::x509
