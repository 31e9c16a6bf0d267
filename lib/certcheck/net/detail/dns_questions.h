#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/dns/records.h"
#include "certcheck/net/awaitable.h"
#include "certcheck/net/detail/loop_clock.h"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// Typed questions to DNS, by the name servers of the system or by `server`; none of them blocks. Private to
/// this module.
namespace certcheck::net {

boost::asio::awaitable<dns::Answer<dns::MxRecord>> look_up_exchangers(boost::asio::io_context& io,
                                                                      std::string domain, std::string server,
                                                                      LoopClock::time_point deadline);

/// The TLSA records of a host's port (RFC 6698 3): under the name that the host is an alias for if that is
/// authenticated and has some, else under its own (RFC 7671 7).
boost::asio::awaitable<dns::TlsaLookup> look_up_tlsa(boost::asio::io_context& io, std::string host,
                                                     uint16_t port, std::string server,
                                                     LoopClock::time_point deadline);

/// The CAA records that bind each of the names: of the name itself or, where it has none, of the nearest
/// domain above it that does (RFC 8659 3). "*." before a name is not part of what is asked for.
boost::asio::awaitable<std::vector<dns::CaaLookup>> look_up_caa(boost::asio::io_context& io,
                                                                std::vector<std::string> names,
                                                                std::string server,
                                                                LoopClock::time_point deadline);

/// The names that CAA is to be asked for: the host if it is not empty, and the DNS names of a certificate,
/// DER. `left_out` counts those beyond the limit: each costs a question for every label.
std::vector<std::string> names_for_caa(const std::string& host, ByteView certificate, size_t& left_out);

}  // namespace certcheck::net
