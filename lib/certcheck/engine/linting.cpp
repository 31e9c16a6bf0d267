#include "certcheck/engine/linting.h"

#include "certcheck/engine/presentation.h"
#include "certcheck/lint/embedded.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/registry.h"
#include "certcheck/lint/runner.h"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::engine {
namespace {

/// Sources that bind what chains to a public root alone. The rest binds every certificate, whoever issued it.
constexpr std::array<std::string_view, 4> root_program_sources{"cabf_", "mozilla", "apple", "chrome"};

lint::Selection of_public_roots() {
  // Public CAs are held to the rules from which those of clients were made.
  return lint::Selection(lint::Rules{.exclude = {"source:clients"}});
}

lint::Selection of_private_roots(path::Purpose purpose) {
  lint::Rules rules;
  for (const lint::Source& source : lint::sources()) {
    const bool of_a_program =
        std::any_of(root_program_sources.begin(), root_program_sources.end(),
                    [&](std::string_view prefix) { return source.id.starts_with(prefix); });
    if (of_a_program) rules.exclude.push_back("source:" + std::string(source.id));
  }
  // Its rules are about TLS servers.
  if (purpose != path::Purpose::server) rules.exclude.push_back("clients.apple.*");
  return lint::Selection(rules);
}

/// What a lint finds in a chain or a handshake, and what path::judge says of the same fault where it counts.
struct SaidByPath {
  std::string_view lint, path;
};
constexpr SaidByPath said_by_path[] = {
    {"chain.key_identifiers.not_of_issuer", "path.issuer.key_id_mismatch"},
    {"chain.key_identifiers.not_of_issuer", "path.issuer.other_key"},
    {"chain.key_identifiers.not_of_issuer", "path.anchor.other_key"},
    {"chain.key_identifiers.issuer_and_serial_not_of_issuer", "path.issuer.serial_mismatch"},
    {"chain.names.encoded_differently", "path.issuer.name_not_matched_by_browsers"},
    {"chain.constraints.path_length_beyond_issuer", "path.path_length.exceeded"},
    {"chain.constraints.purpose_not_in_issuer", "path.extended_key_usage.purpose_not_allowed"},
    {"chain.validity.ends_before_leaf", "path.validity.expired"},
    {"clients.apple.name_missing", "host.no_subject_alternative_name"},
    {"clients.apple.rsa_key_too_small", "path.key.too_small"},
    {"clients.apple.weak_digest", "path.signature.broken_digest"},
    {"clients.apple.weak_digest", "path.signature.weak_digest"},
    {"clients.openssl_strict.refused", "path.basic_constraints.missing"},
    {"clients.openssl_strict.refused", "path.basic_constraints.not_ca"},
    {"clients.openssl_strict.refused", "path.key.explicit_curve"},
    {"clients.openssl_strict.refused", "path.version.not_v3"},
    {"handshake.key_usage.not_for_key_exchange", "path.key_usage.purpose_not_allowed"},
    {"handshake.key_usage.not_for_signature", "path.key_usage.purpose_not_allowed"},
};

/// The same of one certificate: the path says it of that one.
constexpr SaidByPath said_of_certificate[] = {
    {"hygiene.certificate.broken_digest", "path.signature.broken_digest"},
    {"hygiene.certificate.weak_digest", "path.signature.weak_digest"},
    {"hygiene.certificate.weak_digest", "path.signature.weak_digest_allowed"},
};

void drop_what_path_says(Findings& findings, const Findings& of_path) {
  std::erase_if(findings, [&of_path](const Finding& finding) {
    const auto says = [&](const SaidByPath& pair, bool of_certificate) {
      return finding.id() == pair.lint &&
             std::any_of(of_path.begin(), of_path.end(), [&](const Finding& other) {
               return other.id() == pair.path &&
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

/// The facts of certificates, and a chain of them.
class ChainFacts {
 public:
  ChainFacts(std::span<const x509::CertificatePtr> certificates, crypto::Verifier& verifier) {
    for (const auto& certificate : certificates)
      chain_.push_back(&facts_.emplace_back(*certificate, verifier));
  }
  lint::Chain chain() const { return chain_; }

  /// Verifies each certificate with the key of the next one, where that one's name is the issuer's.
  void verify_links(crypto::Verifier& verifier) {
    for (size_t i = 0; i + 1 < facts_.size(); ++i)
      if (facts_[i].certificate.issuer_key() == facts_[i + 1].certificate.subject_key())
        facts_[i].signed_by_next =
            verifier.verify(facts_[i].certificate, facts_[i + 1].certificate.public_key);
  }

 private:
  std::deque<lint::CertificateFacts> facts_;  ///< stable addresses
  std::vector<const lint::CertificateFacts*> chain_;
};

}  // namespace

const lint::Selection& selection_for(const path::Path& path, path::Purpose purpose) {
  static const lint::Selection of_public = of_public_roots();
  static const lint::Selection of_servers = of_private_roots(path::Purpose::server);
  static const lint::Selection of_others = of_private_roots(path::Purpose::any);
  if (path.anchor && path.anchor->public_root) return of_public;
  return purpose == path::Purpose::server ? of_servers : of_others;
}

Findings lint_path(const path::Path& path, const lint::Selection& selection, crypto::Verifier& verifier) {
  Findings findings;
  const ChainFacts facts(path.certificates, verifier);
  const lint::Chain chain = facts.chain();
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

Findings lint_chain(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                    crypto::Verifier& verifier) {
  ChainReport presented;
  presented.presented.assign(chain.begin(), chain.end());
  Findings findings;
  judge_presentation(presented, findings);
  selection.apply(findings);
  ChainFacts facts(chain, verifier);
  facts.verify_links(verifier);
  lint::run(facts.chain(), selection, Subject{Subject::Kind::chain}, findings);
  return findings;
}

Findings lint_handshake(const tls::HandshakeRecord& record, const x509::CertificatePtr& leaf,
                        const Findings& of_path, const lint::Selection& selection,
                        crypto::Verifier& verifier) {
  std::optional<lint::CertificateFacts> of_leaf;
  if (leaf != nullptr) of_leaf.emplace(*leaf, verifier);
  const lint::HandshakeFacts facts{record, of_leaf ? &*of_leaf : nullptr};
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
