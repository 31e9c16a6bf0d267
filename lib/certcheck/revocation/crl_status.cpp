#include "certcheck/revocation/crl_status.h"

#include "certcheck/path/inherited_key.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/crl_form.h"
#include "certcheck/revocation/crl_scope.h"
#include "certcheck/revocation/currency.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace certcheck::revocation {
namespace {

namespace oids = x509::oids;

// Those that this module processes (RFC 5280 5.2, 5.3). Another critical one makes the CRL unusable.
constexpr std::array known_crl_extensions{
    oids::authority_key_identifier,    oids::issuer_alternative_name,    oids::crl_number,
    oids::delta_crl_indicator,         oids::issuing_distribution_point, oids::freshest_crl,
    oids::authority_information_access};
constexpr std::array known_entry_extensions{oids::crl_reason, oids::invalidity_date,
                                            oids::certificate_issuer};

constexpr uint64_t reason_remove_from_crl = 8;

/// Signatures that the search for the path of one CRL signer may check, and what it counts as: most of them
/// are remembered from the path itself.
constexpr size_t signer_search_signatures = 32, signer_search_charge = 8;

bool has_unknown_critical(const std::vector<x509::Extension>& extensions, std::span<const der::Oid> known) {
  return std::any_of(extensions.begin(), extensions.end(), [&](const x509::Extension& extension) {
    return extension.critical && std::find(known.begin(), known.end(), extension.id) == known.end();
  });
}

/// INTEGERs without sign, most significant first: shorter is smaller once leading zeros are gone.
bool less(ByteView a, ByteView b) {
  const auto strip = [](ByteView number) {
    while (!number.empty() && number[0] == 0) number = number.subspan(1);
    return number;
  };
  a = strip(a);
  b = strip(b);
  return a.size() != b.size() ? a.size() < b.size()
                              : std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

const x509::RevokedCertificate* find_entry(const x509::Crl& crl, const x509::Certificate& certificate) {
  // 5.3.3: in an indirect CRL an entry's issuer holds for those after it; at first it is the CRL's own.
  const std::vector<x509::GeneralName>* issuer = nullptr;
  for (const auto& entry : crl.revoked) {
    if (entry.certificate_issuer) issuer = &*entry.certificate_issuer;
    if (!same_bytes(entry.serial, certificate.serial)) continue;
    const bool same_issuer =
        issuer == nullptr ? x509::same_name(crl.issuer, certificate.issuer)
                          : std::any_of(issuer->begin(), issuer->end(), [&](const x509::GeneralName& name) {
                              return name.kind == x509::GeneralName::Kind::directory_name &&
                                     x509::same_name(name.directory_name, certificate.issuer);
                            });
    if (same_issuer) return &entry;
  }
  return nullptr;
}

bool same_key_identifier(const x509::Crl& a, const x509::Crl& b) {
  const x509::Extension* of_a = a.find(oids::authority_key_identifier);
  const x509::Extension* of_b = b.find(oids::authority_key_identifier);
  if (of_a == nullptr || of_b == nullptr) return of_a == of_b;
  return same_bytes(of_a->value, of_b->value);
}

/// 6.3.3 first paragraph: the certificate's distribution points, then one that names its issuer alone.
std::vector<x509::DistributionPoint> distribution_points(const x509::Certificate& certificate) {
  std::vector<x509::DistributionPoint> points;
  if (certificate.crl_distribution_points) points = certificate.crl_distribution_points->points;
  x509::DistributionPoint issuer;
  issuer.has_name = true;
  x509::GeneralName name;
  name.kind = x509::GeneralName::Kind::directory_name;
  name.directory_name = certificate.issuer;
  issuer.full_name.push_back(std::move(name));
  points.push_back(std::move(issuer));
  return points;
}

}  // namespace

bool CrlChecker::signs(const x509::Certificate& signer, const x509::SubjectPublicKeyInfo& key,
                       const x509::Crl& crl) {
  // 6.3.3 (f): the keyUsage of the CRL's issuer, if there is one, allows it.
  if (signer.key_usage && !signer.key_usage->has(x509::KeyUsage::crl_sign)) return false;
  if (!x509::same_name(signer.subject, crl.issuer) || signatures_left_ == 0) return false;
  --signatures_left_;
  return verifier_.verify(key, crl.signature_algorithm, crl.tbs, crl.signature) ==
         crypto::SignatureStatus::valid;
}

bool CrlChecker::signed_by_authority(const x509::Crl& crl) {
  // The CAs of the path were judged with it.
  for (size_t i = 1; i < path_.certificates.size(); ++i)
    if (signs(*path_.certificates[i], path::working_key(path_.certificates, i), crl)) return true;
  // 6.3.3 (f): another signer leads to the same anchor, and is not revoked itself.
  constexpr size_t max_depth = 3;
  if (depth_ >= max_depth) return false;
  for (const auto& candidate : signers_.pool) {
    // Which parameters a key inherits, only its path tells.
    const bool inherits = path::lacks_parameters(candidate->public_key);
    if (!inherits && !signs(*candidate, candidate->public_key, crl)) continue;
    if (!x509::same_name(candidate->subject, crl.issuer)) continue;
    path::Options options = *signers_.path_options;
    options.names.clear();
    options.purpose = path::Purpose::any;
    options.max_depth.reset();
    options.policy = {};
    // What is held against certificates as leaves of TLS does not bind who signs CRLs.
    options.strict = false;
    options.judge = {};
    // Each search is charged for what it may cost, so that a pool of namesakes costs the budget once.
    options.budget.signatures = std::min(signer_search_signatures, signatures_left_);
    signatures_left_ -= std::min(signatures_left_, signer_search_charge);
    const auto judgement = path::judge(candidate, signers_.pool, signers_.stores, options, verifier_);
    for (const path::Path& path : judgement.paths) {
      if (!path.anchor || !path_.anchor ||
          !same_bytes(path.anchor->certificate->der, path_.anchor->certificate->der))
        continue;
      if (!path.trusted) continue;
      if (inherits && !signs(*candidate, path::working_key(path.certificates, 0), crl)) continue;
      CrlChecker checker(path, evidence_, options_, signers_, verifier_, signatures_left_);
      checker.depth_ = depth_ + 1;
      bool revoked = false;
      for (size_t i = 0; i + 1 < path.certificates.size(); ++i)
        revoked = revoked || checker.status(i).status == Status::revoked;
      if (!revoked) return true;
    }
  }
  return false;
}

std::string CrlChecker::why_unusable(const x509::Crl& crl) {
  if (!crl.complete) return "it cannot be read";
  for (const Finding& finding : crl.findings)
    if (finding.check->counts != Counts::never) return "it is malformed: " + finding.message;
  if (!is_current(crl.this_update, crl.next_update, signers_.path_options->time, options_.max_age))
    return "it is not current";
  // 5.2: a critical extension that cannot be processed forbids the use of the CRL; 5.3: likewise in an entry.
  if (has_unknown_critical(crl.extensions, known_crl_extensions))
    return "it has an unknown critical extension";
  for (const auto& entry : crl.revoked)
    if (has_unknown_critical(entry.extensions, known_entry_extensions))
      return "an entry has an unknown critical extension";
  if (!signed_by_authority(crl))
    return signatures_left_ == 0 ? "the budget of signature checks is spent"
                                 : "no certificate that may sign CRLs for its issuer has signed it";
  return {};
}

std::vector<size_t> CrlChecker::newest_first(const Evidence& evidence) {
  std::vector<size_t> order(evidence.crls.size());
  std::iota(order.begin(), order.end(), size_t{0});
  const auto issued = [&](size_t number) { return evidence.crls[number]->this_update.time.value_or(Time{}); };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return issued(a) > issued(b); });
  return order;
}

bool CrlChecker::usable(size_t crl_number) {
  const auto known = usable_.find(crl_number);
  if (known != usable_.end()) return known->second;
  usable_[crl_number] = false;  // while its signer is being looked for
  const x509::Crl& crl = *evidence_.crls[crl_number];
  const std::string why = why_unusable(crl);
  if (!why.empty())
    findings_.push_back(Finding{.check = &checks::crl_not_usable,
                                .subject = {Subject::Kind::crl, crl_number},
                                .message = "the CRL of " + crl.issuer.to_string() + " was not used: " + why});
  return usable_[crl_number] = why.empty();
}

bool CrlChecker::clears(size_t crl_number) {
  if (!signers_.path_options->strict) return true;
  const auto [known, fresh] = clears_.emplace(crl_number, true);
  if (!fresh) return known->second;
  const x509::Crl& crl = *evidence_.crls[crl_number];
  const std::string fault = strict_fault(crl);
  if (!fault.empty())
    findings_.push_back(
        Finding{.check = &checks::crl_not_usable,
                .subject = {Subject::Kind::crl, crl_number},
                .message = "the CRL of " + crl.issuer.to_string() + " clears no certificate: " + fault});
  return known->second = fault.empty();
}

const x509::Crl* CrlChecker::delta_for(const x509::Crl& base) {
  // 6.3.3 (c)(1) to (3) and 5.2.4.
  for (const size_t i : newest_first_) {
    const x509::Crl& delta = *evidence_.crls[i];
    if (!delta.delta_crl_indicator || !delta.crl_number || !base.crl_number) continue;
    if (!x509::same_name(delta.issuer, base.issuer) || !same_scope(delta, base) ||
        !same_key_identifier(delta, base))
      continue;
    if (less(*base.crl_number, *delta.delta_crl_indicator) || !less(*base.crl_number, *delta.crl_number))
      continue;
    if (usable(i)) return &delta;
  }
  return nullptr;
}

bool CrlChecker::is_listed(const x509::Crl& base, const x509::Certificate& certificate) {
  // 6.3.3 (i) to (k): the delta speaks first; removeFromCRL there means that it is not revoked.
  if (const x509::Crl* delta = delta_for(base))
    if (const auto* entry = find_entry(*delta, certificate)) return entry->reason != reason_remove_from_crl;
  return find_entry(base, certificate) != nullptr;
}

CertificateStatus CrlChecker::status(size_t index) {
  const x509::Certificate& certificate = *path_.certificates[index];
  CertificateStatus result{.index = index};
  Reasons known = 0;
  for (const auto& point : distribution_points(certificate)) {
    for (const size_t i : newest_first_) {
      if (known == all_reasons) break;
      const x509::Crl& crl = *evidence_.crls[i];
      if (crl.delta_crl_indicator || crl.find(oids::delta_crl_indicator) != nullptr) continue;
      const Reasons covered = reasons_covered(crl, certificate, point);
      if ((covered & ~known) == 0) continue;  // (e)
      if (!usable(i)) continue;               // (a), (f), (g)
      result.source = "CRL of " + crl.issuer.to_string();
      if (is_listed(crl, certificate)) {
        result.status = Status::revoked;
        return result;
      }
      if (!clears(i)) continue;
      known = static_cast<Reasons>(known | covered);  // (l)
    }
  }
  if (known == all_reasons)
    result.status = Status::good;
  else
    result.source.clear();
  return result;
}

}  // namespace certcheck::revocation
