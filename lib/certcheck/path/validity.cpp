#include "certcheck/path/detail/validity.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"

namespace certcheck::path {

// RFC 5280 6.1.3 (a)(2): "The certificate validity period includes the current time." 4.1.2.5: the period
// runs from notBefore through notAfter, inclusive.
void check_validity(const x509::Certificate& certificate, Time time, Findings& findings) {
  if (!certificate.not_before.time || !certificate.not_after.time) {
    report(findings, checks::validity_unreadable, "the validity period cannot be read").node_path =
        "tbsCertificate.validity";
  }
  if (certificate.not_before.time && time < *certificate.not_before.time) {
    Finding& finding = report(findings, checks::validity_not_yet_valid,
                              "valid from " + format_rfc3339(*certificate.not_before.time) +
                                  ", which is after " + format_rfc3339(time));
    finding.node_path = "tbsCertificate.validity.notBefore";
    finding.offset = certificate.not_before.offset;
    finding.evidence = {{"not_before", format_rfc3339(*certificate.not_before.time)},
                        {"time", format_rfc3339(time)}};
  }
  if (certificate.not_after.time && time > *certificate.not_after.time) {
    Finding& finding = report(findings, checks::validity_expired,
                              "valid until " + format_rfc3339(*certificate.not_after.time) +
                                  ", which is before " + format_rfc3339(time));
    finding.node_path = "tbsCertificate.validity.notAfter";
    finding.offset = certificate.not_after.offset;
    finding.evidence = {{"not_after", format_rfc3339(*certificate.not_after.time)},
                        {"time", format_rfc3339(time)}};
  }
}

}  // namespace certcheck::path
