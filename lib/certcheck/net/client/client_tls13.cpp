#include "certcheck/net/client/detail/client_tls13.h"

#include "certcheck/net/client/detail/certificate_compression.h"
#include "certcheck/net/client/detail/client_state.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace certcheck::net {

using namespace tls;

void Tls13Handshake::start(const ServerHello& hello, ByteView message) {
  client_.hellos.check_extensions(
      extension_types(hello.extensions),
      {tls_extension::supported_versions, tls_extension::key_share, tls_extension::pre_shared_key});
  if (!hello.group) {
    return client_.violate(Violation::missing_extension, "the server's hello has no key_share",
                           alert::missing_extension);
  }
  const std::string group = named_group_name(*hello.group);
  if (std::find(client_.shares_sent.begin(), client_.shares_sent.end(), *hello.group) ==
      client_.shares_sent.end()) {
    return client_.violate(Violation::group_not_offered,
                           "the server answers with a share of " + group + ", which the client sent none of",
                           alert::illegal_parameter);
  }
  const auto shared = client_.shares.agree(*hello.group, hello.key_share);
  if (!shared) {
    return client_.violate(Violation::key_share,
                           "the server's share of " + std::to_string(hello.key_share.size()) +
                               " bytes is not an element of " + group,
                           alert::illegal_parameter);
  }
  if (!client_.transcript.has_hash()) client_.transcript.set_hash(client_.suite.prf);
  client_.transcript.add(message);
  hkdf_.emplace(client_.suite.prf);
  secrets_ = Tls13Secrets::from_shared_secret(*hkdf_, *shared, client_.transcript.hash());
  client_.read_cipher =
      tls13_record_cipher(client_.suite_id, secrets_.server_handshake, RecordCipher::Use::open);
  if (!client_.read_cipher) {
    return client_.fail(ClientFailure::Kind::unsupported,
                        cipher_suite_name(client_.suite_id) + " cannot be used here",
                        alert::handshake_failure);
  }
  client_.write_cipher =
      tls13_record_cipher(client_.suite_id, secrets_.client_handshake, RecordCipher::Use::seal);
  client_.expect = Expect::encrypted_extensions;
}

void Tls13Handshake::read(uint8_t type, ByteView body, ByteView message) {
  const auto out_of_order = [&] {
    client_.violate(Violation::unexpected_message, stage_name(client_.step) + " is out of order",
                    alert::unexpected_message);
    if (type == message_type::certificate) client_.saw_certificate = true;
  };
  switch (type) {
    case message_type::encrypted_extensions:
      if (client_.expect != Expect::encrypted_extensions) return out_of_order();
      client_.transcript.add(message);
      return read_encrypted_extensions(body);
    case message_type::certificate_request: {
      if (client_.expect != Expect::certificate_request) return out_of_order();
      client_.transcript.add(message);
      client_.request = read_certificate_request(body, client_.version);
      client_.certificate_requested = true;
      client_.expect = Expect::certificate;
      return check_request();
    }
    case message_type::certificate:
    case message_type::compressed_certificate:
      if (client_.expect != Expect::certificate_request && client_.expect != Expect::certificate)
        return out_of_order();
      client_.transcript.add(message);
      return type == message_type::certificate ? read_certificate(body) : read_compressed_certificate(body);
    case message_type::certificate_verify: {
      if (client_.expect != Expect::certificate_verify) return out_of_order();
      read_certificate_verify_message(body);
      client_.transcript.add(message);
      return;
    }
    case message_type::finished:
      if (client_.expect != Expect::finished) return out_of_order();
      return read_finished(body, message);
    default:
      return out_of_order();
  }
}

// RFC 8446 4.3.2. What it does not know of the request's extensions a client ignores.
void Tls13Handshake::check_request() {
  if (!client_.request.whole) {
    return client_.note(Violation::malformed_message,
                        stage_name(client_.step) + " cannot be read to its end");
  }
  if (!client_.request.context.empty())
    client_.note(Violation::malformed_message, stage_name(client_.step) + " of a handshake has a context");
  if (client_.request.signature_schemes.empty())
    client_.note(Violation::missing_extension, "the certificate request has no signature_algorithms");
  std::vector<uint16_t> known;
  std::copy_if(client_.request.extensions.begin(), client_.request.extensions.end(),
               std::back_inserter(known),
               [&](uint16_t type) { return client_.hellos.offered_extension(type); });
  client_.hellos.check_extensions(
      known, {tls_extension::status_request, tls_extension::signature_algorithms,
              tls_extension::signed_certificate_timestamp, tls_extension::signature_algorithms_cert,
              tls_extension::compress_certificate});
}

void Tls13Handshake::read_encrypted_extensions(ByteView body) {
  bool whole = false;
  const auto extensions = read_tls_extensions(body, &whole);
  if (!whole)
    return client_.violate(Violation::malformed_message, "encrypted_extensions cannot be read",
                           alert::decode_error);
  // RFC 8446 4.2, the table's EE; RFC 8449 for record_size_limit.
  client_.hellos.check_extensions(
      extension_types(extensions),
      {tls_extension::server_name, tls_extension::max_fragment_length, tls_extension::supported_groups,
       tls_extension::use_srtp, tls_extension::heartbeat, tls_extension::alpn,
       tls_extension::client_certificate_type, tls_extension::server_certificate_type,
       tls_extension::early_data, tls_extension::record_size_limit});
  client_.hellos.check_answers(extensions);
  client_.expect = Expect::certificate_request;
}

void Tls13Handshake::read_compressed_certificate(ByteView body) {
  const bool offered = client_.hellos.offered_extension(tls_extension::compress_certificate);
  auto result = decompress_certificate(
      body, offered ? client_.options.offer.certificate_compression : std::vector<uint16_t>(),
      client_.options.limits);
  if (const auto* fault = std::get_if<DecompressionFault>(&result)) {
    client_.saw_certificate = true;
    switch (*fault) {
      case DecompressionFault::over_limit:
        return client_.violate(Violation::limit_decompression,
                               "a compressed certificate of " + std::to_string(body.size()) +
                                   " bytes declares a size above the limits",
                               alert::bad_certificate);
      case DecompressionFault::wrong_size:
        return client_.violate(Violation::certificate_compression,
                               "the certificate does not decompress to the size that it declares",
                               alert::bad_certificate);
      case DecompressionFault::malformed:
        return client_.violate(Violation::certificate_compression,
                               "the compressed certificate cannot be read", alert::bad_certificate);
    }
  }
  const Bytes certificate = std::get<Bytes>(std::move(result));
  client_.show(HandshakeMessage{Side::server, message_type::certificate, certificate});
  read_certificate(certificate);
}

void Tls13Handshake::read_certificate(ByteView body) {
  const auto certificate = read_certificate_message(body, true);
  client_.saw_certificate = true;
  client_.expect = Expect::certificate_verify;
  if (!certificate.whole && certificate.left_out == 0) {
    return client_.violate(Violation::malformed_message, "the certificate message cannot be read to its end",
                           alert::decode_error);
  }
  if (!certificate.context.empty())
    client_.note(Violation::malformed_message, "the server's certificate message has a request context");
  for (const size_t place : certificate.malformed_staples) {
    client_.note(Violation::malformed_staple, "status_request of certificate " + std::to_string(place) +
                                                  " contains no OCSP response, or one of 0 bytes");
  }
  const auto& list = certificate.certificates;
  if (std::any_of(list.begin(), list.end(), [](const Bytes& each) { return each.empty(); }))
    client_.note(Violation::malformed_message,
                 "a certificate of 0 bytes in the server's certificate message");
  if (!certificate.extensions_whole)
    client_.note(Violation::malformed_message, "the extensions of a certificate cannot be read");
  if (certificate.repeated_extension) {
    client_.note(Violation::duplicate_extension,
                 tls_extension_name(*certificate.repeated_extension) + " occurs twice for a certificate");
  }
  std::vector<uint16_t> types = certificate.extensions;
  std::sort(types.begin(), types.end());  // of all certificates: the same one twice is not a fault
  types.erase(std::unique(types.begin(), types.end()), types.end());
  client_.hellos.check_extensions(
      types, {tls_extension::status_request, tls_extension::signed_certificate_timestamp});
  client_.take_leaf_key(certificate.certificates);
}

void Tls13Handshake::read_certificate_verify_message(ByteView body) {
  const auto message = read_certificate_verify(body, client_.version);
  if (!message || !message->signature_scheme || !message->whole)
    return client_.violate(Violation::malformed_message, "certificate_verify cannot be read",
                           alert::decode_error);
  const uint16_t scheme = *message->signature_scheme;
  const auto& offered = client_.options.offer.signature_schemes;
  if (std::find(offered.begin(), offered.end(), scheme) == offered.end()) {
    client_.note(Violation::signature_scheme_not_offered,
                 "the server signed with " + handshake_scheme_name(scheme) + ", which was not offered");
  }
  if (!allowed_in_tls13(scheme)) {
    client_.note(Violation::signature_scheme_forbidden,
                 "the server signed with " + handshake_scheme_name(scheme) + ", which TLS 1.3 forbids");
  }
  client_.expect = Expect::finished;
  (void)client_.verify(scheme, certificate_verify_content(Side::server, client_.transcript.hash()),
                       message->signature);
}

void Tls13Handshake::read_finished(ByteView body, ByteView message) {
  if (!same_bytes(body, hkdf_->finished(secrets_.server_handshake, client_.transcript.hash()))) {
    return client_.violate(Violation::finished, "the server's Finished does not match the messages",
                           alert::decrypt_error);
  }
  client_.transcript.add(message);

  secrets_.add_application(*hkdf_, client_.transcript.hash());
  write_flight();
}

void Tls13Handshake::write_flight() {
  if (!client_.session_id.empty() && !std::exchange(client_.sent_change_cipher_spec, true)) {
    // RFC 8446 D.4: in the clear.
    auto cipher = std::exchange(client_.write_cipher, nullptr);
    client_.write_record(change_cipher_spec_content, Bytes{1});
    client_.write_cipher = std::move(cipher);
  }
  if (client_.certificate_requested) write_client_certificate();
  client_.write_message(message_type::finished,
                        hkdf_->finished(secrets_.client_handshake, client_.transcript.hash()));
  client_.read_cipher =
      tls13_record_cipher(client_.suite_id, secrets_.server_application, RecordCipher::Use::open);
  client_.write_cipher =
      tls13_record_cipher(client_.suite_id, secrets_.client_application, RecordCipher::Use::seal);
  client_.finish_handshake();
}

void Tls13Handshake::write_client_certificate() {
  const ClientIdentity* identity = client_.options.identity.get();
  WireWriter list;
  uint16_t scheme = 0;
  if (const auto fitting = identity
                               ? identity->choose_scheme(client_.request.signature_schemes, client_.version)
                               : std::nullopt) {
    scheme = *fitting;
    for (const Bytes& certificate : identity->chain()) list.vector24(certificate).u16(0);
  }
  client_.write_message(message_type::certificate,
                        WireWriter().vector8(client_.request.context).vector24(list.written()).written());
  if (list.size() == 0) return;
  const auto signature =
      identity->sign(scheme, certificate_verify_content(Side::client, client_.transcript.hash()));
  client_.write_message(message_type::certificate_verify,
                        WireWriter().u16(scheme).vector16(signature.value_or(Bytes())).written());
}

void Tls13Handshake::read_key_update(ByteView body) {
  if (body.size() != 1 || body[0] > 1) {
    return client_.violate(Violation::malformed_message,
                           "a KeyUpdate of " + std::to_string(body.size()) + " bytes", alert::decode_error);
  }
  if (++client_.key_updates > client_.options.limits.key_updates_max) {
    return client_.exceed(
        Violation::limit_key_updates,
        "more than " + std::to_string(client_.options.limits.key_updates_max) + " KeyUpdates");
  }
  // RFC 8446 7.2.
  const auto next = [&](Bytes& secret) {
    secret = hkdf_->expand_label(secret, "traffic upd", {}, secret.size());
  };
  next(secrets_.server_application);
  client_.read_cipher =
      tls13_record_cipher(client_.suite_id, secrets_.server_application, RecordCipher::Use::open);
  if (body[0] == 0) return;
  // RFC 8446 4.6.3: the answer under the old keys, once.
  const Bytes answer = handshake_message(message_type::key_update, Bytes{0});
  client_.show(HandshakeMessage{Side::client, message_type::key_update, ByteView(answer).subspan(4)});
  client_.write_record(handshake_content, answer);
  next(secrets_.client_application);
  client_.write_cipher =
      tls13_record_cipher(client_.suite_id, secrets_.client_application, RecordCipher::Use::seal);
}

}  // namespace certcheck::net
