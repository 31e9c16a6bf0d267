#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/path/options.h"
#include "certcheck/path/result.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Whether the certificates of a path are revoked, decided from CRLs (RFC 5280 6.3) and OCSP responses (RFC
/// 6960) that the caller supplies. Nothing is fetched.
namespace certcheck::revocation {

/// off: only what the peer stapled is verified. soft: what is revoked is refused. hard: what cannot be
/// determined is refused too.
enum class Mode : uint8_t { off, soft, hard };

std::string_view to_string(Mode mode);

/// Whose status is determined: the leaf's alone, or that of every certificate but the anchor.
enum class Scope : uint8_t { leaf, chain };

std::string_view to_string(Scope scope);

struct Options {
  Mode mode = Mode::off;
  /// CRLs and responses whose thisUpdate is older do not count, whatever their nextUpdate says. Unset: the
  /// profile's own limits (currency.h).
  std::optional<std::chrono::days> max_age;
  Scope scope = Scope::chain;
  /// Asked before each CRL and each answer of an OCSP response; once it says yes, none of them clears a
  /// certificate, for one not read may say that it is revoked.
  /// Null: never.
  std::function<bool()> out_of_time = {};
  /// RFC 5280 6.3.1 (b), use-deltas: a complete CRL that is completed by a delta CRL (freshestCRL in it or in
  /// the certificate) clears nothing without a current one (6.3.3 (a)). Those that are available are used in
  /// any case.
  bool require_deltas = false;
  /// How much later than the time of validation a statement may have been issued: what is fetched may be made
  /// after that time was set, and clocks differ. RFC 5019 4 allows "a small tolerance period" for nextUpdate
  /// alone; OpenSSL has five minutes for thisUpdate, too, mozilla::pkix a day.
  std::chrono::seconds ahead{0};
};

/// One of the responses, sent by the peer along with a certificate of its own.
struct Staple {
  size_t response = 0;               ///< index into Evidence::responses
  x509::CertificatePtr certificate;  ///< never null
};

/// One of the responses, received for a request with a nonce (ocsp_request.h).
struct Requested {
  size_t response = 0;  ///< index into Evidence::responses
  Bytes nonce;          ///< of the request, as it is inside of the extension's OCTET STRING
};

/// What there is to decide from, in any order. Each piece that is not used is reported in a finding.
struct Evidence {
  std::vector<x509::CrlPtr> crls;
  std::vector<x509::OcspResponsePtr> responses;
  /// Those of the responses that the peer stapled. They are verified in every mode, for every certificate.
  std::vector<Staple> staples = {};
  /// Those that answer a request with a nonce: with another nonce they are not used, without one they are, by
  /// their dates (`revocation.nonce_missing`).
  std::vector<Requested> requested = {};

  void add_staple(x509::OcspResponsePtr response, x509::CertificatePtr certificate) {
    staples.push_back({responses.size(), std::move(certificate)});
    responses.push_back(std::move(response));
  }
  void add_requested(x509::OcspResponsePtr response, Bytes nonce) {
    requested.push_back({responses.size(), std::move(nonce)});
    responses.push_back(std::move(response));
  }
};

enum class Status : uint8_t { good, revoked, unknown };

std::string_view to_string(Status status);

struct CertificateStatus {
  size_t index = 0;  ///< into the path's certificates
  Status status = Status::unknown;
  /// "CRL of <issuer>", "OCSP"; "noRevAvail" (RFC 9608) and "short-lived" (BR 1.6.1) of what needs no status;
  /// empty if nothing says anything. A responder that does not know the certificate is the source "OCSP" of
  /// the status unknown.
  std::string source;
  /// Of the status revoked, as far as the source says: since when, and why in the words of RFC 5280 5.3.1
  /// ("keyCompromise"), empty if it says nothing.
  std::optional<Time> revoked_at = {};
  std::string reason = {};
  /// Of Options::require_deltas: the complete CRLs (Evidence::crls) whose delta CRL is not available, and
  /// might change the status.
  std::vector<size_t> without_delta = {};
};

/// Who may sign CRLs alongside the issuers on the path: certificates available that lead to the path's own
/// anchor. Those further back in the pool are tried first: a server's own come first in it, the caller's
/// last.
struct SignerSearch {
  std::span<const x509::CertificatePtr> pool;
  std::span<const trust::Store* const> stores;
  const path::Options* path_options =
      nullptr;  ///< never null; its names and purpose are not asked of signers
};

struct Answer {
  /// Of every certificate in scope but the anchor, leaf first; of others only if something is said.
  std::vector<CertificateStatus> statuses;
  Findings findings;  ///< subjects as in path::Path; crl and ocsp with the index in Evidence
  /// A valid, current response that says good or revoked was stapled to the leaf.
  bool leaf_stapled = false;
};

/// Decides about a path. What decides, where several statements do not agree:
///
/// A CRL speaks about certificates that were issued by the key that signed it, and about those of the same CA
/// under another key (crl_authority.h says which that are). A statement is superseded by a newer one of the
/// same key, or of the key that issued the certificate, with the same reasons at least: newer is a later
/// thisUpdate, or the same one with a higher CRL number in the same scope. What is listed in a CRL that is
/// not superseded is revoked, also in a delta CRL without its base, which clears and supersedes nothing. Of
/// OCSP responses
/// the newest decides; at equal thisUpdate revoked comes before unknown, and that before good. Unknown never
/// lifts a revocation: it decides where there is no older revoked that nothing newer lifts.
///
/// Between CRLs and OCSP revoked wins, whichever is newer; two things give way to a newer statement of the
/// other kind that clears for every reason in the name of the issuing key: a certificateHold, which a CA may
/// release (RFC 5280 5.3.1), and what is out of date. Another revocation is for good, and no newer statement
/// of the other kind takes it back. That they do not agree is said: `revocation.contradicted` where a
/// revocation for good is missing from a newer statement, else `revocation.superseded`.
///
/// A statement that was current once says for good that a certificate is revoked, unless it was on hold
/// (RFC 5280 5.3.1) or a newer, current one says otherwise; it clears nothing. A complete CRL is as current
/// as the delta CRL that is applied to it (RFC 5280 5.2.4, 6.3.3 (a)(1)(i)).
///
/// A trust anchor needs no status, but what was stapled to one is verified with the key of its issuer where
/// that is available, and of a leaf that is an anchor itself and not self-issued so is all evidence in scope:
/// it is not trusted against its issuer's word. A status that is unknown is not an error there in any mode.
///
/// Without an anchor only what was stapled is verified.
///
/// Every CRL and response that was not used is in the findings with what excluded it: `revocation.unrelated`
/// for those about other certificates, `revocation.not_asked_for` where mode, scope or path ask for no
/// status.
Answer check(const path::Path& path, const Evidence& evidence, const Options& options,
             const SignerSearch& signers, crypto::Verifier& verifier);

}  // namespace certcheck::revocation
