#pragma once

#include "certcheck/net/client/offer.h"
#include "certcheck/net/connect_options.h"
#include "certcheck/tls/handshake_record.h"

#include <string>
#include <vector>

namespace certcheck::net {

/// One offer to a server.
struct Attempt {
  Offer offer;
  bool send_name = true;
  /// What the server cannot take, if it answers this offer and none before: each of them.
  std::vector<tls::Intolerance::Kind> explains = {};
};

/// What is offered first.
Attempt first_attempt(const ConnectOptions& options);

/// What to offer a server that did not answer the first offer, in order; empty where another offer would
/// change nothing. `record` is that of the first attempt.
std::vector<Attempt> further_attempts(const tls::HandshakeRecord& record, const ConnectOptions& options);

/// Whether a server that answered none of the offers may speak SSL 2.0 alone, which reads no hello of TLS.
bool may_be_ssl2(const tls::HandshakeRecord& record, const ConnectOptions& options);

/// Whether the server answered with something that can be evaluated.
bool answered(const tls::HandshakeRecord& record);

/// Says in `found`, the record of an attempt that was answered, what it explains about `first`, which was
/// not.
void write_intolerance(tls::HandshakeRecord& found, const tls::HandshakeRecord& first, const Attempt& attempt,
                       size_t first_hello_bytes, size_t hello_bytes);

}  // namespace certcheck::net
