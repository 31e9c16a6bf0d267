#include "certcheck/base/encoding.h"
#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::chain {
namespace {

Outcome fire_at_authority(const Link& link, const Reporter& report, std::string message, Evidence evidence) {
  const x509::Certificate& certificate = link.subject.certificate;
  const x509::Extension* extension = certificate.find(x509::oids::authority_key_identifier);
  return report.fire_at(link.index, place_in(certificate, *extension), extension->value_offset,
                        std::move(message), std::move(evidence));
}

// RFC 5280 4.2.1.2: "In conforming CA certificates, the value of the subject key identifier MUST be the value
// placed in the key identifier field of the authority key identifier extension (Section 4.2.1.1) of
// certificates issued by the subject of this certificate."
Outcome not_of_issuer(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& named = link.subject.certificate.authority_key_identifier;
    const auto& borne = link.issuer.certificate.subject_key_identifier;
    if (!named || !named->key_identifier || !borne) return Outcome::not_applicable;
    if (same_bytes(*named->key_identifier, *borne)) return Outcome::pass;
    return fire_at_authority(
        link, report,
        fmt::format("authorityKeyIdentifier identifies another key than that of the issuer, {}",
                    name_of(link.issuer)),
        {{"named", hex_encode(*named->key_identifier)}, {"issuer_has", hex_encode(*borne)}});
  });
}

// RFC 5280 4.2.1.1: "The identification MAY be based on either the key identifier (the subject key identifier
// in the issuer's certificate) or the issuer name and serial number." They single out one certificate of the
// issuer, so that a path over its renewed or cross certificate looks wrong to those who compare them.
Outcome issuer_and_serial_not_of_issuer(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& named = link.subject.certificate.authority_key_identifier;
    if (!named || !named->serial || !named->has_issuer) return Outcome::not_applicable;
    const x509::Certificate& issuer = link.issuer.certificate;
    if (x509::identifies(*named, issuer)) return Outcome::pass;
    return fire_at_authority(
        link, report,
        fmt::format("issuer and serial number in authorityKeyIdentifier identify another certificate "
                    "than that of {}",
                    name_of(link.issuer)),
        {{"named_serial", hex_encode(*named->serial)}, {"issuer_has_serial", hex_encode(issuer.serial)}});
  });
}

constexpr const Check* key_identifier_said_by_path[] = {
    &path::checks::issuer_key_id_mismatch, &path::checks::issuer_other_key, &path::checks::anchor_other_key};
constexpr const Check* issuer_and_serial_said_by_path[] = {&path::checks::issuer_serial_mismatch};

constexpr Lint key_identifiers_lints[] = {
    {.check =
         {.id = "chain.key_identifiers.not_of_issuer",
          .severity = Severity::error,
          .counts = Counts::never,
          .requirement =
              "The keyIdentifier of authorityKeyIdentifier MUST be the subjectKeyIdentifier of the issuer.",
          .citation = "RFC 5280 4.2.1.2",
          .hint = "Issue the certificate again with the key identifier from its issuer's certificate, or "
                  "send the issuer's certificate that has it."},
     .example = "a leaf whose authorityKeyIdentifier is that of the CA's previous key",
     .said_by_path = key_identifier_said_by_path,
     .chain = not_of_issuer},
    {.check = {.id = "chain.key_identifiers.issuer_and_serial_not_of_issuer",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "An issuer name and serial number in authorityKeyIdentifier SHOULD identify "
                              "the issuer's certificate.",
               .citation = "RFC 5280 4.2.1.1",
               .hint = "Identify the issuer only by its key: its certificates change."},
     .example =
         "a leaf that identifies its issuer by the serial number of the CA certificate before its renewal",
     .said_by_path = issuer_and_serial_said_by_path,
     .chain = issuer_and_serial_not_of_issuer},
};

}  // namespace

constinit const Rows key_identifiers_rows = key_identifiers_lints;

}  // namespace certcheck::lint::chain
