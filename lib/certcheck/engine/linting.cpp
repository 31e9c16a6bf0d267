#include "certcheck/engine/linting.h"

#include "certcheck/base/budget.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/engine/detail/lint_thing.h"
#include "certcheck/engine/detail/presentation.h"
#include "certcheck/lint/embedded.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/x509/certificate_list.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace certcheck::engine {
namespace {

/// Which certificate of those that stand together issued which.
class Issuers {
 public:
  Issuers(std::span<const x509::CertificatePtr> chain, crypto::Verifier& verifier)
      : chain_(chain), verifier_(verifier), issuers_(chain.size()) {
    std::unordered_map<std::string_view, std::vector<size_t>> by_subject;
    for (size_t i = 0; i < chain.size(); ++i) by_subject[chain[i]->subject_key()].push_back(i);
    for (size_t i = 0; i < chain.size(); ++i) {
      const auto found = by_subject.find(chain[i]->issuer_key());
      if (found != by_subject.end() && !(chain[i]->self_issued() && verifies(i, i)))
        issuers_[i] = choose(i, found->second);
    }
  }

  std::optional<size_t> of(size_t subject) const { return issuers_[subject]; }

 private:
  bool verifies(size_t subject, size_t issuer) {
    return verifier_.verify(*chain_[subject], chain_[issuer]->public_key) == crypto::SignatureStatus::valid;
  }

  bool is_named(size_t subject, size_t issuer) const {
    const auto& named = chain_[subject]->authority_key_identifier;
    const auto& borne = chain_[issuer]->subject_key_identifier;
    if (!named) return false;
    if (named->key_identifier && borne) return same_bytes(*named->key_identifier, *borne);
    return named->serial && x509::identifies(*named, *chain_[issuer]);
  }

  /// RFC 8446 4.4.2: extraneous certificates and any order are to be expected. Of several with the issuer's
  /// name, that is the one whose key verifies; the one that the authority key identifier names, and then the
  /// one directly after it, are tried first, and are meant where none verifies.
  std::optional<size_t> choose(size_t subject, std::vector<size_t> candidates) {
    std::erase_if(candidates, [&](size_t one) {
      return one == subject || same_bytes(chain_[one]->der, chain_[subject]->der);
    });
    const auto rank = [&](size_t one) {
      return (is_named(subject, one) ? 0 : 2) + (one == subject + 1 ? 0 : 1);
    };
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](size_t a, size_t b) { return rank(a) < rank(b); });
    if (candidates.empty()) return std::nullopt;
    if (candidates.size() > 1) {
      for (const size_t one : candidates) {
        if (left_ == 0) break;
        --left_;
        if (verifies(subject, one)) return one;
      }
    }
    return candidates.front();
  }

  std::span<const x509::CertificatePtr> chain_;
  crypto::Verifier& verifier_;
  std::vector<std::optional<size_t>> issuers_;
  size_t left_ = Budget{}.signatures;  ///< signatures to verify in order to choose
};

/// The certificates, by number, each followed by its issuer: from the first that issued none of the others
/// on, and then likewise from those that are left. One that would come after another whose issuer is
/// elsewhere, although it has that one's name, is left out: it would be taken for the issuer.
std::vector<size_t> arrange(std::span<const x509::CertificatePtr> chain, const Issuers& issuers) {
  std::vector<bool> issued(chain.size()), taken(chain.size());
  for (size_t i = 0; i < chain.size(); ++i)
    if (const auto issuer = issuers.of(i)) issued[*issuer] = true;
  size_t start = 0;
  for (size_t i = chain.size(); i-- > 0;)
    if (!chain[i]->self_issued() && !issued[i]) start = i;
  std::vector<size_t> order;
  const auto follow = [&](std::optional<size_t> next) {
    for (; next && !taken[*next]; next = issuers.of(*next)) {
      taken[*next] = true;
      order.push_back(*next);
    }
  };
  follow(start);
  for (size_t i = 0; i < chain.size(); ++i)
    if (!taken[i] && chain[i]->subject_key() != chain[order.back()]->issuer_key()) follow(i);
  return order;
}

/// Lints how certificates fit together. Each is verified with the key of the next one, where that one's name
/// is the issuer's.
void lint_links(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                crypto::Verifier& verifier, const lint::Assumptions& assumed, Findings& findings) {
  const std::vector<size_t> order = arrange(chain, Issuers(chain, verifier));
  std::deque<lint::CertificateFacts> facts;  // stable addresses
  std::vector<const lint::CertificateFacts*> links;
  for (const size_t number : order) links.push_back(&facts.emplace_back(*chain[number], verifier, assumed));
  for (size_t i = 0; i + 1 < facts.size(); ++i)
    if (facts[i].certificate.is_signed &&
        facts[i].certificate.issuer_key() == facts[i + 1].certificate.subject_key())
      facts[i].signed_by_next = verifier.verify(facts[i].certificate, facts[i + 1].certificate.public_key);
  const size_t first = findings.size();
  lint::run(lint::Chain(links), selection, Subject{Subject::Kind::chain}, findings);
  // Findings count the certificates as they are given.
  for (size_t i = first; i < findings.size(); ++i) {
    Finding& finding = findings[i];
    if (finding.subject.index) finding.subject.index = order[*finding.subject.index];
    for (auto& [key, value] : finding.evidence)
      if (key == "other_index" || key == "precertificate_index")
        value = std::to_string(order[std::stoul(value)]);
  }
}

}  // namespace

Findings lint_chain(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                    crypto::Verifier& verifier, const lint::Assumptions& assumed) {
  ChainReport presented;
  presented.presented.assign(chain.begin(), chain.end());
  Findings findings;
  check_presentation(presented, std::nullopt, {}, {}, findings);
  check_gap(presented.presented, findings);
  selection.apply(findings);
  if (!chain.empty()) lint_links(chain, selection, verifier, {.as_of = assumed.as_of}, findings);
  std::vector<std::optional<Sha256>> fingerprints(chain.size());
  for (Finding& finding : findings) {
    Subject& subject = finding.subject;
    if (subject.kind != Subject::Kind::certificate || !subject.index) continue;
    std::optional<Sha256>& fingerprint = fingerprints[*subject.index];
    if (!fingerprint) fingerprint = crypto::sha256(chain[*subject.index]->der);
    subject.sha256 = fingerprint;
  }
  return findings;
}

Linted lint_encoded(lint::Kind kind, Bytes der, size_t index, const LintSetting& setting) {
  const auto& [selection, weak_keys, verifier, with_outcomes, assumed] = setting;
  const bool is_of_ocsp = kind == lint::Kind::ocsp || kind == lint::Kind::ocsp_request;
  const Subject::Kind label = kind == lint::Kind::crl ? Subject::Kind::crl
                              : is_of_ocsp            ? Subject::Kind::ocsp
                                                      : Subject::Kind::certificate;
  Linted linted{.kind = kind, .subject = {label, index, crypto::sha256(der)}, .assumed = assumed};
  lint::Outcomes* const outcomes = with_outcomes ? &linted.outcomes : nullptr;
  if (kind == lint::Kind::crl) {
    linted.crl = x509::parse_crl(std::move(der));
    lint_thing(*linted.crl, linted.subject, selection, linted.findings, outcomes, {}, assumed.as_of);
  } else if (kind == lint::Kind::ocsp) {
    linted.ocsp = x509::parse_ocsp_response(std::move(der));
    lint_thing(*linted.ocsp, linted.subject, selection, linted.findings, outcomes, {}, assumed.as_of);
    lint::run_embedded(*linted.ocsp, selection, verifier, weak_keys, linted.subject, linted.findings, {},
                       assumed.as_of);
  } else if (kind == lint::Kind::ocsp_request) {
    linted.ocsp_request = x509::parse_ocsp_request(std::move(der));
    lint_thing(*linted.ocsp_request, linted.subject, selection, linted.findings, outcomes, {}, assumed.as_of);
    lint::run_embedded(*linted.ocsp_request, selection, verifier, weak_keys, linted.subject, linted.findings,
                       {}, assumed.as_of);
  } else {
    linted.certificate = x509::parse_certificate(std::move(der));
    lint::CertificateFacts facts(*linted.certificate, verifier, assumed);
    facts.weak_keys = weak_keys;
    lint_thing(facts, linted.subject, selection, linted.findings, outcomes);
  }
  return linted;
}

Linted lint_to_be_signed(Bytes der, const x509::CertificatePtr& issuer, const LintSetting& setting) {
  Linted linted{.kind = lint::Kind::certificate,
                .subject = {Subject::Kind::certificate, 0, crypto::sha256(der)},
                .assumed = setting.assumed};
  linted.certificate = x509::parse_certificate(std::move(der), x509::CertificateForm::to_be_signed);
  lint::CertificateFacts facts(*linted.certificate, setting.verifier, setting.assumed);
  facts.weak_keys = setting.weak_keys;
  lint_thing(facts, linted.subject, setting.selection, linted.findings,
             setting.with_outcomes ? &linted.outcomes : nullptr);
  if (issuer) {
    const lint::CertificateFacts of_issuer(*issuer, setting.verifier);
    const lint::CertificateFacts* const both[] = {&facts, &of_issuer};
    lint::run(lint::Chain(both), setting.selection, Subject{Subject::Kind::chain}, linted.findings);
  }
  return linted;
}

Linted lint_encoded_chain(std::span<const Bytes> chain, const LintSetting& setting) {
  Linted linted{.kind = lint::Kind::chain, .assumed = setting.assumed};
  x509::CertificateList list;
  for (const Bytes& der : chain)
    if (auto certificate = list.parse(der)) linted.chain.push_back(std::move(certificate));
  linted.findings = lint_chain(linted.chain, setting.selection, setting.verifier, setting.assumed);
  return linted;
}

}  // namespace certcheck::engine
