#include "certcheck/revocation/detail/short_lived.h"

#include "certcheck/base/time.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <chrono>

namespace certcheck::revocation {
namespace {

namespace oids = x509::oids;

/// BR 1.6.1: "For Certificates issued on or after 2024-03-15 and prior to 2026-03-15, a Subscriber
/// Certificate with a Validity Period less than or equal to 10 days (864,000 seconds). For Certificates
/// issued on or after 2026-03-15, a Subscriber Certificate with a Validity Period less than or equal to 7
/// days (604,800 seconds)."
struct ShortLife {
  Time from;
  std::chrono::seconds at_most;
};
constexpr ShortLife short_lives[] = {{date(2026, 3, 15), std::chrono::days(7)},
                                     {date(2024, 3, 15), std::chrono::days(10)}};

bool is_short_lived(const x509::Certificate& certificate) {
  if (!certificate.not_before.time || !certificate.not_after.time) return false;
  const Time begin = *certificate.not_before.time;
  // RFC 5280 4.1.2.5: "the period of time from notBefore through notAfter, inclusive".
  const auto validity = *certificate.not_after.time - begin + std::chrono::seconds(1);
  const auto* const rule = std::find_if(std::begin(short_lives), std::end(short_lives),
                                        [&](const ShortLife& each) { return begin >= each.from; });
  return rule != std::end(short_lives) && validity <= rule->at_most;
}

bool names_status(const x509::Certificate& certificate) {
  if (certificate.find(oids::crl_distribution_points) != nullptr) return true;
  if (!certificate.authority_information_access) return false;
  const auto& descriptions = certificate.authority_information_access->descriptions;
  return std::any_of(descriptions.begin(), descriptions.end(),
                     [](const auto& each) { return each.method == oids::ocsp_access; });
}

}  // namespace

bool needs_no_status(const x509::Certificate& certificate, Profile profile) {
  return profile == Profile::webpki && !certificate.is_ca() && is_short_lived(certificate) &&
         !names_status(certificate);
}

}  // namespace certcheck::revocation
