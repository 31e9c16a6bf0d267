#include "certcheck/net/client/detail/client_state.h"
#include "certcheck/net/client/detail/joined.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_writer.h"

#include <botan/exceptn.h>
#include <botan/pk_keys.h>
#include <botan/pubkey.h>
#include <botan/rng.h>
#include <botan/x509_key.h>

#include <algorithm>
#include <bit>
#include <iterator>
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

void Client::State::start_tls12(const ServerHello& hello) {
  if (options.identity) transcript.keep_messages();
  transcript.set_hash(prf_hash());
  std::vector<uint16_t> types;
  std::transform(hello.extensions.begin(), hello.extensions.end(), std::back_inserter(types),
                 [](const TlsExtension& extension) { return extension.type; });
  check_extensions(types, {});
  const auto has = [&](uint16_t type) {
    return find_tls_extension(hello.extensions, type) != nullptr && offered_extension(type);
  };
  extended_master_secret = has(tls_extension::extended_master_secret);
  // RFC 7366 section 3: for block ciphers only.
  encrypt_then_mac = has(tls_extension::encrypt_then_mac) && suite.mode == SuiteParameters::Mode::cbc;
  ticket_announced = has(tls_extension::session_ticket);
  // RFC 5746 3.4: empty in a first handshake.
  const TlsExtension* renegotiation = find_tls_extension(hello.extensions, tls_extension::renegotiation_info);
  if (renegotiation && !same_bytes(renegotiation->data, Bytes{0})) {
    note(Violation::renegotiation_info, "renegotiation_info is not empty in a first handshake");
  }
  expect = shows_certificate(suite) ? Expect::old_certificate : Expect::old_server_key_exchange;
}

std::string_view Client::State::prf_hash() const {
  return version >= tls12_version ? suite.prf : std::string_view("MD5+SHA-1");
}

// The optional messages of the flight come in one order (RFC 5246 7.3). True if this one may come now; then
// what stands before it is past.
bool Client::State::expect_old(uint8_t type) {
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
      return expect == Expect::old_ticket;
    case message_type::finished:
      return expect == Expect::old_finished;
    default:
      return false;
  }
  const bool certificate_missing = expect == Expect::old_certificate && place != Expect::old_certificate;
  if (place < expect || expect > Expect::old_server_hello_done || certificate_missing) return false;
  expect = static_cast<Expect>(static_cast<uint8_t>(place) + 1);
  return true;
}

void Client::State::read_tls12(uint8_t type, ByteView body, ByteView message) {
  if (!expect_old(type)) {
    if (type == message_type::certificate) saw_certificate = true;
    return violate(Violation::unexpected_message, step + " is out of order", alert::unexpected_message);
  }
  if (type == message_type::finished) return read_tls12_finished(body, message);
  transcript.add(message);
  switch (type) {
    case message_type::certificate:
      return read_old_certificate(body);
    case message_type::certificate_status:
      if (!offered_extension(tls_extension::status_request)) {
        note(Violation::unexpected_message, "certificate_status, which was not asked for");
      }
      return;
    case message_type::server_key_exchange:
      return read_server_key_exchange_message(body);
    case message_type::certificate_request:
      request = read_certificate_request(body, version);
      certificate_requested = true;
      return;
    case message_type::server_hello_done:
      expect = Expect::old_ticket;
      if (!body.empty()) note(Violation::malformed_message, "server_hello_done is not empty");
      return write_tls12_flight();
    default:  // a ticket (RFC 5077 3.3)
      if (!ticket_announced)
        note(Violation::unexpected_message, step + ", which the server's hello did not announce");
      return;
  }
}

void Client::State::read_old_certificate(ByteView body) {
  const auto certificate = read_certificate_message(body, false);
  saw_certificate = true;
  if (!certificate.whole && certificate.left_out == 0) {
    return violate(Violation::malformed_message, "the certificate message cannot be read to its end",
                   alert::decode_error);
  }
  take_leaf_key(certificate.certificates);
}

void Client::State::read_server_key_exchange_message(ByteView body) {
  if (suite.psk) return;  // the hint of RFC 4279; the handshake ends at server_hello_done
  if (!exchanges_keys(suite.key_exchange)) {
    return violate(Violation::unexpected_message, "server_key_exchange with " + cipher_suite_name(suite_id),
                   alert::unexpected_message);
  }
  const auto message = read_server_key_exchange(body, suite.key_exchange, version);
  if (!message || !message->whole) {
    return violate(Violation::malformed_message, "server_key_exchange cannot be read", alert::decode_error);
  }
  saw_key_exchange = true;
  exchange_group = message->exchange.group.value_or(0);
  exchange_prime = to_bytes(message->prime);
  exchange_generator = to_bytes(message->generator);
  exchange_value = to_bytes(message->public_value);
  if (suite.key_exchange != Kind::anonymous) {
    uint16_t scheme = unnamed_scheme(suite.authentication);
    if (version >= tls12_version) {
      if (!message->signature_scheme) {
        return violate(Violation::malformed_message, "server_key_exchange cannot be read",
                       alert::decode_error);
      }
      scheme = *message->signature_scheme;
      const auto& offered = options.offer.signature_schemes;
      if (std::find(offered.begin(), offered.end(), scheme) == offered.end()) {
        note(Violation::signature_scheme_not_offered,
             "the server signed with " + handshake_scheme_name(scheme) + ", which was not offered");
      }
    }
    // RFC 5246 7.4.3: both randoms and the parameters.
    if (!verify(scheme, joined(joined(client_random, server_random), message->parameters),
                message->signature))
      return;
  }
  // After the signature: a group that was not offered does not make it less of a proof.
  if (exchange_prime.empty()) {
    const auto& groups = options.offer.groups;
    if (std::find(groups.begin(), groups.end(), exchange_group) == groups.end()) {
      return violate(Violation::group_not_offered,
                     "the server chose " + named_group_name(exchange_group) + ", which was not offered",
                     alert::illegal_parameter);
    }
    return;
  }
  const size_t bits = bits_of(exchange_prime);
  if (bits < options.limits.dh_bits_min || bits > options.limits.dh_bits_max) {
    violate(Violation::dh_group_out_of_bounds,
            "the prime has " + std::to_string(bits) + " bits; " + std::to_string(options.limits.dh_bits_min) +
                " to " + std::to_string(options.limits.dh_bits_max) + " are computed with",
            alert::handshake_failure);
  }
}

// The body of the client's message, and the premaster secret; nullopt if it failed.
std::optional<Bytes> Client::State::client_key_exchange(Bytes& premaster) {
  if (suite.key_exchange == Kind::static_rsa) {
    // RFC 5246 7.4.7.1: the version is that of the hello, which nobody may have changed.
    premaster.resize(master_secret_size);
    random.randomize(premaster);
    const uint16_t offered = std::min(options.offer.newest(), tls12_version);
    premaster[0] = static_cast<uint8_t>(offered >> 8);
    premaster[1] = static_cast<uint8_t>(offered);
    try {
      const auto key = Botan::X509::load_key(leaf_key);
      if (key->algo_name() != "RSA") {
        key_disproved = true;
        violate(Violation::signature_invalid,
                cipher_suite_name(suite_id) + " needs an RSA key, the certificate has a key of kind " +
                    key->algo_name(),
                alert::illegal_parameter);
        return std::nullopt;
      }
      const Botan::PK_Encryptor_EME encryptor(*key, random, "PKCS1v15");
      return WireWriter().vector16(encryptor.encrypt(premaster, random)).take();
    } catch (const Botan::Exception& problem) {
      fail(ClientFailure::Kind::invalid_certificate,
           std::string("the certificate's key cannot be used: ") + problem.what(),
           alert::unsupported_certificate);
      return std::nullopt;
    }
  }
  if (!saw_key_exchange) {
    violate(Violation::unexpected_message, "server_hello_done without server_key_exchange",
            alert::unexpected_message);
    return std::nullopt;
  }
  if (!exchange_prime.empty()) {
    auto agreement = agree_over_prime(exchange_prime, exchange_generator, exchange_value, random);
    if (!agreement) {
      violate(Violation::key_share, "the server's Diffie-Hellman numbers make no group",
              alert::illegal_parameter);
      return std::nullopt;
    }
    premaster = std::move(agreement->secret);
    return WireWriter().vector16(agreement->public_value).take();
  }
  const auto share = shares.add(exchange_group);
  if (!share) {
    fail(ClientFailure::Kind::unsupported, named_group_name(exchange_group) + " cannot be used here",
         alert::handshake_failure);
    return std::nullopt;
  }
  auto shared = shares.agree(exchange_group, exchange_value);
  if (!shared) {
    violate(Violation::key_share,
            "the server's share is not an element of " + named_group_name(exchange_group),
            alert::illegal_parameter);
    return std::nullopt;
  }
  premaster = *std::move(shared);
  return WireWriter().vector8(*share).take();
}

void Client::State::write_tls12_flight() {
  // Everything the server has to say in the clear was taken, and its signature verified.
  if (suite.psk || suite.key_exchange == Kind::static_dh || suite.key_exchange == Kind::unknown ||
      suite.key_exchange == Kind::psk) {
    return fail(ClientFailure::Kind::unsupported,
                "the key exchange of " + cipher_suite_name(suite_id) + " cannot be completed here",
                alert::handshake_failure);
  }
  if (!can_protect(suite)) {
    return fail(ClientFailure::Kind::unsupported,
                "the cipher of " + cipher_suite_name(suite_id) + " cannot be used here",
                alert::handshake_failure);
  }
  // RFC 8446 4.1.3: the client MUST abort. What the server has proven until here it has proven.
  if (!downgrade.empty() && proof == Proof::signature) {
    step = "server_hello";
    return fail(ClientFailure::Kind::violation, downgrade, alert::illegal_parameter);
  }
  Bytes premaster;
  const auto exchange = client_key_exchange(premaster);
  if (!exchange) return;
  bool signs = false;
  if (certificate_requested) {
    const ClientIdentity* identity = options.identity.get();
    signs = identity && (version < tls12_version
                             ? identity->signs_without_scheme().has_value()
                             : identity->choose_scheme(request.signature_schemes, version).has_value());
    WireWriter list;
    if (signs) {
      for (const Bytes& certificate : identity->chain()) list.vector24(certificate);
    }
    write_message(message_type::certificate, WireWriter().vector24(list.written()).written());
  }
  write_message(message_type::client_key_exchange, *exchange);
  derive_tls12_keys(premaster);
  if (signs) write_tls12_certificate_verify();
  const RecordKeySizes sizes = record_key_sizes(suite, version);
  // RFC 5246 6.3.
  const Bytes block = prf(prf_hash(), master_secret, "key expansion", joined(server_random, client_random),
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
  pending_read_cipher =
      tls12_record_cipher(suite, version, encrypt_then_mac, server, RecordCipher::Use::open);

  show(ChangeCipherSpec{Side::client});
  write_record(change_cipher_spec_content, Bytes{1});
  write_cipher = tls12_record_cipher(suite, version, encrypt_then_mac, client, RecordCipher::Use::seal);
  write_message(message_type::finished,
                prf(prf_hash(), master_secret, "client finished", transcript.hash(), verify_data_size));
}

void Client::State::derive_tls12_keys(ByteView premaster) {
  const std::string_view hash = prf_hash();
  // RFC 5246 8.1, RFC 7627 section 4.
  master_secret =
      extended_master_secret
          ? prf(hash, premaster, "extended master secret", transcript.hash(), master_secret_size)
          : prf(hash, premaster, "master secret", joined(client_random, server_random), master_secret_size);
}

void Client::State::write_tls12_certificate_verify() {
  const ClientIdentity& identity = *options.identity;
  WireWriter body;
  uint16_t scheme = 0;
  if (version >= tls12_version) {
    scheme = *identity.choose_scheme(request.signature_schemes, version);
    body.u16(scheme);
  } else {
    scheme = *identity.signs_without_scheme();
  }
  const auto signature = identity.sign(scheme, transcript.messages());
  write_message(message_type::certificate_verify, body.vector16(signature.value_or(Bytes())).written());
}

void Client::State::read_old_change_cipher_spec() {
  if (expect != Expect::old_ticket || !pending_read_cipher) {
    violate(Violation::change_cipher_spec, "change_cipher_spec is out of order", alert::unexpected_message);
    stopped = true;
    return;
  }
  read_cipher = std::move(pending_read_cipher);
  expect = Expect::old_finished;
}

void Client::State::read_tls12_finished(ByteView body, ByteView message) {
  const Bytes expected =
      prf(prf_hash(), master_secret, "server finished", transcript.hash(), verify_data_size);
  if (!same_bytes(body, expected)) {
    return violate(Violation::finished, "the server's Finished does not match the messages",
                   alert::decrypt_error);
  }
  transcript.add(message);
  if (suite.key_exchange == Kind::static_rsa) proof = Proof::finished;
  finish_handshake();
}

}  // namespace certcheck::net
