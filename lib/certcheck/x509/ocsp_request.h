#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/general_name.h"
#include "certcheck/x509/name.h"
#include "certcheck/x509/ocsp.h"

#include <memory>
#include <optional>
#include <vector>

namespace certcheck::x509 {

/// RFC 6960 4.4.6: where the responder in charge of a certificate is.
struct ServiceLocator {
  Name issuer;
  std::optional<InformationAccess> locator;
};

/// RFC 6960 4.1.1 Request. Views point into the request's bytes.
struct SingleRequest : CertificateId {
  std::vector<Extension> extensions;
  std::optional<ServiceLocator> service_locator;
  size_t offset = 0;
};

/// An OCSP request as its bytes tell it (RFC 6960 4.1.1); see Certificate for the rules it follows.
struct OcspRequest : IncludedCertificates {
  Bytes der;

  ByteView tbs;  ///< tbsRequest, what is signed if anything is
  int version = 1;
  std::optional<GeneralName> requestor_name;
  std::vector<SingleRequest> requests;
  std::vector<Extension> extensions;
  bool is_signed = false;  ///< optionalSignature is there
  AlgorithmIdentifier signature_algorithm;
  der::BitString signature;

  // Extensions, decoded; nullopt: absent, or not decodable, of which a finding tells.
  std::optional<std::vector<der::Oid>> acceptable_responses;  ///< RFC 6960 4.4.3
  /// RFC 6960 4.4.7: how the client wants the response to be signed, the best first.
  std::optional<std::vector<AlgorithmIdentifier>> preferred_signatures;

  Findings findings;
  bool complete = false;  ///< every mandatory field was read; false implies a finding

  OcspRequest() = default;
  OcspRequest(const OcspRequest&) = delete;
  OcspRequest& operator=(const OcspRequest&) = delete;
};

using OcspRequestPtr = std::shared_ptr<const OcspRequest>;

/// Total, never null.
OcspRequestPtr parse_ocsp_request(Bytes der);

}  // namespace certcheck::x509
