#include "certcheck/lint/support/alternative_names.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace certcheck::lint {

std::string shown(const x509::GeneralName& name) {
  if (name.value.empty()) return std::string(x509::to_string(name.kind));
  const auto mailbox = names::smtp_utf8_mailbox(name);
  if (!mailbox) return name.to_string();
  std::string text = "SmtpUTF8Mailbox:";
  x509::append_printable(text, *mailbox);
  return text;
}

namespace {

/// `outcome` is what comes of it where no name is meant.
template <typename Filter>
Outcome check(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
              Outcome outcome, Filter is_meant, NameFault fault) {
  const auto& names = facts.certificate.*where.names;
  if (!names) return Outcome::not_applicable;
  const x509::Extension* extension = nullptr;  // looked up once, when it is needed
  for (const x509::GeneralName& name : *names) {
    if (!is_meant(name)) continue;
    const std::string_view what = fault(name);
    if (what.empty()) {
      outcome = std::max(outcome, Outcome::pass);
      continue;
    }
    if (extension == nullptr) extension = facts.certificate.find(where.extension);
    outcome = std::max(outcome, fire_name(facts, report, *extension, name, what));
  }
  return outcome;
}

}  // namespace

Outcome check_names(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
                    NameFault fault) {
  return check(
      facts, report, where, Outcome::pass, [](const x509::GeneralName&) { return true; }, fault);
}

Outcome check_names(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
                    x509::GeneralName::Kind kind, NameFault fault) {
  return check(
      facts, report, where, Outcome::not_applicable,
      [kind](const x509::GeneralName& name) { return name.kind == kind; }, fault);
}

Outcome fire_name(const CertificateFacts& facts, const Reporter& report, const x509::Extension& extension,
                  const x509::GeneralName& name, std::string_view fault) {
  const std::string text = shown(name);
  return report.fire(place_in(facts.certificate, extension), name.offset, fmt::format("{} {}", text, fault),
                     {{"name", text}});
}

}  // namespace certcheck::lint
