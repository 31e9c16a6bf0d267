#include "certcheck/trust/pem_certificate.h"

#include "certcheck/der/reader.h"
#include "certcheck/trust/checks.h"

#include <utility>

namespace certcheck::trust {
namespace {

constexpr std::string_view trusted_label = "TRUSTED CERTIFICATE";

}  // namespace

bool is_certificate_block(const PemBlock& block) {
  return block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE" || block.label == trusted_label;
}

size_t drop_trailing_data(Bytes& der) {
  Findings ignored;
  der::FaultSink sink(ignored);
  const auto certificate = der::Reader(der, sink, {}).next();
  const size_t behind = certificate ? der.size() - certificate->bytes.size() : 0;
  der.resize(der.size() - behind);
  return behind;
}

Finding trailing_data_finding(const std::string& place, size_t bytes) {
  return {.check = &checks::trailing_data,
          .subject = {.kind = Subject::Kind::input},
          .message = place + " contains a certificate followed by " + std::to_string(bytes) +
                     (bytes == 1 ? " byte that is" : " bytes that are") + " not part of it"};
}

bool is_trusted_label(std::string_view label) { return label == trusted_label; }

TrustedCertificate split_trusted_certificate(Bytes der) {
  TrustedCertificate result;
  Findings ignored;
  der::FaultSink sink(ignored);
  const auto certificate = der::Reader(der, sink, {}).next();
  const size_t size = certificate ? certificate->bytes.size() : der.size();
  if (size < der.size()) result.settings = read_certificate_aux(ByteView(der).subspan(size));
  der.resize(size);
  result.der = std::move(der);
  return result;
}

std::optional<TrustedCertificate> decode_certificate_block(const PemBlock& block) {
  if (!block.terminated) return std::nullopt;
  auto der = block.decode();
  if (!der) return std::nullopt;
  if (is_trusted_label(block.label)) return split_trusted_certificate(*std::move(der));
  return TrustedCertificate{.der = *std::move(der)};
}

}  // namespace certcheck::trust
