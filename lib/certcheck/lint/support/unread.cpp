#include "certcheck/lint/support/unread.h"

#include "certcheck/der/checks.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace certcheck::lint {
namespace {

namespace checks = der::checks;

/// Faults after which the parser does not know what it has before it. Others are about values that it went on
/// with.
constexpr std::array losing{&checks::truncated,      &checks::length_too_large, &checks::missing_element,
                            &checks::unexpected_tag, &checks::too_deep,         &checks::too_many_faults};
/// The same of a value inside of an extension, or of its extnID, where the structure around it stands. The
/// indefinite length among them is one whose end was found: a length byte that is merely wrong finds it too.
constexpr std::array losing_values{&checks::constructed_string, &checks::oid_invalid,
                                   &checks::boolean_invalid,    &checks::integer_empty,
                                   &checks::null_invalid,       &checks::length_indefinite};

template <size_t Count>
bool is_one_of(const Check& check, const std::array<const Check*, Count>& checks) {
  // By id: a check whose severity a user changed is a copy.
  return std::any_of(checks.begin(), checks.end(), [&](const Check* each) { return each->id == check.id; });
}

constexpr std::string_view list_step = "xtensions.";  ///< of extensions, crlExtensions, singleExtensions, ...
constexpr std::string_view value_step = ".extnValue";
constexpr std::string_view id_step = ".extnID";
constexpr std::string_view critical_step = ".critical";

bool is_within(std::string_view node_path, std::string_view part) {
  return node_path.starts_with(part) && (node_path.size() == part.size() || node_path[part.size()] == '.');
}

}  // namespace

Unread::Unread(const Findings& of_parser) {
  for (const Finding& finding : of_parser) {
    const std::string& path = finding.node_path;
    const bool lost = is_one_of(*finding.check, losing);
    const size_t list = path.rfind(list_step);
    if (list == std::string::npos) {
      structure_ = structure_ || lost;
      continue;
    }
    if (path.ends_with(critical_step) && finding.check->id == checks::boolean_invalid.id)
      of_unknown_criticality_.push_back(path.substr(0, path.size() - critical_step.size()));
    const size_t value = path.find(value_step, list);
    const bool in_value = value != std::string::npos || path.ends_with(id_step);
    if (!lost && (!in_value || !is_one_of(*finding.check, losing_values))) continue;
    const size_t element = list + list_step.size();
    lists_.push_back(path.substr(0, element - 1));
    lost_.push_back(
        path.substr(0, value != std::string::npos ? value + value_step.size() : path.find('.', element)));
  }
}

bool Unread::extension(std::string_view node_path) const {
  return std::any_of(lost_.begin(), lost_.end(),
                     [node_path](const std::string& part) { return is_within(part, node_path); });
}

bool Unread::extension(std::string_view list, const std::vector<x509::Extension>& extensions,
                       x509::ExtensionId id) const {
  if (const x509::Extension* found = x509::find_extension(extensions, id))
    return extension(fmt::format("{}.{}", list, found->index));
  return std::any_of(lost_.begin(), lost_.end(), [&](const std::string& part) {
    if (!is_within(part, list)) return false;
    size_t index = 0;
    const char* const end = part.data() + part.size();
    const char* const behind = std::from_chars(part.data() + list.size() + 1, end, index).ptr;
    // Of one that is in the list with its extnID only the value could not be read.
    return std::string_view(behind, end) != value_step ||
           std::none_of(extensions.begin(), extensions.end(),
                        [index](const x509::Extension& each) { return each.index == index; });
  });
}

bool Unread::covers(const Finding& finding) const {
  // The id says what a rule is about; that of a CRL's entry is at the entry.
  const bool is_about_criticality =
      !of_unknown_criticality_.empty() && finding.id().find("critical") != std::string_view::npos;
  if (is_about_criticality &&
      std::any_of(of_unknown_criticality_.begin(), of_unknown_criticality_.end(),
                  [&](const std::string& extension) { return is_within(extension, finding.node_path); }))
    return true;
  return std::any_of(lost_.begin(), lost_.end(),
                     [&](const std::string& part) { return is_within(finding.node_path, part); }) ||
         (!finding.offset && std::any_of(lists_.begin(), lists_.end(),
                                         [&](const std::string& list) { return finding.node_path == list; }));
}

bool Unread::drop(Findings& findings, size_t first) const {
  const auto begin = findings.begin() + static_cast<std::ptrdiff_t>(std::min(first, findings.size()));
  if ((lost_.empty() && of_unknown_criticality_.empty()) || begin == findings.end()) return false;
  findings.erase(
      std::remove_if(begin, findings.end(), [this](const Finding& finding) { return covers(finding); }),
      findings.end());
  return findings.size() == first;
}

namespace {

/// Whether the value of a known extension was decoded: what the parser gave up has no value, whatever the
/// fault.
struct Decoded {
  x509::ExtensionId id;
  bool (*is_decoded)(const x509::Certificate& certificate);
};

namespace oids = x509::oids;
using x509::Certificate;

constexpr Decoded decoded_of_certificates[] = {
    {oids::key_usage, [](const Certificate& c) { return c.key_usage.has_value(); }},
    {oids::extended_key_usage, [](const Certificate& c) { return c.extended_key_usage.has_value(); }},
    {oids::basic_constraints, [](const Certificate& c) { return c.basic_constraints.has_value(); }},
    {oids::subject_alternative_name,
     [](const Certificate& c) { return c.subject_alternative_names.has_value(); }},
    {oids::certificate_policies, [](const Certificate& c) { return c.certificate_policies.has_value(); }},
    {oids::tls_feature, [](const Certificate& c) { return c.tls_features.has_value(); }},
};

}  // namespace

bool is_unread(const x509::Certificate& certificate, x509::ExtensionId id) {
  if (certificate.findings.empty()) return false;
  const auto decoded = std::find_if(std::begin(decoded_of_certificates), std::end(decoded_of_certificates),
                                    [id](const Decoded& each) { return each.id == id; });
  if (decoded != std::end(decoded_of_certificates) && certificate.find(id) != nullptr &&
      !decoded->is_decoded(certificate))
    return true;
  return Unread(certificate.findings).extension("tbsCertificate.extensions", certificate.extensions, id);
}

bool is_unread(const x509::Crl& crl, x509::ExtensionId id) {
  return !crl.findings.empty() &&
         Unread(crl.findings).extension("tbsCertList.crlExtensions", crl.extensions, id);
}

}  // namespace certcheck::lint
