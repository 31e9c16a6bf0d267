#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/engine/waivers.h"
#include "certcheck/report/csv_row.h"
#include "certcheck/report/format.h"
#include "certcheck/report/text.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::report {
namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a spreadsheet reads the cell as a formula: by its first character, or the full-width form of it
/// (U+FF1D, FF0B, FF0D, FF20). A number is none.
bool is_formula(std::string_view text) {
  if (text.empty() || is_number(text)) return false;
  if (std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) return true;
  constexpr std::array<std::string_view, 4> wide{"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                                 "\xef\xbc\xa0"};
  return std::any_of(wide.begin(), wide.end(), [&](std::string_view each) { return text.starts_with(each); });
}

/// RFC 4180 2, rules 5 to 7.
std::string csv_cell(std::string_view value) {
  std::string text = printable(value);
  if (is_formula(text)) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string cut(std::string_view text) { return shortened(text, OutputBudget::value_bytes); }
std::string time_text(const std::optional<Time>& time) {
  return time ? format_rfc3339(*time) : std::string();
}

/// How many there are of each severity, the worst first, and each id once.
void append_findings(const Findings& findings, std::vector<std::string>& cells) {
  std::array<size_t, 3> counts{};
  std::vector<std::string_view> ids;
  for (const Finding& finding : findings) {
    counts[static_cast<size_t>(finding.severity())] += std::max<size_t>(finding.more, 1);
    if (std::find(ids.begin(), ids.end(), finding.id()) == ids.end()) ids.push_back(finding.id());
  }
  for (const Severity severity : {Severity::error, Severity::warning, Severity::notice})
    cells.push_back(std::to_string(counts[static_cast<size_t>(severity)]));
  std::string all;
  for (const std::string_view id : ids) all += (all.empty() ? "" : " ") + std::string(id);
  cells.push_back(std::move(all));
}

const std::vector<std::string> report_columns{
    "target",  "host",    "port",   "address",  "verdict", "verdict_accepted", "days_left", "expires",
    "issuer",  "subject", "serial", "sha256",   "key",     "signature",        "version",   "cipher_suite",
    "failure", "anchor",  "errors", "warnings", "notices", "findings"};

std::vector<std::string> cells_of(const Item& item, const engine::Report& report) {
  std::vector<std::string> cells{cut(item.label)};
  const auto& target = report.target;
  cells.push_back(target ? target->host : "");
  cells.push_back(target && target->port != 0 ? std::to_string(target->port) : "");
  const auto& handshake = report.handshake;
  cells.push_back(handshake ? handshake->address : "");
  cells.emplace_back(to_string(report.verdict));
  cells.emplace_back(engine::is_verdict_accepted(report) ? "true" : "false");
  cells.push_back(report.expires.days_left ? std::to_string(*report.expires.days_left) : "");
  cells.push_back(time_text(report.expires.path));
  if (report.chain.presented.empty()) {
    cells.resize(cells.size() + 6);
  } else {
    const x509::Certificate& leaf = *report.chain.presented.front();
    const engine::CertificateDetails& details = report.chain.details_of(leaf);
    cells.push_back(cut(leaf.issuer.to_string()));
    cells.push_back(cut(leaf.subject.to_string()));
    cells.push_back(shortened_hex(leaf.serial, OutputBudget::value_bytes));
    cells.push_back(hex_encode(details.sha256));
    cells.push_back(details.key);
    cells.push_back(crypto::signature_facts(leaf.signature_algorithm).name);
  }
  cells.push_back(handshake && handshake->version != 0 ? tls::tls_version_name(handshake->version) : "");
  cells.push_back(handshake && handshake->cipher_suite ? tls::cipher_suite_name(*handshake->cipher_suite)
                                                       : "");
  cells.emplace_back(
      handshake && handshake->failure != tls::HandshakeFailure::none ? to_string(handshake->failure) : "");
  const auto& paths = report.chain.paths;
  cells.push_back(!paths.empty() && paths.front().anchor
                      ? cut(paths.front().anchor->certificate->subject.to_string())
                      : "");
  append_findings(report.findings, cells);
  return cells;
}

const std::vector<std::string> linted_columns{"file",   "index",    "line",    "kind",       "subject",
                                              "issuer", "serial",   "sha256",  "not_before", "not_after",
                                              "errors", "warnings", "notices", "findings"};

std::vector<std::string> cells_of(const LintedThing& thing) {
  const engine::Linted& linted = thing.linted;
  std::string subject, issuer, serial;
  std::optional<Time> begins;
  if (linted.certificate) {
    subject = linted.certificate->subject.to_string();
    issuer = linted.certificate->issuer.to_string();
    serial = shortened_hex(linted.certificate->serial, OutputBudget::value_bytes);
    begins = linted.certificate->not_before.time;
  } else if (linted.crl) {
    issuer = linted.crl->issuer.to_string();
    begins = linted.crl->this_update.time;
  }
  std::vector<std::string> cells{thing.file,
                                 std::to_string(thing.index),
                                 thing.line == 0 ? "" : std::to_string(thing.line),
                                 std::string(kind_of(thing)),
                                 cut(subject),
                                 cut(issuer),
                                 serial,
                                 linted.subject.sha256 ? hex_encode(*linted.subject.sha256) : "",
                                 time_text(begins),
                                 time_text(expiry_of(thing))};
  append_findings(linted.findings, cells);
  return cells;
}

class Csv final : public Format {
 public:
  explicit Csv(const FormatOptions& options)
      : linted_(options.content == Content::linted), fields_(options.fields) {}

  std::string begin(const Origin& /*origin*/) override { return csv_row(columns()); }

  std::string render(const Item& item) const override {
    if (item.report() != nullptr)
      return csv_row(fields_.empty() ? cells_of(item, *item.report())
                                     : fields_.texts(*item.report(), item.origin));
    if (linted_) return csv_row(cells_of(*item.linted()));
    // What is said of a policy file in addition to reports, in their columns.
    std::vector<std::string> cells(columns().size());
    cells.front() = item.label;
    if (fields_.empty()) {
      cells.resize(cells.size() - 4);
      append_findings(item.findings(), cells);
    }
    return csv_row(cells);
  }

 private:
  const std::vector<std::string>& columns() const {
    return linted_ ? linted_columns : fields_.empty() ? report_columns : fields_.names();
  }

  bool linted_;
  Fields fields_;
};

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& each : cells) {
    if (&each != &cells.front()) line += ',';
    line += csv_cell(each);
  }
  return line + "\r\n";
}

/// RFC 4180: a header and a row for each item. No cell is a formula to a spreadsheet.
std::unique_ptr<Format> make_csv(const FormatOptions& options) { return std::make_unique<Csv>(options); }

}  // namespace certcheck::report
