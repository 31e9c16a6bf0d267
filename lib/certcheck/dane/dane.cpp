#include "certcheck/dane/dane.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/dane/detail/matching.h"
#include "certcheck/names/match.h"
#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/public_key_info.h"

#include <algorithm>
#include <array>
#include <utility>

namespace certcheck::dane {
namespace {

using x509::CertificatePtr;

constexpr uint8_t full_certificate = 0, public_key = 1;   // selectors (RFC 6698 2.1.2)
constexpr uint8_t exact = 0, sha2_256 = 1, sha2_512 = 2;  // matching types (RFC 6698 2.1.3)
constexpr size_t sha2_256_bytes = 32, sha2_512_bytes = 64;

std::string with_number(std::string_view name, uint8_t number) {
  return std::string(name) + "(" + std::to_string(number) + ")";
}

template <size_t Count>
std::string name_of(const std::array<std::string_view, Count>& names, uint8_t number) {
  return number < Count ? with_number(names[number], number) : std::to_string(number);
}

/// RFC 6698 4.1: what is not understood, and data that is malformed, "MUST be considered unusable".
std::string why_unusable(const dns::TlsaRecord& record) {
  if (record.usage > dane_ee) return "certificate usage " + std::to_string(record.usage) + " is not defined";
  if (record.selector > public_key) return "selector " + std::to_string(record.selector) + " is not defined";
  if (record.matching > sha2_512)
    return "matching type " + std::to_string(record.matching) + " is not defined";
  const auto of_bytes = [&](size_t wanted) {
    return record.data.size() == wanted ? std::string()
                                        : "the data has " + std::to_string(record.data.size()) +
                                              " bytes, a digest of this type has " + std::to_string(wanted);
  };
  std::string problem;
  if (record.matching == sha2_256) problem = of_bytes(sha2_256_bytes);
  if (record.matching == sha2_512) problem = of_bytes(sha2_512_bytes);
  if (record.matching == exact && record.selector == full_certificate &&
      !x509::parse_certificate(ByteView(record.data))->complete)
    problem = "the data is not a certificate";
  if (record.matching == exact && record.selector == public_key && !x509::parse_public_key_info(record.data))
    problem = "the data is not a SubjectPublicKeyInfo";
  return problem;
}

Association association_of(const dns::TlsaRecord& record, bool mail_exchanger) {
  Association association{.record = record, .unusable = why_unusable(record)};
  association.unused_for_mail = association.unusable.empty() && mail_exchanger && record.usage <= pkix_ee;
  if (association.unused_for_mail)
    association.unusable = "senders of mail do not use PKIX-TA(0) and PKIX-EE(1)";
  return association;
}

std::optional<size_t> place_of(const x509::Certificate& certificate,
                               std::span<const CertificatePtr> presented) {
  for (size_t i = 0; i < presented.size(); ++i)
    if (same_bytes(presented[i]->der, certificate.der)) return i;
  return std::nullopt;
}

Sha256 fingerprint(const x509::Certificate& certificate, const Question& question) {
  return question.fingerprint ? question.fingerprint(certificate) : crypto::sha256(certificate.der);
}

/// PKIX-EE(1), DANE-EE(3): the leaf, and of the former the ordinary verdict.
void check_end_entity(Association& association, const Question& question) {
  const x509::Certificate& leaf = *question.presented.front();
  if (!is_about(association.record, leaf)) return;
  association.matched = Subject{Subject::Kind::certificate, 0, fingerprint(leaf, question)};
  association.authenticates = association.record.usage == dane_ee || question.trusted;
  if (!association.authenticates) association.refused = "the certificate is not trusted otherwise";
}

/// PKIX-TA(0): a CA "MUST be included as part of a valid certification path" (RFC 6698 2.1.1).
void check_pkix_authority(Association& association, const Question& question) {
  for (const path::Path& path : question.paths) {
    for (size_t i = 1; i < path.certificates.size(); ++i) {
      const x509::Certificate& certificate = *path.certificates[i];
      if (association.authenticates || !is_about(association.record, certificate)) continue;
      association.matched = Subject{Subject::Kind::certificate, place_of(certificate, question.presented),
                                    fingerprint(certificate, question)};
      association.authenticates = path.trusted && question.trusted;
      association.refused = association.authenticates ? "" : "the certificate is not trusted otherwise";
    }
  }
}

/// Why the leaf is not valid under `anchor` alone; empty if it is.
std::string refusal_under(const CertificatePtr& anchor, const dns::TlsaRecord& record,
                          const Question& question) {
  trust::Store store("TLSA");
  store.add(anchor);
  path::Options options = question.options;
  options.profile = Profile::rfc5280;
  options.strict = false;
  options.names.clear();  // one suffices, see below
  options.check_certificate = nullptr;
  // RFC 7671 5.2.1: a record of the whole certificate binds its constraints as well, one of the key does not.
  options.anchor_checks = {};
  options.anchor_checks.expiry = true;
  options.anchor_checks.constraints = options.anchor_checks.basic_constraints =
      record.selector == full_certificate;
  const trust::Store* const stores[] = {&store};
  const path::Validation validation = path::validate(
      question.presented.front(), question.presented.subspan(1), stores, options, question.verifier);
  if (!validation.trusted()) {
    const auto why = [&](const Findings& findings) -> std::string {
      for (const Finding& finding : findings)
        if (counts(finding.check->counts, options.profile, options.strict)) return finding.message;
      return {};
    };
    std::string reason = validation.paths.empty() ? std::string() : why(validation.paths.front().findings);
    if (reason.empty()) reason = why(validation.findings);
    return reason.empty() ? "no path leads to the certificate of the record" : reason;
  }
  const auto matches = [&](const names::ReferenceName& name) {
    return names::match_name(*question.presented.front(), name).matched;
  };
  if (std::any_of(question.names.begin(), question.names.end(), matches)) return {};
  std::string names;
  for (const auto& name : question.names) names.append(names.empty() ? "" : ", ").append(name.value);
  return "the certificate is not for " + names;
}

/// DANE-TA(2): a CA's certificate that the server sends, or that the record itself has ("2 0 0").
void check_authority(Association& association, const Question& question) {
  std::vector<CertificatePtr> candidates;
  for (const CertificatePtr& certificate : question.presented.subspan(1))
    if (is_about(association.record, *certificate)) candidates.push_back(certificate);
  const dns::TlsaRecord& record = association.record;
  if (candidates.empty() && record.selector == full_certificate && record.matching == exact) {
    const CertificatePtr own = x509::parse_certificate(ByteView(record.data));
    // Of what the server sends nothing need be issued by it.
    if (refusal_under(own, record, question).empty()) candidates.push_back(own);
  }
  for (const CertificatePtr& anchor : candidates) {
    const auto place = place_of(*anchor, question.presented);
    // The one of the record is gone with this question; nobody is to remember it.
    association.matched = Subject{Subject::Kind::certificate, place,
                                  place ? fingerprint(*anchor, question) : crypto::sha256(anchor->der)};
    association.refused = refusal_under(anchor, record, question);
    association.authenticates = association.refused.empty();
    if (association.authenticates) return;
  }
}

void check_usable(Association& association, const Question& question) {
  switch (association.record.usage) {
    case pkix_ta:
      return check_pkix_authority(association, question);
    case dane_ta:
      return check_authority(association, question);
    default:
      return check_end_entity(association, question);
  }
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::none:
      return "none";
    case Outcome::unknown:
      return "unknown";
    case Outcome::unauthenticated:
      return "unauthenticated";
    case Outcome::unusable:
      return "unusable";
    case Outcome::unchecked:
      return "unchecked";
    case Outcome::matched:
      return "matched";
    case Outcome::mismatched:
      return "mismatched";
  }
  return "unknown";
}

std::string describe(const dns::TlsaRecord& record) {
  constexpr std::array<std::string_view, 4> usages{"PKIX-TA", "PKIX-EE", "DANE-TA", "DANE-EE"};
  constexpr std::array<std::string_view, 2> selectors{"Cert", "SPKI"};
  constexpr std::array<std::string_view, 3> types{"Full", "SHA2-256", "SHA2-512"};
  return name_of(usages, record.usage) + " " + name_of(selectors, record.selector) + " " +
         name_of(types, record.matching);
}

Report validate(const Question& question) {
  const dns::TlsaLookup& lookup = question.lookup;
  Report report{.name = lookup.answer.name,
                .base_domain = lookup.base_domain,
                .authenticated = lookup.answer.authenticated,
                .asked = lookup.asked,
                .associations = {},
                .problem = lookup.answer.problem,
                .unreadable = lookup.answer.unreadable.size()};
  if (!report.problem.empty()) {
    // RFC 7672 2.2.2: senders of mail do not ask for the records of a host that DNSSEC does not authenticate;
    // name servers of such zones that fail where they are asked keep nobody from delivering.
    const bool nobody_asks = question.mail_exchanger && lookup.host_unauthenticated;
    report.outcome = nobody_asks ? Outcome::unauthenticated : Outcome::unknown;
    return report;
  }
  for (const dns::TlsaRecord& record : lookup.answer.records)
    report.associations.push_back(association_of(record, question.mail_exchanger));
  const bool comparable = question.proven && !question.presented.empty();
  if (comparable)
    for (Association& association : report.associations)
      if (association.unusable.empty()) check_usable(association, question);
  // DANE-EE(3) first: it depends on nothing else.
  for (size_t i = 0; i < report.associations.size(); ++i) {
    const Association& association = report.associations[i];
    if (association.authenticates &&
        (!report.by || association.record.usage > report.associations[*report.by].record.usage))
      report.by = i;
  }
  const bool usable = std::any_of(report.associations.begin(), report.associations.end(),
                                  [](const Association& each) { return each.unusable.empty(); });
  if (report.associations.empty() && report.unreadable == 0)
    report.outcome = Outcome::none;
  else if (!report.authenticated)
    report.outcome = Outcome::unauthenticated;
  else if (!usable)
    report.outcome = Outcome::unusable;
  else if (!comparable)
    report.outcome = Outcome::unchecked;
  else
    report.outcome = report.by ? Outcome::matched : Outcome::mismatched;
  report.ignores_pkix =
      report.outcome == Outcome::matched && report.associations[*report.by].record.usage == dane_ee;
  return report;
}

}  // namespace certcheck::dane
