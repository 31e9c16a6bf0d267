#include "certcheck/tls/key_exchange_messages.h"

#include "certcheck/tls/detail/prime_groups.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_reader.h"

#include <bit>

namespace certcheck::tls {

namespace {

ByteView without_leading_zeros(ByteView number) {
  while (!number.empty() && number.front() == 0) number = number.subspan(1);
  return number;
}

unsigned bit_length(ByteView number) {
  number = without_leading_zeros(number);
  if (number.empty()) return 0;
  return static_cast<unsigned>(8 * (number.size() - 1)) +
         static_cast<unsigned>(std::bit_width(number.front()));
}

// RFC 4492 5.4: the field of a curve that is written out, and all that defines it.
bool read_explicit_curve(WireReader& reader, bool prime_field, ServerKeyExchange& message) {
  size_t numbers = 5;  // a, b, the base point, its order, the cofactor
  if (prime_field) {
    const auto prime = reader.vector8();
    if (!prime) return false;
    message.exchange.bits = bit_length(*prime);
  } else {
    constexpr uint8_t trinomial = 1, pentanomial = 2;
    const auto bits = reader.u16();
    const auto basis = reader.u8();
    if (!bits || (basis != trinomial && basis != pentanomial)) return false;
    message.exchange.bits = *bits;
    numbers += basis == trinomial ? 1 : 3;
  }
  for (size_t i = 0; i < numbers; ++i)
    if (!reader.vector8()) return false;
  return true;
}

// RFC 8422 5.4: a named curve (type 3). Explicit ones (1, 2) are forbidden; what they are is read over, so
// that the signature after them can be verified.
bool read_curve(WireReader& reader, ServerKeyExchange& message) {
  constexpr uint8_t explicit_prime = 1, explicit_char2 = 2, named_curve = 3;
  const auto type = reader.u8();
  if (type == explicit_prime || type == explicit_char2) {
    if (!read_explicit_curve(reader, type == explicit_prime, message)) return false;
  } else {
    const auto curve = type == named_curve ? reader.u16() : std::nullopt;
    if (!curve) return false;
    message.exchange.group = *curve;
    if (const NamedGroup* group = find_named_group(*curve)) message.exchange.bits = group->bits;
  }
  const auto point = reader.vector8();
  if (!point) return false;
  message.public_value = *point;
  return true;
}

// RFC 5246 7.4.3: prime, generator and public value.
bool read_prime(WireReader& reader, ServerKeyExchange& message) {
  const auto prime = reader.vector16();
  const auto generator = reader.vector16();
  const auto value = reader.vector16();
  if (!prime || !generator || !value) return false;
  const PrimeGroupIdentity identity =
      identify_prime_group(without_leading_zeros(*prime), without_leading_zeros(*generator));
  message.exchange.group = identity.code_point;
  message.exchange.prime = identity.prime;
  message.exchange.bits = bit_length(*prime);
  message.prime = *prime;
  message.generator = *generator;
  message.public_value = *value;
  return true;
}

}  // namespace

std::optional<ServerKeyExchange> read_server_key_exchange(ByteView body, KeyExchange::Kind kind,
                                                          uint16_t version) {
  ServerKeyExchange message;
  message.exchange.kind = kind;
  WireReader reader(body);
  bool read = false;
  if (kind == KeyExchange::Kind::ecdhe) {
    read = read_curve(reader, message);
  } else if (kind == KeyExchange::Kind::dhe) {
    read = read_prime(reader, message);
  } else if (kind == KeyExchange::Kind::anonymous) {
    // ECDH_anon and DH_anon share a kind; a prime is never as short as a curve's first byte would make it.
    WireReader trial = reader;
    read = read_prime(trial, message);
    if (read)
      reader = trial;
    else
      read = read_curve(reader, message);
  }
  if (!read) return std::nullopt;
  message.parameters = body.first(body.size() - reader.rest().size());
  if (kind != KeyExchange::Kind::anonymous) {
    if (version >= tls12_version) message.signature_scheme = reader.u16();
    message.signature = reader.vector16().value_or(ByteView{});
  }
  message.whole = reader.empty();
  return message;
}

std::optional<CertificateVerify> read_certificate_verify(ByteView body, uint16_t version) {
  CertificateVerify message;
  WireReader reader(body);
  if (version >= tls12_version) message.signature_scheme = reader.u16();
  const auto signature = reader.vector16();
  if (!signature) return std::nullopt;
  message.signature = *signature;
  message.whole = reader.empty();
  return message;
}

std::optional<NewSessionTicket> read_new_session_ticket(ByteView body, bool tls13) {
  NewSessionTicket message;
  WireReader reader(body);
  const auto lifetime = reader.u32();
  if (!lifetime) return std::nullopt;
  message.lifetime_seconds = *lifetime;
  if (tls13 && (!reader.u32() || !reader.vector8())) return std::nullopt;  // age_add and nonce
  const auto ticket = reader.vector16();
  // RFC 8446 4.6.1: ticket<1..2^16-1>, and extensions; RFC 5077 3.3 has an empty one, and none.
  if (!ticket || (tls13 && (ticket->empty() || !reader.vector16())) || !reader.empty()) return std::nullopt;
  message.ticket_bytes = ticket->size();
  return message;
}

}  // namespace certcheck::tls
