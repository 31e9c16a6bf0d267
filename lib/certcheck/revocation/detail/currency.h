#pragma once

#include "certcheck/base/check.h"
#include "certcheck/base/time.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/x509/encoded_time.h"

#include <chrono>
#include <optional>
#include <string>

namespace certcheck::revocation {

/// How long a statement of status is used after its thisUpdate; unset: without limit.
struct Lifetime {
  std::optional<std::chrono::days> without_next_update;
  std::optional<std::chrono::days> at_most;  ///< whatever its nextUpdate says
  std::chrono::seconds ahead{0};             ///< it is used so long before, too
};

/// What the profile sets, or the caller's max_age in its place. `is_ca`: the statement is about a CA
/// certificate.
Lifetime crl_lifetime(const Options& options, Profile profile, bool is_ca);
Lifetime ocsp_lifetime(const Options& options, Profile profile, bool is_ca);

/// Whether a statement of status holds at a moment.
enum class Currency : uint8_t {
  current,
  unreadable,  ///< a date is not a moment
  future,      ///< issued later
  expired,     ///< superseded since its nextUpdate
  too_old      ///< older than its lifetime
};

/// RFC 5280 6.3.3 (a) and RFC 6960 4.2.2.1: issued before, not yet superseded, not too old.
Currency currency_of(const x509::EncodedTime& this_update,
                     const std::optional<x509::EncodedTime>& next_update, Time time,
                     const Lifetime& lifetime);

/// True for a statement that was current once: it clears nothing any more, but what it lists as revoked for
/// good stays revoked.
inline bool is_stale(Currency currency) {
  return currency == Currency::expired || currency == Currency::too_old;
}

/// "it expired (nextUpdate 2026-05-09T00:00:00Z)": why a statement that is not current is not.
std::string describe(Currency currency, const x509::EncodedTime& this_update,
                     const std::optional<x509::EncodedTime>& next_update, const Lifetime& lifetime);

}  // namespace certcheck::revocation
