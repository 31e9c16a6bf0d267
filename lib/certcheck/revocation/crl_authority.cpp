#include "certcheck/revocation/detail/crl_authority.h"

#include "certcheck/base/encoding.h"
#include "certcheck/path/inherited_key.h"
#include "certcheck/path/path.h"
#include "certcheck/revocation/detail/crl_status.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace certcheck::revocation {
namespace {

using x509::Certificate;
using x509::CertificatePtr;

/// 6.3.3 (f): "If a key usage extension is present in the CRL issuer's certificate, verify that the cRLSign
/// bit is set."
bool may_sign_crls(const Certificate& signer) {
  return !signer.key_usage || signer.key_usage->has(x509::KeyUsage::crl_sign);
}

/// Of a certificate that is not on the path as an issuer. A CA certificate without keyUsage may sign
/// CRLs; of any other the one who issued it must have said so, for by name and key alone a server that got a
/// certificate with the CA's name would speak for the CA. 4.2.1.12: keyUsage and extKeyUsage are "processed
/// independently", and the key is for what both allow. There is no purpose for signing CRLs; one that
/// signs OCSP responses states status as well. The extKeyUsage of a CA binds what it issues.
bool is_made_to_sign_crls(const Certificate& signer) {
  if (signer.is_ca()) return true;
  if (!signer.key_usage) return false;
  const auto& purposes = signer.extended_key_usage;
  return !purposes || purposes->has(x509::oids::any_extended_key_usage) ||
         purposes->has(x509::oids::ocsp_signing);
}

bool same_key(const Certificate& a, const Certificate& b) {
  return same_bytes(a.public_key.bytes, b.public_key.bytes);
}

bool same_entity(const Certificate& a, const Certificate& b) {
  return a.subject_key() == b.subject_key() && same_key(a, b);
}

bool contains(std::span<const CertificatePtr> list, const Certificate& certificate) {
  return std::any_of(list.begin(), list.end(),
                     [&](const CertificatePtr& one) { return same_bytes(one->der, certificate.der); });
}

bool names_key_of(const x509::Crl& crl, const Certificate& certificate) {
  const auto& named = crl.authority_key_identifier;
  return named && named->key_identifier && certificate.subject_key_identifier &&
         same_bytes(*named->key_identifier, *certificate.subject_key_identifier);
}

}  // namespace

/// Why nobody was found; of several reasons the one that comes closest.
struct CrlAuthority::Failure {
  enum class Reason : uint8_t { no_key, budget, other_ca, no_path, not_meant, revoked, no_crl_sign };
  Reason reason = Reason::no_key;
  const Certificate* signer = nullptr;  ///< unless no_key or budget

  void note(Reason why, const Certificate* who) {
    if (why > reason) {
      reason = why;
      signer = who;
    }
  }
};

const Speaker& CrlAuthority::speaker(size_t crl_number, size_t index) {
  const auto key = std::pair(crl_number, index);
  const auto known = known_.find(key);
  return known != known_.end() ? known->second : known_.emplace(key, find(crl_number, index)).first->second;
}

Speaker CrlAuthority::find(size_t crl_number, size_t index) {
  const x509::Crl& crl = *evidence_.crls[crl_number];
  const Certificate& certificate = *path_.certificates[index];
  const size_t issuer = index + 1;
  size_t top = issuer;  // the CA's own certificates on the path: issuer to top
  while (top + 1 < path_.certificates.size() && path_.certificates[top]->self_issued()) ++top;
  const bool direct = x509::same_name(crl.issuer, certificate.issuer);
  Failure failure;
  const auto speaks = [&](const Certificate& signer) {
    const bool own = direct && same_key(signer, *path_.certificates[issuer]);
    return Speaker{.kind = own ? Speaker::Kind::issuing_key : Speaker::Kind::other_key,
                   .key = signer.public_key.bytes,
                   .why_not = {}};
  };

  for (size_t at = issuer; at < path_.certificates.size() && !(direct && at > top); ++at) {
    const Certificate& signer = *path_.certificates[at];
    if (!x509::same_name(signer.subject, crl.issuer) || !signed_by_path(crl_number, at)) continue;
    if (may_sign_crls(signer)) return speaks(signer);
    failure.note(Failure::Reason::no_crl_sign, &signer);
  }

  std::optional<Speaker> listed;  // one of several certificates of a signer may be revoked
  std::vector<std::pair<ByteView, bool>> tried;
  const std::span<const CertificatePtr> above = std::span(path_.certificates).subspan(issuer);
  for (const CertificatePtr& signer : depth_ < signers_.path_options->budget.crl_signer_depth
                                          ? candidates(crl, index, top)
                                          : Certificates()) {
    // Which parameters a key inherits, only its path says.
    const bool inherits = path::lacks_parameters(signer->public_key);
    if (!inherits && !signed_by(crl_number, signer->public_key, tried)) continue;
    if (!may_sign_crls(*signer)) {
      failure.note(Failure::Reason::no_crl_sign, signer.get());
      continue;
    }
    if (!is_made_to_sign_crls(*signer)) {
      failure.note(Failure::Reason::not_meant, signer.get());
      continue;
    }
    Certificates pool;
    if (direct && !vouched_for(crl_number, signer, issuer, top, pool, 0)) {
      if (!inherits) failure.note(Failure::Reason::other_ca, signer.get());
      continue;
    }
    pool.insert(pool.end(), above.begin(), above.end());
    auto way = path_of(signer, pool, index);
    if (!way && !direct) way = path_of(signer, signers_.pool, index);
    if (!way) {
      if (!inherits) failure.note(Failure::Reason::no_path, signer.get());
      continue;
    }
    if (inherits && !signed_by(crl_number, path::working_key(way->certificates, 0), tried)) continue;
    if (is_revoked(*way)) {
      failure.note(Failure::Reason::revoked, signer.get());
      continue;
    }
    const auto entry = find_entry(crl, *signer);
    if (!entry || entry->is_removed()) return speaks(*signer);
    if (!listed) listed = speaks(*signer);
    listed->lists_itself = true;
  }
  if (listed) return *std::move(listed);
  if (ledger_.checks_left[crl_number] == 0) failure.note(Failure::Reason::budget, nullptr);

  Speaker nobody;
  const std::string issuer_name = crl.issuer.to_string();
  const auto signer_name = [&] {
    return failure.signer->subject.to_string() + " (issued by " + failure.signer->issuer.to_string() + ")";
  };
  switch (failure.reason) {
    case Failure::Reason::no_key:
      // 5.2.1: its authorityKeyIdentifier says which key that ought to be.
      nobody.why_not = direct && names_key_of(crl, *path_.certificates[issuer])
                           ? "its signature does not verify with the key of " + issuer_name + " that it names"
                           : "no certificate for " + issuer_name + " has the key that signed it";
      if (direct) {
        if (const auto& named = crl.authority_key_identifier; named && named->key_identifier)
          nobody.evidence.emplace_back("crl_key_identifier", hex_encode(*named->key_identifier));
        if (const auto& borne = path_.certificates[issuer]->subject_key_identifier)
          nobody.evidence.emplace_back("issuer_key_identifier", hex_encode(*borne));
      }
      break;
    case Failure::Reason::budget:
      nobody.why_not = "the budget of signature checks for one CRL is exhausted";
      break;
    case Failure::Reason::other_ca:
      nobody.why_not =
          signer_name() + " has signed it, which is another CA than the one of that name on the path";
      break;
    case Failure::Reason::no_path:
      nobody.why_not = signer_name() + " has signed it, but has no valid path to the same trust anchor";
      break;
    case Failure::Reason::not_meant:
      nobody.why_not = signer_name() +
                       " has signed it, whose certificate is neither a CA certificate nor one for signing "
                       "CRLs (keyUsage cRLSign, no other purpose)";
      break;
    case Failure::Reason::revoked:
      nobody.why_not = signer_name() + " has signed it, but is revoked";
      break;
    case Failure::Reason::no_crl_sign:
      nobody.why_not = issuer_name +
                       " has signed it, but its keyUsage lacks cRLSign: issue the CA certificate again with "
                       "cRLSign";
      break;
  }
  return nobody;
}

bool CrlAuthority::signed_by_path(size_t crl_number, size_t position) {
  const auto [known, fresh] = by_path_[crl_number].emplace(position, false);
  if (!fresh) return known->second;
  return known->second =
             verifier_.verify(evidence_.crls[crl_number], path::working_key(path_.certificates, position)) ==
             crypto::SignatureStatus::valid;
}

bool CrlAuthority::spend(size_t crl_number) {
  if (ledger_.checks_left[crl_number] == 0) return false;
  --ledger_.checks_left[crl_number];
  return true;
}

bool CrlAuthority::signed_by(size_t crl_number, const x509::SubjectPublicKeyInfo& key,
                             std::vector<std::pair<ByteView, bool>>& tried) {
  const bool as_encoded = !path::lacks_parameters(key);
  if (as_encoded)
    for (const auto& [bytes, valid] : tried)
      if (same_bytes(bytes, key.bytes)) return valid;
  if (!spend(crl_number)) return false;
  const bool valid = verifier_.verify(evidence_.crls[crl_number], key) == crypto::SignatureStatus::valid;
  if (as_encoded) tried.emplace_back(key.bytes, valid);
  return valid;
}

/// Certificates of the pool that have the CRL issuer's name, the likeliest first.
CrlAuthority::Certificates CrlAuthority::candidates(const x509::Crl& crl, size_t index, size_t top) const {
  const bool direct = x509::same_name(crl.issuer, path_.certificates[index]->issuer);
  const auto tried = std::span(path_.certificates)
                         .subspan(index + 1, (direct ? top + 1 : path_.certificates.size()) - (index + 1));
  Certificates found;
  std::unordered_set<std::string_view> seen;
  for (auto it = signers_.pool.rbegin(); it != signers_.pool.rend(); ++it) {
    const Certificate& candidate = **it;
    if (!x509::same_name(candidate.subject, crl.issuer)) continue;
    if (same_key(candidate, *path_.certificates[index]) || contains(tried, candidate)) continue;
    if (seen.insert(as_text(candidate.der)).second) found.push_back(*it);
  }
  std::stable_partition(found.begin(), found.end(),
                        [&](const CertificatePtr& one) { return names_key_of(crl, *one); });
  if (direct) {
    // The rest are namesakes; they are tried so that the report can say so.
    std::stable_partition(found.begin(), found.end(), [&](const CertificatePtr& one) {
      return one->self_issued() || (top + 1 < path_.certificates.size() &&
                                    x509::same_name(one->issuer, path_.certificates[top + 1]->subject));
    });
  }
  return found;
}

/// Does whoever vouches for the CA on the path, its certificates from `issuer` to `top`, vouch for the signer
/// too? Appends the certificates between the signer and the path to `vouchers`.
bool CrlAuthority::vouched_for(size_t crl_number, const CertificatePtr& signer, size_t issuer, size_t top,
                               Certificates& vouchers, size_t depth) {
  const auto issued = [&](const x509::SubjectPublicKeyInfo& key) {
    return (verifier_.knows(*signer, key) || spend(crl_number)) &&
           verifier_.verify(*signer, key) == crypto::SignatureStatus::valid;
  };
  const size_t parent = top + 1;
  if (parent < path_.certificates.size() &&
      x509::same_name(signer->issuer, path_.certificates[parent]->subject) &&
      issued(path::working_key(path_.certificates, parent)))
    return true;
  if (!signer->self_issued()) return false;
  for (size_t at = issuer; at <= top; ++at)
    if (issued(path::working_key(path_.certificates, at))) return true;
  if (depth + 1 >= signers_.path_options->budget.vouching_steps) return false;
  for (auto it = signers_.pool.rbegin(); it != signers_.pool.rend(); ++it) {
    const CertificatePtr& other = *it;
    if (other->subject_key() != signer->subject_key() || same_bytes(other->der, signer->der) ||
        contains(vouchers, *other) || !issued(other->public_key))
      continue;
    vouchers.push_back(other);
    if (vouched_for(crl_number, other, issuer, top, vouchers, depth + 1)) return true;
    vouchers.pop_back();
  }
  return false;
}

/// 6.3.3 (f): "The trust anchor for the certification path MUST be the same as the trust anchor used to
/// validate the target certificate."
std::optional<path::Path> CrlAuthority::path_of(const CertificatePtr& signer,
                                                std::span<const CertificatePtr> pool, size_t index) const {
  path::Options options = *signers_.path_options;
  options.names.clear();
  options.purpose = path::Purpose::any;
  options.max_depth.reset();
  options.policy = {};
  // What is held against certificates as leaves of TLS does not bind who signs CRLs.
  options.strict = false;
  options.check_certificate = {};
  options.budget.signatures = std::min(options.budget.signatures, options.budget.crl_signers);
  auto validation = path::validate(signer, pool, signers_.stores, options, verifier_);
  const Certificate& subject = *path_.certificates[index];
  for (path::Path& way : validation.paths) {
    if (!way.trusted || !same_entity(*way.anchor->certificate, *path_.anchor->certificate)) continue;
    const bool meant =
        std::all_of(way.certificates.begin() + 1, way.certificates.end(),
                    [&](const CertificatePtr& authority) { return may_speak_for(*authority, subject); });
    if (meant) return std::move(way);
  }
  return std::nullopt;
}

/// May a CA on the path of a CRL's signer decide about the certificate? Those on the certificate's own
/// path may.
bool CrlAuthority::may_speak_for(const Certificate& authority, const Certificate& subject) const {
  if (std::any_of(path_.certificates.begin(), path_.certificates.end(),
                  [&](const CertificatePtr& one) { return same_entity(*one, authority); }))
    return true;
  if (authority.name_constraints) return false;
  const auto& allowed = authority.extended_key_usage;
  if (!allowed || allowed->has(x509::oids::any_extended_key_usage)) return true;
  const auto& used = subject.extended_key_usage;
  return used && std::all_of(used->purposes.begin(), used->purposes.end(),
                             [&](der::Oid purpose) { return allowed->has(purpose); });
}

bool CrlAuthority::is_revoked(const path::Path& way) const {
  CrlChecker checker(way, evidence_, options_, signers_, verifier_, ledger_, depth_ + 1);
  for (size_t i = 0; i + 1 < way.certificates.size(); ++i)
    if (!contains(path_.certificates, *way.certificates[i]) && checker.status(i).status == Status::revoked)
      return true;
  return false;
}

}  // namespace certcheck::revocation
