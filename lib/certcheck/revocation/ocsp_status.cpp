#include "certcheck/revocation/detail/ocsp_status.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/path/inherited_key.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/detail/crl_status.h"
#include "certcheck/revocation/detail/signature_rules.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <span>
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

/// Digests of the same bytes, each worked out once: a response may have any number of answers.
class Digests {
 public:
  explicit Digests(ByteView bytes) : bytes_(bytes) {}
  const std::optional<Bytes>& of(Digest which) {
    const auto [known, fresh] = known_.try_emplace(which);
    if (fresh) known->second = crypto::digest(which, bytes_);
    return known->second;
  }

 private:
  ByteView bytes_;
  std::map<Digest, std::optional<Bytes>> known_;
};

/// RFC 6960 4.1.1: the digest of the name of the certificate's issuer, where it is one that we know.
bool names_issuer(const SingleResponse& single, Digests& of_issuer_name) {
  const auto which = certificate_id_digest(single.hash_algorithm);
  const auto name = which ? of_issuer_name.of(*which) : std::nullopt;
  return !name || same_bytes(*name, single.issuer_name_hash);
}

bool may_be_about(const SingleResponse& single, const Certificate& certificate, Digests& of_issuer_name) {
  return same_bytes(single.serial, certificate.serial) && names_issuer(single, of_issuer_name);
}

Revocation revocation_in(const SingleResponse& single) {
  return {single.revocation_time ? single.revocation_time->time : std::nullopt, single.revocation_reason};
}

}  // namespace

bool is_about(const OcspResponse& response, const Certificate& certificate) {
  Digests of_issuer_name(certificate.issuer.bytes);
  return std::any_of(response.responses.begin(), response.responses.end(), [&](const SingleResponse& single) {
    return may_be_about(single, certificate, of_issuer_name);
  });
}

std::optional<Revocation> revocation_about(const OcspResponse& response, const Certificate& certificate) {
  Digests of_issuer_name(certificate.issuer.bytes);
  for (const SingleResponse& single : response.responses)
    if (single.status == SingleResponse::Status::revoked && may_be_about(single, certificate, of_issuer_name))
      return revocation_in(single);
  return std::nullopt;
}

namespace {

/// 4.1.1: the rest of CertID, the digest of the issuer's key without tag, length and unused bits. Why it is
/// not about the certificate, or empty.
std::string other_issuer(const SingleResponse& single, const Certificate& issuer, Digests& of_key) {
  const auto which = certificate_id_digest(single.hash_algorithm);
  if (!which)
    return "its CertID uses a digest that is not supported (" + single.hash_algorithm.oid.to_string() + ")";
  const auto& key = of_key.of(*which);
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

bool is_valid_at(const Certificate& certificate, Time time) {
  return certificate.not_before.time && certificate.not_after.time && *certificate.not_before.time <= time &&
         time <= *certificate.not_after.time;
}

bool is_for_ocsp(const Certificate& certificate) {
  return certificate.extended_key_usage && certificate.extended_key_usage->has(oids::ocsp_signing);
}

/// The certificates that may be the signer's, those first that look like the issuer's delegate: a server can
/// put any number of others before it, and what may be spent on a response is bounded. 4.2.1: the response
/// "MAY include certificates ... that help the OCSP client verify the responder's signature". Where it does
/// not, who asks has them: of the pool delegates alone, from its end as everywhere, after all others.
std::vector<x509::CertificatePtr> candidates(const OcspResponse& response, const Certificate& issuer,
                                             Time time, std::span<const x509::CertificatePtr> pool) {
  std::vector<x509::CertificatePtr> found;
  for (const x509::CertificatePtr& one : response.certificates)
    if (one->complete && is_responder(response, *one)) found.push_back(one);
  std::stable_partition(found.begin(), found.end(), [&](const x509::CertificatePtr& one) {
    return x509::same_name(one->issuer, issuer.subject) && is_for_ocsp(*one) && is_valid_at(*one, time);
  });
  std::stable_partition(found.begin(), found.end(), [&](const x509::CertificatePtr& one) {
    const auto& named = one->authority_key_identifier;
    return named && named->key_identifier && issuer.subject_key_identifier &&
           same_bytes(*named->key_identifier, *issuer.subject_key_identifier);
  });
  for (auto it = pool.rbegin(); it != pool.rend(); ++it)
    if (is_for_ocsp(**it) && (*it)->complete && x509::same_name((*it)->issuer, issuer.subject) &&
        is_responder(response, **it))
      found.push_back(*it);
  return found;
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
  size_t index = 0;  ///< on the path
  const Certificate& certificate;
  x509::SubjectPublicKeyInfo key;
  Digests key_digests = Digests(certificate.public_key.key.bytes);
};

/// One SingleResponse about the certificate in question, signed by who may.
struct OcspChecker::Statement {
  size_t response = 0;
  const SingleResponse* single = nullptr;
  Time issued{};
  bool stale = false;
  std::string why_stale;

  SingleResponse::Status status() const { return single->status; }
  Revocation revocation() const { return revocation_in(*single); }
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
                         const SignerSearch& signers, crypto::Verifier& verifier, CrlLedger& ledger)
    : path_(path),
      evidence_(evidence),
      options_(options),
      signers_(signers),
      path_options_(*signers.path_options),
      verifier_(verifier),
      ledger_(ledger) {}

EvidenceResult OcspChecker::status(size_t index, Use use) {
  asking_ = index;
  const Certificate& certificate = *path_.certificates[index];
  Issuer issuer{index + 1, *path_.certificates[index + 1], path::working_key(path_.certificates, index + 1)};
  Digests issuer_name(certificate.issuer.bytes);
  Statements statements;
  bool out_of_time = false;
  for (size_t i = 0; i < evidence_.responses.size() && !out_of_time; ++i) {
    if (use == Use::staples && !is_staple(i)) continue;
    const OcspResponse& response = *evidence_.responses[i];
    const bool fit = !has_unknown_critical(response.extensions);
    for (const SingleResponse& single : response.responses) {
      if (!may_be_about(single, certificate, issuer_name)) continue;
      out_of_time = options_.out_of_time && options_.out_of_time();
      if (out_of_time) break;
      auto statement = read(i, single, certificate, issuer, fit);
      if (!statement) continue;
      if (!statement->stale && statement->status() != SingleResponse::Status::unknown)
        answered_.emplace(index, i);
      statements.push_back(*std::move(statement));
    }
  }
  const Statement* decides = deciding(statements);
  if (decides != nullptr) used_[decides->response].insert(index);

  const std::string name = certificate.subject.to_string();
  for (const Statement& one : statements) {
    if (&one == decides) continue;
    // What was revoked for good is neither cleared nor put on hold (RFC 5280 5.3.1).
    const bool softened = decides != nullptr && one.status() == SingleResponse::Status::revoked &&
                          decides->status() == SingleResponse::Status::revoked &&
                          !one.revocation().may_be_lifted() && decides->revocation().may_be_lifted();
    if (!one.stale && one.status() == SingleResponse::Status::unknown &&
        decides->status() == SingleResponse::Status::revoked) {
      remark_unknown(one, name);
    } else if (decides != nullptr && one.status() == SingleResponse::Status::revoked &&
               (softened || decides->status() != SingleResponse::Status::revoked)) {
      // What was on hold may be released (RFC 5280 5.3.1).
      Finding finding{
          .check = one.revocation().may_be_lifted() ? &checks::superseded : &checks::contradicted,
          .message = name_of(one.response) + " of " + format_rfc3339(one.issued) + " says that " + name +
                     " is revoked " + one.revocation().describe() + "; the newer one of " +
                     format_rfc3339(decides->issued) + ", which decides, says " +
                     (softened ? "on hold" : std::string(to_string(decides->status()))),
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
                         " is superseded: that of " + format_rfc3339(decides->issued) + " decides"});
    }
  }
  if (out_of_time && (decides == nullptr || decides->status() != SingleResponse::Status::revoked)) {
    EvidenceResult cut_off;
    cut_off.details = "the time limit was reached before every OCSP response was read";
    return cut_off;
  }
  if (decides == nullptr) return {};

  EvidenceResult result{.source = "OCSP", .number = decides->response, .issued = decides->issued};
  switch (decides->status()) {
    case SingleResponse::Status::good:
      result.status = Status::good;
      result.clears_at = decides->issued;
      break;
    case SingleResponse::Status::revoked:
      result.status = Status::revoked;
      result.stale = decides->stale;
      result.revocation = decides->revocation();
      if (decides->stale || result.revocation->may_be_lifted()) result.liftable_since = decides->issued;
      result.details = decides->revocation().describe();
      decides->revocation().add_to(result.evidence);
      if (result.stale) {
        result.details += ", according to an OCSP response that is out of date: " + decides->why_stale;
        result.evidence.emplace_back("out_of_date", decides->why_stale);
      }
      break;
    case SingleResponse::Status::unknown:
      result.details = "the OCSP responder does not know it";
      remark_unknown(*decides, name);
      break;
  }
  return result;
}

void OcspChecker::remark_unknown(const Statement& statement, const std::string& name) {
  remark(statement.response,
         {.check = &checks::responder_does_not_know,
          .message = name_of(statement.response) + " says that the responder does not know " + name +
                     " (status unknown)"});
}

/// The newest of those that are current, if that says unknown and an older one revoked, the latter: who does
/// not know a certificate lifts nothing. What was revoked for good stays so when the statement is out of
/// date, unless a newer one that is current says good.
const OcspChecker::Statement* OcspChecker::deciding(const Statements& statements) {
  const Statement *newest = nullptr, *knows = nullptr, *stale = nullptr;
  const auto take = [](const Statement*& best, const Statement& one) {
    if (best == nullptr || one.decides_before(*best)) best = &one;
  };
  for (const Statement& one : statements) {
    take(one.stale ? stale : newest, one);
    if (one.stale) continue;
    if (one.status() != SingleResponse::Status::unknown) take(knows, one);
  }
  if (knows != nullptr && knows->status() == SingleResponse::Status::revoked) newest = knows;
  const bool stays = stale != nullptr && stale->status() == SingleResponse::Status::revoked &&
                     !stale->revocation().may_be_lifted() &&
                     (knows == nullptr || stale->issued > knows->issued);
  return stays ? stale : newest;
}

std::optional<OcspChecker::Statement> OcspChecker::read(size_t number, const SingleResponse& single,
                                                        const Certificate& certificate, Issuer& issuer,
                                                        bool fit) {
  const OcspResponse& response = *evidence_.responses[number];
  if (!response.complete || response.status != uint64_t{0}) return std::nullopt;  // see look_at_errors()
  const Time now = path_options_.time;
  const std::string other = other_issuer(single, issuer.certificate, issuer.key_digests);
  const auto unusable = [&](std::string why) {
    // What one who may speak calls revoked is said even where it does not count.
    if (single.status == SingleResponse::Status::revoked && other.empty() &&
        signature_of(number, issuer, now).by_authority)
      why += "; it says that " +
             (same_bytes(single.serial, certificate.serial)
                  ? certificate.subject.to_string()
                  : "the certificate with serial number " + hex_encode(single.serial)) +
             " is revoked " + revocation_in(single).describe();
    exclude(number, why);
    return std::nullopt;
  };
  if (!other.empty()) return unusable(other);
  if (nonce_fit(number) == NonceFit::other)
    return unusable("its nonce is not that of the request, so that it may be the response to an older one");
  const bool is_ca = certificate.is_ca();
  const Lifetime lifetime = ocsp_lifetime(options_, path_options_.profile, is_ca);
  const Currency currency = currency_of(single.this_update, single.next_update, now, lifetime);
  std::string why_not_current = describe(currency, single.this_update, single.next_update, lifetime);
  if (currency != Currency::current && !is_stale(currency)) return unusable(why_not_current);
  if (!response.produced_at.time || *response.produced_at.time > now + lifetime.ahead)
    return unusable("it was produced in the future");
  // Nobody can have known the status of a certificate before it existed.
  if (same_bytes(single.serial, certificate.serial) && certificate.not_before.time &&
      *response.produced_at.time < *certificate.not_before.time)
    return unusable("it was produced before the certificate's validity begins");
  if (has_unknown_critical(single.extensions) || !fit)
    return unusable("it has an unknown critical extension");
  // Where its form hides which of its dates are there, it clears nobody.
  if (single.status != SingleResponse::Status::revoked) {
    const std::string place = "responseBytes.response.tbsResponseData.responses." +
                              std::to_string(&single - response.responses.data());
    const auto fault =
        std::find_if(response.findings.begin(), response.findings.end(), [&](const Finding& f) {
          return f.check->counts != Counts::never &&
                 (f.node_path == place || f.node_path == place + ".thisUpdate" ||
                  f.node_path == place + ".nextUpdate");
        });
    if (fault != response.findings.end()) return unusable("it is malformed: " + fault->message);
  }
  const AlgorithmUse use = algorithm_use(response.signature_algorithm, path_options_);
  if (use == AlgorithmUse::refused) return unusable(describe(use, response.signature_algorithm));
  const bool stale = is_stale(currency);
  // Who signed a stale one had to be valid when it did.
  const Signature& signature = signature_of(number, issuer, stale ? *response.produced_at.time : now);
  if (!signature.by_authority) return unusable(signature.why_not);
  if (use != AlgorithmUse::sound) doubtful_.emplace(number, use);
  return Statement{number, &single, *single.this_update.time, stale, stale ? why_not_current : std::string()};
}

/// A response may speak of one certificate any number of times.
const OcspChecker::Signature& OcspChecker::signature_of(size_t response, const Issuer& issuer, Time time) {
  const std::tuple key(response, issuer.index, time);
  const auto known = signatures_.find(key);
  return known != signatures_.end()
             ? known->second
             : signatures_.emplace(key, check_signature(*evidence_.responses[response], issuer, time))
                   .first->second;
}

/// 4.2.2.2: by the issuer itself, or by one to whom it gave a certificate for OCSP signing.
OcspChecker::Signature OcspChecker::check_signature(const OcspResponse& response, const Issuer& issuer,
                                                    Time time) {
  size_t left = path_options_.budget.ocsp_signatures;
  std::map<std::string_view, bool> tried;  // many certificates may have one key
  const auto has_signed = [&](const x509::SubjectPublicKeyInfo& key) {
    if (const auto known = tried.find(as_text(key.bytes)); known != tried.end()) return known->second;
    if (left == 0) return false;
    --left;
    return tried[as_text(key.bytes)] = verifier_.verify(key, response.signature_algorithm, response.tbs,
                                                        response.signature) == crypto::SignatureStatus::valid;
  };
  const std::string issuer_name = issuer.certificate.subject.to_string();
  std::string why_not = "neither " + issuer_name + " nor a delegate of it has signed it";
  if (is_responder(response, issuer.certificate)) {
    if (has_signed(issuer.key)) return {.by_authority = true, .why_not = {}};
    why_not = "its signature does not verify with the key of " + issuer_name;
  }
  for (const x509::CertificatePtr& delegate : candidates(response, issuer.certificate, time, signers_.pool)) {
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
    const std::string fault =
        is_issued() ? fault_of_delegate(delegate, issuer, time) : issuer_name + " has not issued";
    if (fault.empty()) return {.by_authority = true, .why_not = {}};
    why_not = name + " has signed it, whose certificate " + fault;
  }
  if (left == 0) why_not = "the budget of signature checks for one OCSP response is exhausted";
  return {.by_authority = false, .why_not = std::move(why_not)};
}

/// A delegate is one more end-entity certificate below the CA and is held to what its kind is held to: RFC
/// 6960 4.2.2.2 asks for the purpose, 4.2.2.2.1 whether it is revoked, RFC 5280 for dates, keys, algorithms
/// and critical extensions (4.2: "A certificate-using system MUST reject the certificate if it encounters a
/// critical extension it does not recognize"). Empty if nothing is wrong with it.
std::string OcspChecker::fault_of_delegate(const x509::CertificatePtr& delegate, const Issuer& issuer,
                                           Time time) {
  if (!delegate->extended_key_usage || !delegate->extended_key_usage->has(oids::ocsp_signing))
    return "lacks the purpose OCSPSigning";
  if (!is_valid_at(*delegate, time)) return "is not valid at that time";
  path::Options options = path_options_;
  options.time = time;
  options.purpose = path::Purpose::ocsp_signing;
  options.names.clear();
  // What is held against certificates as leaves of TLS does not bind who signs responses.
  options.strict = false;
  for (const Finding& finding :
       path::check_certificate(*delegate, path::Role::leaf, /*anchor=*/nullptr, options)) {
    // RFC 5280 4.2.1.12: what is for OCSPSigning has digitalSignature or nonRepudiation, if it has a
    // keyUsage. Of a leaf of TLS that counts by profile; the signer of a CRL needs its bit in every profile.
    const bool usage = finding.check == &path::checks::key_usage_purpose;
    // This is where it is processed.
    const bool no_check = finding.check == &path::checks::unknown_critical && !finding.evidence.empty() &&
                          finding.evidence.front().second == oids::ocsp_no_check.to_string();
    if ((usage || counts(finding.check->counts, options.profile, options.strict)) && !no_check)
      return "is not valid: " + finding.message;
  }
  if (is_revoked(delegate, issuer)) return "is revoked";
  return {};
}

/// RFC 6960 4.2.2.2.1: unless the CA says that a responder may be trusted for as long as its certificate
/// lasts (id-pkix-ocsp-nocheck), its certificate is one like any other, as far as the CRLs available go.
bool OcspChecker::is_revoked(const x509::CertificatePtr& delegate, const Issuer& issuer) {
  if (delegate->ocsp_no_check || options_.mode == Mode::off || path_.anchor == nullptr) return false;
  const auto [known, fresh] =
      revoked_delegates_.emplace(std::pair(as_text(delegate->der), issuer.index), false);
  if (!fresh) return known->second;
  path::Path way;
  way.anchor = path_.anchor;
  way.certificates = {delegate};
  way.certificates.insert(way.certificates.end(),
                          path_.certificates.begin() + static_cast<std::ptrdiff_t>(issuer.index),
                          path_.certificates.end());
  CrlChecker crls(way, evidence_, options_, signers_, verifier_, ledger_);
  return known->second = crls.status(0).status == Status::revoked;
}

void OcspChecker::look_at_last() {
  asking_.reset();
  const Certificate& last = *path_.certificates.back();
  for (const Staple& staple : evidence_.staples) {
    const OcspResponse& response = *evidence_.responses[staple.response];
    if (same_bytes(staple.certificate->der, last.der) && is_about(response, last))
      exclude(staple.response, "the certificate of its issuer, " + last.issuer.to_string() +
                                   ", is not available, so it cannot be verified");
  }
}

void OcspChecker::look_at_errors(Use use) {
  asking_.reset();
  for (size_t i = 0; i < evidence_.responses.size(); ++i) {
    if (use == Use::staples && !is_staple(i)) continue;
    const OcspResponse& response = *evidence_.responses[i];
    if (response.status && *response.status != 0) {
      exclude(i, "the responder answered with an error (" + describe_error(*response.status) + ")");
    } else if (!response.complete || response.responses.empty()) {
      exclude(i, response.complete ? "it contains no status of a certificate" : "it cannot be read");
    } else if (const Certificate* certificate = stapled_to(i);
               certificate != nullptr && !is_about(response, *certificate)) {
      const std::string about = hex_encode(response.responses.front().serial);
      const std::string wanted = hex_encode(certificate->serial);
      for_another_.push_back({.check = &checks::staple_for_another_certificate,
                              .subject = {Subject::Kind::ocsp, i},
                              .message = "the stapled OCSP response is about serial number " + about + ", " +
                                         certificate->subject.to_string() + " has " + wanted,
                              .evidence = {{"stapled_serial", about}, {"certificate_serial", wanted}}});
      look_at_stranger(i, *certificate);
    }
  }
}

/// What else is wrong with a staple that is not about its certificate, where the same CA has issued the one
/// that it is about: a server that renewed its certificate often staples what it had before.
void OcspChecker::look_at_stranger(size_t response, const Certificate& certificate) {
  const SingleResponse& single = evidence_.responses[response]->responses.front();
  for (size_t i = 0; i + 1 < path_.certificates.size(); ++i) {
    if (!same_bytes(path_.certificates[i]->der, certificate.der)) continue;
    Issuer issuer{i + 1, *path_.certificates[i + 1], path::working_key(path_.certificates, i + 1)};
    Digests issuer_name(certificate.issuer.bytes);
    if (!names_issuer(single, issuer_name) ||
        !other_issuer(single, issuer.certificate, issuer.key_digests).empty())
      return;
    const bool fit = !has_unknown_critical(evidence_.responses[response]->extensions);
    const auto statement = read(response, single, certificate, issuer, fit);
    if (!statement) return;
    if (statement->stale)
      exclude(response, statement->why_stale);
    else if (statement->status() == SingleResponse::Status::unknown)
      remark_unknown(*statement, "the certificate with serial number " + hex_encode(single.serial));
    return;
  }
}

bool OcspChecker::is_stapled(size_t index) const {
  const auto is_of = [&](const Staple& staple) {
    return same_bytes(staple.certificate->der, path_.certificates[index]->der) &&
           answered_.contains({index, staple.response});
  };
  return std::any_of(evidence_.staples.begin(), evidence_.staples.end(), is_of);
}

bool OcspChecker::is_told(size_t response) const {
  return remarks_.contains(response) || used_.contains(response) ||
         std::any_of(for_another_.begin(), for_another_.end(),
                     [&](const Finding& finding) { return finding.subject.index == response; });
}

bool OcspChecker::is_staple(size_t response) const { return stapled_to(response) != nullptr; }

const Certificate* OcspChecker::stapled_to(size_t response) const {
  const auto found = std::find_if(evidence_.staples.begin(), evidence_.staples.end(),
                                  [&](const Staple& staple) { return staple.response == response; });
  return found == evidence_.staples.end() ? nullptr : found->certificate.get();
}

/// RFC 9654 2.1: the nonce "cryptographically binds a request and a response to prevent replay attacks". One
/// without is used: clients "SHOULD NOT reject a corresponding OCSPResponse solely on the basis of the
/// nonexistent expected nonce, but SHOULD fall back to validating the OCSPResponse based on time" (RFC 5019
/// 4).
OcspChecker::NonceFit OcspChecker::nonce_fit(size_t response) const {
  const auto asked = std::find_if(evidence_.requested.begin(), evidence_.requested.end(),
                                  [&](const Requested& one) { return one.response == response; });
  if (asked == evidence_.requested.end() || asked->nonce.empty()) return NonceFit::not_requested;
  const auto* const extension =
      x509::find_extension(evidence_.responses[response]->extensions, oids::ocsp_nonce);
  if (extension == nullptr) return NonceFit::missing;
  Findings ignored;  // the parser's to report
  der::FaultSink sink(ignored);
  der::Reader value(extension->value, sink, {}, extension->value_offset);
  const auto nonce = value.octet_string({});
  return nonce && value.at_end() && same_bytes(*nonce, asked->nonce) ? NonceFit::same : NonceFit::other;
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
  if (!fresh && (finding.check != &checks::contradicted || at->second.finding.check == finding.check)) return;
  at->second = {std::move(finding), asking_};
  at->second.finding.subject = {Subject::Kind::ocsp, response};
}

Findings OcspChecker::findings() const {
  Findings findings = for_another_;
  for (const auto& [number, remark] : remarks_) {
    const bool unused =
        remark.finding.check == &checks::superseded || remark.finding.check == &checks::ocsp_not_usable;
    const auto used = used_.find(number);
    if (!unused || used == used_.end()) {
      findings.push_back(remark.finding);
    } else if (remark.certificate && !used->second.contains(*remark.certificate)) {
      // A response may have answers about several certificates of the path.
      Finding& finding = findings.emplace_back(remark.finding);
      finding.message += " (about " + path_.certificates[*remark.certificate]->subject.to_string() +
                         "; about another certificate it was used)";
    }
  }
  for (const auto& [number, certificates] : used_)
    if (nonce_fit(number) == NonceFit::missing)
      findings.push_back({.check = &checks::nonce_missing,
                          .subject = {Subject::Kind::ocsp, number},
                          .message = name_of(number) +
                                     " does not contain the nonce of the request; it was used by its dates"});
  for (const auto& [number, use] : doubtful_)
    if (used_.contains(number))
      findings.push_back({.check = &check_of(use),
                          .subject = {Subject::Kind::ocsp, number},
                          .message = name_of(number) + " was used, though " +
                                     describe(use, evidence_.responses[number]->signature_algorithm)});
  return findings;
}

}  // namespace certcheck::revocation
