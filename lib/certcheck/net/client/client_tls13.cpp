#include "certcheck/net/client/certificate_compression.h"
#include "certcheck/net/client/detail/client_state.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <variant>

namespace certcheck::net {

using namespace tls;

namespace {

// RFC 8446 4.4.3: 64 spaces, the context, a zero byte, the hash.
Bytes signed_content(std::string_view context, ByteView transcript_hash) {
  Bytes content(64, ' ');
  const ByteView text = as_bytes(context);
  content.insert(content.end(), text.begin(), text.end());
  content.push_back(0);
  content.insert(content.end(), transcript_hash.begin(), transcript_hash.end());
  return content;
}

}  // namespace

void Client::State::start_tls13(const ServerHello& hello, ByteView message) {
  check_extensions(
      extension_types(hello.extensions),
      {tls_extension::supported_versions, tls_extension::key_share, tls_extension::pre_shared_key});
  if (!hello.group) {
    return violate(Violation::missing_extension, "the server's hello has no key_share",
                   alert::missing_extension);
  }
  const std::string group = named_group_name(*hello.group);
  if (std::find(shares_sent.begin(), shares_sent.end(), *hello.group) == shares_sent.end()) {
    return violate(Violation::group_not_offered,
                   "the server answers with a share of " + group + ", which the client sent none of",
                   alert::illegal_parameter);
  }
  const auto shared = shares.agree(*hello.group, hello.key_share);
  if (!shared) {
    return violate(Violation::key_share,
                   "the server's share of " + std::to_string(hello.key_share.size()) +
                       " bytes is not an element of " + group,
                   alert::illegal_parameter);
  }
  if (!transcript.has_hash()) transcript.set_hash(suite.prf);
  transcript.add(message);
  hkdf.emplace(suite.prf);
  secrets = Tls13Secrets::from_shared_secret(*hkdf, *shared, transcript.hash());
  read_cipher = tls13_record_cipher(suite_id, secrets.server_handshake, RecordCipher::Use::open);
  if (!read_cipher) {
    return fail(ClientFailure::Kind::unsupported, cipher_suite_name(suite_id) + " cannot be used here",
                alert::handshake_failure);
  }
  write_cipher = tls13_record_cipher(suite_id, secrets.client_handshake, RecordCipher::Use::seal);
  expect = Expect::encrypted_extensions;
}

void Client::State::read_tls13(uint8_t type, ByteView body, ByteView message) {
  const auto out_of_order = [&] {
    violate(Violation::unexpected_message, step + " is out of order", alert::unexpected_message);
    if (type == message_type::certificate) saw_certificate = true;
  };
  switch (type) {
    case message_type::encrypted_extensions:
      if (expect != Expect::encrypted_extensions) return out_of_order();
      transcript.add(message);
      return read_encrypted_extensions(body);
    case message_type::certificate_request: {
      if (expect != Expect::certificate_request) return out_of_order();
      transcript.add(message);
      request = read_certificate_request(body, version);
      certificate_requested = true;
      expect = Expect::certificate;
      if (request.signature_schemes.empty()) {
        note(Violation::missing_extension, "the certificate request has no signature_algorithms");
      }
      return;
    }
    case message_type::certificate:
    case message_type::compressed_certificate:
      if (expect != Expect::certificate_request && expect != Expect::certificate) return out_of_order();
      transcript.add(message);
      return type == message_type::certificate ? read_tls13_certificate(body)
                                               : read_compressed_certificate(body);
    case message_type::certificate_verify: {
      if (expect != Expect::certificate_verify) return out_of_order();
      read_tls13_certificate_verify(body);
      transcript.add(message);
      return;
    }
    case message_type::finished:
      if (expect != Expect::finished) return out_of_order();
      return read_tls13_finished(body, message);
    default:
      return out_of_order();
  }
}

void Client::State::read_encrypted_extensions(ByteView body) {
  bool whole = false;
  const auto extensions = read_tls_extensions(body, &whole);
  if (!whole) {
    return violate(Violation::malformed_message, "encrypted_extensions cannot be read", alert::decode_error);
  }
  // RFC 8446 4.2, the table's EE; RFC 8449 for record_size_limit.
  constexpr uint16_t max_fragment_length = 1, use_srtp = 14, heartbeat = 15, client_certificate_type = 19,
                     server_certificate_type = 20;
  check_extensions(extension_types(extensions),
                   {tls_extension::server_name, max_fragment_length, tls_extension::supported_groups,
                    use_srtp, heartbeat, tls_extension::alpn, client_certificate_type,
                    server_certificate_type, tls_extension::early_data, tls_extension::record_size_limit});
  expect = Expect::certificate_request;
}

void Client::State::read_compressed_certificate(ByteView body) {
  const bool offered = offered_extension(tls_extension::compress_certificate);
  auto result = decompress_certificate(
      body, offered ? options.offer.certificate_compression : std::vector<uint16_t>(), options.limits);
  if (const auto* fault = std::get_if<DecompressionFault>(&result)) {
    saw_certificate = true;
    switch (*fault) {
      case DecompressionFault::over_limit:
        return violate(Violation::limit_decompression,
                       "a compressed certificate of " + std::to_string(body.size()) +
                           " bytes claims to become more than the limits allow",
                       alert::bad_certificate);
      case DecompressionFault::wrong_size:
        return violate(Violation::certificate_compression,
                       "the certificate does not decompress to the size it claims", alert::bad_certificate);
      case DecompressionFault::malformed:
        return violate(Violation::certificate_compression, "the compressed certificate cannot be read",
                       alert::bad_certificate);
    }
  }
  const Bytes certificate = std::get<Bytes>(std::move(result));
  show(HandshakeMessage{Side::server, message_type::certificate, certificate});
  read_tls13_certificate(certificate);
}

void Client::State::read_tls13_certificate(ByteView body) {
  const auto certificate = read_certificate_message(body, true);
  saw_certificate = true;
  expect = Expect::certificate_verify;
  if (!certificate.whole && certificate.left_out == 0) {
    return violate(Violation::malformed_message, "the certificate message cannot be read to its end",
                   alert::decode_error);
  }
  if (!certificate.context.empty()) {
    note(Violation::malformed_message, "the server's certificate message has a request context");
  }
  std::vector<uint16_t> types = certificate.extensions;
  std::sort(types.begin(), types.end());  // of all certificates: the same one twice is no fault
  types.erase(std::unique(types.begin(), types.end()), types.end());
  check_extensions(types, {tls_extension::status_request, tls_extension::signed_certificate_timestamp});
  take_leaf_key(certificate.certificates);
}

void Client::State::read_tls13_certificate_verify(ByteView body) {
  const auto message = read_certificate_verify(body, version);
  if (!message || !message->signature_scheme || !message->whole) {
    return violate(Violation::malformed_message, "certificate_verify cannot be read", alert::decode_error);
  }
  const uint16_t scheme = *message->signature_scheme;
  const auto& offered = options.offer.signature_schemes;
  if (std::find(offered.begin(), offered.end(), scheme) == offered.end()) {
    note(Violation::signature_scheme_not_offered,
         "the server signed with " + handshake_scheme_name(scheme) + ", which was not offered");
  }
  if (!allowed_in_tls13(scheme)) {
    note(Violation::signature_scheme_forbidden,
         "the server signed with " + handshake_scheme_name(scheme) + ", which TLS 1.3 forbids");
  }
  expect = Expect::finished;
  (void)verify(scheme, signed_content("TLS 1.3, server CertificateVerify", transcript.hash()),
               message->signature);
}

void Client::State::read_tls13_finished(ByteView body, ByteView message) {
  if (!same_bytes(body, hkdf->finished(secrets.server_handshake, transcript.hash()))) {
    return violate(Violation::finished, "the server's Finished does not match the messages",
                   alert::decrypt_error);
  }
  transcript.add(message);

  secrets.add_application(*hkdf, transcript.hash());
  write_tls13_flight();
}

void Client::State::write_tls13_flight() {
  if (!session_id.empty() && !std::exchange(sent_change_cipher_spec, true)) {
    // RFC 8446 D.4: in the clear.
    auto cipher = std::exchange(write_cipher, nullptr);
    write_record(change_cipher_spec_content, Bytes{1});
    write_cipher = std::move(cipher);
  }
  if (certificate_requested) write_tls13_client_certificate();
  write_message(message_type::finished, hkdf->finished(secrets.client_handshake, transcript.hash()));
  read_cipher = tls13_record_cipher(suite_id, secrets.server_application, RecordCipher::Use::open);
  write_cipher = tls13_record_cipher(suite_id, secrets.client_application, RecordCipher::Use::seal);
  finish_handshake();
}

void Client::State::write_tls13_client_certificate() {
  const ClientIdentity* identity = options.identity.get();
  WireWriter list;
  uint16_t scheme = 0;
  if (const auto fitting =
          identity ? identity->choose_scheme(request.signature_schemes, version) : std::nullopt) {
    scheme = *fitting;
    for (const Bytes& certificate : identity->chain()) list.vector24(certificate).u16(0);
  }
  write_message(message_type::certificate,
                WireWriter().vector8(request.context).vector24(list.written()).written());
  if (list.size() == 0) return;
  const auto signature =
      identity->sign(scheme, signed_content("TLS 1.3, client CertificateVerify", transcript.hash()));
  write_message(message_type::certificate_verify,
                WireWriter().u16(scheme).vector16(signature.value_or(Bytes())).written());
}

}  // namespace certcheck::net
