#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/awaitable.h"
#include "certcheck/net/connect_options.h"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// Connections for other protocols than TLS, made as those to targets are: by the same names, proxies and
/// addresses.
namespace certcheck::net {

/// What is said on a connection: bytes in, bytes out, no sockets and no clock.
class Conversation {
 public:
  virtual ~Conversation() = default;
  /// What is to be sent now; empty if nothing is.
  virtual Bytes take_output() = 0;
  /// Nothing is left to say or to hear.
  virtual bool over() const = 0;
  virtual void receive(ByteView bytes) = 0;
  /// The peer has closed the connection.
  virtual void end_of_stream() = 0;
};

/// How a conversation ended, but for what was said.
struct Contact {
  enum class Outcome : uint8_t {
    finished,       ///< the conversation is over, or the peer closed the connection
    no_connection,  ///< none came about
    timed_out,
  };
  Outcome outcome = Outcome::no_connection;
  std::string problem;  ///< for people; empty if it finished
  std::string address;  ///< that was connected to; empty if there is none, or a proxy knows it
};

/// Connects to the host, a name or an address, and leads the conversation to its end. Takes `limit` at most.
/// Of the options those that say how to connect count, and `address_guard`.
boost::asio::awaitable<Contact> converse(std::shared_ptr<boost::asio::io_context> io, std::string host,
                                         uint16_t port, std::shared_ptr<const ConnectOptions> options,
                                         std::chrono::milliseconds limit, Conversation& conversation);

/// The addresses of a name in network order, whatever the guard says of them, or of an address itself; empty
/// if it has none here.
boost::asio::awaitable<std::vector<Bytes>> addresses_of(std::shared_ptr<boost::asio::io_context> io,
                                                        std::string host,
                                                        std::shared_ptr<const ConnectOptions> options,
                                                        std::chrono::milliseconds limit);

}  // namespace certcheck::net
