#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What DNS says of an endpoint besides its addresses. Nothing here asks for anything: the records come from
/// whoever has a resolver.
namespace certcheck::dns {

/// Types of records (RFC 1035 3.2.2; RFC 6698 7.1; RFC 8659 8).
inline constexpr uint16_t type_a = 1, type_cname = 5, type_mx = 15, type_tlsa = 52, type_caa = 257;

/// A host that takes mail (RFC 1035 3.3.9).
struct MxRecord {
  uint16_t preference = 0;  ///< the lowest is tried first
  std::string exchange;     ///< without a final dot; empty for the root, which means none (RFC 7505 3)
};

/// A certificate association (RFC 6698 2.1). The numbers are as sent, whether they mean something or not.
struct TlsaRecord {
  uint8_t usage = 0, selector = 0, matching = 0;
  Bytes data;

  bool operator==(const TlsaRecord&) const = default;
};

/// A property of certification authority authorization (RFC 8659 4.1), as sent.
struct CaaRecord {
  uint8_t flags = 0;
  std::string tag;    ///< any bytes
  std::string value;  ///< any bytes

  bool operator==(const CaaRecord&) const = default;
};

/// How a question was answered. Plain data: nothing was validated.
template <typename Record>
struct Answer {
  std::string name;                       ///< that was asked for, without a final dot
  std::vector<Record> records;            ///< in the order sent
  std::vector<Bytes> unreadable = {};     ///< data of records that are not of this form
  std::vector<std::string> aliases = {};  ///< that the name is an alias for, each of the one before
  bool exists = true;                     ///< false: there is no such name (NXDOMAIN)
  /// The resolver says that DNSSEC authenticates the answer (AD, RFC 4035 3.2.3), its emptiness included.
  bool authenticated = false;
  std::string problem = {};  ///< why there is no answer; empty if there is one
  bool timed_out = false;    ///< that is the problem
  bool for_now = false;      ///< the problem may pass by itself
};

/// The TLSA records of a server: under the name that its host is an alias for, or under its own
/// (RFC 7671 7).
struct TlsaLookup {
  /// The host's alias chain, all of it authenticated, ends here; else the host itself.
  std::string base_domain;
  Answer<TlsaRecord> answer;       ///< of the last name asked for
  std::vector<std::string> asked;  ///< names, in order: "_443._tcp.www.example.com"
  /// The resolver answered about the host, which is not an alias, and does not say that DNSSEC authenticates
  /// that.
  bool host_unauthenticated = false;
};

/// The CAA records that bind one name of a certificate (RFC 8659 3).
struct CaaLookup {
  std::string name;      ///< "example.com", or "*.example.com"
  std::string found_at;  ///< the domain that has them; empty if none up to the root does
  std::vector<CaaRecord> records = {};
  std::vector<Bytes> unreadable = {};
  bool authenticated = false;  ///< every answer on the way there
  std::string problem = {};    ///< why it is not known; empty if it is
};

/// All that was asked about one endpoint; unset where nothing was.
struct EndpointRecords {
  std::optional<Answer<MxRecord>> exchangers;
  std::optional<TlsaLookup> tlsa;
  std::optional<std::vector<CaaLookup>> caa;
  size_t caa_names_left_out = 0;  ///< names of the certificate beyond those that were asked for
};

}  // namespace certcheck::dns
