#pragma once

#include "certcheck/net/connect.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace certcheck::net {

/// Begins the handshake with one target on `io`; private to this module. `done` is called once, from a thread
/// that runs `io`. The context is shared because a name lookup that nobody waits for any more may end later
/// than all else.
void start_session(const std::shared_ptr<boost::asio::io_context>& io, const Target& target,
                   const std::shared_ptr<const ConnectOptions>& options,
                   std::function<void(tls::HandshakeRecord)> done);

/// Looks up the addresses that start_session() would try, in that order. `done` is called as there; without
/// addresses, the record says why.
void find_addresses(const std::shared_ptr<boost::asio::io_context>& io, const Target& target,
                    const std::shared_ptr<const ConnectOptions>& options,
                    std::function<void(std::vector<std::string> addresses, tls::HandshakeRecord)> done);

}  // namespace certcheck::net
