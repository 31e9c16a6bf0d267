#include "certcheck/handshake/record.h"

#include <algorithm>

namespace certcheck {

const HandshakeStep::Value* HandshakeStep::find(std::string_view key) const {
  const auto found =
      std::find_if(detail.begin(), detail.end(), [&](const auto& entry) { return entry.first == key; });
  return found == detail.end() ? nullptr : &found->second;
}

std::string_view to_string(HandshakeStep::From from) {
  switch (from) {
    case HandshakeStep::From::client:
      return "client";
    case HandshakeStep::From::server:
      return "server";
    case HandshakeStep::From::both:
      break;
  }
  return "both";
}

std::string_view to_string(KeyExchange::Kind kind) {
  switch (kind) {
    case KeyExchange::Kind::static_rsa:
      return "static_rsa";
    case KeyExchange::Kind::dhe:
      return "dhe";
    case KeyExchange::Kind::ecdhe:
      return "ecdhe";
    case KeyExchange::Kind::hybrid:
      return "hybrid";
    case KeyExchange::Kind::kem:
      return "kem";
    case KeyExchange::Kind::psk:
      return "psk";
    case KeyExchange::Kind::static_dh:
      return "static_dh";
    case KeyExchange::Kind::anonymous:
      return "anonymous";
    case KeyExchange::Kind::unknown:
      break;
  }
  return "unknown";
}

std::string_view to_string(HandshakeFailure failure) {
  switch (failure) {
    case HandshakeFailure::none:
      return "none";
    case HandshakeFailure::usage:
      return "usage";
    case HandshakeFailure::resolve:
      return "resolve";
    case HandshakeFailure::connect:
      return "connect";
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

}  // namespace certcheck
