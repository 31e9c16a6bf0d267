#include "certcheck/store/record.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/budget.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/pem.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/report/text.h"

#include <algorithm>
#include <cstddef>

namespace certcheck::store {
namespace {

/// As it is shown, and so of no characters that a database refuses.
std::string kept(std::string_view text, size_t most) { return report::printable(shortened(text, most)); }

CertificateRecord record_of(const x509::Certificate& certificate, const engine::CertificateDetails& details) {
  CertificateRecord record;
  record.sha256 = hex_encode(details.sha256);
  record.subject = kept(certificate.subject.to_string(), OutputBudget::text_bytes);
  record.issuer = kept(certificate.issuer.to_string(), OutputBudget::text_bytes);
  record.serial = shortened_hex(certificate.serial, OutputBudget::value_bytes);
  size_t bytes = 0;
  if (certificate.subject_alternative_names)
    for (const x509::GeneralName& name : *certificate.subject_alternative_names) {
      std::string text = kept(name.to_string(), OutputBudget::value_bytes);
      bytes += text.size() + 1;
      if (bytes > OutputBudget::list_bytes) break;
      record.names.push_back(std::move(text));
    }
  record.not_before = certificate.not_before.time;
  record.not_after = certificate.not_after.time;
  record.key = details.key;
  if (!certificate.public_key.bytes.empty())
    record.key_sha256 = hex_encode(crypto::sha256(certificate.public_key.bytes));
  record.pem = pem_encode("CERTIFICATE", certificate.der);
  return record;
}

std::string subject_of(const Subject& subject) {
  std::string text(to_string(subject.kind));
  if (subject.index) text += " " + std::to_string(*subject.index);
  return text;
}

}  // namespace

std::string target_name(const Target& target) {
  std::string host(without_final_dot(target.host));
  if (target.is_address()) {
    const size_t zone = std::min(target.host.find('%'), target.host.size());
    const auto address = parse_ip_address(target.host.substr(0, zone));
    host = (address ? format_ip_address(*address) : target.host.substr(0, zone)) + target.host.substr(zone);
    if (target.kind == Target::Kind::ipv6) host = "[" + host + "]";
  }
  const std::string begin = target.starttls.empty() ? "" : target.starttls + "://";
  return kept(begin + to_lower(host) + ":" + std::to_string(target.port), OutputBudget::value_bytes);
}

Record record_of(const engine::Report& report, Time checked_at, std::string_view input,
                 std::string_view part) {
  Record record;
  record.checked_at = checked_at;
  record.input = kept(input, OutputBudget::value_bytes);
  record.target = report.target ? target_name(*report.target) : record.input;
  record.part = kept(part, OutputBudget::value_bytes);
  if (report.handshake) record.address = kept(report.handshake->address, OutputBudget::value_bytes);
  record.verdict = to_string(report.verdict);

  const auto add = [&](const x509::CertificatePtr& certificate, std::vector<std::string>& list) {
    const engine::CertificateDetails& details = report.chain.details_of(*certificate);
    std::string sha256 = hex_encode(details.sha256);
    const bool known = std::any_of(record.certificates.begin(), record.certificates.end(),
                                   [&](const CertificateRecord& other) { return other.sha256 == sha256; });
    if (!known) record.certificates.push_back(record_of(*certificate, details));
    list.push_back(std::move(sha256));
  };
  for (const x509::CertificatePtr& certificate : report.chain.presented) add(certificate, record.presented);
  if (!report.chain.paths.empty()) {
    const path::Path& best = report.chain.paths.front();
    for (const x509::CertificatePtr& certificate : best.certificates) add(certificate, record.path);
    if (best.limited_by && *best.limited_by < record.path.size())
      record.limited_by = record.path[*best.limited_by];
  }
  record.expires = report.expires.path;

  for (const Finding& finding : report.findings)
    record.findings.push_back(
        {.id = std::string(finding.id()),
         .severity = std::string(to_string(finding.severity())),
         .subject = subject_of(finding.subject),
         .certificate = finding.subject.sha256 && (finding.subject.kind == Subject::Kind::certificate ||
                                                   finding.subject.kind == Subject::Kind::anchor)
                            ? hex_encode(*finding.subject.sha256)
                            : std::string(),
         .message = kept(finding.message, OutputBudget::text_bytes)});
  return record;
}

}  // namespace certcheck::store
