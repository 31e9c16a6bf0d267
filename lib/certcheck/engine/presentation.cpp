#include "certcheck/engine/detail/presentation.h"

#include "certcheck/base/shorten.h"
#include "certcheck/engine/checks.h"
#include "certcheck/x509/ca_issuers.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace certcheck::engine {
namespace {

using x509::Certificate;
using x509::CertificatePtr;

Finding& add(Findings& findings, const Check& check, size_t index, std::string message) {
  findings.push_back(Finding{
      .check = &check, .subject = {Subject::Kind::certificate, index}, .message = std::move(message)});
  return findings.back();
}

/// By name alone. Certificates of one CA under several keys may stand side by side (RFC 8446 4.4.2), and
/// whether a signature holds is the path's business: no other order would fix it.
bool looks_issued_by(const Certificate& certificate, const Certificate& issuer) {
  return certificate.issuer_key() == issuer.subject_key();
}

std::string describe(const Certificate& certificate) {
  return certificate.subject.empty() ? "(no subject name)" : certificate.subject.to_string();
}

void report_if_not_current(const Certificate& certificate, size_t index, Time now, Findings& findings) {
  if (certificate.not_after.time && now > *certificate.not_after.time)
    add(findings, checks::chain_not_current, index,
        describe(certificate) + " is sent although it expired at " +
            format_rfc3339(*certificate.not_after.time));
  else if (certificate.not_before.time && now < *certificate.not_before.time)
    add(findings, checks::chain_not_current, index,
        describe(certificate) + " is sent although it is valid only from " +
            format_rfc3339(*certificate.not_before.time));
}

/// What an issuer's name that cannot be read leads to is unknown.
bool is_an_issuer_lost(const std::vector<CertificatePtr>& presented) {
  return std::any_of(presented.begin(), presented.end(), [](const CertificatePtr& each) {
    return !each->complete ||
           std::any_of(each->findings.begin(), each->findings.end(), [](const Finding& fault) {
             return fault.node_path.starts_with("tbsCertificate.issuer");
           });
  });
}

/// Everything reachable from the first certificate by issuing, among the presented ones. Linear: issuers are
/// looked up by name.
std::vector<bool> related_to_first(const std::vector<CertificatePtr>& presented) {
  std::unordered_multimap<std::string_view, size_t> by_subject;
  for (size_t i = 0; i < presented.size(); ++i) by_subject.emplace(presented[i]->subject_key(), i);
  std::vector<bool> related(presented.size(), false);
  std::unordered_set<std::string_view> names_followed;
  std::vector<size_t> open{0};
  related[0] = true;
  while (!open.empty()) {
    const Certificate& certificate = *presented[open.back()];
    open.pop_back();
    if (!names_followed.insert(certificate.issuer_key()).second) continue;
    const auto [begin, end] = by_subject.equal_range(certificate.issuer_key());
    for (auto it = begin; it != end; ++it) {
      if (related[it->second]) continue;
      related[it->second] = true;
      open.push_back(it->second);
    }
  }
  return related;
}

/// What comes of the gap, for people. RFC 5280 4.2.2.1 lets clients fetch, and requires it of none.
/// `trusted`: the path with what was fetched is. `served`: where something else was fetched; empty: nowhere.
/// `failed`: it was asked for and did not come.
/// `may_be_root`: the issuer of a CA, which clients need not be sent where it is a root that they have.
std::string consequence(const MissingIssuer& missing, bool trusted, const std::string& served, bool failed,
                        bool may_be_root) {
  constexpr std::string_view fetching = "Windows, Apple's clients and Chrome",
                             others = "OpenSSL, curl, Go, Python, Node.js, Java and apps on Android";
  if (!missing.fetched_from.empty() && !trusted)
    return ", and was fetched from " + missing.fetched_from + ", with which the chain is not trusted either";
  if (!missing.fetched_from.empty())
    return ", and was fetched from " + missing.fetched_from + "; clients that fetch it (" +
           std::string(fetching) +
           ") or have it (Firefox, of public CAs) accept the chain, those that do neither (" +
           std::string(others) + ") fail";
  if (!served.empty())
    return "; what was fetched from " + served + " is not a certificate of it, so that all clients fail";
  const std::string unless = may_be_root ? "; unless it is a root that clients have, it is missing:" : ";";
  if (failed)
    return unless + " it could not be fetched here from " + x509::any_of_addresses(missing.ca_issuers) +
           ", from where " + std::string(fetching) + " fetch it, too, and fail if they cannot; " +
           std::string(others) + " do not fetch it, and fail";
  if (!missing.ca_issuers.empty())
    return unless + " it can be fetched from " + x509::any_of_addresses(missing.ca_issuers) + ", as " +
           std::string(fetching) + " do; " + std::string(others) + " do not, and fail";
  return ", and the certificate does not say where it can be fetched; clients that do not have it fail";
}

}  // namespace

// The best path needs a certificate that is not there (its anchor apart), or ends at an unknown issuer.
void check_completeness(ChainReport& chain, Given given, const CertificateSources& sources,
                        std::span<const Fetched> fetched, Findings& findings) {
  const auto& presented = chain.presented;
  if (presented.empty() || chain.paths.empty()) return;
  std::unordered_map<std::string_view, size_t> seen;
  for (size_t i = 0; i < presented.size(); ++i) seen.emplace(as_text(presented[i]->der), i);
  const path::Path& best = chain.paths.front();
  const auto report_missing = [&](const Certificate& wanted_by, const CertificatePtr& found,
                                  bool may_be_root = false) {
    const auto it = seen.find(as_text(wanted_by.der));
    const size_t index = it == seen.end() ? 0 : it->second;
    MissingIssuer missing{.name = wanted_by.issuer.to_string(),
                          .key_identifier = {},
                          .wanted_by = index,
                          .ca_issuers = x509::ca_issuers_addresses(wanted_by)};
    if (wanted_by.authority_key_identifier && wanted_by.authority_key_identifier->key_identifier)
      missing.key_identifier =
          shortened_hex(*wanted_by.authority_key_identifier->key_identifier, OutputBudget::value_bytes);
    if (const auto source = sources.find(found.get()); source != sources.end())
      missing.fetched_from = x509::printable(source->second);
    std::string served;
    bool failed = false;
    for (const Fetched& each : fetched) {
      if (each.kind != Want::Kind::issuer || each.subject.index != index) continue;
      if (each.error.empty())
        served = x509::printable(each.address);
      else
        failed = true;
    }
    Finding& finding = add(findings, checks::chain_missing_intermediate, index,
                           "the certificate of the issuer " + missing.name +
                               (given == Given::by_server ? " was not sent" : " was not given") +
                               consequence(missing, best.trusted, served, failed, may_be_root));
    finding.evidence.emplace_back("issuer", missing.name);
    if (!missing.key_identifier.empty())
      finding.evidence.emplace_back("key_identifier", missing.key_identifier);
    for (const std::string& address : missing.ca_issuers)
      finding.evidence.emplace_back("ca_issuers", address);
    if (!missing.fetched_from.empty()) finding.evidence.emplace_back("fetched_from", missing.fetched_from);
    chain.missing_intermediates.push_back(std::move(missing));
  };
  // An anchor may be left out (RFC 8446 4.4.2) where it is a root. One that another CA issued is an
  // intermediate to every client that trusts that CA; of files it is one that was given.
  const bool has_anchor =
      best.anchor && (given == Given::in_files || trust::is_root(*best.anchor->certificate));
  const size_t between = best.certificates.size() - (has_anchor ? 1 : 0);
  for (size_t i = 1; i < between; ++i) {
    if (seen.contains(as_text(best.certificates[i]->der))) continue;
    report_missing(*best.certificates[i - 1], best.certificates[i]);
    // Of what leads nowhere the server need not send more.
    if (!best.anchor) break;
  }
  // After a CA certificate the unknown issuer may as well be a root that the client lacks, as path findings
  // say: it counts as missing where an address is named for it.
  const Certificate& last = *best.certificates.back();
  const bool issuer_sent = std::any_of(presented.begin(), presented.end(), [&](const CertificatePtr& one) {
    return looks_issued_by(last, *one);
  });
  const bool is_first = best.certificates.size() == 1;
  if (!best.anchor && !issuer_sent && seen.contains(as_text(last.der)) &&
      (is_first || !x509::ca_issuers_addresses(last).empty()))
    report_missing(last, nullptr, !is_first);
}

void check_gap(const std::vector<CertificatePtr>& given, Findings& findings) {
  // A chain that begins with a CA certificate is in another order, which is reported.
  if (given.empty() || given[0]->is_ca() || is_an_issuer_lost(given)) return;
  const Certificate& first = *given[0];
  const bool has_issuer = std::any_of(
      given.begin(), given.end(), [&](const CertificatePtr& each) { return looks_issued_by(first, *each); });
  const auto authority =
      std::find_if(given.begin(), given.end(), [](const CertificatePtr& each) { return each->is_ca(); });
  if (has_issuer || authority == given.end()) return;
  Finding& finding = add(findings, checks::chain_missing_intermediate, 0,
                         "the certificate of the issuer " + first.issuer.to_string() +
                             " was not given, so that the chain does not lead to " + describe(**authority));
  finding.evidence.emplace_back("issuer", first.issuer.to_string());
}

void check_presentation(ChainReport& chain, std::optional<Time> now, const CertificateSources& sources,
                        std::span<const Fetched> fetched, Findings& findings) {
  const auto& presented = chain.presented;
  if (presented.empty()) return;

  std::unordered_map<std::string_view, size_t> seen;
  std::vector<size_t> distinct;  // indices of first copies
  for (size_t i = 0; i < presented.size(); ++i) {
    const auto [first, inserted] = seen.emplace(as_text(presented[i]->der), i);
    if (inserted) {
      distinct.push_back(i);
    } else {
      add(findings, checks::chain_duplicate, i,
          describe(*presented[i]) + " was already sent as number " + std::to_string(first->second + 1));
    }
  }

  const std::vector<bool> related = related_to_first(presented);
  // A server that put its own certificate elsewhere: the first is a CA and a leaf follows.
  const auto leaf =
      std::find_if(distinct.begin(), distinct.end(), [&](size_t i) { return !presented[i]->is_ca(); });
  const bool leaf_not_first = presented[0]->is_ca() && leaf != distinct.end();
  if (leaf_not_first) {
    chain.order_ok = false;
    add(findings, checks::chain_leaf_not_first, *leaf,
        describe(*presented[*leaf]) + " is the end-entity certificate but was sent as number " +
            std::to_string(*leaf + 1));
  }
  const bool is_lost = is_an_issuer_lost(presented);
  size_t previous = 0;
  for (const size_t i : distinct) {
    if (i == 0) continue;
    if (!related[i]) {
      if (!leaf_not_first && !is_lost)
        add(findings, checks::chain_unrelated, i,
            describe(*presented[i]) + " is not an issuer on the path from the first certificate");
      continue;
    }
    if (!looks_issued_by(*presented[previous], *presented[i])) {
      // Cross-signed alternatives of one issuer may stand side by side (RFC 8446 4.4.2).
      const bool alternative = presented[i]->subject_key() == presented[previous]->subject_key();
      if (!alternative) {
        if (chain.order_ok && !leaf_not_first)
          add(findings, checks::chain_wrong_order, i,
              describe(*presented[i]) + " does not certify the certificate sent before it, " +
                  describe(*presented[previous]));
        chain.order_ok = false;
      }
    }
    previous = i;
  }

  for (const size_t i : distinct)
    // A self-issued certificate of another key of the CA (RFC 5280 3.2) is an intermediate, and has to be
    // sent.
    if (i != 0 && related[i] && trust::is_root(*presented[i]) && presented[i]->is_ca())
      add(findings, checks::chain_root_sent, i,
          describe(*presented[i]) + " is self-issued; clients use their own copy");

  check_completeness(chain, Given::by_server, sources, fetched, findings);
  std::unordered_set<std::string_view> on_best_path;
  if (!chain.paths.empty())
    for (const auto& certificate : chain.paths.front().certificates)
      on_best_path.insert(as_text(certificate->der));
  for (size_t i = 0; i < presented.size(); ++i) {
    const std::string_view bytes = as_text(presented[i]->der);
    if (seen.at(bytes) == i && on_best_path.contains(bytes)) continue;
    chain.unused.push_back(i);
    if (now && i != 0 && seen.at(bytes) == i) report_if_not_current(*presented[i], i, *now, findings);
  }
}

}  // namespace certcheck::engine
