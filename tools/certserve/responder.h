#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"

#include "certserve/pki/status.h"

#include <optional>
#include <vector>

namespace certcheck::certserve {

/// An OCSP responder of one CA (RFC 6960): it signs with the CA's own key, knows the certificates of its
/// records, and returns nonces.
class Responder {
 public:
  struct Record {
    Bytes serial;
    std::optional<pki::Revocation> revocation = {};  ///< none: good
  };

  Responder(pki::Authority authority, Time now, std::vector<Record> records);

  /// The OCSPResponse to an OCSPRequest, whatever its bytes.
  Bytes answer(ByteView request) const;

 private:
  pki::Authority authority_;
  Bytes name_, key_;  ///< what CertIDs have digests of
  Time now_;
  std::vector<Record> records_;
};

}  // namespace certcheck::certserve
