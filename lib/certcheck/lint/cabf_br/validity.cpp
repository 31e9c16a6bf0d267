#include "certcheck/lint/cabf_br/validity.h"

#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/periods.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <fmt/format.h>

#include <algorithm>

/// BR 6.3.2 and 7.1.2.1.1, and dates before the signature.
namespace certcheck::lint::cabf_br {

using std::chrono::days;
using std::chrono::seconds;

std::optional<seconds> validity_period(const x509::Certificate& certificate) {
  const auto &from = certificate.not_before.time, &until = certificate.not_after.time;
  if (!from || !until) return std::nullopt;
  return *until - *from + seconds(1);
}

bool is_short_lived(const CertificateFacts& facts) {
  const auto period = validity_period(facts.certificate);
  return period && *period <= (*facts.issued < dates::sc_81_200_days.time ? days(10) : days(7));
}

namespace {

Outcome fire_at_end(const CertificateFacts& facts, const Reporter& report, std::string message,
                    std::string period) {
  return report.fire("tbsCertificate.validity.notAfter", facts.certificate.not_after.offset,
                     std::move(message), {{"period", std::move(period)}});
}

// BR 6.3.2: "Subscriber Certificates issued on or after [...] MUST NOT have a Validity Period greater than
// [...] days", and "SHOULD NOT have" one of the greatest: "Any amount of time greater than this, including
// fractional seconds and/or leap seconds, shall represent an additional day."
template <int limit>
Outcome longer_than(const CertificateFacts& facts, const Reporter& report) {
  const auto period = validity_period(facts.certificate);
  if (!period) return Outcome::not_applicable;
  if (*period <= days(limit)) return Outcome::pass;
  const auto count = std::chrono::ceil<days>(*period).count();
  return fire_at_end(facts, report,
                     *period % days(1) == seconds(1)
                         ? fmt::format("the certificate is valid for {} days and 1 second, both of its ends "
                                       "counted: more than {} days",
                                       count - 1, limit)
                         : fmt::format("the certificate is valid for {} days, more than {}", count, limit),
                     fmt::format("{} s", period->count()));
}

// Before BR 1.7.1 a validity period was "measured from the date when the Certificate is issued until the
// Expiry Date": of its ends one counts.
Outcome over_825_days(const CertificateFacts& facts, const Reporter& report) {
  constexpr days limit{825};
  const auto period = validity_period(facts.certificate);
  if (!period) return Outcome::not_applicable;
  const seconds difference = *period - seconds(1);
  return difference <= limit
             ? Outcome::pass
             : fire_at_end(facts, report,
                           fmt::format("the certificate is valid for {} days, more than {}",
                                       std::chrono::ceil<days>(difference).count(), limit.count()),
                           fmt::format("{} s", difference.count()));
}

// BR 1.0 9.4.1, from 1.3.0 on 6.3.2: "no greater than 60 months", and 39 months for what is issued "after 1
// April 2015", but "Until 30 June 2016, CAs MAY continue to issue" for 60 where "the CA documents that the
// Certificate is for a system or software that" cannot do otherwise, which no certificate says. Months are
// those of the calendar.
template <int limit>
Outcome over_months(const CertificateFacts& facts, const Reporter& report) {
  const auto &from = facts.certificate.not_before.time, &until = facts.certificate.not_after.time;
  if (!from || !until) return Outcome::not_applicable;
  // The day after the last one of a month is the first of the next month, here as in Go.
  return *until <= months_after(*from, limit)
             ? Outcome::pass
             : fire_at_end(facts, report,
                           fmt::format("the certificate is valid for more than {} months", limit),
                           fmt::format("{} days", std::chrono::ceil<days>(*until - *from).count()));
}

// BR 2.0.0 7.1.2.1.1: notAfter is at least "2922 days (approx. 8 years)" and at most "9132 days (approx. 25
// years)" away. Which end counts it does not say, so the one that is in the root's favour does.
Outcome root_period(const CertificateFacts& facts, const Reporter& report) {
  constexpr days shortest{2922}, longest{9132};
  const auto period = validity_period(facts.certificate);
  if (!period) return Outcome::not_applicable;
  const bool sound = *period >= shortest && *period - seconds(1) <= longest;
  return sound ? Outcome::pass
               : fire_at_end(facts, report,
                             fmt::format("the root is valid for {} days, {} than {}",
                                         (*period < shortest ? std::chrono::floor<days>(*period)
                                                             : std::chrono::ceil<days>(*period))
                                             .count(),
                                         *period < shortest ? "less" : "more",
                                         (*period < shortest ? shortest : longest).count()),
                             fmt::format("{} s", period->count()));
}

// BR 2.0.0 7.1.2.7: notBefore is "A value within 48 hours of the certificate signing operation." The SCTs
// were there when the certificate was signed, so that was after all of them.
Outcome backdated(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  const auto& timestamps = certificate.signed_certificate_timestamps;
  if (!timestamps || timestamps->empty() || !certificate.not_before.time) return Outcome::not_applicable;
  const auto latest =
      std::max_element(timestamps->begin(), timestamps->end(),
                       [](const auto& a, const auto& b) { return a.timestamp_ms < b.timestamp_ms; });
  const auto start = certificate.not_before.time->time_since_epoch().count();
  constexpr int64_t limit_ms = 48 * 3'600'000;
  // What is not a time of this age is not after any notBefore.
  if (latest->timestamp_ms > uint64_t{1} << 52U) return Outcome::pass;
  const int64_t delay_ms = static_cast<int64_t>(latest->timestamp_ms) - start * 1000;
  return delay_ms <= limit_ms
             ? Outcome::pass
             : report.fire(
                   "tbsCertificate.validity.notBefore", certificate.not_before.offset,
                   fmt::format("notBefore {} is {} hours before the certificate's latest SCT, so more "
                               "than 48 hours before it was signed",
                               format_rfc3339(*certificate.not_before.time), delay_ms / 3'600'000));
}

constexpr std::string_view shorter_hint = "Issue the certificate again for a shorter time.";

template <int limit>
constexpr Lint longest_row(std::string_view id, std::string_view requirement, std::string_view example,
                           DateReference from, DateReference until, std::string_view citation,
                           std::string_view zlint = {}) {
  return {.check = must(id, requirement, citation, shorter_hint, zlint),
          .example = example,
          .applies = Role::leaf,
          .effective = from,
          .ineffective = until,
          .certificate = longer_than<limit>};
}

template <int limit>
constexpr Lint advised_row(std::string_view id, std::string_view requirement, std::string_view example,
                           DateReference from, DateReference until, std::string_view citation,
                           std::string_view zlint = {}) {
  return {.check = should(id, requirement, citation,
                          "Issue for a day less than the most that is permitted: seconds count.", zlint),
          .example = example,
          .applies = Role::leaf,
          .effective = from,
          .ineffective = until,
          .certificate = longer_than<limit>};
}

constexpr std::string_view schedule = "CA/B BR 2.1.5 6.3.2 (Ballot SC-81)";
constexpr std::string_view before_schedule = "CA/B BR 1.7.1 6.3.2 (Ballot SC-31)";

constexpr Lint validity_lints[] = {
    {.check = must("cabf_br.validity.over_60_months",
                   "A subscriber certificate MUST NOT be valid for more than 60 months.", "CA/B BR 1.0 9.4.1",
                   shorter_hint),
     .example = "a server certificate of 2013 for six years",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .ineffective = dates::br_39_months_alone,
     .certificate = over_months<60>},
    {.check = should("cabf_br.validity.over_39_months_documented",
                     "A subscriber certificate issued from 2015-04-02 to 2016-06-30 SHOULD NOT be valid for "
                     "more than 39 months: only for systems of which the CA documents that they need it.",
                     "CA/B BR 1.3.0 6.3.2; BR 1.0 9.4.1", shorter_hint),
     .example = "a server certificate of 2015 for four years",
     .applies = Role::subscriber,
     .effective = dates::br_39_months,
     .ineffective = dates::br_39_months_alone,
     .certificate = over_months<39>},
    {.check = must("cabf_br.validity.over_39_months",
                   "A subscriber certificate issued from 2016-07-01 to 2018-02-28 MUST NOT be valid for more "
                   "than 39 months.",
                   "CA/B BR 1.3.0 6.3.2", shorter_hint, "e_sub_cert_valid_time_longer_than_39_months"),
     .example = "a server certificate of 2017 for four years",
     .applies = Role::subscriber,
     .effective = dates::br_39_months_alone,
     .ineffective = dates::ballot_193_end,
     .certificate = over_months<39>},
    {.check =
         must("cabf_br.validity.over_825_days",
              "A subscriber certificate issued from 2018-03-02 to 2020-08-31 MUST NOT be valid for more "
              "than 825 days.",
              "CA/B BR 1.4.4 6.3.2 (Ballot 193)", shorter_hint, "e_sub_cert_valid_time_longer_than_825_days"),
     .example = "a server certificate of 2019 for three years",
     .applies = Role::subscriber,
     .effective = dates::ballot_193,
     .ineffective = dates::sc_22,
     .certificate = over_825_days},
    longest_row<398>(
        "cabf_br.validity.over_398_days",
        "A subscriber certificate issued from 2020-09-01 to 2026-03-14 MUST NOT be valid for more "
        "than 398 days.",
        "a server certificate of 2025 for 398 days and a second", dates::sc_22, dates::sc_81_200_days,
        before_schedule),
    advised_row<397>("cabf_br.validity.over_397_days",
                     "A subscriber certificate issued from 2020-09-01 to 2026-03-14 SHOULD NOT be valid for "
                     "more than 397 days.",
                     "a server certificate of 2025 for 398 days", dates::sc_22, dates::sc_81_200_days,
                     before_schedule),
    longest_row<200>(
        "cabf_br.validity.over_200_days",
        "A subscriber certificate issued from 2026-03-15 to 2027-03-14 MUST NOT be valid for more "
        "than 200 days.",
        "a server certificate of 2026 for a year", dates::sc_81_200_days, dates::sc_81_100_days, schedule,
        "e_server_cert_valid_time_longer_than_200_days"),
    advised_row<199>("cabf_br.validity.over_199_days",
                     "A subscriber certificate issued from 2026-03-15 to 2027-03-14 SHOULD NOT be valid for "
                     "more than 199 days.",
                     "a server certificate of 2026 for 200 days", dates::sc_81_200_days,
                     dates::sc_81_100_days, schedule, "w_server_cert_valid_time_longer_than_199_days"),
    longest_row<100>(
        "cabf_br.validity.over_100_days",
        "A subscriber certificate issued from 2027-03-15 to 2029-03-14 MUST NOT be valid for more "
        "than 100 days.",
        "a server certificate of 2028 for 101 days", dates::sc_81_100_days, dates::sc_81_47_days, schedule,
        "e_server_cert_valid_time_longer_than_100_days"),
    advised_row<99>(
        "cabf_br.validity.over_99_days",
        "A subscriber certificate issued from 2027-03-15 to 2029-03-14 SHOULD NOT be valid for more "
        "than 99 days.",
        "a server certificate of 2028 for 100 days", dates::sc_81_100_days, dates::sc_81_47_days, schedule,
        "w_server_cert_valid_time_longer_than_99_days"),
    longest_row<47>(
        "cabf_br.validity.over_47_days",
        "A subscriber certificate issued from 2029-03-15 on MUST NOT be valid for more than 47 days.",
        "a server certificate of 2030 for 48 days", dates::sc_81_47_days, {}, schedule,
        "e_server_cert_valid_time_longer_than_47_days"),
    advised_row<46>("cabf_br.validity.over_46_days",
                    "A subscriber certificate issued from 2029-03-15 on SHOULD NOT be valid for more than 46 "
                    "days.",
                    "a server certificate of 2030 for 47 days", dates::sc_81_47_days, {}, schedule,
                    "w_server_cert_valid_time_longer_than_46_days"),
    {.check =
         must("cabf_br.validity.root_period", "A root MUST be valid for at least 2922 and at most 9132 days.",
              "CA/B BR 7.1.2.1.1", "Issue the root again, for 8 to 25 years."),
     .example = "a root for 30 years",
     .applies = Role::root,
     .effective = dates::br_2_0_0,
     .certificate = root_period},
    {.check = must("cabf_br.validity.backdated",
                   "notBefore MUST be within 48 hours of the signing of the certificate.", "CA/B BR 7.1.2.7",
                   "Set notBefore to the time of signing.", "e_excessively backdated"),
     .example = "an SCT three days after notBefore",
     .effective = dates::br_2_0_0,
     .certificate = backdated},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::cabf_br
