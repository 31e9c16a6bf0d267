#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/name.h"

#include <memory>
#include <optional>
#include <vector>

namespace certcheck::x509 {

/// RFC 6960 4.1.1 CertID. Views the bytes it was read from.
struct CertificateId {
  AlgorithmIdentifier hash_algorithm;
  ByteView issuer_name_hash, issuer_key_hash, serial;
};

/// RFC 6960 4.2.1 SingleResponse. Views point into the response's bytes.
struct SingleResponse : CertificateId {
  enum class Status : uint8_t { good, revoked, unknown };
  Status status = Status::unknown;
  std::optional<EncodedTime> revocation_time;
  std::optional<uint64_t> revocation_reason;
  EncodedTime this_update;
  std::optional<EncodedTime> next_update;
  std::vector<Extension> extensions;
  size_t offset = 0;
};

/// What comes with a signature, to verify it (RFC 6960 4.1.1, 4.2.1 certs).
struct IncludedCertificates {
  bool has_certificates = false;             ///< the field certs is there, empty or not
  std::vector<CertificatePtr> certificates;  ///< one that is left out (CertificateList) has no `der`
  std::vector<size_t>
      certificate_offsets;  ///< of each, from der's start: its own findings count from its own
};

/// An OCSP response as its bytes tell it (RFC 6960 4.2.1); see Certificate for the rules it follows.
struct OcspResponse : IncludedCertificates {
  Bytes der;

  std::optional<uint64_t> status;  ///< OCSPResponseStatus, 0 = successful
  der::Oid response_type;          ///< id-pkix-ocsp-basic when there are responseBytes
  ByteView tbs;                    ///< tbsResponseData, what is signed
  int version = 1;
  std::optional<Name> responder_name;          ///< responderID byName
  std::optional<ByteView> responder_key_hash;  ///< responderID byKey
  EncodedTime produced_at;
  std::vector<SingleResponse> responses;
  std::vector<Extension> extensions;
  AlgorithmIdentifier signature_algorithm;
  der::BitString signature;

  Findings findings;
  bool complete = false;  ///< every mandatory field of what its status calls for was read

  OcspResponse() = default;
  OcspResponse(const OcspResponse&) = delete;
  OcspResponse& operator=(const OcspResponse&) = delete;
};

using OcspResponsePtr = std::shared_ptr<const OcspResponse>;

/// Total, never null.
OcspResponsePtr parse_ocsp_response(Bytes der);

}  // namespace certcheck::x509
