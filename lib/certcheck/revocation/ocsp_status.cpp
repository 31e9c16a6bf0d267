#include "certcheck/revocation/ocsp_status.h"

#include "certcheck/crypto/algorithms.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/path/inherited_key.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/currency.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace certcheck::revocation {
namespace {

using crypto::Digest;
using x509::Certificate;
using x509::OcspResponse;
using x509::SingleResponse;
namespace oids = x509::oids;

/// Who issued the certificate in question, and the key that verifies what it signs.
struct Issuer {
  const Certificate& certificate;
  x509::SubjectPublicKeyInfo key;
};

/// Checks signatures as long as the budget lasts.
class Checker {
 public:
  Checker(crypto::Verifier& verifier, size_t& left) : verifier_(verifier), left_(left) {}

  bool verifies(const x509::SubjectPublicKeyInfo& key, const x509::AlgorithmIdentifier& algorithm,
                ByteView message, const der::BitString& signature) {
    if (left_ == 0) return false;
    --left_;
    return verifier_.verify(key, algorithm, message, signature) == crypto::SignatureStatus::valid;
  }
  bool spent() const { return left_ == 0; }

 private:
  crypto::Verifier& verifier_;
  size_t& left_;
};

std::optional<Digest> certificate_id_digest(const x509::AlgorithmIdentifier& algorithm) {
  if (algorithm.oid == oids::sha1) return Digest::sha1;
  if (algorithm.oid == oids::sha256) return Digest::sha256;
  if (algorithm.oid == oids::sha384) return Digest::sha384;
  if (algorithm.oid == oids::sha512) return Digest::sha512;
  return std::nullopt;
}

/// RFC 6960 4.1.1: digests of the issuer's name and of its key without tag, length and unused bits.
bool is_about(const SingleResponse& single, const Certificate& certificate, const Certificate& issuer) {
  if (!same_bytes(single.serial, certificate.serial)) return false;
  const auto which = certificate_id_digest(single.hash_algorithm);
  if (!which) return false;
  const auto name = crypto::digest(*which, certificate.issuer.bytes);
  const auto key = crypto::digest(*which, issuer.public_key.key.bytes);
  return name && key && same_bytes(*name, single.issuer_name_hash) &&
         same_bytes(*key, single.issuer_key_hash);
}

bool has_unknown_critical(const std::vector<x509::Extension>& extensions) {
  // RFC 6962 3.3 lets an OCSP response carry SCTs.
  return std::any_of(extensions.begin(), extensions.end(), [](const x509::Extension& extension) {
    return extension.critical && extension.id != oids::ocsp_signed_certificate_timestamps;
  });
}

/// 4.2.2.3: the response says who signed it, by name or by the SHA-1 of the key.
bool is_responder(const OcspResponse& response, const Certificate& candidate) {
  if (response.responder_name) return x509::same_name(*response.responder_name, candidate.subject);
  if (!response.responder_key_hash) return false;
  const auto hash = crypto::digest(Digest::sha1, candidate.public_key.key.bytes);
  return hash && same_bytes(*hash, *response.responder_key_hash);
}

/// 4.2.2.2: the issuer itself, or one to whom it gave a certificate for OCSP signing.
bool signed_by_authority(const OcspResponse& response, const Issuer& issuer, Time time, Checker& checker) {
  const auto has_signed = [&](const Certificate& signer, const x509::SubjectPublicKeyInfo& key) {
    return is_responder(response, signer) &&
           checker.verifies(key, response.signature_algorithm, response.tbs, response.signature);
  };
  if (has_signed(issuer.certificate, issuer.key)) return true;
  return std::any_of(response.certificates.begin(), response.certificates.end(), [&](const auto& delegate) {
    return delegate->complete && x509::same_name(delegate->issuer, issuer.certificate.subject) &&
           delegate->extended_key_usage && delegate->extended_key_usage->has(oids::ocsp_signing) &&
           delegate->not_before.time && delegate->not_after.time && *delegate->not_before.time <= time &&
           time <= *delegate->not_after.time && has_signed(*delegate, delegate->public_key) &&
           checker.verifies(issuer.key, delegate->signature_algorithm, delegate->tbs, delegate->signature);
  });
}

std::string why_unusable(const OcspResponse& response, const SingleResponse& single,
                         const Certificate& certificate, const Issuer& issuer, const Options& options,
                         Time time, Checker& checker) {
  if (!is_current(single.this_update, single.next_update, time, options.max_age)) return "it is not current";
  if (!response.produced_at.time || *response.produced_at.time > time) return "it was produced in the future";
  // Nobody can have known the status of a certificate before it existed.
  if (certificate.not_before.time && *response.produced_at.time < *certificate.not_before.time)
    return "it was produced before the certificate's validity begins";
  if (has_unknown_critical(single.extensions) || has_unknown_critical(response.extensions))
    return "it has an unknown critical extension";
  if (!signed_by_authority(response, issuer, time, checker))
    return checker.spent() ? "the budget of signature checks is spent"
                           : "neither the issuer nor a delegate of it has signed it";
  return {};
}

}  // namespace

CertificateStatus ocsp_status(const path::Path& path, size_t index, const Evidence& evidence,
                              const Options& options, Time time, crypto::Verifier& verifier,
                              size_t& signatures_left, Findings& findings) {
  Checker checker(verifier, signatures_left);
  const Certificate& certificate = *path.certificates[index];
  const Issuer issuer{*path.certificates[index + 1], path::working_key(path.certificates, index + 1)};
  CertificateStatus result{.index = index};
  for (size_t i = 0; i < evidence.responses.size(); ++i) {
    const OcspResponse& response = *evidence.responses[i];
    const auto report = [&](const std::string& why) {
      findings.push_back(Finding{.check = &checks::ocsp_not_usable,
                                 .subject = {Subject::Kind::ocsp, i},
                                 .message = "the OCSP response was not used: " + why});
    };
    if (!response.complete || response.status != uint64_t{0}) {
      if (index == 0)
        report(response.complete ? "the responder answered with an error" : "it cannot be read");
      continue;
    }
    for (const SingleResponse& single : response.responses) {
      if (!is_about(single, certificate, issuer.certificate)) continue;
      const std::string why = why_unusable(response, single, certificate, issuer, options, time, checker);
      if (!why.empty()) {
        report(why);
        continue;
      }
      if (single.status == SingleResponse::Status::revoked) return {index, Status::revoked, "OCSP"};
      if (single.status == SingleResponse::Status::good) result = {index, Status::good, "OCSP"};
    }
  }
  return result;
}

}  // namespace certcheck::revocation
