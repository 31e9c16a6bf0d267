#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/awaitable.h"
#include "certcheck/net/connect_options.h"
#include "certcheck/net/detail/loop_clock.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace certcheck::net {

/// The outcome of a name lookup: addresses in the order of preference (RFC 6724), or why there are none.
struct Lookup {
  std::vector<boost::asio::ip::address> addresses;
  std::vector<std::string> canonical_names;  ///< that the name is an alias for, each of the one before
  std::string problem;
  bool timed_out = false;
  /// This machine lacked something, such as descriptors, so that the problem says nothing of the name.
  bool local = false;
  /// The name servers could not say, and may be able to later.
  bool for_now = false;
};

/// Looks a name up in /etc/hosts and DNS, in the order of /etc/nsswitch.conf, with the name servers of
/// /etc/resolv.conf or with `server` if it is not empty, "127.0.0.1:5353". Nothing blocks: the sockets are
/// watched by `io`, which has one resolver (c-ares) for each `server` that is asked for.
boost::asio::awaitable<Lookup> look_up(boost::asio::io_context& io, const std::string& name,
                                       ConnectOptions::Family family, const std::string& server,
                                       LoopClock::time_point deadline);

/// A question to DNS: a name without a final dot, and a type of records (dns/records.h).
struct DnsQuestion {
  std::string name;
  uint16_t type = 0;
};

/// A response as sent, whatever its code, or why there is none.
struct DnsMessage {
  Bytes bytes;
  std::string problem;
  bool timed_out = false, local = false, for_now = false;  ///< as in Lookup
};

/// Asks all of the questions at once and returns what came for each. The resolver is asked to say whether
/// DNSSEC authenticates the answer (the AD bit of the question, RFC 6840 5.7). Neither /etc/hosts nor search
/// domains matter to it.
boost::asio::awaitable<std::vector<DnsMessage>> ask(boost::asio::io_context& io,
                                                    std::vector<DnsQuestion> questions, std::string server,
                                                    LoopClock::time_point deadline);

}  // namespace certcheck::net
