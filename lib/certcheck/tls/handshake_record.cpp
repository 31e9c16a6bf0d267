#include "certcheck/tls/handshake_record.h"

namespace certcheck::tls {

std::string_view to_string(HandshakeFailure failure) {
  switch (failure) {
    case HandshakeFailure::none:
      return "none";
    case HandshakeFailure::usage:
      return "usage";
    case HandshakeFailure::resolve:
      return "resolve";
    case HandshakeFailure::mail_exchanger:
      return "mail_exchanger";
    case HandshakeFailure::connect:
      return "connect";
    case HandshakeFailure::proxy:
      return "proxy";
    case HandshakeFailure::starttls:
      return "starttls";
    case HandshakeFailure::timeout:
      return "timeout";
    case HandshakeFailure::closed:
      return "closed";
    case HandshakeFailure::plaintext:
      return "plaintext";
    case HandshakeFailure::alert:
      return "alert";
    case HandshakeFailure::protocol_too_old:
      return "protocol_too_old";
    case HandshakeFailure::unsupported:
      return "unsupported";
    case HandshakeFailure::client_certificate:
      return "client_certificate";
    case HandshakeFailure::invalid_certificate:
      return "invalid_certificate";
    case HandshakeFailure::tls:
      return "tls";
    case HandshakeFailure::limit:
      return "limit";
    case HandshakeFailure::local:
      return "local";
    case HandshakeFailure::internal:
      break;
  }
  return "internal";
}

std::string_view to_string(Possession possession) {
  switch (possession) {
    case Possession::proven:
      return "proven";
    case Possession::disproved:
      return "disproved";
    case Possession::unproven:
      break;
  }
  return "unproven";
}

std::string_view to_string(Intolerance::Kind kind) {
  switch (kind) {
    case Intolerance::Kind::large_hello:
      return "large_hello";
    case Intolerance::Kind::new_tls:
      return "new_tls";
    case Intolerance::Kind::server_name:
      return "server_name";
    case Intolerance::Kind::alpn:
      return "alpn";
    case Intolerance::Kind::modern_only:
      break;
  }
  return "modern_only";
}

}  // namespace certcheck::tls
