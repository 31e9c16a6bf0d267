#include "certcheck/names/match.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/der/checks.h"
#include "certcheck/names/checks.h"
#include "certcheck/names/detail/uri_identity.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/email_address.h"
#include "certcheck/names/idna.h"
#include "certcheck/names/public_suffix.h"
#include "certcheck/names/service_name.h"
#include "certcheck/x509/extension_place.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <algorithm>

namespace certcheck::names {

namespace {

using x509::GeneralName;

/// How many names a finding shows; the rest is counted.
constexpr size_t names_shown = 20;

bool is_ascii(std::string_view text) { return x509::is_ascii(as_bytes(text)); }

bool email_matches(const GeneralName& presented, const EmailAddress& reference) {
  const auto mailbox = smtp_utf8_mailbox(presented);
  // RFC 9598 3: a local part beyond ASCII is in a SmtpUTF8Mailbox, an rfc822Name cannot express it.
  if (!mailbox && (presented.kind != GeneralName::Kind::rfc822_name || !is_ascii(reference.local_part)))
    return false;
  const auto address = split_email_address(mailbox ? *mailbox : presented.text());
  if (!address || address->local_part != reference.local_part) return false;
  if (is_ascii(address->domain)) return equal_ignoring_case(address->domain, reference.domain);
  // RFC 8398 wrote U-labels where RFC 9598 writes A-labels.
  const auto domain = to_a_labels(address->domain);
  return mailbox && domain && *domain == reference.domain;
}

bool uri_matches(const GeneralName& presented, const ReferenceName& name) {
  return presented.kind == GeneralName::Kind::uri && identity_uri_fault(presented.text()).empty() &&
         comparable_uri(presented.text()) == name.value;
}

/// RFC 9525 6.5.1: the service without regard to case, the domain by 6.3, without wildcards, which RFC 4985
/// does not have.
bool service_matches(const GeneralName& presented, const ReferenceName& name) {
  const auto text = service_name_of(presented);
  const auto service = text ? split_service_name(*text) : std::nullopt;
  return service && dns_name_fault(service->domain).empty() && equal_ignoring_case(*text, name.value);
}

/// RFC 9525 6: does this one presented identifier match? `email` is the reference taken apart.
bool matches(const GeneralName& presented, const ReferenceName& name, const EmailAddress& email) {
  switch (name.kind) {
    case ReferenceName::Kind::dns:
      return presented.kind == GeneralName::Kind::dns_name && dns_name_matches(presented.text(), name.value);
    case ReferenceName::Kind::ip:
      // 6.5: byte for byte; an address in a dNSName is none.
      return presented.kind == GeneralName::Kind::ip_address && same_bytes(presented.value, name.address);
    case ReferenceName::Kind::email:
      return email_matches(presented, email);
    case ReferenceName::Kind::uri:
      return uri_matches(presented, name);
    case ReferenceName::Kind::srv:
      return service_matches(presented, name);
  }
  return false;
}

/// Why a presented name can never match anything; empty if it can.
std::string_view fault_of(const GeneralName& presented) {
  switch (presented.kind) {
    case GeneralName::Kind::dns_name:
      if (parse_ip_address(presented.text()))
        return "is an IP address in a dNSName: addresses are matched in iPAddress only";
      return presented_dns_name_fault(presented.text());
    case GeneralName::Kind::ip_address:
      return presented.value.size() == 4 || presented.value.size() == 16 ? "" : "has neither 4 nor 16 bytes";
    case GeneralName::Kind::rfc822_name: {
      const auto address = split_email_address(presented.text());
      return address && is_ascii(presented.text()) && dns_name_fault(address->domain).empty()
                 ? ""
                 : "is not an email address";
    }
    case GeneralName::Kind::uri:
      return identity_uri_fault(presented.text());
    case GeneralName::Kind::other_name: {
      if (presented.type_id != x509::oids::dns_srv) return {};
      const auto text = service_name_of(presented);
      const auto service = text ? split_service_name(*text) : std::nullopt;
      return service && dns_name_fault(service->domain).empty() ? "" : "is not an SRVName";
    }
    default:
      return {};
  }
}

/// What a reader is likely to have overlooked about a name that did not match; empty if nothing comes to
/// mind.
std::string_view near_miss(const GeneralName& presented, const ReferenceName& name) {
  if (name.kind == ReferenceName::Kind::srv && presented.kind == GeneralName::Kind::dns_name &&
      dns_name_matches(presented.text(), name.value))
    return "is a dNSName: match it with the prefix dns:";
  if (name.kind == ReferenceName::Kind::dns && presented.kind == GeneralName::Kind::dns_name &&
      equal_ignoring_case(presented.text(), name.value))
    return "is the same, but malformed, and a malformed name matches nothing";
  if (name.kind != ReferenceName::Kind::dns || presented.kind != GeneralName::Kind::dns_name ||
      !is_wildcard(presented.text()))
    return {};
  const std::string_view below = presented.text().substr(2);
  if (equal_ignoring_case(below, name.value)) return "does not cover the domain itself";
  if (name.value.size() > below.size() + 1 && name.value[name.value.size() - below.size() - 1] == '.' &&
      equal_ignoring_case(below, std::string_view(name.value).substr(name.value.size() - below.size())))
    return "covers one label only";
  return {};
}

/// The names of the certificate, as many as a reader wants to see.
std::string list(const std::vector<GeneralName>& names) {
  std::string text;
  for (size_t i = 0; i < std::min(names.size(), names_shown); ++i) {
    if (i != 0) text += ", ";
    text += names[i].to_string();
  }
  if (names.size() > names_shown) text += " and " + std::to_string(names.size() - names_shown) + " more";
  return text;
}

size_t count_uris(const x509::Certificate& certificate) {
  const auto& presented = *certificate.subject_alternative_names;
  return static_cast<size_t>(std::count_if(presented.begin(), presented.end(), [](const GeneralName& name) {
    return name.kind == GeneralName::Kind::uri;
  }));
}

/// RFC 9525 6.3 does not let the common name identify a server, older software did.
bool common_name_matches(const x509::Certificate& certificate, const ReferenceName& name) {
  for (const x509::Attribute* attribute : certificate.subject.find(x509::oids::common_name)) {
    const auto text = attribute->text();
    if (!text) continue;
    if (name.kind == ReferenceName::Kind::dns && dns_name_matches(*text, name.value)) return true;
    if (name.kind == ReferenceName::Kind::ip && parse_ip_address(*text) == name.address) return true;
  }
  return false;
}

std::string node_path_of_names(const x509::Certificate& certificate) {
  const x509::Extension* extension = certificate.find(x509::oids::subject_alternative_name);
  return extension == nullptr ? std::string() : x509::node_path_of(*extension) + ".extnValue";
}

/// There is no subjectAltName, but the parser stopped before the end of the extensions: it may have
/// been there.
bool lacks_names_unread(const x509::Certificate& certificate) {
  if (certificate.find(x509::oids::subject_alternative_name) != nullptr) return false;
  namespace checks = der::checks;
  constexpr const Check* losing[] = {&checks::truncated, &checks::length_too_large, &checks::missing_element,
                                     &checks::unexpected_tag, &checks::oid_invalid};
  return (certificate.extensions.empty() && !certificate.complete) ||
         std::any_of(certificate.findings.begin(), certificate.findings.end(), [&](const Finding& finding) {
           return finding.node_path.starts_with("tbsCertificate.extensions") &&
                  finding.node_path.find(".extnValue") == std::string::npos &&
                  std::find(std::begin(losing), std::end(losing), finding.check) != std::end(losing);
         });
}

void explain_mismatch(const x509::Certificate& certificate, const ReferenceName& name, Findings& findings) {
  if (lacks_names_unread(certificate)) {
    findings.push_back(
        {.check = &checks::mismatch,
         .message =
             "the certificate cannot be read to the end of its extensions, so nothing matches " + name.value,
         .evidence = {{"name", name.value}, {"presented", ""}}});
    return;
  }
  if (certificate.find(x509::oids::subject_alternative_name) == nullptr) {
    findings.push_back(
        {.check = &checks::no_subject_alternative_name,
         .message = "the certificate has no subjectAltName, so it matches no name, including " + name.value,
         .evidence = {{"name", name.value}}});
    return;
  }
  static const std::vector<GeneralName> none;
  const auto& presented =
      certificate.subject_alternative_names ? *certificate.subject_alternative_names : none;
  Finding mismatch{.check = &checks::mismatch,
                   .message = "the certificate is for " +
                              (presented.empty() ? std::string("no name") : list(presented)) + ", not for " +
                              name.value,
                   .evidence = {{"name", name.value}, {"presented", list(presented)}}};
  if (!certificate.subject_alternative_names)
    mismatch.message = "the certificate's subjectAltName cannot be read, so nothing matches " + name.value;
  for (const GeneralName& candidate : presented) {
    const std::string_view note = near_miss(candidate, name);
    if (note.empty()) continue;
    mismatch.evidence.emplace_back("note", candidate.to_string() + " " + std::string(note));
    mismatch.message += "; " + mismatch.evidence.back().second;
    break;
  }
  findings.push_back(std::move(mismatch));

  size_t malformed = 0;
  for (const GeneralName& candidate : presented) {
    const std::string_view fault = fault_of(candidate);
    if (fault.empty() || ++malformed > names_shown) continue;
    findings.push_back({.check = &checks::presented_name_malformed,
                        .node_path = node_path_of_names(certificate),
                        .offset = candidate.offset,
                        .message = candidate.to_string() + " " + std::string(fault),
                        .evidence = {{"name", candidate.to_string()}}});
  }
  if (malformed > names_shown)
    findings.push_back(more_findings(checks::presented_name_malformed, {}, malformed - names_shown));
}

/// Browsers refuse wildcards for a whole registry. Chromium counts every single label that the public suffix
/// list does not name among them, by the list's default rule.
void check_wildcard(const x509::Certificate& certificate, const GeneralName& wildcard,
                    const ReferenceName& name, Findings& findings) {
  const std::string_view parent = wildcard.text().substr(2);
  const bool listed = is_public_suffix(parent, SuffixSection::icann);
  if (!listed && parent.find('.') != std::string_view::npos) return;
  findings.push_back({.check = listed ? &checks::wildcard_public_suffix : &checks::wildcard_single_label,
                      .node_path = node_path_of_names(certificate),
                      .offset = wildcard.offset,
                      .message = "the name matches only by " + wildcard.to_string() +
                                 ", a wildcard directly below " +
                                 (listed ? "a public suffix" : "a single label"),
                      .evidence = {{"name", name.value}, {"presented", wildcard.to_string()}}});
}

}  // namespace

NameMatch match_name(const x509::Certificate& certificate, const ReferenceName& name) {
  NameMatch result;
  const EmailAddress email = split_email_address(name.value).value_or(EmailAddress{});
  const GeneralName* found = nullptr;
  if (certificate.subject_alternative_names) {
    for (const GeneralName& presented : *certificate.subject_alternative_names) {
      if (!matches(presented, name, email)) continue;
      found = &presented;
      // A name that matches without a wildcard says more; keep looking for one.
      if (!is_wildcard(presented.text())) break;
    }
  }
  if (found != nullptr && name.kind == ReferenceName::Kind::uri && is_spiffe_id(name.value) &&
      count_uris(certificate) != 1) {
    result.findings.push_back(
        {.check = &checks::several_uris,
         .offset = found->offset,
         .message = "the certificate has " + std::to_string(count_uris(certificate)) +
                    " URIs, so none of them is its SPIFFE ID, including " + name.value,
         .evidence = {{"name", name.value}, {"presented", list(*certificate.subject_alternative_names)}}});
    return result;
  }
  if (found == nullptr) {
    explain_mismatch(certificate, name, result.findings);
    if (common_name_matches(certificate, name) && !lacks_names_unread(certificate)) {
      result.findings.push_back({.check = &checks::common_name_only,
                                 .message = "the subject's common name would match " + name.value +
                                            ", but it is not used as a name",
                                 .evidence = {{"name", name.value}}});
    }
    return result;
  }
  result.matched = true;
  result.by = found->to_string();
  if (name.kind == ReferenceName::Kind::dns && is_wildcard(found->text()))
    check_wildcard(certificate, *found, name, result.findings);
  return result;
}

}  // namespace certcheck::names
