#include "certcheck/tls/key_exchange.h"

#include "certcheck/tls/names.h"

namespace certcheck::tls {

bool KeyExchange::has_forward_secrecy() const {
  return kind == Kind::dhe || kind == Kind::ecdhe || kind == Kind::hybrid || kind == Kind::kem;
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

std::string group_name(const KeyExchange& exchange) {
  if (exchange.group) return named_group_name(*exchange.group);
  switch (exchange.prime) {
    case PrimeGroup::none:
      break;
    case PrimeGroup::custom:
      return "custom";
    case PrimeGroup::modp1024:
      return "modp1024";
    case PrimeGroup::modp1536:
      return "modp1536";
    case PrimeGroup::modp2048:
      return "modp2048";
    case PrimeGroup::modp3072:
      return "modp3072";
    case PrimeGroup::modp4096:
      return "modp4096";
    case PrimeGroup::modp6144:
      return "modp6144";
    case PrimeGroup::modp8192:
      return "modp8192";
  }
  return {};
}

}  // namespace certcheck::tls
