#include "certcheck/dane/detail/matching.h"

#include "certcheck/crypto/digest.h"

namespace certcheck::dane {

bool is_about(const dns::TlsaRecord& record, const x509::Certificate& certificate) {
  const ByteView selected = record.selector == 0 ? ByteView(certificate.der) : certificate.public_key.bytes;
  if (selected.empty()) return false;
  if (record.matching == 0) return same_bytes(selected, record.data);
  const auto digest =
      crypto::digest(record.matching == 1 ? crypto::Digest::sha256 : crypto::Digest::sha512, selected);
  return digest && same_bytes(*digest, record.data);
}

}  // namespace certcheck::dane
