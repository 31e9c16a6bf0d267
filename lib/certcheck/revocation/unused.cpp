#include "certcheck/revocation/detail/unused.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/encoding.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/revocation/detail/crl_scope.h"
#include "certcheck/revocation/detail/crl_status.h"
#include "certcheck/revocation/detail/ocsp_status.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace certcheck::revocation {

bool Inquiry::has_no_status(const x509::Certificate& certificate) {
  return certificate.no_revocation_available && !certificate.is_ca();
}

std::string Inquiry::why_nothing() const {
  if (options_.mode == Mode::off) return "the status of certificates is not asked for (revocation off)";
  if (path_.anchor == nullptr) return "the certificates have no path to a trust anchor";
  return {};
}

bool Inquiry::in_scope(size_t index) const {
  return why_nothing().empty() && !is_anchor(index) && (options_.scope == Scope::chain || index == 0);
}

std::string Inquiry::why_not(size_t index) const {
  if (std::string why = why_nothing(); !why.empty()) return why;
  const x509::Certificate& certificate = *path_.certificates[index];
  const std::string about = "it is about " + certificate.subject.to_string();
  // An anchor needs no status, but a leaf that is one is not trusted against its issuer's word.
  if (is_anchor(index) && (index != 0 || certificate.self_issued()))
    return about + ", a trust anchor, which needs no status";
  if (options_.scope == Scope::leaf && index != 0)
    return about + ", and only the leaf's status is asked for (revocation scope leaf)";
  if (has_no_status(certificate)) return about + ", for which its CA publishes no status (noRevAvail)";
  return {};
}

namespace {

/// Findings up to a bound a check; the rest is counted.
class UnusedList {
 public:
  void add(const Check& check, const Subject& subject, std::string message) {
    if (++counts_[&check] > OutputBudget::findings_of_a_kind) return;
    findings_.push_back({.check = &check, .subject = subject, .message = std::move(message)});
  }

  Findings take() {
    for (const auto& [check, count] : counts_)
      if (count > OutputBudget::findings_of_a_kind)
        findings_.push_back(more_findings(*check, {}, count - OutputBudget::findings_of_a_kind));
    return std::move(findings_);
  }

 private:
  Findings findings_;
  std::map<const Check*, size_t> counts_;
};

/// What excluded a piece of evidence, as a clause.
struct Exclusion {
  const Check* check = nullptr;
  std::string why;
};

/// What excluded a piece that is about a certificate of the path, or whatever it is about. `is_about` says of
/// a certificate whether it is.
/// `revocation_of` says when it calls it revoked.
template <typename IsAbout, typename RevocationOf>
std::optional<Exclusion> not_asked_for(const Inquiry& inquiry, const Check& not_usable, IsAbout is_about,
                                       RevocationOf revocation_of) {
  if (std::string why = inquiry.why_nothing(); !why.empty())
    return Exclusion{&checks::not_asked_for, std::move(why)};
  const auto& certificates = inquiry.path().certificates;
  for (size_t i = 0; i < certificates.size(); ++i) {
    if (!is_about(i)) continue;
    std::string why = inquiry.why_not(i);
    if (!why.empty()) {
      if (Inquiry::has_no_status(*certificates[i]))
        if (const std::optional<Revocation> found = revocation_of(*certificates[i]))
          why += "; it lists " + certificates[i]->subject.to_string() + " as revoked " + found->describe() +
                 ", unverified";
      return Exclusion{&checks::not_asked_for, std::move(why)};
    }
    return Exclusion{&not_usable, "the issuer of " + certificates[i]->subject.to_string() +
                                      " is not available, so it cannot be verified"};
  }
  return std::nullopt;
}

Exclusion exclusion_of(const Inquiry& inquiry, const x509::Crl& crl,
                       const std::vector<CertificateScope>& scopes) {
  if (auto found = not_asked_for(
          inquiry, checks::crl_not_usable, [&](size_t i) { return coverage(crl, scopes[i]).relevant; },
          [&](const auto& one) { return find_entry(crl, one); }))
    return *std::move(found);
  if (!crl.complete) return {&checks::crl_not_usable, "it cannot be read"};
  return {&checks::unrelated,
          "its issuer has issued no certificate of the path, and is the cRLIssuer of none"};
}

Exclusion exclusion_of(const Inquiry& inquiry, const x509::OcspResponse& response,
                       const x509::Certificate* stapled_to) {
  const auto& certificates = inquiry.path().certificates;
  if (stapled_to != nullptr && std::none_of(certificates.begin(), certificates.end(), [&](const auto& one) {
        return same_bytes(one->der, stapled_to->der);
      }))
    return {&checks::unrelated,
            "it came with " + stapled_to->subject.to_string() + ", which is not on the path"};
  if (auto found = not_asked_for(
          inquiry, checks::ocsp_not_usable, [&](size_t i) { return is_about(response, *certificates[i]); },
          [&](const auto& one) { return revocation_about(response, one); }))
    return *std::move(found);
  const std::string about =
      response.responses.empty()
          ? "no certificate"
          : "the certificate with serial number " + hex_encode(response.responses.front().serial) +
                (response.responses.size() == 1
                     ? ""
                     : " and " + std::to_string(response.responses.size() - 1) + " more");
  return {&checks::unrelated, "it is about " + about + ", which is not a certificate of the path"};
}

}  // namespace

Findings unused(const Inquiry& inquiry, const Evidence& evidence,
                const std::function<bool(size_t)>& crl_is_told,
                const std::function<bool(size_t)>& response_is_told) {
  UnusedList list;
  std::vector<CertificateScope> scopes;  // of the path's certificates, once one is needed
  // What was not read because time ran out is a finding of who set the limit.
  const auto& out_of_time = inquiry.options().out_of_time;
  for (size_t i = 0; i < evidence.crls.size(); ++i) {
    if (crl_is_told(i)) continue;
    if (out_of_time && out_of_time()) break;
    if (scopes.empty())
      for (const auto& certificate : inquiry.path().certificates) scopes.emplace_back(*certificate);
    const Exclusion found = exclusion_of(inquiry, *evidence.crls[i], scopes);
    list.add(*found.check, {Subject::Kind::crl, i},
             "the CRL of " + evidence.crls[i]->issuer.to_string() + " was not used: " + found.why);
  }
  for (size_t i = 0; i < evidence.responses.size(); ++i) {
    if (response_is_told(i)) continue;
    const auto staple = std::find_if(evidence.staples.begin(), evidence.staples.end(),
                                     [&](const Staple& one) { return one.response == i; });
    const bool stapled = staple != evidence.staples.end();
    const Exclusion found =
        exclusion_of(inquiry, *evidence.responses[i], stapled ? staple->certificate.get() : nullptr);
    list.add(*found.check, {Subject::Kind::ocsp, i},
             std::string(stapled ? "the stapled" : "the") + " OCSP response was not used: " + found.why);
  }
  return list.take();
}

}  // namespace certcheck::revocation
