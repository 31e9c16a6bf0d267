#include "certcheck/engine/comparison.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/engine/checks.h"
#include "certcheck/engine/detail/comparison_checks.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/names/match.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::engine {
namespace {

/// ACME clients renew 30 days before the end (certbot, lego), public certificates of 47 days (CA/Browser BR
/// 6.3.2 from 2029) a third before: certificates that are renewed together do not end further apart.
constexpr std::chrono::days expiry_apart{30};

constexpr size_t names_shown = 3, places_shown = 3;
constexpr size_t name_bytes = 128;

/// "A, B and 3 more".
std::string list_of(const std::vector<std::string>& words, size_t most) {
  std::string text;
  for (size_t i = 0; i < std::min(words.size(), most); ++i) {
    if (i != 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  if (words.size() > most) text += " and " + std::to_string(words.size() - most) + " more";
  return text;
}

/// What is compared of a report, worked out once.
struct Answer {
  const Compared* compared = nullptr;
  Report* report = nullptr;
  const x509::Certificate* leaf = nullptr;  ///< null if none was presented
  std::vector<Sha256> chain = {};           ///< of what was presented, leaf first
  std::set<std::string> names = {};         ///< "DNS:example.com", "IP:192.0.2.1"
  std::optional<Time> expires = {};

  const tls::HandshakeRecord* handshake() const { return report->handshake ? &*report->handshake : nullptr; }
};

constexpr std::string_view dns = "DNS:";

std::string shown(const x509::GeneralName& name) {
  std::string text = name.to_string();
  return text.starts_with(dns) ? std::string(dns) + to_lower(std::string_view(text).substr(dns.size()))
                               : text;
}

Answer answer_of(const Compared& compared) {
  Answer answer{.compared = &compared, .report = compared.report};
  const Report& report = *compared.report;
  if (report.chain.presented.empty()) return answer;
  answer.leaf = report.chain.presented.front().get();
  for (const auto& certificate : report.chain.presented)
    answer.chain.push_back(report.chain.details_of(*certificate).sha256);
  if (answer.leaf->subject_alternative_names)
    for (const x509::GeneralName& name : *answer.leaf->subject_alternative_names)
      if (name.kind == x509::GeneralName::Kind::dns_name || name.kind == x509::GeneralName::Kind::ip_address)
        answer.names.insert(shown(name));
  answer.expires = report.expires.path ? report.expires.path : report.expires.leaf;
  return answer;
}

/// RFC 9525 6.3: a wildcard stands for the whole leftmost label, and for one only.
bool covers(const Answer& answer, const std::string& name) {
  if (answer.names.contains(name)) return true;
  const size_t dot = name.find('.');
  return name.starts_with(dns) && dot != std::string::npos &&
         answer.names.contains(std::string(dns) + "*" + name.substr(dot));
}

/// How two answers differ: a clause but for the place of the other one, which is put between the two.
struct Difference {
  std::string before, after;
  bool operator==(const Difference&) const = default;
};
using Compare = std::optional<Difference> (*)(const Answer& own, const Answer& other);

Difference here(std::string own, std::string other) {
  return {std::move(own) + " here, ", " " + std::move(other)};
}

std::string describe_leaf(const Answer& answer) {
  const std::string name = shortened(answer.leaf->subject.to_string(), name_bytes);
  return (name.empty() ? "a certificate without a subject" : name) + " (sha256 " +
         hex_encode(answer.chain.front()) +
         (answer.leaf->not_after.time ? ", until " + format_rfc3339(*answer.leaf->not_after.time) : "") + ")";
}

std::optional<Difference> certificate_difference(const Answer& own, const Answer& other) {
  if (own.leaf == nullptr || other.leaf == nullptr || own.chain.front() == other.chain.front())
    return std::nullopt;
  return here(describe_leaf(own), describe_leaf(other));
}

std::string describe_rest(const Answer& answer) {
  std::vector<std::string> rest;
  constexpr size_t digest_bytes = 4;
  for (size_t i = 1; i < answer.chain.size(); ++i)
    rest.push_back(shortened(answer.report->chain.presented[i]->subject.to_string(), name_bytes) +
                   " (sha256 " + hex_encode(ByteView(answer.chain[i]).first(digest_bytes)) + "...)");
  return rest.empty() ? "the leaf alone" : "the leaf and " + list_of(rest, names_shown);
}

std::optional<Difference> chain_difference(const Answer& own, const Answer& other) {
  if (own.leaf == nullptr || other.leaf == nullptr || own.chain.front() != other.chain.front() ||
      own.chain == other.chain)
    return std::nullopt;
  return here(describe_rest(own), describe_rest(other));
}

std::optional<Difference> names_difference(const Answer& own, const Answer& other) {
  if (own.leaf == nullptr || other.leaf == nullptr || own.chain.front() == other.chain.front())
    return std::nullopt;
  std::vector<std::string> missing;
  for (const std::string& name : other.names)
    if (!covers(own, name)) missing.push_back(shortened(name, name_bytes));
  if (missing.empty()) return std::nullopt;
  return Difference{"the certificate is not for " + list_of(missing, names_shown) + ", but the one ", " is"};
}

std::string describe_issuer(const Answer& answer) {
  std::string text = "issued by " + shortened(answer.leaf->issuer.to_string(), name_bytes);
  const auto& paths = answer.report->chain.paths;
  if (!paths.empty() && paths.front().anchor)
    text += " below " + shortened(paths.front().anchor->certificate->subject.to_string(), name_bytes);
  return text;
}

std::optional<Difference> issuer_difference(const Answer& own, const Answer& other) {
  if (own.leaf == nullptr || other.leaf == nullptr) return std::nullopt;
  std::string mine = describe_issuer(own), theirs = describe_issuer(other);
  if (mine == theirs) return std::nullopt;
  return here(std::move(mine), std::move(theirs));
}

/// The verdict, and the first error that it rests on.
std::string describe_verdict(const Report& report) {
  std::string text(to_string(report.verdict));
  if (report.verdict == Verdict::trusted) return text;
  const bool untrusted = report.verdict == Verdict::untrusted;
  const auto reason =
      std::find_if(report.findings.begin(), report.findings.end(), [&](const Finding& finding) {
        return untrusted ? decides(finding, report) : finding.severity() == Severity::error;
      });
  return reason == report.findings.end() ? text : text + " (" + std::string(reason->id()) + ")";
}

std::optional<Difference> verdict_difference(const Answer& own, const Answer& other) {
  if (own.report->verdict == other.report->verdict) return std::nullopt;
  return here(describe_verdict(*own.report), describe_verdict(*other.report));
}

std::optional<Difference> expiry_difference(const Answer& own, const Answer& other) {
  if (!own.expires || !other.expires || *other.expires - *own.expires <= expiry_apart) return std::nullopt;
  return here("valid until " + format_rfc3339(*own.expires), "until " + format_rfc3339(*other.expires));
}

std::optional<Difference> version_difference(const Answer& own, const Answer& other) {
  const tls::HandshakeRecord *mine = own.handshake(), *theirs = other.handshake();
  if (mine == nullptr || theirs == nullptr || mine->version == 0 || theirs->version == 0 ||
      mine->version == theirs->version)
    return std::nullopt;
  return here(tls::tls_version_name(mine->version), tls::tls_version_name(theirs->version));
}

/// What RFC 9325 4.1 asks of every suite.
struct SuiteClass {
  bool forward_secret = false, aead = false;
  bool operator==(const SuiteClass&) const = default;
};

std::optional<SuiteClass> suite_class(const tls::HandshakeRecord* record) {
  if (record == nullptr || !record->cipher_suite) return std::nullopt;
  const tls::CipherSuite* suite = tls::find_cipher_suite(*record->cipher_suite);
  if (suite == nullptr) return std::nullopt;
  return SuiteClass{suite->key_exchange() != tls::KeyExchange::Kind::static_rsa, suite->is_aead()};
}

std::optional<Difference> suite_difference(const Answer& own, const Answer& other) {
  const auto mine = suite_class(own.handshake()), theirs = suite_class(other.handshake());
  if (!mine || !theirs || mine == theirs) return std::nullopt;
  return here(tls::cipher_suite_name(*own.handshake()->cipher_suite),
              tls::cipher_suite_name(*other.handshake()->cipher_suite));
}

/// With so many each answer is compared, so that the cost grows with the number of answers only.
constexpr size_t kinds_max = 8;

/// Groups of answers that have in common all that is compared, in order; those beyond kinds_max are left out.
std::vector<std::vector<const Answer*>> alike(const std::vector<Answer>& answers) {
  std::vector<std::vector<const Answer*>> kinds;
  const auto same = [](const Answer& a, const Answer& b) {
    return a.chain == b.chain && a.report->verdict == b.report->verdict && !version_difference(a, b) &&
           suite_class(a.handshake()) == suite_class(b.handshake()) &&
           describe_verdict(*a.report) == describe_verdict(*b.report);
  };
  for (const Answer& answer : answers) {
    const auto place =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return same(*kind[0], answer); });
    if (place != kinds.end())
      place->push_back(&answer);
    else if (kinds.size() < kinds_max)
      kinds.push_back({&answer});
  }
  return kinds;
}

Finding about_handshake(const Check& check, std::string message) {
  Finding finding{.check = &check, .subject = {Subject::Kind::handshake}, .message = std::move(message)};
  shorten(finding);
  return finding;
}

/// One finding in each report that differs from others, whatever their number.
void add_differences(const Check& check, Compare compare, const std::vector<Answer>& answers,
                     const std::vector<std::vector<const Answer*>>& kinds) {
  std::vector<std::pair<Report*, Finding>> found;
  for (const Answer& own : answers) {
    std::vector<std::pair<Difference, std::vector<std::string>>> differences;
    for (const auto& kind : kinds) {
      auto difference = compare(own, *kind.front());
      if (!difference) continue;
      auto place = std::find_if(differences.begin(), differences.end(),
                                [&](const auto& each) { return each.first == *difference; });
      if (place == differences.end())
        place = differences.insert(differences.end(), {*std::move(difference), {}});
      for (const Answer* answer : kind) place->second.push_back(answer->compared->place);
    }
    if (differences.empty()) continue;
    std::string message;
    for (const auto& [difference, places] : differences)
      message += (message.empty() ? "" : "; ") + difference.before + list_of(places, places_shown) +
                 difference.after;
    found.emplace_back(own.report, about_handshake(check, std::move(message)));
  }
  // Afterwards: what is compared is what each was found to be by itself.
  for (auto& [report, finding] : found) report->findings.push_back(std::move(finding));
}

bool is_connected(const Report& report) {
  return report.handshake && report.handshake->stopped_at != tls::Stage::resolve &&
         report.handshake->stopped_at != tls::Stage::connect &&
         report.handshake->stopped_at != tls::Stage::proxy;
}

/// Addresses at which nobody answers, where others do.
void add_dead_addresses(std::span<const Compared> all) {
  std::vector<const tls::FailedAddress*> dead;
  for (const Compared& compared : all) {
    if (is_connected(*compared.report) || !compared.report->handshake) continue;
    for (const tls::FailedAddress& tried : compared.report->handshake->addresses_tried)
      if (tried.dead) dead.push_back(&tried);
  }
  for (const Compared& compared : all) {
    if (!is_connected(*compared.report)) continue;
    FindingList list(compared.report->findings);
    for (const tls::FailedAddress* tried : dead)
      list.add(about_handshake(
          checks::handshake_dead_address,
          "no connection to " + tried->describe() + "; " + compared.report->handshake->address + " answers"));
    list.finish();
  }
}

}  // namespace

void compare_addresses(std::span<const Compared> all) {
  std::vector<Answer> answers;
  for (const Compared& compared : all)
    if (is_connected(*compared.report)) answers.push_back(answer_of(compared));
  const auto kinds = alike(answers);
  add_differences(checks::addresses_verdict, verdict_difference, answers, kinds);
  add_differences(checks::addresses_certificate, certificate_difference, answers, kinds);
  add_differences(checks::addresses_names, names_difference, answers, kinds);
  add_differences(checks::addresses_expiry, expiry_difference, answers, kinds);
  add_differences(checks::addresses_chain, chain_difference, answers, kinds);
  add_differences(checks::addresses_version, version_difference, answers, kinds);
  add_differences(checks::addresses_cipher_suite, suite_difference, answers, kinds);
  add_dead_addresses(all);
}

namespace {

/// Of the names that were asked for those that the certificate is not for.
std::vector<std::string> unmatched(const x509::Certificate& certificate,
                                   const std::vector<HostNameMatch>& wanted) {
  std::vector<std::string> names;
  for (const HostNameMatch& want : wanted) {
    const auto name = names::make_reference_name(want.kind, want.name);
    if (name && !names::match_name(certificate, *name).matched)
      names.push_back(shortened(want.name, name_bytes));
  }
  return names;
}

}  // namespace

void compare_certificates(std::span<const Compared> all) {
  if (all.empty()) return;
  std::vector<Answer> answers;
  std::vector<std::pair<Report*, Finding>> found;
  for (const Compared& compared : all) {
    Answer answer = answer_of(compared);
    if (answer.leaf == nullptr) continue;
    const std::vector<std::string> missing = compared.without_name
                                                 ? unmatched(*answer.leaf, all.front().report->names)
                                                 : std::vector<std::string>();
    if (missing.empty())
      answers.push_back(std::move(answer));
    else
      found.emplace_back(compared.report,
                         about_handshake(checks::default_certificate,
                                         "without a server name " + describe_leaf(answer) +
                                             " is shown, which is not for " + list_of(missing, names_shown)));
  }
  const auto kinds = alike(answers);
  add_differences(checks::certificates_verdict, verdict_difference, answers, kinds);
  add_differences(checks::certificates_names, names_difference, answers, kinds);
  add_differences(checks::certificates_issuer, issuer_difference, answers, kinds);
  add_differences(checks::certificates_expiry, expiry_difference, answers, kinds);
  for (auto& [report, finding] : found) report->findings.push_back(std::move(finding));
}

}  // namespace certcheck::engine
