#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc6962/themes.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::rfc6962 {
namespace {

namespace oids = x509::oids;
using x509::SignedCertificateTimestamp;

/// Fires about the first SCT that is `wrong`; `describe` gives what is said of it.
template <typename Wrong, typename Describe>
Outcome check_timestamps(const CertificateFacts& facts, const Reporter& report, Wrong wrong,
                         Describe describe) {
  const x509::Certificate& certificate = facts.certificate;
  if (!certificate.signed_certificate_timestamps || certificate.signed_certificate_timestamps->empty())
    return Outcome::not_applicable;
  const auto& all = *certificate.signed_certificate_timestamps;
  for (const SignedCertificateTimestamp& sct : all) {
    if (wrong(sct)) {
      return report.fire(place_in(certificate, *certificate.find(oids::signed_certificate_timestamps)),
                         static_cast<size_t>(sct.bytes.data() - certificate.der.data()),
                         fmt::format("SCT {} {}", &sct - all.data(), describe(sct)));
    }
  }
  return Outcome::pass;
}

// RFC 6962 3.2: "enum { v1(0), (255) } Version". 3.3: clients skip what they do not know.
Outcome version_unknown(const CertificateFacts& facts, const Reporter& report) {
  return check_timestamps(
      facts, report, [](const SignedCertificateTimestamp& sct) { return sct.version != 0; },
      [](const SignedCertificateTimestamp& sct) { return fmt::format("is of version {}", sct.version + 1); });
}

constexpr uint8_t sha256 = 4;
constexpr uint8_t rsa = 1;
constexpr uint8_t ecdsa = 3;

// RFC 6962 2.1.4: "A log MUST use either elliptic curve signatures using the NIST P-256 curve (...) or RSA
// signatures (...) using a key of at least 2048 bits", with SHA-256; the numbers are those of RFC 5246
// 7.4.1.4.1.
Outcome signature_algorithm(const CertificateFacts& facts, const Reporter& report) {
  return check_timestamps(
      facts, report,
      [](const SignedCertificateTimestamp& sct) {
        return sct.version == 0 && (sct.hash_algorithm != sha256 ||
                                    (sct.signature_algorithm != rsa && sct.signature_algorithm != ecdsa));
      },
      [](const SignedCertificateTimestamp& sct) {
        return fmt::format("is signed with hash {} and signature algorithm {}", int{sct.hash_algorithm},
                           int{sct.signature_algorithm});
      });
}

constexpr Lint sct_list_lints[] = {
    {.check = {.id = "rfc6962.sct_list.version_unknown",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "Embedded SCTs SHOULD be version 1.",
               .citation = "RFC 6962 3.2, 3.3",
               .hint = "Embed the SCTs of version 1 that the logs returned: clients ignore others."},
     .example = "an SCT of version 2",
     .effective = dates::rfc6962,
     .certificate = version_unknown},
    {.check = {.id = "rfc6962.sct_list.signature_algorithm",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "Embedded SCTs MUST be signed with ECDSA or RSA with SHA-256.",
               .citation = "RFC 6962 2.1.4",
               .hint = "Embed the SCTs as the logs returned them, or use other logs."},
     .example = "an SCT signed with SHA-1",
     .effective = dates::rfc6962,
     .certificate = signature_algorithm},
};

}  // namespace

constinit const Rows sct_list_rows = sct_list_lints;

}  // namespace certcheck::lint::rfc6962
