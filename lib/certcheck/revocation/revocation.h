#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Whether the certificates of a path are revoked, decided from CRLs (RFC 5280 6.3) and OCSP responses (RFC
/// 6960) that the caller supplies. Nothing is fetched.
namespace certcheck::revocation {

/// off: not looked at. soft: what is revoked is refused. hard: what cannot be told is refused too.
enum class Mode : uint8_t { off, soft, hard };

std::string_view to_string(Mode mode);

struct Options {
  Mode mode = Mode::off;
  /// CRLs and responses whose thisUpdate is older do not count, whatever their nextUpdate says.
  std::optional<std::chrono::days> max_age;
};

/// What there is to decide from, in any order; strangers are passed over.
struct Evidence {
  std::vector<x509::CrlPtr> crls;
  std::vector<x509::OcspResponsePtr> responses;
  bool empty() const { return crls.empty() && responses.empty(); }
};

enum class Status : uint8_t { good, revoked, unknown };

std::string_view to_string(Status status);

struct CertificateStatus {
  size_t index = 0;  ///< into the path's certificates
  Status status = Status::unknown;
  std::string source;  ///< "CRL of <issuer>", "OCSP", "noRevAvail" (RFC 9608); empty if unknown
};

/// Who may sign CRLs beside the issuers on the path: certificates at hand that lead to the path's own anchor.
struct SignerSearch {
  std::span<const x509::CertificatePtr> pool;
  std::span<const trust::Store* const> stores;
  const path::Options* path_options =
      nullptr;  ///< never null; its names and purpose are not asked of signers
};

struct Answer {
  std::vector<CertificateStatus> statuses;  ///< of every certificate but the anchor, leaf first
  Findings findings;                        ///< subjects as in path::Path
};

/// The path must have an anchor.
Answer check(const path::Path& path, const Evidence& evidence, const Options& options,
             const SignerSearch& signers, crypto::Verifier& verifier);

}  // namespace certcheck::revocation
