#pragma once

#include "certcheck/net/client/client.h"
#include "certcheck/net/recorder.h"
#include "certcheck/tls/handshake_record.h"

#include <string>

namespace certcheck::net {

/// What the socket had to say at the end of an exchange.
struct SocketEnd {
  bool timed_out = false;
  bool out_of_time = false;  ///< timed out, and that by the limit over all that is done for a target
  bool closed = false;       ///< by the server, properly or by a reset
  std::string error;         ///< the system's words, if it was neither
  double waited_ms = 0;      ///< for the answer that did not come
};

/// Writes into the record what came of it: completed, possession, failure, stopped_at and error. To be called
/// at the end of all that is exchanged.
void write_outcome(tls::HandshakeRecord& record, const Recorder& recorder, const Client& client,
                   const SocketEnd& end);

}  // namespace certcheck::net
