#pragma once

#include "certcheck/base/ascii.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/domain_names.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

/// For rules on the domain names of a certificate: its dNSNames, and the common names that are not IP
/// addresses (BR 7.1.4.3: a common name is one of the names in subjectAltName).
namespace certcheck::lint::cabf_br {

enum class CommonNames : uint8_t { too, not_here };

/// Fires for each domain name of which `fault` says something, as the end of a sentence about it. Not
/// applicable to a certificate without any name. `fault` is asked only if a name has one of `traits`; 0 asks
/// always.
template <typename Fault>
Outcome check_domains(const CertificateFacts& facts, const Reporter& report, CommonNames common_names,
                      unsigned traits, Fault fault) {
  const x509::Certificate& certificate = facts.certificate;
  const DomainTraits& known = facts.domain_traits;
  if (!known.has_names && !known.has_common_names) return Outcome::not_applicable;
  const bool asks_common_names = common_names == CommonNames::too && known.has_common_names &&
                                 (traits == 0 || (known.of_common_names & traits) != 0);
  Outcome outcome = Outcome::pass;
  if (known.has_names && (traits == 0 || (known.of_names & traits) != 0)) {
    const x509::Extension& extension = *certificate.find(x509::oids::subject_alternative_name);
    for_each_dns_name(certificate, [&](const x509::GeneralName& name) {
      if (const std::string_view what = fault(name.text()); !what.empty())
        outcome = report.fire(place_in(certificate, extension), name.offset,
                              fmt::format("{} {}", name.to_string(), what), {{"name", name.to_string()}});
    });
  }
  if (asks_common_names) {
    for_each_text(certificate.subject, x509::oids::common_name,
                  [&](std::string_view name, const x509::Attribute& attribute) {
                    if (name.empty() || is_ip_address(name)) return;
                    if (const std::string_view what = fault(name); !what.empty())
                      outcome = report.fire("tbsCertificate.subject", attribute.offset,
                                            fmt::format("the common name \"{}\" {}", name, what),
                                            {{"name", std::string(name)}});
                  });
  }
  return outcome;
}

/// BR 1.0 9.2.1: "the CA SHALL NOT issue a certificate with an Expiry Date later than 1 November 2015 with a
/// subjectAlternativeName extension or Subject commonName field containing a Reserved IP Address or Internal
/// Name." BR 7.1.2.7.12 has no date any more. What ended before that day was permitted.
inline bool may_have_internal_names(const CertificateFacts& facts) {
  const auto& until = facts.certificate.not_after.time;
  return until && *until <= dates::br_no_internal_names.time;
}

/// The last label.
inline std::string_view top_label(std::string_view name) { return name.substr(name.rfind('.') + 1); }

}  // namespace certcheck::lint::cabf_br
