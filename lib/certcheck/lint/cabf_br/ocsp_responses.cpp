#include "certcheck/lint/cabf_br/reasons.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/ocsp_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

/// BR 4.9.9 and 7.3
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;
using x509::OcspResponse;
using x509::SingleResponse;

/// Fires for the first answer that is `wrong`.
template <typename Wrong, typename Describe>
Outcome check_status(const OcspResponse& response, const Reporter& report, Wrong wrong, Describe describe) {
  if (response.responses.empty()) return Outcome::not_applicable;
  const auto found = std::find_if(response.responses.begin(), response.responses.end(), wrong);
  return found == response.responses.end()
             ? Outcome::pass
             : report.fire(place_of(response, *found), found->offset, describe(*found));
}

// BR 7.3.2: "The singleExtensions of an OCSP response MUST NOT contain the reasonCode (OID 2.5.29.21) CRL
// entry extension."
Outcome reason_extension(const OcspResponse& response, const Reporter& report) {
  return check_status(
      response, report,
      [](const SingleResponse& single) {
        return find_extension(single.extensions, oids::crl_reason) != nullptr;
      },
      [](const SingleResponse&) { return std::string("singleExtensions has reasonCode"); });
}

// BR 7.3: "The CRLReason indicated MUST contain a value permitted for CRLs, as specified in Section 7.2.2."
// Of a certificate that was never issued, and so never revoked, RFC 6960 2.2 has a responder that says so
// (4.4.8) answer that it is on hold since 1970.
template <bool is_permitted(uint64_t reason)>
Outcome revocation_reason_not_permitted(const OcspResponse& response, const Reporter& report) {
  const bool says_never_issued = find_extension(response.extensions, oids::ocsp_extended_revoke) != nullptr;
  return check_status(
      response, report,
      [says_never_issued](const SingleResponse& single) {
        const auto& reason = single.revocation_reason;
        if (says_never_issued && is_never_issued(single)) return false;
        return reason && !is_permitted(*reason);
      },
      [](const SingleResponse& single) {
        return fmt::format("revocationReason is {}", *single.revocation_reason);
      });
}

/// BR 4.9.9: "the difference in time between the thisUpdate and nextUpdate field, inclusive."
std::optional<std::chrono::seconds> interval_of(const SingleResponse& single) {
  if (!single.next_update || !single.next_update->time || !single.this_update.time) return std::nullopt;
  return *single.next_update->time - *single.this_update.time + std::chrono::seconds(1);
}

// BR 4.9.9 (ballot SC-31): "OCSP responses for Subscriber Certificates MUST have a validity interval greater
// than or equal to eight hours and less than or equal to ten days." Whose a certificate is the response does
// not say; of CAs there is one every twelve months at least.
Outcome interval_unusual(const OcspResponse& response, const Reporter& report) {
  const bool any = std::any_of(response.responses.begin(), response.responses.end(),
                               [](const SingleResponse& single) { return interval_of(single).has_value(); });
  if (!any) return Outcome::not_applicable;
  return check_status(
      response, report,
      [](const SingleResponse& single) {
        const auto interval = interval_of(single);
        // A difference of ten days sharp is what responders mean by ten days.
        return interval && (*interval < std::chrono::hours(8) ||
                            *interval > std::chrono::days(10) + std::chrono::seconds(1));
      },
      [](const SingleResponse& single) {
        return fmt::format("the answer is valid for {} hours, not for 8 hours to 10 days",
                           std::chrono::floor<std::chrono::hours>(*interval_of(single)).count());
      });
}

constexpr Lint ocsp_responses_lints[] = {
    {.check = must("cabf_br.ocsp.reason_extension",
                   "An OCSP response MUST NOT have reasonCode in singleExtensions.", "CA/B BR 7.3.2",
                   "Put the reason into revocationReason."),
     .example = "an answer with the extension reasonCode",
     .effective = dates::br_1_7_1,
     .ocsp = reason_extension},
    {.check = must("cabf_br.ocsp.reason_not_permitted",
                   "revocationReason of an OCSP response MUST be a reason that CRLs may have.",
                   "CA/B BR 7.3, 7.2.2", "Use the reason of the CRL, or leave it out for unspecified."),
     .example = "an answer with the reason certificateHold",
     .effective = dates::sc_61,
     .ocsp = revocation_reason_not_permitted<is_permitted_reason>},
    {.check = must("cabf_br.ocsp.reason_not_permitted_before_sc_61",
                   "revocationReason of an OCSP response MUST NOT be unspecified or certificateHold.",
                   "CA/B BR 1.7.1 7.3, 7.2.2 (Ballot SC-31)", "Leave the reason out for unspecified."),
     .example = "an answer of 2021 with the reason certificateHold",
     .effective = dates::sc_31_effective,
     .ineffective = dates::sc_61,
     .ocsp = revocation_reason_not_permitted<is_permitted_reason_before_sc_61>},
    {.check = note("cabf_br.ocsp.interval",
                   "An OCSP response about a subscriber certificate MUST be valid for 8 hours to 10 days.",
                   "CA/B BR 4.9.9", "Sign answers for 8 hours to 10 days."),
     .example = "an answer for a month",
     .effective = dates::sc_31_effective,
     .ocsp = interval_unusual},
};

}  // namespace

constinit const Rows ocsp_responses_rows = ocsp_responses_lints;

}  // namespace certcheck::lint::cabf_br
