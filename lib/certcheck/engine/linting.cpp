#include "certcheck/engine/linting.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/engine/presentation.h"
#include "certcheck/lint/embedded.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/runner.h"
#include "certcheck/names/checks.h"
#include "certcheck/path/checks.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace certcheck::engine {
namespace {

/// Everything but the sources that bind others.
lint::Rules rules_for(lint::Audience audience) {
  lint::Rules rules;
  for (const lint::Source& source : lint::sources())
    if (source.audience != lint::Audience::everyone && source.audience != audience)
      rules.exclude.push_back("source:" + std::string(source.id));
  return rules;
}

lint::Selection of_private_roots(path::Purpose purpose) {
  lint::Rules rules = rules_for(lint::Audience::private_roots);
  // Its rules are about TLS servers.
  if (purpose != path::Purpose::server) rules.exclude.emplace_back("clients.apple.*");
  return lint::Selection(rules);
}

/// What a lint finds in a chain or a handshake, and what path::judge says of the same fault where it counts.
struct SaidByPath {
  std::string_view lint;  ///< id of the lint, whose row is its source's own
  const Check* path;
};
constexpr SaidByPath said_by_path[] = {
    {"chain.key_identifiers.not_of_issuer", &path::checks::issuer_key_id_mismatch},
    {"chain.key_identifiers.not_of_issuer", &path::checks::issuer_other_key},
    {"chain.key_identifiers.not_of_issuer", &path::checks::anchor_other_key},
    {"chain.key_identifiers.issuer_and_serial_not_of_issuer", &path::checks::issuer_serial_mismatch},
    {"chain.names.encoded_differently", &path::checks::issuer_name_for_browsers},
    {"chain.constraints.path_length_beyond_issuer", &path::checks::path_length_exceeded},
    {"chain.constraints.purpose_not_in_issuer", &path::checks::extended_key_usage_purpose},
    {"chain.validity.ends_before_leaf", &path::checks::validity_expired},
    {"clients.apple.name_missing", &names::checks::no_subject_alternative_name},
    {"clients.apple.rsa_key_too_small", &path::checks::key_too_small},
    {"clients.apple.weak_digest", &path::checks::signature_broken_digest},
    {"clients.apple.weak_digest", &path::checks::signature_weak_digest},
    {"clients.openssl_strict.refused", &path::checks::basic_constraints_missing},
    {"clients.openssl_strict.refused", &path::checks::basic_constraints_not_ca},
    {"clients.openssl_strict.refused", &path::checks::key_explicit_curve},
    {"clients.openssl_strict.refused", &path::checks::version_not_v3},
    {"handshake.key_usage.not_for_key_exchange", &path::checks::key_usage_purpose},
    {"handshake.key_usage.not_for_signature", &path::checks::key_usage_purpose},
};

/// The same of one certificate: the path says it of that one.
constexpr SaidByPath said_of_certificate[] = {
    {"hygiene.certificate.broken_digest", &path::checks::signature_broken_digest},
    {"hygiene.certificate.weak_digest", &path::checks::signature_weak_digest},
    {"hygiene.certificate.weak_digest", &path::checks::signature_weak_digest_allowed},
};

void drop_what_path_says(Findings& findings, const Findings& of_path) {
  std::erase_if(findings, [&of_path](const Finding& finding) {
    const auto says = [&](const SaidByPath& pair, bool of_certificate) {
      return finding.id() == pair.lint &&
             std::any_of(of_path.begin(), of_path.end(), [&](const Finding& other) {
               return other.check == pair.path &&
                      (!of_certificate || other.subject.index == finding.subject.index);
             });
    };
    return std::any_of(std::begin(said_by_path), std::end(said_by_path),
                       [&](const SaidByPath& pair) { return says(pair, false); }) ||
           std::any_of(std::begin(said_of_certificate), std::end(said_of_certificate),
                       [&](const SaidByPath& pair) { return says(pair, true); });
  });
}

/// What the parser found and what the lints find, narrowed by the selection.
template <typename Parsed, typename LintSubject>
void lint_parsed(const Parsed& parsed, const LintSubject& lint_subject, const Subject& subject,
                 const lint::Selection& selection, Findings& findings, lint::Outcomes* outcomes) {
  Findings of_parser = parsed.findings;
  for (Finding& finding : of_parser) finding.subject = subject;
  selection.apply(of_parser);
  std::move(of_parser.begin(), of_parser.end(), std::back_inserter(findings));
  lint::run(lint_subject, selection, subject, findings, outcomes);
}

/// Where the dates of an anchor do not bind, a chain does not break with them, as the path's `expires` has
/// it.
void leave_out_dates_of_anchor(lint::Chain chain, const lint::Selection& selection, Findings& findings) {
  static constexpr std::string_view breaks = "chain.validity.ends_before_leaf";
  const size_t anchor = chain.size() - 1;
  bool hidden = false;  // the lint names the certificate that ends first: another may end early as well
  std::erase_if(findings, [&](const Finding& finding) {
    const bool is_break = finding.id() == breaks && finding.subject.index == anchor;
    hidden = hidden || is_break;
    return is_break ||
           (finding.id() == "chain.validity.outlives_issuer" && finding.subject.index == anchor - 1);
  });
  if (!hidden) return;
  Findings below;
  lint::run(chain.first(anchor), selection, Subject{Subject::Kind::chain}, below);
  std::copy_if(below.begin(), below.end(), std::back_inserter(findings),
               [](const Finding& finding) { return finding.id() == breaks; });
}

/// Lints how certificates fit together that stand one behind the other, each of which is verified with the
/// key of the next one, where that one's name is the issuer's.
void lint_links(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                crypto::Verifier& verifier, Findings& findings) {
  std::deque<lint::CertificateFacts> facts;  // stable addresses
  std::vector<const lint::CertificateFacts*> links;
  for (const auto& certificate : chain) links.push_back(&facts.emplace_back(*certificate, verifier));
  for (size_t i = 0; i + 1 < facts.size(); ++i)
    if (facts[i].certificate.issuer_key() == facts[i + 1].certificate.subject_key())
      facts[i].signed_by_next = verifier.verify(facts[i].certificate, facts[i + 1].certificate.public_key);
  lint::run(lint::Chain(links), selection, Subject{Subject::Kind::chain}, findings);
}

/// The certificates, by number, in the order in which each is certified by the next, as far as the names
/// tell: from the first that issued none of the others on. What does not belong to that chain is left out.
std::vector<size_t> order_by_names(std::span<const x509::CertificatePtr> chain) {
  std::unordered_map<std::string_view, size_t> issued;  // by each name, to others and itself
  std::unordered_map<std::string_view, std::deque<size_t>> by_subject;
  for (size_t i = 0; i < chain.size(); ++i) {
    ++issued[chain[i]->issuer_key()];
    by_subject[chain[i]->subject_key()].push_back(i);
  }
  size_t start = 0;
  for (size_t i = chain.size(); i-- > 0;)
    if (!chain[i]->self_issued() && !issued.contains(chain[i]->subject_key())) start = i;
  std::vector<size_t> order{start};
  std::vector<bool> taken(chain.size());
  taken[start] = true;
  for (bool found = true; found;) {
    const x509::Certificate& last = *chain[order.back()];
    std::deque<size_t>& candidates = by_subject[last.issuer_key()];
    while (!candidates.empty() && taken[candidates.front()]) candidates.pop_front();
    // Of several with the name the one behind it is meant.
    const size_t behind = order.back() + 1;
    const bool is_behind =
        behind < chain.size() && !taken[behind] && chain[behind]->subject_key() == last.issuer_key();
    found = is_behind || (!last.self_issued() && !candidates.empty());
    if (!found) break;
    order.push_back(is_behind ? behind : candidates.front());
    taken[order.back()] = true;
  }
  return order;
}

/// Verifies those certificates whose issuer stands elsewhere than behind them, which is told by itself.
void lint_displaced_signatures(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                               crypto::Verifier& verifier, Findings& findings) {
  static const lint::Selection of_signatures(lint::Rules{.include = {"chain.signatures.*"}});
  const std::vector<size_t> order = order_by_names(chain);
  std::vector<x509::CertificatePtr> ordered;
  for (const size_t number : order) ordered.push_back(chain[number]);
  Findings found;
  lint_links(ordered, of_signatures, verifier, found);
  for (Finding& finding : found)
    if (finding.subject.index) finding.subject.index = order[*finding.subject.index];
  selection.apply(found);
  std::copy_if(found.begin(), found.end(), std::back_inserter(findings), [&findings](const Finding& one) {
    return std::none_of(findings.begin(), findings.end(), [&one](const Finding& other) {
      return other.id() == one.id() && other.subject.index == one.subject.index;
    });
  });
}

}  // namespace

const lint::Selection& selection_for(const path::Path& path, path::Purpose purpose) {
  static const lint::Selection of_public(rules_for(lint::Audience::public_roots));
  static const lint::Selection of_servers = of_private_roots(path::Purpose::server);
  static const lint::Selection of_others = of_private_roots(path::Purpose::any);
  if (path.anchor && path.anchor->public_root) return of_public;
  return purpose == path::Purpose::server ? of_servers : of_others;
}

Findings lint_path(const path::Path& path, const lint::Selection& selection, KnownCertificates& known) {
  Findings findings;
  std::vector<const lint::CertificateFacts*> facts;
  for (const auto& certificate : path.certificates) facts.push_back(&known.facts(*certificate));
  const lint::Chain chain(facts);
  lint::run(chain, selection, Subject{Subject::Kind::chain}, findings);
  if (path.anchor && !path.anchor_checks.expiry && chain.size() > 1)
    leave_out_dates_of_anchor(chain, selection, findings);
  drop_what_path_says(findings, path.findings);
  for (size_t i = 0; i < chain.size(); ++i) {
    // A root of a store that everybody has is nobody's to change. The user's own root is.
    const bool is_public_root = path.anchor && path.anchor->public_root && i + 1 == chain.size() && i != 0;
    if (!is_public_root) lint::run(*chain[i], selection, Subject{Subject::Kind::certificate, i}, findings);
  }
  drop_what_path_says(findings, path.findings);  // of certificates, too
  return findings;
}

void lint_thing(const lint::CertificateFacts& facts, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes) {
  lint_parsed(facts.certificate, facts, subject, selection, findings, outcomes);
}

void lint_thing(const x509::Crl& crl, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes) {
  lint_parsed(crl, crl, subject, selection, findings, outcomes);
}

void lint_thing(const x509::OcspResponse& response, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes) {
  lint_parsed(response, response, subject, selection, findings, outcomes);
}

void lint_thing(const x509::OcspRequest& request, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes) {
  lint_parsed(request, request, subject, selection, findings, outcomes);
}

Findings lint_chain(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                    crypto::Verifier& verifier) {
  ChainReport presented;
  presented.presented.assign(chain.begin(), chain.end());
  Findings findings;
  judge_presentation(presented, std::nullopt, findings);
  selection.apply(findings);
  lint_links(chain, selection, verifier, findings);
  if (!chain.empty()) lint_displaced_signatures(chain, selection, verifier, findings);
  return findings;
}

Linted lint_encoded(lint::Kind kind, Bytes der, size_t index, const LintSetting& setting) {
  const auto& [selection, weak_keys, verifier, with_outcomes] = setting;
  const bool is_of_ocsp = kind == lint::Kind::ocsp || kind == lint::Kind::ocsp_request;
  const Subject::Kind label = kind == lint::Kind::crl ? Subject::Kind::crl
                              : is_of_ocsp            ? Subject::Kind::ocsp
                                                      : Subject::Kind::certificate;
  Linted linted{.kind = kind, .subject = {label, index, crypto::sha256(der)}};
  lint::Outcomes* const outcomes = with_outcomes ? &linted.outcomes : nullptr;
  if (kind == lint::Kind::crl) {
    linted.crl = x509::parse_crl(std::move(der));
    lint_thing(*linted.crl, linted.subject, selection, linted.findings, outcomes);
  } else if (kind == lint::Kind::ocsp) {
    linted.ocsp = x509::parse_ocsp_response(std::move(der));
    lint_thing(*linted.ocsp, linted.subject, selection, linted.findings, outcomes);
    lint::run_embedded(*linted.ocsp, selection, verifier, weak_keys, linted.subject, linted.findings);
  } else if (kind == lint::Kind::ocsp_request) {
    linted.ocsp_request = x509::parse_ocsp_request(std::move(der));
    lint_thing(*linted.ocsp_request, linted.subject, selection, linted.findings, outcomes);
    lint::run_embedded(*linted.ocsp_request, selection, verifier, weak_keys, linted.subject, linted.findings);
  } else {
    linted.certificate = x509::parse_certificate(std::move(der));
    lint::CertificateFacts facts(*linted.certificate, verifier);
    facts.weak_keys = weak_keys;
    lint_thing(facts, linted.subject, selection, linted.findings, outcomes);
  }
  return linted;
}

Linted lint_encoded_chain(std::span<const Bytes> chain, const LintSetting& setting) {
  Linted linted{.kind = lint::Kind::chain};
  for (const Bytes& der : chain) linted.chain.push_back(x509::parse_certificate(der));
  linted.findings = lint_chain(linted.chain, setting.selection, setting.verifier);
  return linted;
}

Findings lint_handshake(const tls::HandshakeRecord& record, const lint::CertificateFacts* leaf,
                        const Findings& of_path, const lint::Selection& selection) {
  const lint::HandshakeFacts facts{record, leaf};
  Findings findings;
  lint::run(facts, selection, Subject{Subject::Kind::handshake}, findings);
  drop_what_path_says(findings, of_path);
  return findings;
}

Findings lint_evidence(const revocation::Evidence& evidence, const lint::Selection& selection,
                       crypto::Verifier& verifier) {
  Findings findings;
  for (size_t i = 0; i < evidence.crls.size(); ++i)
    lint_thing(*evidence.crls[i], Subject{Subject::Kind::crl, i}, selection, findings);
  for (size_t i = 0; i < evidence.responses.size(); ++i) {
    const Subject subject{Subject::Kind::ocsp, i};
    lint_thing(*evidence.responses[i], subject, selection, findings);
    lint::run_embedded(*evidence.responses[i], selection, verifier, nullptr, subject, findings);
  }
  return findings;
}

}  // namespace certcheck::engine
