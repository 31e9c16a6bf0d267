#include "certcheck/lint/dates.h"
#include "certcheck/lint/etsi/qualified_certificate.h"
#include "certcheck/lint/etsi/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/key_usage_bits.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"

#include <fmt/format.h>

#include <algorithm>

/// EN 319 412-2 4.3.2: keyUsage of certificates of natural persons.
namespace certcheck::lint::etsi {
namespace {

namespace oids = x509::oids;
using x509::KeyUsage;

/// The certificate is a qualified one of a natural person: by policies for them (EN 319 411-2 5.3), or by
/// those for web sites and a person's name in the subject.
bool is_natural_person(const x509::Certificate& certificate) {
  if (!certificate.certificate_policies) return false;
  if (has_qualified_policy(certificate, 0) || has_qualified_policy(certificate, 2)) return true;
  const bool web = has_qualified_policy(certificate, 4) || has_qualified_policy(certificate, 5) ||
                   has_qualified_policy(certificate, 6);
  return web && (has_attribute(certificate.subject, oids::given_name) ||
                 has_attribute(certificate.subject, oids::surname) ||
                 has_attribute(certificate.subject, oids::pseudonym));
}

/// The bits of keyUsage as a number, bit n as 1 << n.
uint32_t bits_of(const KeyUsage& usage) {
  uint32_t bits = 0;
  for (unsigned bit = KeyUsage::digital_signature; bit <= KeyUsage::decipher_only; ++bit)
    if (usage.has(static_cast<KeyUsage::Bit>(bit))) bits |= 1U << bit;
  return bits;
}

constexpr uint32_t signature = 1U << KeyUsage::digital_signature,
                   commitment = 1U << KeyUsage::content_commitment,
                   encipherment = 1U << KeyUsage::key_encipherment, agreement = 1U << KeyUsage::key_agreement;
/// Table 1: types A, C and E, which do not mix usages, first.
constexpr uint32_t settings[] = {commitment,
                                 signature,
                                 encipherment,
                                 agreement,
                                 commitment | signature,
                                 signature | encipherment,
                                 signature | agreement,
                                 commitment | signature | encipherment,
                                 commitment | signature | agreement};
constexpr size_t unmixed = 4;

std::string named(const KeyUsage& usage) { return usages_besides(usage, {}); }

// NAT-4.3.2-1: "The key usage extension shall be present".
Outcome usage_missing(const CertificateFacts& facts, const Reporter& report) {
  if (!is_natural_person(facts.certificate)) return Outcome::not_applicable;
  return facts.certificate.find(oids::key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {},
                           "the certificate of a natural person has no keyUsage");
}

// NAT-4.3.2-1: it "shall contain one (and only one) of the key usage settings defined in table 1".
Outcome usage_not_in_table(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage || !is_natural_person(facts.certificate)) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  return std::find(std::begin(settings), std::end(settings), bits_of(usage)) != std::end(settings)
             ? Outcome::pass
             : fire_at_key_usage(
                   facts, report,
                   fmt::format("keyUsage has {}, which is not one of the types A to F", named(usage)));
}

// NAT-4.3.2-1: "Type A, C or E should be used to avoid mixed usage of keys." As with zlint what is of no type
// is not of these either.
Outcome usage_mixed(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.key_usage || !is_natural_person(facts.certificate)) return Outcome::not_applicable;
  const KeyUsage& usage = *facts.certificate.key_usage;
  return std::find(std::begin(settings), std::begin(settings) + unmixed, bits_of(usage)) !=
                 std::begin(settings) + unmixed
             ? Outcome::pass
             : fire_at_key_usage(
                   facts, report,
                   fmt::format("keyUsage has {}, which is not one of the types A, C and E", named(usage)));
}

constexpr Lint key_usage_lints[] = {
    {.check = must("etsi.key_usage.missing", "A certificate of a natural person MUST have keyUsage.",
                   "ETSI EN 319 412-2 4.3.2", "Add keyUsage.", "e_etsi_natural_person_key_usage_mandatory"),
     .example = "a certificate of the policy QCP-n without keyUsage",
     .applies = Role::subscriber,
     .effective = dates::etsi_319_412_2_2_2_1,
     .certificate = usage_missing},
    {.check = must("etsi.key_usage.not_in_table",
                   "keyUsage of a certificate of a natural person MUST be of one of the types A to F.",
                   "ETSI EN 319 412-2 4.3.2", "Set the usages of one type of table 1.",
                   "e_etsi_natural_person_key_usage_correct_values"),
     .example = "digitalSignature and dataEncipherment",
     .applies = Role::subscriber,
     .effective = dates::etsi_319_412_2_2_2_1,
     .certificate = usage_not_in_table},
    {.check =
         should("etsi.key_usage.mixed",
                "keyUsage of a certificate of a natural person SHOULD be of one of the types A, C and E.",
                "ETSI EN 319 412-2 4.3.2", "Issue a certificate for each usage.",
                "w_etsi_natural_person_key_usage_preferred_values"),
     .example = "digitalSignature and nonRepudiation",
     .applies = Role::subscriber,
     .effective = dates::etsi_319_412_2_2_2_1,
     .certificate = usage_mixed},
};

}  // namespace

constinit const Rows key_usage_rows = key_usage_lints;

}  // namespace certcheck::lint::etsi
