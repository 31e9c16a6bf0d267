#include "certcheck/base/shorten.h"
#include "certcheck/report/detail/names_of.h"
#include "certcheck/report/detail/transparency.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/report/html/detail/sections.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace certcheck::report::html {
namespace {

std::string items(const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string out = "<ul>\n";
  for (const std::string& each : lines) out += "<li>" + apart(each) + "</li>\n";
  return out + "</ul>\n";
}

std::string revocation(const engine::Report& report) {
  std::vector<std::string> lines;
  for (const engine::RevocationStatus& status : report.revocation)
    lines.push_back(fmt::format("{}: {}{}{}{}", describe_subject(status.subject, report),
                                to_string(status.status),
                                status.source.empty() ? "" : ", by " + status.source,
                                status.revoked_at ? ", revoked at " + format_rfc3339(*status.revoked_at) : "",
                                status.reason.empty() ? "" : " (" + status.reason + ")"));
  return items(lines);
}

std::string protocols(const engine::Report& report) {
  if (!report.protocols) return {};
  std::string out = fmt::format("<p>Found by {} handshakes.</p>\n", report.protocols->handshakes);
  for (const auto& version : report.protocols->versions) {
    out += "<p><strong>" + escaped(version_line(version)) + "</strong></p>\n";
    out += items(names_of(version.cipher_suites, tls::cipher_suite_name));
    if (!version.groups.empty())
      out += fmt::format(
          "<p class=\"dim\">groups: {}</p>\n",
          escaped(fmt::format("{}", fmt::join(names_of(version.groups, tls::named_group_name), ", "))));
  }
  return out;
}

std::string dns_records(const engine::Report& report) {
  std::string out;
  if (report.dane) {
    std::vector<std::string> lines;
    for (const dane::Association& each : report.dane->associations)
      lines.push_back(association_line(each, report));
    out += "<p><strong>DANE</strong> " + apart(dane_summary(*report.dane, report)) + "</p>\n" + items(lines);
  }
  if (!report.caa) return out;
  std::vector<std::string> lines;
  for (const dns::CaaPolicy& policy : report.caa->policies) lines.push_back(caa_line(policy));
  return out + "<p><strong>CAA</strong>: which CAs may issue</p>\n" + items(lines);
}

std::string fetches(const engine::Report& report) {
  if (report.fetched.empty()) return {};
  std::string rows;
  for (const engine::Fetched& each : report.fetched)
    rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                        to_string(each.kind), apart(describe_subject(each.subject, report)),
                        apart(shortened(each.address, 256)), each.bytes,
                        each.from_cache ? "from the cache" : fmt::format("{} ms", each.took.count()),
                        apart(each.error.empty() ? each.note.empty() ? "received" : each.note : each.error));
  return scrolled("What was fetched",
                  "<table>\n<caption>What was fetched</caption>\n<thead><tr><th scope=\"col\">what</th><th "
                  "scope=\"col\">for</th><th scope=\"col\">address</th><th scope=\"col\">bytes</th><th "
                  "scope=\"col\">time</th><th scope=\"col\">outcome</th></tr></thead>\n<tbody>\n" +
                      rows + "</tbody>\n</table>\n");
}

}  // namespace

std::string connection_facts(const engine::Report& report, const Place& place) {
  return section(place, "revocation", "Revocation", revocation(report)) +
         section(place, "transparency", "Transparency", items(transparency_lines(report.transparency))) +
         section(place, "dns", "DNS", dns_records(report)) +
         section(place, "protocols", "Protocols that the server accepts", protocols(report)) +
         section(place, "fetched", "Fetched", fetches(report));
}

}  // namespace certcheck::report::html
