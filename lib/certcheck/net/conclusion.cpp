#include "certcheck/net/conclusion.h"

#include "certcheck/net/hello.h"
#include "certcheck/net/key_schedule.h"
#include "certcheck/net/tls_names.h"
#include "certcheck/net/traffic_cipher.h"
#include "certcheck/net/wire_reader.h"

#include <botan/exceptn.h>
#include <botan/hash.h>
#include <botan/mac.h>
#include <botan/pk_keys.h>
#include <botan/pubkey.h>
#include <botan/x509cert.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace certcheck {

namespace {

// Enough for any real chain; who sends more is answered by the engine alone.
constexpr size_t transcript_bytes_max = size_t{1} << 18;

constexpr uint8_t client_hello_type = 1, server_hello_type = 2, certificate_type = 11,
                  certificate_verify_type = 15, finished_type = 20, message_hash_type = 254;

struct VerifiedScheme {
  uint16_t id;
  std::string_view algorithm;  // of the key, as Botan names it
  std::string_view padding;
  Botan::Signature_Format format;
};

constexpr auto plain = Botan::Signature_Format::Standard, der = Botan::Signature_Format::DerSequence;
constexpr std::array verified_schemes{
    VerifiedScheme{0x0807, "Ed25519", "Pure", plain},
    VerifiedScheme{0x0808, "Ed448", "Pure", plain},
    VerifiedScheme{0x0809, "RSA", "PSS(SHA-256,MGF1,32)", plain},
    VerifiedScheme{0x080a, "RSA", "PSS(SHA-384,MGF1,48)", plain},
    VerifiedScheme{0x080b, "RSA", "PSS(SHA-512,MGF1,64)", plain},
    VerifiedScheme{0x081a, "ECDSA", "SHA-256", der},
    VerifiedScheme{0x081b, "ECDSA", "SHA-384", der},
    VerifiedScheme{0x081c, "ECDSA", "SHA-512", der},
    VerifiedScheme{0x0904, "ML-DSA", "", plain},
    VerifiedScheme{0x0905, "ML-DSA", "", plain},
    VerifiedScheme{0x0906, "ML-DSA", "", plain},
};

Bytes with_header(uint8_t type, ByteView body) {
  Bytes message{type, static_cast<uint8_t>(body.size() >> 16), static_cast<uint8_t>(body.size() >> 8),
                static_cast<uint8_t>(body.size())};
  message.insert(message.end(), body.begin(), body.end());
  return message;
}

Bytes digest(std::string_view hash, ByteView bytes) {
  const auto function = Botan::HashFunction::create_or_throw(hash);
  return function->process<Bytes>(bytes);
}

// RFC 8446 4.4.4: verify_data.
Bytes finished_data(std::string_view hash, ByteView traffic_secret, ByteView transcript_hash) {
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw("HMAC(" + std::string(hash) + ")");
  mac->set_key(expand_label(hash, traffic_secret, "finished", transcript_hash.size()));
  return mac->process<Bytes>(transcript_hash);
}

// RFC 8446 4.4.3: 64 spaces, the context, a zero byte, the hash.
Bytes signed_content(ByteView transcript_hash) {
  Bytes content(64, ' ');
  const ByteView context = as_bytes("TLS 1.3, server CertificateVerify");
  content.insert(content.end(), context.begin(), context.end());
  content.push_back(0);
  content.insert(content.end(), transcript_hash.begin(), transcript_hash.end());
  return content;
}

// nullopt if the scheme is none of ours or does not fit the key.
std::optional<bool> check_signature(ByteView message, const Bytes& leaf, ByteView transcript_hash) {
  WireReader reader(message);
  const auto id = reader.u16();
  const auto signature = reader.vector16();
  if (!id || !signature) return false;
  const auto* scheme = std::find_if(verified_schemes.begin(), verified_schemes.end(),
                                    [&](const VerifiedScheme& candidate) { return candidate.id == *id; });
  if (scheme == verified_schemes.end()) return std::nullopt;
  const auto key = Botan::X509_Certificate(leaf).subject_public_key();
  if (key->algo_name() != scheme->algorithm) return std::nullopt;
  Botan::PK_Verifier verifier(*key, scheme->padding, scheme->format);
  return verifier.verify_message(signed_content(transcript_hash), *signature);
}

}  // namespace

void Transcript::add(const TapEvent& event) {
  const bool client_says_more = !event.from_server && event.type != client_hello_type;
  if (event.kind != TapEvent::Kind::handshake || client_says_more || after_finished_ != 0 || given_up_)
    return;
  if (messages_.size() + event.body.size() > transcript_bytes_max) {
    given_up_ = true;
    messages_ = Bytes();
    return;
  }
  const Bytes message = with_header(event.type, event.body);
  messages_.insert(messages_.end(), message.begin(), message.end());
  if (!event.from_server) {
    if (first_hello_end_ == 0) first_hello_end_ = messages_.size();
    return;
  }
  switch (event.type) {
    case server_hello_type:
      if (const auto hello = read_server_hello(event.body))
        retried_ = retried_ || hello->is_hello_retry_request;
      break;
    case certificate_type:
      after_certificate_ = messages_.size();
      break;
    case certificate_verify_type:
      after_verify_ = messages_.size();
      certificate_verify_ = to_bytes(event.body);
      break;
    case finished_type:
      // Without a certificate there is nothing that this class could conclude.
      if (after_certificate_ == 0 || after_verify_ <= after_certificate_) {
        given_up_ = true;
        break;
      }
      after_finished_ = messages_.size();
      finished_ = to_bytes(event.body);
      break;
    default:
      break;
  }
}

Bytes Transcript::hash_to(size_t end, std::string_view hash, ByteView more) const {
  const ByteView all = ByteView(messages_).first(end);
  Bytes bytes;
  size_t replaced = 0;
  if (retried_) {  // RFC 8446 4.4.1: the first hello counts as its hash alone
    replaced = first_hello_end_;
    bytes = with_header(message_hash_type, digest(hash, all.first(replaced)));
  }
  bytes.insert(bytes.end(), all.begin() + static_cast<std::ptrdiff_t>(replaced), all.end());
  bytes.insert(bytes.end(), more.begin(), more.end());
  return digest(hash, bytes);
}

std::optional<Conclusion> conclude_handshake(const Transcript& transcript, const ConclusionInput& input) {
  if (!transcript.complete()) return std::nullopt;
  const std::string_view hash = cipher_suite_hash(input.cipher_suite);
  try {
    const auto valid =
        check_signature(transcript.certificate_verify(), input.leaf, transcript.hash_to_certificate(hash));
    if (!valid) return std::nullopt;
    Conclusion conclusion;
    conclusion.signature_valid = *valid;
    conclusion.finished_valid = same_bytes(
        transcript.finished(),
        finished_data(hash, input.server_handshake_secret, transcript.hash_to_certificate_verify(hash)));
    auto cipher =
        TrafficCipher::create(input.cipher_suite, input.client_handshake_secret, TrafficCipher::Use::seal);
    if (!cipher) return std::nullopt;
    if (!conclusion.signature_valid || !conclusion.finished_valid) return conclusion;

    Bytes flight;
    // No context, no certificates.
    if (input.certificate_requested) flight = with_header(certificate_type, Bytes{0, 0, 0, 0});
    const Bytes own = with_header(finished_type, finished_data(hash, input.client_handshake_secret,
                                                               transcript.hash_to_finished(hash, flight)));
    flight.insert(flight.end(), own.begin(), own.end());
    conclusion.client_flight = cipher->seal(handshake_content, flight);
    return conclusion;
  } catch (const Botan::Exception&) {  // a certificate or a key that it does not take
    return std::nullopt;
  }
}

}  // namespace certcheck
