#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3739/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/digest_oids.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/qualified.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// biometricInfo, which holds hashes of pictures and signatures of a person. Their URIs are looked at with
/// all others, see rfc5280/general_names.cpp.
namespace certcheck::lint::rfc3739 {
namespace {

namespace oids = x509::oids;

// RFC 3739 3.2.5: "This extension MUST NOT be marked critical."
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::biometric_info, "biometricInfo");
}

// RFC 3739 3.2.5: BiometricSyntax.
Outcome malformed(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::biometric_info);
  if (extension == nullptr) return Outcome::not_applicable;
  const auto fault = malformed_biometric_data(facts.certificate);
  return fault ? report.fire(place_in(facts.certificate, *extension), fault->offset,
                             fmt::format("biometricInfo does not follow its ASN.1: {}", fault->what))
               : Outcome::pass;
}

/// What is wrong with a hash, as a sentence; empty if nothing is. `digest` is the algorithm that is named.
using HashFault = std::string (*)(const BiometricData&, const DigestOid& digest);

/// Fires for each hash with a fault; applies where the algorithm of one is known.
template <HashFault fault>
Outcome each_hash(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const x509::Extension* const extension = certificate.find(oids::biometric_info);
  if (extension == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::not_applicable;
  visit_biometric_data(certificate, [&](const BiometricData& data) {
    const DigestOid* digest = find_digest(data.hash_algorithm);
    if (digest == nullptr || data.hash.data() == nullptr) return;
    outcome = std::max(outcome, Outcome::pass);
    if (std::string what = fault(data, *digest); !what.empty())
      outcome = report.fire(place_in(certificate, *extension), data.offset, std::move(what));
  });
  return outcome;
}

// RFC 3739 3.2.5: biometricDataHash is a hash by hashAlgorithm.
std::string wrong_length(const BiometricData& data, const DigestOid& digest) {
  return data.hash.size() == digest.octets ? std::string()
                                           : fmt::format("the biometric hash has {} bytes, where {} gives {}",
                                                         data.hash.size(), digest.name, digest.octets);
}

// RFC 3739 3.2.5: the hash is all that ties the picture to the person. RFC 6151 2 and RFC 6194 3.1 retired
// MD5 and SHA-1 where collisions do harm: who hands in two pictures of one hash can show either.
std::string weak(const BiometricData& data, const DigestOid& digest) {
  return is_broken_digest(data.hash_algorithm) || data.hash_algorithm == oids::sha1
             ? fmt::format("the biometric hash is by {}", digest.name)
             : std::string();
}

constexpr Lint biometric_info_lints[] = {
    {.check = {.id = "rfc3739.biometric_info.critical",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "biometricInfo MUST NOT be critical.",
               .citation = "RFC 3739 3.2.5",
               .hint = "Mark the extension not critical."},
     .example = "a critical biometricInfo",
     .effective = dates::rfc3739,
     .certificate = critical},
    {.check = {.id = "rfc3739.biometric_info.malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "biometricInfo MUST follow its ASN.1.",
               .citation = "RFC 3739 3.2.5",
               .hint = "Encode the extension by its ASN.1."},
     .example = "a sourceDataUri as a UTF8String",
     .effective = dates::rfc3739,
     .certificate = malformed},
    {.check = {.id = "rfc3739.biometric_info.hash_length",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A biometric hash MUST be one by the algorithm that is named.",
               .citation = "RFC 3739 3.2.5",
               .hint = "Hash the data by the algorithm that is named."},
     .example = "20 bytes with SHA-256",
     .effective = dates::rfc3739,
     .certificate = each_hash<wrong_length>},
    {.check = {.id = "rfc3739.biometric_info.weak_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "A biometric hash SHOULD NOT rest on MD2, MD4, MD5 or SHA-1.",
               .citation = "RFC 3739 3.2.5; RFC 6151 2; RFC 6194 3.1",
               .hint = "Hash the data with SHA-256 or stronger."},
     .example = "a picture hashed with SHA-1",
     .effective = dates::rfc3739,
     .certificate = each_hash<weak>},
};

}  // namespace

constinit const Rows biometric_info_rows = biometric_info_lints;

}  // namespace certcheck::lint::rfc3739
