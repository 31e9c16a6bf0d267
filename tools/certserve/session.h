#pragma once

#include "certcheck/base/bytes.h"

#include "certserve/scenarios.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace certcheck::certserve {

/// The server's side of one connection, without its socket.
class Session {
 public:
  virtual ~Session() = default;
  /// Takes what the client sent and appends what to answer. False when the connection is to be closed after
  /// that.
  virtual bool receive(ByteView received, Bytes& answer) = 0;
  /// What is sent after that without a word of the client's.
  struct Piece {
    Bytes bytes;
    std::chrono::milliseconds after;  ///< the pause before it
  };
  /// The next such piece; nullopt if there is none, and the client is to speak or the connection to close.
  virtual std::optional<Piece> next_piece() { return std::nullopt; }
  /// Whether the connection is then reset instead of closed.
  virtual bool resets() const { return false; }
  /// How long a client may be silent before the connection is closed.
  virtual std::chrono::seconds patience() const { return std::chrono::seconds(10); }
};

using SessionFactory = std::function<std::unique_ptr<Session>()>;

/// Makes a session for each connection to a scenario's server. The scenario must outlive the factory.
SessionFactory make_session_factory(const Scenario& scenario, const Presentation& presentation);

}  // namespace certcheck::certserve
