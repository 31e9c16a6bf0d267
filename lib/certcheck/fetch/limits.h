#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace certcheck::fetch {

/// What is fetched, which says how it is asked for and what it may cost.
enum class Kind : uint8_t {
  issuer,  ///< certificates (RFC 5280 4.2.2.1)
  crl,     ///< a CRL (RFC 5280 4.2.1.13)
  ocsp,    ///< an OCSP response (RFC 6960)
};

/// What fetching may cost. The addresses come from certificates, so whoever answers may mean ill.
struct Limits {
  /// Bytes of an answer. The largest public CRLs have some tens of MB; Chromium takes 64 KiB of certificates
  /// and of OCSP responses (cert_net_fetcher_url_request.cc), which have some hundred bytes to some KB.
  size_t crl_bytes = size_t{64} << 20, ocsp_bytes = size_t{64} << 10, issuer_bytes = size_t{64} << 10;
  /// Bytes of a status line and its header fields. Node.js takes as much, nginx and Beast half of it.
  size_t header_bytes = size_t{16} << 10;
  /// Redirections one after another. RFC 9110 15.4 sets no limit; a CA needs one, to another host or path.
  unsigned redirects = 3;
  /// Addresses of one thing that are tried, and others that cannot be (ldap, denied ones) and are listed. CAs
  /// name one or two.
  size_t addresses = 4, addresses_listed = 8;
  /// Bytes of an address. RFC 9110 4.1 has everybody take 8,000; those of CAs have less than a hundred.
  size_t address_bytes = 2'048;
  /// For one thing, all of its addresses together, whoever waits for it. As Chromium has it. Each address has
  /// an equal share of what those before it left.
  std::chrono::milliseconds time{15'000};
  /// Of each lookup, connection and pause of a server within it.
  std::chrono::milliseconds step_time{10'000};
  /// Connections at the same time, and those for the same host. Browsers open six to a host (RFC 9112 9.4
  /// leaves the number open).
  size_t connections = 128, connections_of_host = 8;
  /// Things that wait for a connection. Requests beyond that fail.
  size_t waiting = 100'000;
  /// Bytes of answers that are kept in memory for those who ask later in a run, and for how long: a failure
  /// may pass, and what says of itself that it is current may be replaced (RFC 5019 6 lets caches keep it).
  size_t kept_bytes = size_t{64} << 20;
  std::chrono::seconds failure_kept{60}, success_kept{3'600};

  size_t bytes_of(Kind kind) const {
    return kind == Kind::crl ? crl_bytes : kind == Kind::ocsp ? ocsp_bytes : issuer_bytes;
  }
};

}  // namespace certcheck::fetch
