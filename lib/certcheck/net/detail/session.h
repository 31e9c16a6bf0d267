#pragma once

#include "certcheck/base/target.h"
#include "certcheck/net/connect_options.h"
#include "certcheck/tls/handshake_record.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace certcheck::net {

/// Begins the handshake with one target on `io`; private to this module. `done` is called once, from a thread
/// that runs `io`, with whether what failed may go better in a while.
void start_session(const std::shared_ptr<boost::asio::io_context>& io, const Target& target,
                   const std::shared_ptr<const ConnectOptions>& options,
                   std::function<void(tls::HandshakeRecord, bool for_now)> done);

/// Looks up the addresses that start_session() would try, in that order. `done` is called as there; without
/// addresses, the record says why, but where a proxy looks them up.
void find_addresses(
    const std::shared_ptr<boost::asio::io_context>& io, const Target& target,
    const std::shared_ptr<const ConnectOptions>& options,
    std::function<void(std::vector<std::string> addresses, tls::HandshakeRecord, bool for_now)> done);

/// Looks up the mail exchangers of the target's host, which is a domain, and connects to nobody: the record's
/// `dns.exchangers` has them. `done` is called as there; without an answer, the record says why, as it does
/// where the domain takes no mail.
void find_exchangers(const std::shared_ptr<boost::asio::io_context>& io, const Target& target,
                     const std::shared_ptr<const ConnectOptions>& options,
                     std::function<void(tls::HandshakeRecord, bool for_now)> done);

}  // namespace certcheck::net
