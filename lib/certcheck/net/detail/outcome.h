#pragma once

#include "certcheck/net/client/detail/client.h"
#include "certcheck/net/detail/recorder.h"
#include "certcheck/tls/handshake_record.h"

#include <string>

namespace certcheck::net {

/// What the socket had to say at the end of an exchange.
struct SocketEnd {
  bool timed_out = false;
  bool out_of_time = false;  ///< timed out, and that by the limit over all that is done for a target
  bool closed = false;       ///< by the server, properly or by a reset
  bool reset = false;        ///< closed, and that by a reset
  std::string error;         ///< the system's words, if it was neither
  double waited_ms = 0;      ///< for the answer that did not come
};

/// Writes the outcome into the record: completed, possession, failure, stopped_at and error. To be called
/// at the end of all that is exchanged.
void write_outcome(tls::HandshakeRecord& record, const Recorder& recorder, const Client& client,
                   const SocketEnd& end);

/// Writes down what a server answered to a hello of SSL 2.0, if it is a hello of that version: then it is
/// what is said of the server, in place of its silence. `bytes` are all that was received.
void write_ssl2_answer(tls::HandshakeRecord& record, ByteView bytes, double asked_ms, double answered_ms);

}  // namespace certcheck::net
