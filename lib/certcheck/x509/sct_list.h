#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/der/reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Signed certificate timestamps: TLS structures (RFC 5246 4) inside of DER.
/// All views point into the bytes of the certificate or CRL.
namespace certcheck::x509 {

/// RFC 6962 3.3: one SCT of version 1
struct SignedCertificateTimestamp {
  uint8_t version = 0;        ///< 0 = v1
  ByteView log_id;            ///< 32 bytes
  uint64_t timestamp_ms = 0;  ///< since 1970
  ByteView extensions;
  uint8_t hash_algorithm = 0, signature_algorithm = 0;  ///< RFC 5246 7.4.1.4.1
  ByteView signature;
  ByteView bytes;  ///< the whole SerializedSCT
};

/// Reads the content of extnValue through a reader placed there; nullopt when the structure cannot be made
/// out. Faults are recorded in any case.
std::optional<std::vector<SignedCertificateTimestamp>> read_sct_list(der::Reader value);

/// The same without an OCTET STRING around it, as the TLS extension has it (RFC 6962 3.3). `offset` is that
/// of its first byte; faults are recorded below the node of `place`.
std::optional<std::vector<SignedCertificateTimestamp>> read_tls_sct_list(const der::Reader& place,
                                                                         ByteView bytes, size_t offset);

}  // namespace certcheck::x509
