#include "certcheck/report/detail/statuses.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/shorten.h"
#include "certcheck/base/time.h"
#include "certcheck/report/text.h"

#include <fmt/format.h>

#include <string_view>

namespace certcheck::report {
namespace {

constexpr size_t name_bytes = 256, address_bytes = 512;  // the JSON report has all of them

std::string name_of(const Subject& subject, const engine::Report& report) {
  if (!report.chain.paths.empty())
    for (const auto& certificate : report.chain.paths.front().certificates)
      if (subject.sha256 && report.chain.details_of(*certificate).sha256 == *subject.sha256) {
        const std::string name = certificate->subject.to_string();
        return name.empty() ? "(no subject name)" : printable(shortened(name, name_bytes));
      }
  return "a certificate";
}

std::string words_of(const engine::RevocationStatus& status) {
  const std::string source = printable(shortened(status.source, name_bytes));
  switch (status.status) {
    case revocation::Status::good:
      if (source == "noRevAvail") return "good, as its CA publishes no status (noRevAvail)";
      if (source == "short-lived") return "good, as it is too short-lived to need a status";
      return "good, by " + source;
    case revocation::Status::revoked:
      return fmt::format("revoked{}{}, by {}",
                         status.revoked_at ? " since " + format_rfc3339(*status.revoked_at) : "",
                         status.reason.empty() ? "" : " (" + status.reason + ")", source);
    case revocation::Status::unknown:
      break;
  }
  return source.empty() ? "could not be checked" : "unknown, by " + source;
}

std::string_view words_of(engine::Want::Kind kind) {
  switch (kind) {
    case engine::Want::Kind::issuer:
      return "issuer";
    case engine::Want::Kind::crl:
      return "CRL";
    case engine::Want::Kind::ocsp:
      return "OCSP";
  }
  return "issuer";
}

}  // namespace

std::vector<std::string> status_lines(const engine::Report& report) {
  std::vector<std::string> lines;
  for (const auto& status : report.revocation)
    lines.push_back(name_of(status.subject, report) + ": " + words_of(status));
  return lines;
}

std::vector<std::string> fetch_lines(const engine::Report& report) {
  std::vector<std::string> lines;
  for (const engine::Fetched& each : report.fetched) {
    std::string line = fmt::format(
        "{} {}: ", words_of(each.kind),
        each.address.empty() ? "(no address)" : printable(shortened(each.address, address_bytes)));
    if (each.status != 0) line += fmt::format("status {}, ", each.status);
    line += fmt::format("{} bytes, ", each.bytes);
    line += each.from_cache ? "from the cache" : fmt::format("{} ms", each.took.count());
    if (!each.error.empty()) line += "; " + printable(each.error);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace certcheck::report
