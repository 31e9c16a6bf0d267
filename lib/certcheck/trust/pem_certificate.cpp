#include "certcheck/trust/pem_certificate.h"

#include "certcheck/der/reader.h"

namespace certcheck::trust {
namespace {

constexpr std::string_view trusted_label = "TRUSTED CERTIFICATE";

}  // namespace

bool is_certificate_block(const PemBlock& block) {
  return block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE" || block.label == trusted_label;
}

std::optional<Bytes> decode_certificate_block(const PemBlock& block) {
  if (!block.terminated) return std::nullopt;
  auto der = block.decode();
  if (der && block.label == trusted_label) {
    Findings ignored;
    der::FaultSink sink(ignored);
    if (const auto certificate = der::Reader(*der, sink, {}).next()) der->resize(certificate->bytes.size());
  }
  return der;
}

}  // namespace certcheck::trust
