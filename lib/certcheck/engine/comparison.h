#pragma once

#include "certcheck/engine/report.h"

#include <span>
#include <string>

/// What several reports about one endpoint do not have in common, as findings (subject: handshake) in each of
/// those that it concerns.
namespace certcheck::engine {

/// One of the reports; borrowed.
struct Compared {
  std::string place;  ///< as in a sentence: "at 192.0.2.1", "for RSA clients"
  Report* report;     ///< never null
  /// The client sent no server name, so that the certificate may be for any.
  bool without_name = false;
};

/// The reports of all addresses of a name: certificate, chain, verdict, expiry, version and suite, and the
/// addresses that do not answer. Costs a fixed number of comparisons a report.
void compare_addresses(std::span<const Compared> all);

/// The reports of all certificates that a server shows: names, issuer, verdict, expiry; and of the one that
/// it shows without a server name whether it is for other names than those that the first report had to
/// match.
void compare_certificates(std::span<const Compared> all);

}  // namespace certcheck::engine
