#include "certcheck/lint/dates.h"
#include "certcheck/lint/rfc5280/checks.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/support/crl_place.h"
#include "certcheck/lint/support/time_encoding.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc5280 {
namespace {

namespace oids = x509::oids;
using x509::Crl;

// RFC 5280 5.1.2.1: "When extensions are used, as required by this profile, this field MUST be present and
// MUST specify version 2". Extensions without it are the parser's to find.
Outcome version_not_2(const Crl& crl, const Reporter& report) {
  if (crl.has_extensions) return Outcome::not_applicable;
  return crl.version == 1 ? report.fire("tbsCertList", {}, "the CRL is version 1") : Outcome::pass;
}

// RFC 5280 5.1.2.3: "The issuer field MUST contain a non-empty X.500 distinguished name (DN)."
Outcome issuer_empty(const Crl& crl, const Reporter& report) {
  return crl.issuer.empty()
             ? report.fire("tbsCertList.issuer", crl.issuer.offset, "the CRL's issuer name is empty")
             : Outcome::pass;
}

// RFC 5280 5.1.2.4: "CRL issuers conforming to this profile MUST encode thisUpdate as UTCTime for dates
// through the year 2049." 5.1.2.5 says the same of nextUpdate.
Outcome wrong_update_time_type(const Crl& crl, const Reporter& report) {
  Outcome outcome = Outcome::pass;
  const auto check = [&](const x509::EncodedTime& time, std::string_view field) {
    if (is_of_wrong_type(time))
      outcome =
          report.fire(fmt::format("tbsCertList.{}", field), time.offset,
                      fmt::format("{} {} is encoded as GeneralizedTime", field, format_rfc3339(*time.time)));
  };
  check(crl.this_update, "thisUpdate");
  if (crl.next_update) check(*crl.next_update, "nextUpdate");
  return outcome;
}

// RFC 5280 5.1.2.5: "Conforming CRL issuers MUST include the nextUpdate field in all CRLs."
Outcome next_update_missing(const Crl& crl, const Reporter& report) {
  return crl.next_update ? Outcome::pass : report.fire("tbsCertList", {}, "the CRL has no nextUpdate");
}

// RFC 5280 5.1.2.5: "This field indicates the date by which the next CRL will be issued." What is issued
// later than that was never current.
Outcome next_update_not_later(const Crl& crl, const Reporter& report) {
  if (!crl.next_update || !crl.next_update->time || !crl.this_update.time) return Outcome::not_applicable;
  return *crl.next_update->time > *crl.this_update.time
             ? Outcome::pass
             : report.fire("tbsCertList.nextUpdate", crl.next_update->offset,
                           fmt::format("nextUpdate {} is not later than thisUpdate {}",
                                       format_rfc3339(*crl.next_update->time),
                                       format_rfc3339(*crl.this_update.time)));
}

// RFC 5280 5.1.2.6: "When there are no revoked certificates, the revoked certificates list MUST be absent."
// Entries that cannot be read are none here, as they are none for those who use the CRL.
Outcome revoked_certificates_empty(const Crl& crl, const Reporter& report) {
  if (!crl.revoked.empty()) return Outcome::not_applicable;
  return crl.has_revoked_certificates
             ? report.fire("tbsCertList.revokedCertificates", {}, "the list of revoked certificates is empty")
             : Outcome::pass;
}

bool asks_for_null(der::Oid algorithm) {
  constexpr der::Oid algorithms[] = {oids::sha224_with_rsa, oids::sha256_with_rsa, oids::sha384_with_rsa,
                                     oids::sha512_with_rsa};
  return std::find(std::begin(algorithms), std::end(algorithms), algorithm) != std::end(algorithms);
}

// RFC 4055 5: "When any of these four object identifiers appears within an AlgorithmIdentifier, the
// parameters MUST be NULL." RFC 5280 1 takes it over. That the algorithm inside of what is signed says the
// same is the parser's to find. zlint passes what other algorithms say.
Outcome signature_parameters_not_null(const Crl& crl, const Reporter& report) {
  constexpr std::string_view null("\x05\x00", 2);
  const x509::AlgorithmIdentifier& algorithm = crl.signature_algorithm;
  if (!asks_for_null(algorithm.oid) || as_text(algorithm.parameters) == null) return Outcome::pass;
  return report.fire("signatureAlgorithm", algorithm.offset,
                     algorithm.parameters.empty()
                         ? "the parameters of the RSA signature algorithm are absent"
                         : "the parameters of the RSA signature algorithm are not NULL");
}

constexpr Lint crl_fields_lints[] = {
    {.check = {.id = "rfc5280.crl.version_not_2",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A CRL MUST be version 2.",
               .citation = "RFC 5280 5.1.2.1",
               .hint = "Issue version 2 CRLs, with the extensions that the profile requires."},
     .example = "a CRL without version and extensions",
     .effective = dates::rfc3280,
     .crl = version_not_2},
    {.check = {.id = "rfc5280.crl.issuer_empty",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The issuer of a CRL MUST NOT be empty.",
               .citation = "RFC 5280 5.1.2.3",
               .hint = "Issue the CRL from a CA that has a name."},
     .example = "an issuer that is an empty SEQUENCE",
     .effective = dates::rfc2459,
     .crl = issuer_empty},
    {.check = {.id = "rfc5280.crl.wrong_time_type",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "thisUpdate and nextUpdate MUST be encoded as UTCTime through the year 2049.",
               .citation = "RFC 5280 5.1.2.4, 5.1.2.5",
               .hint = "Issue the CRL again with UTCTime."},
     .example = "nextUpdate 20260409000000Z as GeneralizedTime",
     .effective = dates::rfc2459,
     .crl = wrong_update_time_type},
    {.check = {.id = "rfc5280.crl.next_update_missing",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A CRL MUST contain nextUpdate.",
               .citation = "RFC 5280 5.1.2.5",
               .hint = "Issue the CRL again with nextUpdate.",
               .zlint = "e_crl_has_next_update"},
     .example = "a CRL without nextUpdate",
     .effective = dates::rfc5280,
     .crl = next_update_missing},
    {.check = {.id = "rfc5280.crl.next_update_not_later",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "nextUpdate of a CRL SHOULD be later than its thisUpdate.",
               .citation = "RFC 5280 5.1.2.5",
               .hint = "Issue the CRL again with a nextUpdate in the future."},
     .example = "nextUpdate the same as thisUpdate",
     .effective = dates::rfc2459,
     .crl = next_update_not_later},
    {.check = checks::revoked_certificates_empty,
     .example = "revokedCertificates that is an empty SEQUENCE",
     .effective = dates::rfc5280,
     .crl = revoked_certificates_empty},
    {.check = {.id = "rfc5280.crl.signature_parameters_not_null",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The parameters of an RSA signature algorithm with SHA-2 MUST be NULL.",
               .citation = "RFC 4055 5",
               .hint = "Issue the CRL again with parameters of NULL, inside and outside the signed data.",
               .zlint = "e_crl_sigalgo_missing_null_params"},
     .example = "sha256WithRSAEncryption without parameters",
     .effective = dates::rfc5280,
     .crl = signature_parameters_not_null},
};

}  // namespace

constinit const Rows crl_fields_rows = crl_fields_lints;

}  // namespace certcheck::lint::rfc5280
