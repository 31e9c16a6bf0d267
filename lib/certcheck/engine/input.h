#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/engine/report.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/tls/protocol_support.h"
#include "certcheck/x509/certificate.h"

#include <optional>
#include <vector>

namespace certcheck::engine {

/// What there is to inspect.
struct Input {
  std::optional<Target> target;
  std::optional<tls::HandshakeRecord> handshake;  ///< of the connection the chain came from
  /// What else the server accepts, where it was asked, and the handshakes that showed it.
  std::optional<tls::ProtocolSupport> protocols;
  std::vector<tls::HandshakeRecord> further_handshakes;
  std::vector<x509::CertificatePtr> presented;  ///< the leaf first; the rest in the order sent
  std::vector<x509::CertificatePtr> untrusted;  ///< further intermediates available, not sent by the peer
  Findings input_findings;                      ///< about the files that the input and the anchors come from
  revocation::Evidence evidence;  ///< CRLs and OCSP responses available, with what the peer stapled
};

/// An Input from a handshake: its certificates parsed, its staples noted.
Input input_of(tls::HandshakeRecord handshake, Target target);

}  // namespace certcheck::engine
