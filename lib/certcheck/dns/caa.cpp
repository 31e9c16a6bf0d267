#include "certcheck/dns/caa.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/uri.h"
#include "certcheck/dns/checks.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace certcheck::dns {
namespace {

constexpr uint8_t critical_bit = 0x80;  // RFC 8659 4.1: bit 0 is the most significant one

bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }

/// label, and tag of a parameter: (ALPHA / DIGIT) *( *("-") (ALPHA / DIGIT))
bool is_label(std::string_view text) {
  return !text.empty() && is_alphanumeric(text.front()) && is_alphanumeric(text.back()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c == '-' || is_alphanumeric(c); });
}

std::string_view without_space(std::string_view text) {
  constexpr std::string_view space = " \t";
  const size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) + 1 - first);
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// What is wrong with a parameter that RFC 8657 defines; empty if nothing is.
std::string parameter_problem(const std::string& tag, std::string_view value) {
  const auto is_method = [](std::string_view label) {
    return !label.empty() &&
           std::all_of(label.begin(), label.end(), [](char c) { return c == '-' || is_alphanumeric(c); });
  };
  if (tag == "accounturi" && split_uri(value).scheme.empty()) return "accounturi is not a URI";
  if (tag == "validationmethods" && !value.empty())
    for (size_t at = 0; at <= value.size();) {
      const size_t end = std::min(value.find(',', at), value.size());
      if (!is_method(value.substr(at, end - at)))
        return "validationmethods is not a list of labels with commas between them";
      at = end + 1;
    }
  return {};
}

/// Registered tags (IANA, "Certification Authority Restriction Properties").
bool is_known_tag(const std::string& tag) {
  constexpr std::array<std::string_view, 7> known{"issue",        "issuewild",    "iodef",   "issuemail",
                                                  "contactemail", "contactphone", "issuevmc"};
  return std::find(known.begin(), known.end(), tag) != known.end();
}

/// What is wrong with a property by itself; empty if nothing is.
std::string property_problem(const CaaRecord& record) {
  const std::string tag = to_lower(record.tag);
  if (!std::all_of(tag.begin(), tag.end(), is_alphanumeric))
    return "the tag has characters besides letters and digits";
  if (tag == "issue" || tag == "issuewild") return read_issue_value(record.value).problem;
  if (tag == "iodef") {
    const std::string scheme = to_lower(split_uri(record.value).scheme);
    if (scheme != "mailto" && scheme != "http" && scheme != "https")
      return "iodef takes a URL of mailto, http or https";
  }
  if ((record.flags & ~unsigned{critical_bit}) != 0)
    return "flags " + std::to_string(record.flags) + " have bits that are reserved";
  return {};
}

Finding about_name(const Check& check, const std::string& name, std::string message) {
  return Finding{
      .check = &check, .subject = {Subject::Kind::host}, .node_path = name, .message = std::move(message)};
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out.append(out.empty() ? "" : ", ").append(text);
  return out;
}

CaaPolicy policy_of(const CaaLookup& lookup) {
  CaaPolicy policy{.lookup = lookup};
  const auto is = [](const CaaRecord& record, std::string_view tag) {
    return equal_ignoring_case(record.tag, tag);
  };
  const auto any = [&](std::string_view tag) {
    return std::any_of(lookup.records.begin(), lookup.records.end(),
                       [&](const CaaRecord& record) { return is(record, tag); });
  };
  // RFC 8659 4.3: issuewild is for wildcard names alone, and for these it takes the place of issue.
  const std::string_view tag = lookup.name.starts_with("*.") && any("issuewild") ? "issuewild" : "issue";
  for (const CaaRecord& record : lookup.records) {
    if ((record.flags & critical_bit) != 0 && !is_known_tag(to_lower(record.tag)))
      policy.unknown_critical = true;
    if (!is(record, tag)) continue;
    policy.restricted = true;
    const std::string issuer = read_issue_value(record.value).issuer;
    if (!issuer.empty() &&
        std::find(policy.issuers.begin(), policy.issuers.end(), issuer) == policy.issuers.end())
      policy.issuers.push_back(issuer);
  }
  return policy;
}

/// Of each set of records once, whatever names it is for.
void add_faults(const CaaPolicy& policy, Findings& findings) {
  const CaaLookup& lookup = policy.lookup;
  for (const CaaRecord& record : lookup.records) {
    if (const std::string problem = property_problem(record); !problem.empty())
      findings.push_back(about_name(checks::caa_malformed, lookup.found_at,
                                    "CAA " + std::to_string(record.flags) + " " + record.tag + " " +
                                        quoted(record.value) + ": " + problem));
    if ((record.flags & critical_bit) != 0 && !is_known_tag(to_lower(record.tag)))
      findings.push_back(about_name(checks::caa_unknown_critical, lookup.found_at,
                                    "the critical property " + quoted(record.tag) +
                                        " is not a registered one: CAs that do not know it may not issue"));
  }
  if (!lookup.unreadable.empty())
    findings.push_back(
        about_name(checks::caa_malformed, lookup.found_at,
                   std::to_string(lookup.unreadable.size()) + " CAA records have no tag, or end within it"));
}

}  // namespace

bool is_issuer_domain(std::string_view text) {
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('.', at), text.size());
    if (!is_label(text.substr(at, end - at))) return false;
    at = end + 1;
  }
  return true;
}

IssueValue read_issue_value(std::string_view value) {
  IssueValue read;
  const size_t semicolon = value.find(';');
  const std::string_view issuer = without_space(value.substr(0, semicolon));
  if (!issuer.empty() && !is_issuer_domain(issuer)) {
    read.problem = quoted(issuer) + " is not a domain";
    return read;
  }
  std::string problem_of_parameter;
  if (semicolon != std::string_view::npos) {
    const std::string_view rest = value.substr(semicolon + 1);
    const bool none = without_space(rest).empty();
    for (size_t at = 0; !none && at <= rest.size();) {
      const size_t end = std::min(rest.find(';', at), rest.size());
      const std::string_view parameter = rest.substr(at, end - at);
      at = end + 1;
      const size_t equals = parameter.find('=');
      const std::string_view tag = without_space(parameter.substr(0, equals));
      const std::string_view text =
          equals == std::string_view::npos ? std::string_view() : without_space(parameter.substr(equals + 1));
      const bool printable =
          std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
      if (equals == std::string_view::npos || !is_label(tag) || !printable) {
        read.parameters.clear();
        read.problem = quoted(without_space(parameter)) + " is not a parameter, tag=value";
        return read;
      }
      read.parameters.emplace_back(to_lower(tag), text);
      const std::string problem = parameter_problem(read.parameters.back().first, text);
      if (problem_of_parameter.empty()) problem_of_parameter = problem;
    }
  }
  for (const std::string_view once : {"accounturi", "validationmethods"})
    if (std::count_if(read.parameters.begin(), read.parameters.end(),
                      [&](const auto& parameter) { return parameter.first == once; }) > 1)
      problem_of_parameter = std::string(once) + " appears more than once";
  read.issuer = to_lower(issuer);
  read.problem = problem_of_parameter;
  return read;
}

CaaReport check_caa(const EndpointRecords& records, std::vector<std::string> expected_issuers) {
  CaaReport report{.policies = {},
                   .expected_issuers = std::move(expected_issuers),
                   .names_left_out = records.caa_names_left_out};
  if (records.caa)
    for (const CaaLookup& lookup : *records.caa) report.policies.push_back(policy_of(lookup));
  return report;
}

Findings caa_findings(const CaaReport& report, bool issued) {
  Findings findings;
  std::set<std::string> validated;
  std::vector<std::string> free;
  for (const CaaPolicy& policy : report.policies) {
    const CaaLookup& lookup = policy.lookup;
    if (!lookup.problem.empty()) {
      findings.push_back(about_name(checks::caa_lookup_failed, lookup.name, lookup.problem));
      continue;
    }
    if (lookup.found_at.empty()) {
      free.push_back(lookup.name);
      continue;
    }
    if (validated.insert(lookup.found_at).second) add_faults(policy, findings);
    if (!policy.restricted) continue;
    const bool expected =
        std::any_of(report.expected_issuers.begin(), report.expected_issuers.end(), [&](const auto& issuer) {
          return std::find(policy.issuers.begin(), policy.issuers.end(), issuer) != policy.issuers.end();
        });
    const std::string where = "the CAA records of " + lookup.found_at + " allow ";
    if (policy.issuers.empty() && issued)
      findings.push_back(
          about_name(checks::caa_forbidden, lookup.name,
                     where + "nobody to issue for " + lookup.name + ", and there is a certificate"));
    else if (!report.expected_issuers.empty() && !expected)
      findings.push_back(about_name(checks::caa_issuer_not_allowed, lookup.name,
                                    where + list_of(policy.issuers) + " to issue for " + lookup.name +
                                        ", not " + list_of(report.expected_issuers)));
    else if (report.expected_issuers.empty() && issued)
      findings.push_back(about_name(checks::caa_not_compared, lookup.name,
                                    where + list_of(policy.issuers) + " to issue for " + lookup.name +
                                        "; by which of these names the certificate's CA goes is unknown"));
  }
  if (!free.empty())
    findings.push_back(about_name(checks::caa_none, free.front(),
                                  "any CA may issue for " + list_of(free) + ": there are no CAA records"));
  return findings;
}

bool is_refusal(const Check* check) { return check == &checks::caa_issuer_not_allowed; }

}  // namespace certcheck::dns
