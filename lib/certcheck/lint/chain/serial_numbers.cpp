#include "certcheck/base/encoding.h"
#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>

namespace certcheck::lint::chain {
namespace {

/// A precertificate has the serial number of the certificate by design (RFC 6962 3.1).
bool takes_part(const x509::Certificate& certificate) {
  return certificate.complete && !certificate.serial.empty() && !certificate.precertificate_poison;
}

// RFC 5280 4.1.2.2: "The serial number [...] MUST be unique for each certificate issued by a given CA (i.e.,
// the issuer name and serial number identify a unique certificate)." Since RFC 2459. NSS, and so Firefox,
// refuses to hold both. What is signed tells them apart: a certificate
// that carries something after its end is still the same.
Outcome reused(Chain chain, const Reporter& report) {
  std::map<std::pair<std::string_view, std::string_view>, size_t> seen;
  Outcome outcome = Outcome::not_applicable;
  size_t compared = 0;
  for (size_t i = 0; i < chain.size(); ++i) {
    const x509::Certificate& certificate = chain[i]->certificate;
    if (!takes_part(certificate)) continue;
    outcome = std::max(outcome, ++compared > 1 ? Outcome::pass : Outcome::not_applicable);
    const auto [place, fresh] = seen.try_emplace({certificate.issuer_key(), as_text(certificate.serial)}, i);
    // The one further from the root is the one to be issued again.
    const CertificateFacts& first = *chain[place->second];
    if (fresh || same_bytes(first.certificate.tbs, certificate.tbs)) continue;
    const std::string serial = hex_encode(certificate.serial), issuer = certificate.issuer.to_string();
    outcome = report.fire_at(
        place->second, "tbsCertificate.serialNumber", first.certificate.serial_offset,
        fmt::format("the certificate of {} has the issuer {} and the serial number {}, and so has that of "
                    "{}: Firefox refuses this (SEC_ERROR_REUSED_ISSUER_AND_SERIAL)",
                    name_of(first), issuer, serial, name_of(*chain[i])),
        {{"issuer", issuer}, {"serial", serial}, {"other", name_of(*chain[i])}});
  }
  return outcome;
}

constexpr Lint serial_numbers_lints[] = {
    {.check = {.id = "chain.serial_numbers.reused",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The serial number MUST be unique for each certificate issued by a given CA.",
               .citation = "RFC 5280 4.1.2.2",
               .hint = "Issue one of the certificates again with a serial number of its own, preferably a "
                       "random one of 64 bits or more."},
     .example = "a self-signed CA certificate and a leaf that it issued, both with serial number 1",
     .effective = dates::rfc2459,
     .chain = reused},
};

}  // namespace

constinit const Rows serial_numbers_rows = serial_numbers_lints;

}  // namespace certcheck::lint::chain
