#include "certcheck/revocation/detail/currency.h"

namespace certcheck::revocation {
namespace {

using std::chrono::days;

/// The limits of the profile webpki; rfc5280 has none, for the standard leaves it to the relying party's
/// policy. Without nextUpdate "newer revocation information is available all the time" (RFC 6960 4.2.2.1), so
/// that an old answer says nothing about now, and a replayed one would be good for ever.
struct WebpkiLimits {
  /// BR 4.9.7 and 7.2 (CRLs) and 4.9.9 (OCSP, "less than or equal to ten days"): what a CA states of a
  /// subscriber's certificate is replaced within ten days. Without nextUpdate that bounds both. Browsers
  /// bound OCSP responses whatever their nextUpdate says (mozilla::pkix to ten days, Chromium to seven), else
  /// one that says three years could be replayed for as long.
  days of_leaf{10};
  /// A CRL of CA certificates: BR 4.9.7 has it issued at least every twelve months, which is too long where
  /// it does not say so itself; offline roots commonly issue monthly, and some two weeks late.
  days crl_of_ca{45};
  /// The same of CA certificates, of which a response is replaced "at least every twelve months" (BR 4.9.9;
  /// mozilla::pkix and Chromium bound them to a year).
  days ocsp_of_ca_at_most{366};
};
constexpr WebpkiLimits webpki_limits;

std::string moment(const x509::EncodedTime& time) {
  return time.time ? format_rfc3339(*time.time) : "an unreadable time";
}

}  // namespace

Lifetime crl_lifetime(const Options& options, Profile profile, bool is_ca) {
  if (options.max_age) return {options.max_age, options.max_age, options.ahead};
  if (profile == Profile::rfc5280) return {.without_next_update = {}, .at_most = {}, .ahead = options.ahead};
  // CRLs of private CAs often hold for months, and no browser bounds those that say until when.
  return {.without_next_update = is_ca ? webpki_limits.crl_of_ca : webpki_limits.of_leaf,
          .at_most = {},
          .ahead = options.ahead};
}

Lifetime ocsp_lifetime(const Options& options, Profile profile, bool is_ca) {
  if (options.max_age) return {options.max_age, options.max_age, options.ahead};
  if (profile == Profile::rfc5280) return {.without_next_update = {}, .at_most = {}, .ahead = options.ahead};
  return {.without_next_update = webpki_limits.of_leaf,
          .at_most = is_ca ? webpki_limits.ocsp_of_ca_at_most : webpki_limits.of_leaf,
          .ahead = options.ahead};
}

Currency currency_of(const x509::EncodedTime& this_update,
                     const std::optional<x509::EncodedTime>& next_update, Time time,
                     const Lifetime& lifetime) {
  if (!this_update.time || (next_update && !next_update->time)) return Currency::unreadable;
  if (*this_update.time > time + lifetime.ahead) return Currency::future;
  if (next_update && *next_update->time < time) return Currency::expired;
  const auto age = time - *this_update.time;
  if (lifetime.at_most && age > *lifetime.at_most) return Currency::too_old;
  if (!next_update && lifetime.without_next_update && age > *lifetime.without_next_update)
    return Currency::too_old;
  return Currency::current;
}

std::string describe(Currency currency, const x509::EncodedTime& this_update,
                     const std::optional<x509::EncodedTime>& next_update, const Lifetime& lifetime) {
  const auto at_most = [](const std::optional<days>& limit) {
    return std::to_string(limit.value_or(days(0)).count()) + " days";
  };
  switch (currency) {
    case Currency::current:
      return "it is current";
    case Currency::unreadable:
      return "its thisUpdate or nextUpdate cannot be read";
    case Currency::future:
      return "it is not yet valid (thisUpdate " + moment(this_update) + ")";
    case Currency::expired:
      return "it expired (nextUpdate " + moment(*next_update) + ")";
    case Currency::too_old:
      return next_update ? "it is too old (thisUpdate " + moment(this_update) + ", used for " +
                               at_most(lifetime.at_most) + " at most)"
                         : "it is too old (thisUpdate " + moment(this_update) +
                               ", without nextUpdate used for " + at_most(lifetime.without_next_update) + ")";
  }
  return {};
}

}  // namespace certcheck::revocation
