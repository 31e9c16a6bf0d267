#include "certcheck/lint/cabf_smime/profile.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// S/MIME BR 7.1.2.3 (g), (i) to (m): extensions that have to be there, may be, or may not.
namespace certcheck::lint::cabf_smime {
namespace {

namespace oids = x509::oids;
using namespace std::string_view_literals;

// 7.1.2.3 (l), (m), (i): 1.3.6.1.4.1.52266.{1,2}, 1.2.840.113583.1.1.9.{1,2}, 1.2.840.113549.1.9.15.
constexpr der::Oid lei{"\x2b\x06\x01\x04\x01\x83\x98\x2a\x01"sv},
    lei_role{"\x2b\x06\x01\x04\x01\x83\x98\x2a\x02"sv},
    adobe_time_stamp{"\x2a\x86\x48\x86\xf7\x2f\x01\x01\x09\x01"sv},
    adobe_archive_info{"\x2a\x86\x48\x86\xf7\x2f\x01\x01\x09\x02"sv},
    smime_capabilities{"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x0f"sv};

/// For extensions that no parser reads.
const x509::Extension* find_other(const x509::Certificate& certificate, der::Oid id) {
  const auto found = std::find_if(certificate.extensions.begin(), certificate.extensions.end(),
                                  [id](const x509::Extension& extension) { return extension.id == id; });
  return found == certificate.extensions.end() ? nullptr : &*found;
}

Outcome fire_at_extension(const CertificateFacts& facts, const Reporter& report,
                          const x509::Extension& extension, std::string message) {
  return report.fire(place_of(facts.certificate, extension), extension.offset, std::move(message));
}

Outcome must_not_be(const CertificateFacts& facts, const Reporter& report, der::Oid id,
                    std::string_view name) {
  const x509::Extension* extension = find_other(facts.certificate, id);
  return extension == nullptr
             ? Outcome::pass
             : fire_at_extension(facts, report, *extension, fmt::format("there is the extension {}", name));
}

Outcome must_not_be_critical(const CertificateFacts& facts, const Reporter& report, der::Oid id,
                             std::string_view name) {
  const x509::Extension* extension = find_other(facts.certificate, id);
  if (extension == nullptr) return Outcome::not_applicable;
  return extension->critical
             ? fire_at_extension(facts, report, *extension, fmt::format("{} is marked critical", name))
             : Outcome::pass;
}

// (g): "authorityKeyIdentifier (SHALL be present)"
Outcome aki_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::authority_key_identifier) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {},
                           "the S/MIME certificate has no authorityKeyIdentifier");
}

// (g): "This extension SHALL NOT be marked critical."
Outcome aki_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::authority_key_identifier, "authorityKeyIdentifier");
}

// (g): "The keyIdentifier field SHALL be present. authorityCertIssuer and authorityCertSerialNumber fields
// SHALL NOT be present."
Outcome aki_fields(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.authority_key_identifier) return Outcome::not_applicable;
  const x509::AuthorityKeyIdentifier& identifier = *facts.certificate.authority_key_identifier;
  const std::string_view fault = !identifier.key_identifier ? "does not have keyIdentifier"
                                 : identifier.has_issuer    ? "has authorityCertIssuer"
                                 : identifier.serial        ? "has authorityCertSerialNumber"
                                                            : "";
  if (fault.empty()) return Outcome::pass;
  const x509::Extension& extension = *facts.certificate.find(oids::authority_key_identifier);
  return report.fire(place_in(facts.certificate, extension), extension.value_offset,
                     fmt::format("authorityKeyIdentifier {}", fault));
}

// (i): smimeCapabilities "MAY be present and SHALL NOT be marked critical".
Outcome capabilities_critical(const CertificateFacts& facts, const Reporter& report) {
  return must_not_be_critical(facts, report, smime_capabilities, "smimeCapabilities");
}

// (j), strict and multipurpose: subjectDirectoryAttributes "Prohibited".
Outcome directory_attributes(const CertificateFacts& facts, const Reporter& report) {
  return must_not_be(facts, report, oids::subject_directory_attributes, "subjectDirectoryAttributes");
}

// (k): qcStatements "MAY be present and SHALL NOT be marked critical".
Outcome qc_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::qc_statements, "qcStatements");
}

// (l): of mailboxes and individuals "Prohibited".
Outcome lei_present(const CertificateFacts& facts, const Reporter& report) {
  const Outcome identifier = must_not_be(facts, report, lei, "Legal Entity Identifier");
  return std::max(identifier, must_not_be(facts, report, lei_role, "Legal Entity Identifier Role"));
}

// (l), organizations: "Role (1.3.6.1.4.1.52266.2) SHALL NOT be present."
Outcome lei_role_present(const CertificateFacts& facts, const Reporter& report) {
  return must_not_be(facts, report, lei_role, "Legal Entity Identifier Role");
}

// (l), organizations and sponsors: each "SHALL NOT be marked critical". zlint passes where there is none.
Outcome lei_critical(const CertificateFacts& facts, const Reporter& report) {
  const Outcome identifier = must_not_be_critical(facts, report, lei, "Legal Entity Identifier");
  const Outcome role = must_not_be_critical(facts, report, lei_role, "Legal Entity Identifier Role");
  return std::max({Outcome::pass, identifier, role});
}

// (m), strict: "Prohibited".
Outcome adobe_present(const CertificateFacts& facts, const Reporter& report) {
  const Outcome stamp = must_not_be(facts, report, adobe_time_stamp, "Adobe Time-stamp");
  return std::max(stamp, must_not_be(facts, report, adobe_archive_info, "Adobe ArchiveRevInfo"));
}

// (m), multipurpose and legacy: "MAY be present and SHALL NOT be marked critical".
Outcome adobe_critical(const CertificateFacts& facts, const Reporter& report) {
  const Outcome stamp = must_not_be_critical(facts, report, adobe_time_stamp, "Adobe Time-stamp");
  return std::max(stamp, must_not_be_critical(facts, report, adobe_archive_info, "Adobe ArchiveRevInfo"));
}

constexpr Lint extensions_lints[] = {
    {.check = must("cabf_smime.extensions.aki_missing",
                   "S/MIME certificates MUST have authorityKeyIdentifier.", "CA/B S/MIME BR 7.1.2.3 (g)",
                   "Add the identifier of the issuer's key.", "e_authority_key_identifier_correct"),
     .example = "a certificate without authorityKeyIdentifier",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<aki_missing>},
    {.check = must("cabf_smime.extensions.aki_critical",
                   "authorityKeyIdentifier of S/MIME certificates MUST NOT be critical.",
                   "CA/B S/MIME BR 7.1.2.3 (g)", "Mark the extension not critical.",
                   "e_authority_key_identifier_correct"),
     .example = "a critical authorityKeyIdentifier",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<aki_critical>},
    {.check = must("cabf_smime.extensions.aki_fields",
                   "authorityKeyIdentifier of S/MIME certificates MUST have keyIdentifier and nothing else.",
                   "CA/B S/MIME BR 7.1.2.3 (g)", "Write the identifier of the issuer's key alone.",
                   "e_authority_key_identifier_correct"),
     .example = "authorityKeyIdentifier with the issuer's serial number",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<aki_fields>},
    {.check = must("cabf_smime.extensions.capabilities_critical",
                   "smimeCapabilities of S/MIME certificates MUST NOT be critical.",
                   "CA/B S/MIME BR 7.1.2.3 (i)", "Mark the extension not critical."),
     .example = "a critical smimeCapabilities",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<capabilities_critical>},
    {.check = must("cabf_smime.extensions.directory_attributes",
                   "S/MIME certificates of the strict and multipurpose generations MUST NOT have "
                   "subjectDirectoryAttributes.",
                   "CA/B S/MIME BR 7.1.2.3 (j)", "Omit the extension.",
                   "e_strict_multipurpose_smime_ext_subject_directory_attr"),
     .example = "subjectDirectoryAttributes with a date of birth",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, modern, directory_attributes>},
    {.check = must("cabf_smime.extensions.qc_critical",
                   "qcStatements of S/MIME certificates MUST NOT be critical.", "CA/B S/MIME BR 7.1.2.3 (k)",
                   "Mark the extension not critical.", "e_smime_qc_statements_must_not_be_critical"),
     .example = "a critical qcStatements",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of_smime<qc_critical>},
    {.check =
         must("cabf_smime.extensions.lei_present",
              "S/MIME certificates of mailboxes and individuals MUST NOT have a Legal Entity Identifier.",
              "CA/B S/MIME BR 7.1.2.3 (l)", "Omit the extension.", "e_legal_entity_identifier"),
     .example = "the extension 1.3.6.1.4.1.52266.1 for a mailbox",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<mailbox | individual, any_generation, lei_present>},
    {.check = must("cabf_smime.extensions.lei_role_present",
                   "S/MIME certificates of organizations MUST NOT have a Legal Entity Identifier Role.",
                   "CA/B S/MIME BR 7.1.2.3 (l)", "Omit the extension.", "e_legal_entity_identifier"),
     .example = "the extension 1.3.6.1.4.1.52266.2 for an organization",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<organization, any_generation, lei_role_present>},
    {.check =
         must("cabf_smime.extensions.lei_critical",
              "A Legal Entity Identifier in S/MIME certificates MUST NOT be critical.",
              "CA/B S/MIME BR 7.1.2.3 (l)", "Mark the extension not critical.", "e_legal_entity_identifier"),
     .example = "a critical Legal Entity Identifier",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<with_organization, any_generation, lei_critical>},
    {.check = must("cabf_smime.extensions.adobe_present",
                   "S/MIME certificates of the strict generation MUST NOT have Adobe's extensions.",
                   "CA/B S/MIME BR 7.1.2.3 (m)", "Omit the extension.", "e_adobe_extensions_strict_presence"),
     .example = "the extension 1.2.840.113583.1.1.9.1",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, strict, adobe_present>},
    {.check =
         must("cabf_smime.extensions.adobe_critical",
              "Adobe's extensions in S/MIME certificates MUST NOT be critical.", "CA/B S/MIME BR 7.1.2.3 (m)",
              "Mark the extension not critical.", "e_adobe_extensions_legacy_multipurpose_criticality"),
     .example = "a critical Adobe Time-stamp",
     .applies = Role::subscriber,
     .effective = dates::smime_1_0,
     .certificate = of<any_type, legacy | multipurpose, adobe_critical>},
};

}  // namespace

constinit const Rows extensions_rows = extensions_lints;

}  // namespace certcheck::lint::cabf_smime
