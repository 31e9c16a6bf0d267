#include "certcheck/der/writer.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3280/themes.h"
#include "certcheck/lint/support/certificate_rows.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

/// privateKeyUsagePeriod, which RFC 5280 left out without deprecating it; X.509 9.2.2.5 has it still.
namespace certcheck::lint::rfc3280 {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

/// PrivateKeyUsagePeriod ::= SEQUENCE { notBefore [0] GeneralizedTime OPTIONAL, notAfter [1] GeneralizedTime
/// OPTIONAL }, the tags implicit.
struct Period {
  std::optional<der::Element> not_before, not_after;
};

/// nullopt if the value is not a SEQUENCE, or holds something else: that is the parser's to report.
std::optional<Period> read_period(const x509::Extension& extension) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(extension.value, sink, {}, extension.value_offset);
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  Period period;
  period.not_before = fields->take_if(tag::context(0));
  period.not_after = fields->take_if(tag::context(1));
  fields->finish();
  return faults.empty() ? std::optional(period) : std::nullopt;
}

/// What a field says, and the first fault of its form.
struct Moment {
  std::optional<Time> time;
  std::string fault;
};

Moment moment_of(const der::Element& field) {
  const Bytes whole = der::tlv(tag::generalized_time, field.content);
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader(whole, sink, {});
  const x509::EncodedTime time = x509::read_generalized_time(reader, {});
  return {time.time, faults.empty() ? std::string() : faults[0].message};
}

/// Calls `check` with the extension and its period, if the certificate has one that can be read.
template <typename Check>
Outcome of_period(const CertificateFacts& facts, Check check) {
  const x509::Extension* extension = facts.certificate.find(oids::private_key_usage_period);
  if (extension == nullptr) return Outcome::not_applicable;
  const auto period = read_period(*extension);
  return period ? check(*extension, *period) : Outcome::not_applicable;
}

// RFC 3280 4.2.1.4: "CAs conforming to this profile MUST NOT generate certificates with private key usage
// period extensions unless at least one of the two components is present and the extension is non-critical."
// So RFC 2459.
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::private_key_usage_period, "privateKeyUsagePeriod");
}
Outcome empty(const CertificateFacts& facts, const Reporter& report) {
  return of_period(facts, [&](const x509::Extension& extension, const Period& period) {
    return period.not_before || period.not_after
               ? Outcome::pass
               : report.fire(place_in(facts.certificate, extension), extension.value_offset,
                             "privateKeyUsagePeriod has neither notBefore nor notAfter");
  });
}

// RFC 3280 4.2.1.4: "Where used, notBefore and notAfter are represented as GeneralizedTime and MUST be
// specified and interpreted as defined in section 4.1.2.5.2." So RFC 2459.
Outcome time_malformed(const CertificateFacts& facts, const Reporter& report) {
  return of_period(facts, [&](const x509::Extension& extension, const Period& period) {
    Outcome outcome = Outcome::pass;
    const auto check = [&](const std::optional<der::Element>& field, std::string_view name) {
      if (!field) return;
      if (const std::string fault = moment_of(*field).fault; !fault.empty())
        outcome = report.fire(place_in(facts.certificate, extension), field->offset,
                              fmt::format("{} of privateKeyUsagePeriod is malformed: {}", name, fault));
    };
    check(period.not_before, "notBefore");
    check(period.not_after, "notAfter");
    return outcome;
  });
}

// A period that ends before it begins lets nothing be signed.
Outcome inverted(const CertificateFacts& facts, const Reporter& report) {
  return of_period(facts, [&](const x509::Extension& extension, const Period& period) {
    if (!period.not_before || !period.not_after) return Outcome::not_applicable;
    const Moment begin = moment_of(*period.not_before), end = moment_of(*period.not_after);
    if (!begin.time || !end.time) return Outcome::not_applicable;
    return *begin.time <= *end.time
               ? Outcome::pass
               : report.fire(place_in(facts.certificate, extension), period.not_before->offset,
                             "notBefore of privateKeyUsagePeriod is after its notAfter");
  });
}

constexpr CertificateRows row{"RFC 3280 4.2.1.4; X.509 9.2.2.5", dates::rfc2459};

constexpr Lint private_key_usage_period_lints[] = {
    row("rfc3280.private_key_usage_period.critical", Severity::error,
        "privateKeyUsagePeriod MUST NOT be critical.", "Mark the extension not critical.",
        "a critical privateKeyUsagePeriod", critical),
    row("rfc3280.private_key_usage_period.empty", Severity::error,
        "privateKeyUsagePeriod MUST have notBefore, notAfter or both.",
        "Give one of the times, or leave the extension out.",
        "a privateKeyUsagePeriod that is an empty SEQUENCE", empty),
    row("rfc3280.private_key_usage_period.time_malformed", Severity::error,
        "The times of privateKeyUsagePeriod MUST be GeneralizedTime, YYYYMMDDHHMMSSZ.",
        "Encode the time as YYYYMMDDHHMMSSZ.", "a notAfter of 260101000000Z, in the form of UTCTime",
        time_malformed),
    row("rfc3280.private_key_usage_period.inverted", Severity::warning,
        "privateKeyUsagePeriod SHOULD NOT end before it begins.", "Exchange the two times.",
        "a notBefore a year after notAfter", inverted),
};

}  // namespace

constinit const Rows private_key_usage_period_rows = private_key_usage_period_lints;

}  // namespace certcheck::lint::rfc3280
