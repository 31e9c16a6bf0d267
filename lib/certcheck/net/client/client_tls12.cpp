#include "certcheck/net/client/detail/client_tls12.h"

#include "certcheck/net/client/detail/client_state.h"
#include "certcheck/net/client/detail/joined.h"
#include "certcheck/net/client/detail/signature_scheme.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_writer.h"

#include <botan/exceptn.h>
#include <botan/pk_keys.h>
#include <botan/pubkey.h>
#include <botan/rng.h>
#include <botan/x509_key.h>

#include <algorithm>
#include <bit>
#include <utility>

namespace certcheck::net {

using namespace tls;

namespace {

using Kind = KeyExchange::Kind;

constexpr size_t verify_data_size = 12;  // RFC 5246 7.4.9
constexpr size_t master_secret_size = 48;

size_t bits_of(ByteView number) {
  while (!number.empty() && number.front() == 0) number = number.subspan(1);
  return number.empty() ? 0 : 8 * (number.size() - 1) + static_cast<size_t>(std::bit_width(number.front()));
}

bool shows_certificate(const SuiteParameters& suite) { return suite.key_exchange != Kind::anonymous; }

bool exchanges_keys(Kind kind) { return kind == Kind::dhe || kind == Kind::ecdhe || kind == Kind::anonymous; }

}  // namespace

void Tls12Handshake::start(const ServerHello& hello) {
  if (client_.options.identity) client_.transcript.keep_messages();
  client_.transcript.set_hash(prf_hash());
  // Of those that are offered. The rest are the client's alone (RFC 5246 7.4.1.4.1), or of TLS 1.3 (RFC 8446
  // 4.2.1, 4.2.8). supported_groups is, too, but old load balancers send it, and clients let it pass.
  client_.hellos.check_extensions(
      extension_types(hello.extensions),
      {tls_extension::server_name, tls_extension::extended_master_secret, tls_extension::renegotiation_info,
       tls_extension::supported_groups, tls_extension::ec_point_formats, tls_extension::session_ticket,
       tls_extension::alpn, tls_extension::status_request, tls_extension::signed_certificate_timestamp,
       tls_extension::encrypt_then_mac});
  client_.hellos.check_answers(hello.extensions);
  const auto has = [&](uint16_t type) {
    return find_tls_extension(hello.extensions, type) != nullptr && client_.hellos.offered_extension(type);
  };
  extended_master_secret_ = has(tls_extension::extended_master_secret);
  // RFC 7366 section 3: for block ciphers only.
  encrypt_then_mac_ =
      has(tls_extension::encrypt_then_mac) && client_.suite.mode == SuiteParameters::Mode::cbc;
  ticket_announced_ = has(tls_extension::session_ticket);
  status_announced_ = has(tls_extension::status_request);
  // RFC 5746 3.4: empty in a first handshake.
  const TlsExtension* renegotiation = find_tls_extension(hello.extensions, tls_extension::renegotiation_info);
  if (renegotiation && !same_bytes(renegotiation->data, Bytes{0}))
    client_.note(Violation::renegotiation_info, "renegotiation_info is not empty in an initial handshake");
  client_.expect =
      shows_certificate(client_.suite) ? Expect::old_certificate : Expect::old_server_key_exchange;
}

std::string_view Tls12Handshake::prf_hash() const {
  return client_.version >= tls12_version ? client_.suite.prf : std::string_view("MD5+SHA-1");
}

// The optional messages of the flight come in one order (RFC 5246 7.3). True if this one may come now; then
// what is before it is past.
bool Tls12Handshake::may_come_now(uint8_t type) {
  Expect place = Expect::old_certificate;
  switch (type) {
    case message_type::certificate:
      place = Expect::old_certificate;
      break;
    case message_type::certificate_status:
      place = Expect::old_certificate_status;
      break;
    case message_type::server_key_exchange:
      place = Expect::old_server_key_exchange;
      break;
    case message_type::certificate_request:
      place = Expect::old_certificate_request;
      break;
    case message_type::server_hello_done:
      place = Expect::old_server_hello_done;
      break;
    case message_type::new_session_ticket:
      return client_.expect == Expect::old_ticket;
    case message_type::finished:
      return client_.expect == Expect::old_finished;
    default:
      return false;
  }
  const bool certificate_missing =
      client_.expect == Expect::old_certificate && place != Expect::old_certificate;
  if (place < client_.expect || client_.expect > Expect::old_server_hello_done || certificate_missing)
    return false;
  client_.expect = static_cast<Expect>(static_cast<uint8_t>(place) + 1);
  return true;
}

void Tls12Handshake::read(uint8_t type, ByteView body, ByteView message) {
  if (!may_come_now(type)) {
    if (type == message_type::certificate) client_.saw_certificate = true;
    return client_.violate(Violation::unexpected_message, stage_name(client_.step) + " is out of order",
                           alert::unexpected_message);
  }
  if (type == message_type::finished) return read_finished(body, message);
  client_.transcript.add(message);
  switch (type) {
    case message_type::certificate:
      return read_certificate(body);
    case message_type::certificate_status:
      if (!status_announced_) {  // RFC 6066 section 8
        client_.note(Violation::unexpected_message,
                     stage_name(client_.step) + ", which the server's hello did not announce");
      }
      if (!read_certificate_status(body))
        client_.note(Violation::malformed_staple,
                     "certificate_status contains no OCSP response, or one of 0 bytes");
      return;
    case message_type::server_key_exchange:
      return read_key_exchange(body);
    case message_type::certificate_request:
      client_.request = read_certificate_request(body, client_.version);
      client_.certificate_requested = true;
      if (!client_.request.whole)
        client_.note(Violation::malformed_message, "certificate_request cannot be read to its end");
      return;
    case message_type::server_hello_done:
      client_.expect = Expect::old_ticket;
      if (!body.empty()) client_.note(Violation::malformed_message, "server_hello_done is not empty");
      return write_flight();
    default:  // a ticket (RFC 5077 3.3)
      if (!ticket_announced_)
        client_.note(Violation::unexpected_message,
                     stage_name(client_.step) + ", which the server's hello did not announce");
      ticket_announced_ = false;
      if (!read_new_session_ticket(body, false))
        client_.note(Violation::malformed_message, stage_name(client_.step) + " cannot be read");
      return;
  }
}

void Tls12Handshake::read_certificate(ByteView body) {
  const auto certificate = read_certificate_message(body, false);
  client_.saw_certificate = true;
  if (!certificate.whole && certificate.left_out == 0) {
    return client_.violate(Violation::malformed_message, "the certificate message cannot be read to its end",
                           alert::decode_error);
  }
  client_.take_leaf_key(certificate.certificates);
}

void Tls12Handshake::read_key_exchange(ByteView body) {
  if (client_.suite.psk) return;  // the hint of RFC 4279; the handshake ends at server_hello_done
  if (!exchanges_keys(client_.suite.key_exchange)) {
    return client_.violate(Violation::unexpected_message,
                           "server_key_exchange with " + cipher_suite_name(client_.suite_id),
                           alert::unexpected_message);
  }
  const auto message = read_server_key_exchange(body, client_.suite.key_exchange, client_.version);
  if (!message || !message->whole)
    return client_.violate(Violation::malformed_message, "server_key_exchange cannot be read",
                           alert::decode_error);
  saw_key_exchange_ = true;
  exchange_group_ = message->exchange.group.value_or(0);
  exchange_prime_ = to_bytes(message->prime);
  exchange_generator_ = to_bytes(message->generator);
  exchange_value_ = to_bytes(message->public_value);
  if (client_.suite.key_exchange != Kind::anonymous) {
    uint16_t scheme = unnamed_scheme(client_.suite.authentication);
    if (client_.version >= tls12_version) {
      if (!message->signature_scheme) {
        return client_.violate(Violation::malformed_message, "server_key_exchange cannot be read",
                               alert::decode_error);
      }
      scheme = *message->signature_scheme;
      const auto& offered = client_.options.offer.signature_schemes;
      if (std::find(offered.begin(), offered.end(), scheme) == offered.end()) {
        client_.note(Violation::signature_scheme_not_offered,
                     "the server signed with " + handshake_scheme_name(scheme) + ", which was not offered");
      }
    }
    // RFC 5246 7.4.3: both randoms and the parameters.
    if (!client_.verify(scheme,
                        joined(joined(client_.client_random, client_.server_random), message->parameters),
                        message->signature))
      return;
    check_key_kind(scheme);
  }
  // After the signature: a group that was not offered does not make it less of a proof.
  if (exchange_prime_.empty() && !message->exchange.group) {
    return client_.fail(
        ClientFailure::Kind::unsupported,
        "the server writes out its curve (RFC 8422 5.4 forbids it), which cannot be used here",
        alert::handshake_failure);
  }
  if (exchange_prime_.empty()) {
    const auto& groups = client_.options.offer.groups;
    if (std::find(groups.begin(), groups.end(), exchange_group_) == groups.end()) {
      return client_.violate(
          Violation::group_not_offered,
          "the server chose " + named_group_name(exchange_group_) + ", which was not offered",
          alert::illegal_parameter);
    }
    return;
  }
  const size_t bits = bits_of(exchange_prime_);
  if (bits < client_.options.limits.dh_bits_min || bits > client_.options.limits.dh_bits_max) {
    client_.violate(Violation::dh_group_out_of_bounds,
                    "the prime has " + std::to_string(bits) + " bits; " +
                        std::to_string(client_.options.limits.dh_bits_min) + " to " +
                        std::to_string(client_.options.limits.dh_bits_max) + " are supported",
                    alert::handshake_failure);
  }
}

// RFC 5246 7.4.2, RFC 8422 section 2: the suite says of what kind the certificate's key is. The signature has
// been verified, so it is of the scheme's kind.
void Tls12Handshake::check_key_kind(uint16_t scheme) {
  using Authentication = SuiteParameters::Authentication;
  const Authentication wanted = client_.suite.authentication;
  if (const auto kind = key_kind_of(scheme); kind != wanted && wanted != Authentication::unknown) {
    client_.note(Violation::certificate_key, cipher_suite_name(client_.suite_id) + " with a key that signs " +
                                                 handshake_scheme_name(scheme));
  }
}

// The body of the client's message, and the premaster secret; nullopt if it failed.
std::optional<Bytes> Tls12Handshake::client_key_exchange(Bytes& premaster) {
  if (client_.suite.key_exchange == Kind::static_rsa) {
    // RFC 5246 7.4.7.1: the version is that of the hello, which nobody may have changed.
    premaster.resize(master_secret_size);
    client_.random.randomize(premaster);
    const uint16_t offered = std::min(client_.options.offer.newest(), tls12_version);
    premaster[0] = static_cast<uint8_t>(offered >> 8);
    premaster[1] = static_cast<uint8_t>(offered);
    try {
      const auto key = Botan::X509::load_key(client_.leaf_key);
      if (key->algo_name() != "RSA") {
        client_.key_disproved = true;
        client_.violate(Violation::signature_invalid,
                        cipher_suite_name(client_.suite_id) +
                            " needs an RSA key, the certificate has a key of type " + key->algo_name(),
                        alert::illegal_parameter);
        return std::nullopt;
      }
      const Botan::PK_Encryptor_EME encryptor(*key, client_.random, "PKCS1v15");
      return WireWriter().vector16(encryptor.encrypt(premaster, client_.random)).take();
    } catch (const Botan::Exception& problem) {
      client_.fail(ClientFailure::Kind::invalid_certificate,
                   std::string("the certificate's key cannot be used: ") + problem.what(),
                   alert::unsupported_certificate);
      return std::nullopt;
    }
  }
  if (!saw_key_exchange_) {
    client_.violate(Violation::unexpected_message, "server_hello_done without server_key_exchange",
                    alert::unexpected_message);
    return std::nullopt;
  }
  if (!exchange_prime_.empty()) {
    auto agreement = agree_over_prime(exchange_prime_, exchange_generator_, exchange_value_, client_.random);
    if (!agreement) {
      client_.violate(Violation::key_share, "the server's Diffie-Hellman parameters are not a valid group",
                      alert::illegal_parameter);
      return std::nullopt;
    }
    premaster = std::move(agreement->secret);
    return WireWriter().vector16(agreement->public_value).take();
  }
  const auto share = client_.shares.add(exchange_group_);
  if (!share) {
    client_.fail(ClientFailure::Kind::unsupported, named_group_name(exchange_group_) + " cannot be used here",
                 alert::handshake_failure);
    return std::nullopt;
  }
  auto shared = client_.shares.agree(exchange_group_, exchange_value_);
  if (!shared) {
    client_.violate(Violation::key_share,
                    "the server's share is not an element of " + named_group_name(exchange_group_),
                    alert::illegal_parameter);
    return std::nullopt;
  }
  premaster = *std::move(shared);
  return WireWriter().vector8(*share).take();
}

void Tls12Handshake::write_flight() {
  // Everything the server has to say in the clear was taken, and its signature verified.
  if (client_.suite.psk || client_.suite.key_exchange == Kind::static_dh ||
      client_.suite.key_exchange == Kind::unknown || client_.suite.key_exchange == Kind::psk) {
    return client_.fail(
        ClientFailure::Kind::unsupported,
        "the key exchange of " + cipher_suite_name(client_.suite_id) + " cannot be completed here",
        alert::handshake_failure);
  }
  if (!can_protect(client_.suite)) {
    return client_.fail(ClientFailure::Kind::unsupported,
                        "the cipher of " + cipher_suite_name(client_.suite_id) + " cannot be used here",
                        alert::handshake_failure);
  }
  // RFC 8446 4.1.3: the client MUST abort. What the server has proven until here it has proven.
  if (!client_.downgrade.empty() && client_.proof == Proof::signature) {
    client_.step = tls::Stage::server_hello;
    return client_.fail(ClientFailure::Kind::violation, client_.downgrade, alert::illegal_parameter);
  }
  Bytes premaster;
  const auto exchange = client_key_exchange(premaster);
  if (!exchange) return;
  bool signs = false;
  if (client_.certificate_requested) {
    const ClientIdentity* identity = client_.options.identity.get();
    signs = identity &&
            (client_.version < tls12_version
                 ? identity->signs_without_scheme().has_value()
                 : identity->choose_scheme(client_.request.signature_schemes, client_.version).has_value());
    WireWriter list;
    if (signs)
      for (const Bytes& certificate : identity->chain()) list.vector24(certificate);
    client_.write_message(message_type::certificate, WireWriter().vector24(list.written()).written());
  }
  client_.write_message(message_type::client_key_exchange, *exchange);
  derive_keys(premaster);
  if (signs) write_certificate_verify();
  const RecordKeySizes sizes = record_key_sizes(client_.suite, client_.version);
  // RFC 5246 6.3.
  const Bytes block =
      prf(prf_hash(), master_secret_, "key expansion", joined(client_.server_random, client_.client_random),
          2 * (sizes.mac_key + sizes.key + sizes.iv));
  ByteView rest = block;
  const auto take = [&](size_t size) {
    const ByteView part = rest.first(size);
    rest = rest.subspan(size);
    return to_bytes(part);
  };
  RecordKeys client, server;
  client.mac_key = take(sizes.mac_key);
  server.mac_key = take(sizes.mac_key);
  client.key = take(sizes.key);
  server.key = take(sizes.key);
  client.iv = take(sizes.iv);
  server.iv = take(sizes.iv);
  pending_read_cipher_ =
      tls12_record_cipher(client_.suite, client_.version, encrypt_then_mac_, server, RecordCipher::Use::open);

  client_.show(ChangeCipherSpec{Side::client});
  client_.write_record(change_cipher_spec_content, Bytes{1});
  client_.write_cipher =
      tls12_record_cipher(client_.suite, client_.version, encrypt_then_mac_, client, RecordCipher::Use::seal);
  client_.write_message(message_type::finished, prf(prf_hash(), master_secret_, "client finished",
                                                    client_.transcript.hash(), verify_data_size));
}

void Tls12Handshake::derive_keys(ByteView premaster) {
  const std::string_view hash = prf_hash();
  // RFC 5246 8.1, RFC 7627 section 4.
  master_secret_ =
      extended_master_secret_
          ? prf(hash, premaster, "extended master secret", client_.transcript.hash(), master_secret_size)
          : prf(hash, premaster, "master secret", joined(client_.client_random, client_.server_random),
                master_secret_size);
}

void Tls12Handshake::write_certificate_verify() {
  const ClientIdentity& identity = *client_.options.identity;
  WireWriter body;
  uint16_t scheme = 0;
  if (client_.version >= tls12_version) {
    scheme = *identity.choose_scheme(client_.request.signature_schemes, client_.version);
    body.u16(scheme);
  } else {
    scheme = *identity.signs_without_scheme();
  }
  const auto signature = identity.sign(scheme, client_.transcript.messages());
  client_.write_message(message_type::certificate_verify,
                        body.vector16(signature.value_or(Bytes())).written());
}

void Tls12Handshake::read_change_cipher_spec() {
  if (client_.expect != Expect::old_ticket || !pending_read_cipher_) {
    client_.violate(Violation::change_cipher_spec, "change_cipher_spec is out of order",
                    alert::unexpected_message);
    client_.stopped = true;
    return;
  }
  if (ticket_announced_) {  // RFC 5077 3.3: then it is sent, if only an empty one
    client_.step = tls::Stage::change_cipher_spec;
    client_.note(Violation::unexpected_message,
                 "change_cipher_spec without the new_session_ticket that the server's hello announced");
  }
  client_.read_cipher = std::move(pending_read_cipher_);
  client_.expect = Expect::old_finished;
}

void Tls12Handshake::read_finished(ByteView body, ByteView message) {
  const Bytes expected =
      prf(prf_hash(), master_secret_, "server finished", client_.transcript.hash(), verify_data_size);
  if (!same_bytes(body, expected)) {
    return client_.violate(Violation::finished, "the server's Finished does not match the messages",
                           alert::decrypt_error);
  }
  client_.transcript.add(message);
  if (client_.suite.key_exchange == Kind::static_rsa) client_.proof = Proof::finished;
  client_.finish_handshake();
}

}  // namespace certcheck::net
