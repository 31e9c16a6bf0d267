#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc4262/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <algorithm>

namespace certcheck::lint::rfc4262 {
namespace {

using namespace std::string_view_literals;

/// 1.2.840.113549.1.9.15
constexpr der::Oid capabilities{"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0f"sv};

// RFC 4262 2: "This extension MUST NOT be marked critical."
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  const auto& extensions = facts.certificate.extensions;
  const auto found = std::find_if(extensions.begin(), extensions.end(), [](const x509::Extension& extension) {
    return extension.id == capabilities;
  });
  if (found == extensions.end()) return Outcome::not_applicable;
  return found->critical ? report.fire(place_of(facts.certificate, *found), found->offset,
                                       "smimeCapabilities is marked critical")
                         : Outcome::pass;
}

constexpr Lint smime_capabilities_lints[] = {
    {.check = must("rfc4262.smime_capabilities.critical",
                   "smimeCapabilities of a certificate MUST NOT be critical.", "RFC 4262 2",
                   "Do not mark smimeCapabilities critical."),
     .example = "a critical smimeCapabilities",
     .effective = dates::rfc4262,
     .certificate = critical},
};

}  // namespace

constinit const Rows smime_capabilities_rows = smime_capabilities_lints;

}  // namespace certcheck::lint::rfc4262
