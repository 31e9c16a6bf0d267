#pragma once

#include "certcheck/base/bytes.h"

#include "certserve/scenarios.h"

#include <chrono>
#include <functional>
#include <memory>

namespace certcheck::certserve {

/// The server's side of one connection, without its socket.
class Session {
 public:
  virtual ~Session() = default;
  /// Takes what the client sent and appends what to answer. False when the connection is to be closed after
  /// that.
  virtual bool receive(ByteView received, Bytes& answer) = 0;
  /// Whether the connection is then reset instead of closed.
  virtual bool resets() const { return false; }
  /// How long a client may be silent before the connection is closed.
  virtual std::chrono::seconds patience() const { return std::chrono::seconds(10); }
};

using SessionFactory = std::function<std::unique_ptr<Session>()>;

/// Makes a session for each connection to a scenario's server. The scenario must outlive the factory.
SessionFactory make_session_factory(const Scenario& scenario, const Presentation& presentation);

}  // namespace certcheck::certserve
