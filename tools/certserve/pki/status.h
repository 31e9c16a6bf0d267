#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"

#include "certserve/pki/certificate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// CRLs and OCSP responses of the CAs of the test PKI (RFC 5280 5, RFC 6960 4.2).
namespace certcheck::pki {

/// From thisUpdate to nextUpdate.
struct Period {
  Time begin, end;
};
/// One that a moment is in, and one that has passed.
Period current_at(Time now);
Period expired_at(Time now);

/// A revocation, with a code of CRLReason (RFC 5280 5.3.1).
struct Revocation {
  Time since;
  std::optional<uint8_t> reason = {};
};

struct CrlEntry {
  Bytes serial;  ///< as serial_number() gives it
  Revocation revocation;
};

/// What a CRL shall say.
struct CrlSpec {
  Authority issuer;
  Period period;
  int64_t number = 1;
  std::vector<CrlEntry> entries = {};
};

/// The CRL, DER: the same bytes for the same spec.
Bytes issue(const CrlSpec& spec);

/// CertStatus (RFC 6960 4.2.1).
Bytes status_good();
Bytes status_revoked(const Revocation& revocation);
Bytes status_unknown();

/// One SingleResponse.
struct StatusSpec {
  Bytes certificate_id;  ///< CertID, whole
  Bytes status;          ///< CertStatus, whole
  Period period;
};

/// CertID with digests of SHA-1, as RFC 5019 2.1.1 has it.
Bytes certificate_id(const Authority& issuer, ByteView serial);

/// What an OCSP response shall say.
struct OcspSpec {
  Authority responder;  ///< who signs
  Time produced_at;
  std::vector<StatusSpec> statuses;
  std::vector<Bytes> extensions = {};  ///< responseExtensions, whole
};

/// The response, DER: the same bytes for the same spec.
Bytes issue(const OcspSpec& spec);

/// OCSPResponseStatus (RFC 6960 4.2.1).
enum class OcspError : uint8_t { malformed_request = 1, try_later = 3 };
/// A response that is an error and nothing else.
Bytes ocsp_error(OcspError error);

}  // namespace certcheck::pki
