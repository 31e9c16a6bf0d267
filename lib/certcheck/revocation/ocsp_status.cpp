#include "certcheck/revocation/ocsp_status.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/path/inherited_key.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace certcheck::revocation {
namespace {

using crypto::Digest;
using x509::Certificate;
using x509::OcspResponse;
using x509::SingleResponse;
namespace oids = x509::oids;

std::optional<Digest> certificate_id_digest(const x509::AlgorithmIdentifier& algorithm) {
  if (algorithm.oid == oids::sha1) return Digest::sha1;
  if (algorithm.oid == oids::sha256) return Digest::sha256;
  if (algorithm.oid == oids::sha384) return Digest::sha384;
  if (algorithm.oid == oids::sha512) return Digest::sha512;
  return std::nullopt;
}

/// RFC 6960 4.1.1: serial number, and the digest of the issuer's name where it is one that we know.
bool may_be_about(const SingleResponse& single, const Certificate& certificate) {
  if (!same_bytes(single.serial, certificate.serial)) return false;
  const auto which = certificate_id_digest(single.hash_algorithm);
  const auto name = which ? crypto::digest(*which, certificate.issuer.bytes) : std::nullopt;
  return !name || same_bytes(*name, single.issuer_name_hash);
}

/// 4.1.1: the rest of CertID, the digest of the issuer's key without tag, length and unused bits. Why it is
/// not about the certificate, or empty.
std::string other_issuer(const SingleResponse& single, const Certificate& issuer) {
  const auto which = certificate_id_digest(single.hash_algorithm);
  if (!which)
    return "its CertID uses a digest that is not supported (" + single.hash_algorithm.oid.to_string() + ")";
  const auto key = crypto::digest(*which, issuer.public_key.key.bytes);
  return key && same_bytes(*key, single.issuer_key_hash)
             ? std::string()
             : "its CertID names another key of " + issuer.subject.to_string();
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

/// 4.2.1 OCSPResponseStatus
std::string describe_error(uint64_t status) {
  switch (status) {
    case 1:
      return "malformedRequest";
    case 2:
      return "internalError";
    case 3:
      return "tryLater";
    case 5:
      return "sigRequired";
    case 6:
      return "unauthorized";
    default:
      return "status " + std::to_string(status);
  }
}

std::string_view to_string(SingleResponse::Status status) {
  switch (status) {
    case SingleResponse::Status::good:
      return "good";
    case SingleResponse::Status::revoked:
      return "revoked";
    case SingleResponse::Status::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace

/// Who issued the certificate in question, and the key that verifies what it signs.
struct OcspChecker::Issuer {
  const Certificate& certificate;
  x509::SubjectPublicKeyInfo key;
};

/// One SingleResponse about the certificate in question, signed by who may.
struct OcspChecker::Statement {
  size_t response = 0;
  const SingleResponse* single = nullptr;
  Time issued{};
  bool stale = false;
  std::string why_stale;

  SingleResponse::Status status() const { return single->status; }
  Revocation revocation() const {
    return {single->revocation_time ? single->revocation_time->time : std::nullopt,
            single->revocation_reason};
  }
  /// At equal thisUpdate the worse one decides.
  int weight() const {
    switch (status()) {
      case SingleResponse::Status::revoked:
        return revocation().may_be_lifted() ? 2 : 3;
      case SingleResponse::Status::unknown:
        return 1;
      case SingleResponse::Status::good:
        return 0;
    }
    return 0;
  }
  bool decides_before(const Statement& other) const {
    return issued != other.issued ? issued > other.issued : weight() > other.weight();
  }
};

OcspChecker::OcspChecker(const path::Path& path, const Evidence& evidence, const Options& options,
                         const path::Options& path_options, crypto::Verifier& verifier)
    : path_(path), evidence_(evidence), options_(options), path_options_(path_options), verifier_(verifier) {}

Opinion OcspChecker::status(size_t index, Use use) {
  const Certificate& certificate = *path_.certificates[index];
  const Issuer issuer{*path_.certificates[index + 1], path::working_key(path_.certificates, index + 1)};
  std::vector<Statement> statements;
  for (size_t i = 0; i < evidence_.responses.size(); ++i) {
    if (use == Use::staples && !is_staple(i)) continue;
    for (const SingleResponse& single : evidence_.responses[i]->responses)
      if (may_be_about(single, certificate))
        if (auto statement = read(i, single, certificate, issuer)) {
          if (!statement->stale && statement->status() != SingleResponse::Status::unknown)
            answered_.emplace(index, i);
          statements.push_back(*std::move(statement));
        }
  }
  const auto newest = [&](bool stale) {
    const Statement* best = nullptr;
    for (const Statement& one : statements)
      if (one.stale == stale && (best == nullptr || one.decides_before(*best))) best = &one;
    return best;
  };
  const Statement* decides = newest(false);
  // What was revoked for good stays so, unless what is current knows better.
  if (const Statement* stale = newest(true);
      stale != nullptr && stale->status() == SingleResponse::Status::revoked &&
      !stale->revocation().may_be_lifted() && (decides == nullptr || stale->issued > decides->issued))
    decides = stale;
  if (decides != nullptr) used_.insert(decides->response);

  const std::string name = certificate.subject.to_string();
  for (const Statement& one : statements) {
    if (&one == decides) continue;
    if (decides != nullptr && one.status() == SingleResponse::Status::revoked &&
        decides->status() != SingleResponse::Status::revoked) {
      Finding finding{
          .check = &checks::contradicted,
          .message = name_of(one.response) + " of " + format_rfc3339(one.issued) + " says that " + name +
                     " is revoked " + one.revocation().describe() + "; the newer one of " +
                     format_rfc3339(decides->issued) + ", which decides, says " +
                     std::string(to_string(decides->status())),
          .evidence = {{"older", format_rfc3339(one.issued)}, {"newer", format_rfc3339(decides->issued)}}};
      one.revocation().add_to(finding.evidence);
      remark(one.response, std::move(finding));
    } else if (one.stale) {
      exclude(one.response,
              one.status() == SingleResponse::Status::revoked
                  ? one.why_stale + "; it says that " + name + " is on hold, which may have been lifted"
                  : one.why_stale);
    } else {
      remark(one.response,
             {.check = &checks::superseded,
              .message = name_of(one.response) + " of " + format_rfc3339(one.issued) +
                         " had no say: that of " + format_rfc3339(decides->issued) + " decides"});
    }
  }
  if (decides == nullptr) return {};

  Opinion result{.source = "OCSP", .issued = decides->issued};
  switch (decides->status()) {
    case SingleResponse::Status::good:
      result.status = Status::good;
      break;
    case SingleResponse::Status::revoked:
      result.status = Status::revoked;
      result.stale = decides->stale;
      result.details = decides->revocation().describe();
      decides->revocation().add_to(result.evidence);
      if (result.stale) {
        result.details += ", says an OCSP response that is out of date: " + decides->why_stale;
        result.evidence.emplace_back("out_of_date", decides->why_stale);
      }
      break;
    case SingleResponse::Status::unknown:
      result.details = "the OCSP responder does not know it";
      remark(decides->response,
             {.check = &checks::responder_does_not_know,
              .message = name_of(decides->response) + " says that the responder does not know " + name +
                         " (status unknown)"});
      break;
  }
  return result;
}

std::optional<OcspChecker::Statement> OcspChecker::read(size_t number, const SingleResponse& single,
                                                        const Certificate& certificate,
                                                        const Issuer& issuer) {
  const OcspResponse& response = *evidence_.responses[number];
  const auto unusable = [&](const std::string& why) {
    exclude(number, why);
    return std::nullopt;
  };
  if (!response.complete || response.status != uint64_t{0}) return std::nullopt;  // see look_at_errors()
  if (const std::string why = other_issuer(single, issuer.certificate); !why.empty()) return unusable(why);
  const Time now = path_options_.time;
  const bool is_ca = certificate.basic_constraints && certificate.basic_constraints->ca;
  const Lifetime lifetime = ocsp_lifetime(options_, path_options_.profile, is_ca);
  const Currency currency = currency_of(single.this_update, single.next_update, now, lifetime);
  std::string why_not_current = describe(currency, single.this_update, single.next_update, lifetime);
  if (currency != Currency::current && !is_stale(currency)) return unusable(why_not_current);
  if (!response.produced_at.time || *response.produced_at.time > now)
    return unusable("it was produced in the future");
  // Nobody can have known the status of a certificate before it existed.
  if (certificate.not_before.time && *response.produced_at.time < *certificate.not_before.time)
    return unusable("it was produced before the certificate's validity begins");
  if (has_unknown_critical(single.extensions) || has_unknown_critical(response.extensions))
    return unusable("it has an unknown critical extension");
  const bool stale = is_stale(currency);
  // Who signed a stale one had to be valid when it did.
  const Signature signature = check_signature(response, issuer, stale ? *response.produced_at.time : now);
  if (!signature.by_authority) return unusable(signature.why_not);
  return Statement{number, &single, *single.this_update.time, stale, stale ? why_not_current : std::string()};
}

/// 4.2.2.2: by the issuer itself, or by one to whom it gave a certificate for OCSP signing.
OcspChecker::Signature OcspChecker::check_signature(const OcspResponse& response, const Issuer& issuer,
                                                    Time time) {
  size_t left = path_options_.budget.ocsp_signatures;
  const auto has_signed = [&](const x509::SubjectPublicKeyInfo& key) {
    if (left == 0) return false;
    --left;
    return verifier_.verify(key, response.signature_algorithm, response.tbs, response.signature) ==
           crypto::SignatureStatus::valid;
  };
  const std::string issuer_name = issuer.certificate.subject.to_string();
  std::string why_not = "neither " + issuer_name + " nor a delegate of it has signed it";
  if (is_responder(response, issuer.certificate)) {
    if (has_signed(issuer.key)) return {.by_authority = true, .why_not = {}};
    why_not = "its signature does not verify with the key of " + issuer_name;
  }
  for (const x509::CertificatePtr& delegate : response.certificates) {
    if (!delegate->complete || !is_responder(response, *delegate)) continue;
    const std::string name = delegate->subject.to_string();
    if (!has_signed(delegate->public_key)) {
      why_not = "its signature does not verify with the key of " + name;
      continue;
    }
    const auto is_issued = [&] {
      if (!x509::same_name(delegate->issuer, issuer.certificate.subject)) return false;
      if (!verifier_.knows(*delegate, issuer.key)) {
        if (left == 0) return false;
        --left;
      }
      return verifier_.verify(*delegate, issuer.key) == crypto::SignatureStatus::valid;
    };
    if (!is_issued())
      why_not = name + " has signed it, whose certificate " + issuer_name + " has not issued";
    else if (!delegate->extended_key_usage || !delegate->extended_key_usage->has(oids::ocsp_signing))
      why_not = name + " has signed it, whose certificate lacks the purpose OCSPSigning";
    else if (!delegate->not_before.time || !delegate->not_after.time || time < *delegate->not_before.time ||
             *delegate->not_after.time < time)
      why_not = name + " has signed it, whose certificate is not valid at that time";
    else
      return {.by_authority = true, .why_not = {}};
  }
  if (left == 0) why_not = "the budget of signature checks for one OCSP response is exhausted";
  return {.by_authority = false, .why_not = std::move(why_not)};
}

void OcspChecker::look_at_errors(Use use) {
  for (size_t i = 0; i < evidence_.responses.size(); ++i) {
    if (use == Use::staples && !is_staple(i)) continue;
    const OcspResponse& response = *evidence_.responses[i];
    if (response.status && *response.status != 0) {
      exclude(i, "the responder answered with an error (" + describe_error(*response.status) + ")");
    } else if (!response.complete || response.responses.empty()) {
      exclude(i, response.complete ? "it is about no certificate" : "it cannot be read");
    } else if (const Certificate* certificate = stapled_to(i);
               certificate != nullptr && std::none_of(response.responses.begin(), response.responses.end(),
                                                      [&](const SingleResponse& single) {
                                                        return may_be_about(single, *certificate);
                                                      })) {
      const std::string about = hex_encode(response.responses.front().serial);
      const std::string wanted = hex_encode(certificate->serial);
      remark(i, {.check = &checks::staple_for_another_certificate,
                 .message = "the stapled OCSP response is about serial number " + about + ", " +
                            certificate->subject.to_string() + " has " + wanted,
                 .evidence = {{"stapled_serial", about}, {"certificate_serial", wanted}}});
    }
  }
}

bool OcspChecker::is_stapled(size_t index) const {
  const auto is_of = [&](const Staple& staple) {
    return same_bytes(staple.certificate->der, path_.certificates[index]->der) &&
           answered_.contains({index, staple.response});
  };
  return std::any_of(evidence_.staples.begin(), evidence_.staples.end(), is_of);
}

bool OcspChecker::is_staple(size_t response) const { return stapled_to(response) != nullptr; }

const Certificate* OcspChecker::stapled_to(size_t response) const {
  const auto found = std::find_if(evidence_.staples.begin(), evidence_.staples.end(),
                                  [&](const Staple& staple) { return staple.response == response; });
  return found == evidence_.staples.end() ? nullptr : found->certificate.get();
}

std::string OcspChecker::name_of(size_t response) const {
  return is_staple(response) ? "the stapled OCSP response" : "the OCSP response";
}

void OcspChecker::exclude(size_t response, const std::string& why) {
  remark(response,
         {.check = &checks::ocsp_not_usable, .message = name_of(response) + " was not used: " + why});
}

/// The first remark about a response stands, but that a newer one contradicts it is said in any case.
void OcspChecker::remark(size_t response, Finding finding) {
  const auto [at, fresh] = remarks_.try_emplace(response);
  if (!fresh && (finding.check != &checks::contradicted || at->second.check == finding.check)) return;
  at->second = std::move(finding);
  at->second.subject = {Subject::Kind::ocsp, response};
}

Findings OcspChecker::findings() const {
  Findings findings;
  for (const auto& [number, finding] : remarks_)
    if (!used_.contains(number) ||
        (finding.check != &checks::superseded && finding.check != &checks::ocsp_not_usable))
      findings.push_back(finding);
  return findings;
}

}  // namespace certcheck::revocation
