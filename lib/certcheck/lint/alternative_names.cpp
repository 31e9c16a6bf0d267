#include "certcheck/lint/alternative_names.h"

#include "certcheck/lint/extension_place.h"
#include "certcheck/lint/words.h"
#include "certcheck/names/email_address.h"
#include "certcheck/x509/strings.h"

#include <string>

namespace certcheck::lint {
namespace {

/// The name for people; the kind alone of one that holds nothing.
std::string shown(const x509::GeneralName& name) {
  if (name.value.empty()) {
    return std::string(x509::to_string(name.kind));
  }
  const auto mailbox = names::smtp_utf8_mailbox(name);
  if (!mailbox) {
    return name.to_string();
  }
  std::string text = "SmtpUTF8Mailbox:";
  x509::append_printable(text, *mailbox);
  return text;
}

}  // namespace

Outcome check_names(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
                    NameFault fault) {
  const auto& names = facts.certificate.*where.names;
  if (!names) {
    return Outcome::not_applicable;
  }
  Outcome outcome = Outcome::pass;
  for (const x509::GeneralName& name : *names) {
    if (const std::string_view what = fault(name); !what.empty()) {
      outcome = fire_name(facts, report, where, name, what);
    }
  }
  return outcome;
}

Outcome check_names(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
                    x509::GeneralName::Kind kind, NameFault fault) {
  const auto& names = facts.certificate.*where.names;
  if (!names) {
    return Outcome::not_applicable;
  }
  Outcome outcome = Outcome::not_applicable;
  for (const x509::GeneralName& name : *names) {
    if (name.kind != kind) {
      continue;
    }
    if (const std::string_view what = fault(name); !what.empty()) {
      outcome = fire_name(facts, report, where, name, what);
    } else if (outcome == Outcome::not_applicable) {
      outcome = Outcome::pass;
    }
  }
  return outcome;
}

Outcome fire_name(const CertificateFacts& facts, const Reporter& report, const AlternativeNames& where,
                  const x509::GeneralName& name, std::string_view fault) {
  const std::string text = shown(name);
  return report.fire(place_in(facts.certificate, *facts.certificate.find(where.extension)), name.offset,
                     words(text, " ", fault), {{"name", text}});
}

}  // namespace certcheck::lint
