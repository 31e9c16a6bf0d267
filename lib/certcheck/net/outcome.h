#pragma once

#include "certcheck/handshake/record.h"
#include "certcheck/net/scribe.h"
#include "certcheck/net/tap.h"
#include "certcheck/net/tls_engine.h"

#include <string>

namespace certcheck {

/// What the socket had to say at the end of an exchange that was not completed.
struct SocketEnd {
  bool timed_out = false;
  bool out_of_time = false;  ///< timed out, and that by the limit over all that is done for a target
  bool closed = false;       ///< by the server, properly or by a reset
  std::string error;         ///< the system's words, if it was neither
  double waited_ms = 0;      ///< for the answer that did not come
};

/// Names why and where a handshake ended that was not completed: sets failure, stopped_at and error.
void write_outcome(HandshakeRecord& record, const HandshakeScribe& scribe, const Tap& tap,
                   const TlsEngine& engine, const SocketEnd& end);

/// After a completed handshake: a server that asked for a client certificate may refuse us only now.
void write_late_refusal(HandshakeRecord& record);

/// After a probe that found a certificate.
void write_probe_outcome(HandshakeRecord& record);

/// Whether the failure may come from what we offer, so that a probe is worth a try.
bool worth_probing(const HandshakeRecord& record);

}  // namespace certcheck
