#include "certcheck/ct/detail/entry.h"

#include "certcheck/der/reader.h"
#include "certcheck/der/writer.h"
#include "certcheck/x509/oids.h"

#include <utility>
#include <vector>

namespace certcheck::ct {
namespace {

namespace tag = der::tag;
constexpr uint8_t extensions_tag = tag::context_constructed(3);

enum class EntryType : uint8_t { x509_entry = 0, precert_entry = 1 };
constexpr uint8_t version_v1 = 0, certificate_timestamp = 0;

void append_number(Bytes& out, uint64_t value, size_t bytes) {
  while (bytes-- != 0) out.push_back(static_cast<uint8_t>(value >> (8 * bytes)));
}

/// opaque<..2^(8 * length_bytes) - 1>
void append_vector(Bytes& out, ByteView content, size_t length_bytes) {
  append_number(out, content.size(), length_bytes);
  out.insert(out.end(), content.begin(), content.end());
}

// RFC 6962 3.2: what is before signed_entry in the digitally-signed struct.
Bytes signed_head(const x509::SignedCertificateTimestamp& sct, EntryType type) {
  Bytes out{version_v1, certificate_timestamp};
  append_number(out, sct.timestamp_ms, 8);
  append_number(out, static_cast<uint64_t>(type), 2);
  return out;
}

bool is_sct_list(const der::Reader& list, const der::Element& extension) {
  der::Reader reader = list.enter(extension, "extension");
  const auto id = reader.oid("extnID");
  return id && *id == x509::oids::signed_certificate_timestamps;
}

/// The [3] element without the SCT list; empty if no extension is left (RFC 5280 4.1: at least one). nullopt
/// unless exactly one was removed.
std::optional<Bytes> without_sct_list(const der::Reader& tbs, const der::Element& element) {
  der::Reader outer = tbs.enter(element, "extensions");
  auto list = outer.sequence("extensions");
  if (!list || !outer.at_end()) return std::nullopt;
  std::vector<Bytes> kept;
  size_t removed = 0;
  while (!list->at_end()) {
    const auto extension = list->next();
    if (!extension) return std::nullopt;
    if (is_sct_list(*list, *extension))
      ++removed;
    else
      kept.push_back(to_bytes(extension->bytes));
  }
  if (removed != 1) return std::nullopt;
  if (kept.empty()) return Bytes();
  return der::tlv(extensions_tag, der::sequence(kept));
}

}  // namespace

std::optional<Bytes> tbs_without_scts(const x509::Certificate& certificate) {
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader outer(certificate.tbs, sink, "tbsCertificate");
  auto tbs = outer.sequence("tbsCertificate");
  if (!tbs) return std::nullopt;
  Bytes content;
  bool removed = false;
  while (!tbs->at_end()) {
    const auto element = tbs->next();
    if (!element) return std::nullopt;
    if (element->tag != extensions_tag) {
      content.insert(content.end(), element->bytes.begin(), element->bytes.end());
      continue;
    }
    const auto extensions = without_sct_list(*tbs, *element);
    if (!extensions || std::exchange(removed, true)) return std::nullopt;
    content.insert(content.end(), extensions->begin(), extensions->end());
  }
  if (!removed) return std::nullopt;
  return der::tlv(tag::sequence, content);
}

Bytes signed_over_certificate(const x509::SignedCertificateTimestamp& sct, ByteView certificate) {
  Bytes out = signed_head(sct, EntryType::x509_entry);
  append_vector(out, certificate, 3);
  append_vector(out, sct.extensions, 2);
  return out;
}

Bytes signed_over_precertificate(const x509::SignedCertificateTimestamp& sct, const Sha256& issuer_key_hash,
                                 ByteView tbs) {
  Bytes out = signed_head(sct, EntryType::precert_entry);
  out.insert(out.end(), issuer_key_hash.begin(), issuer_key_hash.end());
  append_vector(out, tbs, 3);
  append_vector(out, sct.extensions, 2);
  return out;
}

}  // namespace certcheck::ct
