#include "certcheck/report/detail/step_sentences.h"

#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <variant>

namespace certcheck::report {
namespace {

namespace step = tls::step;
using tls::Side;

std::string group_phrase(const tls::KeyExchange& exchange) {
  std::string text =
      exchange.prime == tls::PrimeGroup::custom ? "a group of the server's own" : group_name(exchange);
  if (exchange.bits && *exchange.bits != 0) text += " (" + std::to_string(*exchange.bits) + " bits)";
  return text;
}

std::string how_agreed(const tls::KeyExchange& exchange) {
  using Kind = tls::KeyExchange::Kind;
  switch (exchange.kind) {
    case Kind::static_rsa:
      return "The client chose a secret and sent it encrypted to the key in the server's certificate; only "
             "the holder of the private key can read it. Whoever obtains that key later can decrypt recorded "
             "traffic: there is no forward secrecy.";
    case Kind::dhe:
    case Kind::ecdhe:
      return "Each side combined its own fresh secret with the other's public share in " +
             group_phrase(exchange) +
             "; both arrive at the same value, which never crossed the network. The fresh secrets are "
             "forgotten afterwards, so a stolen certificate key does not decrypt recorded traffic.";
    case Kind::hybrid:
      return "Two exchanges run side by side in " + group_name(exchange) +
             ": an elliptic curve, and ML-KEM, which is designed to resist quantum computers. The secret is "
             "safe as long as one of the two is.";
    case Kind::kem:
      return "The server encapsulated a fresh secret to the client's " + group_name(exchange) +
             " key, which is designed to resist quantum computers.";
    case Kind::psk:
      return "Both sides already had a key in common; no certificate was used.";
    case Kind::static_dh:
      return "The server's share is the key in its certificate, the same in every connection: there is no "
             "forward secrecy.";
    case Kind::anonymous:
      return "Both sides exchanged unsigned shares: anyone on the network path could have impersonated the "
             "server.";
    case Kind::unknown:
      break;
  }
  return "How the secret was agreed is unknown.";
}

/// One sentence a message, by who says it.
struct Sentence {
  Side from;

  bool by_server() const { return from == Side::server; }
  std::string who() const { return by_server() ? "The server" : "The client"; }

  std::string operator()(const step::ClientHello& hello) const {
    using Occasion = step::ClientHello::Occasion;
    if (hello.offers_version(tls::ssl2_version)) {
      return "Because the server did not answer a TLS ClientHello, the client tries once more with one of "
             "SSL 2.0.";
    }
    switch (hello.occasion) {
      case Occasion::first:
        break;
      case Occasion::retry:
        return "The client repeats its offer, now with the share that the server asked for.";
      case Occasion::probe:
        return "The client connects anew with another offer, because the server did not answer the one "
               "before it.";
    }
    return "The client starts the handshake: it names the server that it wants and offers the protocol "
           "versions, cipher suites and extensions that it supports, for the server to choose from.";
  }

  std::string operator()(const step::HelloRetryRequest& request) const {
    return request.group ? "The server requires a key share of another group than the client sent one for, "
                           "which costs one more round trip."
                         : "The server asks for the client's offer once more, to verify that the client can "
                           "receive at its address.";
  }

  std::string operator()(const step::ServerHello& hello) const {
    if (hello.version == tls::ssl2_version)
      return "The server answers in SSL 2.0, whose messages anyone on the network path can change.";
    return "The server chooses " + tls::tls_version_name(hello.version) + " with " +
           tls::cipher_suite_name(hello.cipher_suite) +
           (hello.version >= tls::tls13_version
                ? " and adds its share of the key exchange; all that follows is encrypted."
                : ".");
  }

  std::string operator()(const step::EncryptedExtensions&) const {
    return "The first encrypted message: the server's answers to the rest of the offer.";
  }

  std::string operator()(const step::Certificate& certificate) const {
    if (certificate.in_hello) {
      return "In SSL 2.0 the server's hello contains only its own certificate: there is no place for "
             "intermediates.";
    }
    if (by_server()) {
      return "The server presents its identity: its certificate, followed by those of the certificate "
             "authorities that issued it. The root at the end is usually omitted, because the client must "
             "already have it.";
    }
    return certificate.sizes.empty()
               ? "The server requested a client certificate; the client answers that it has none."
               : "The client presents its own certificate, as the server requested.";
  }

  std::string operator()(const step::CertificateStatus&) const {
    return "The server staples a signed statement of its certificate authority on whether the certificate "
           "was revoked.";
  }

  std::string operator()(const step::CertificateRequest&) const {
    return "The server requests a client certificate as well.";
  }

  std::string operator()(const step::ServerKeyExchange& message) const {
    if (message.malformed) return "The server's part of the key exchange.";
    return message.signature_bytes != 0
               ? "The server sends its fresh key share, signed with the key of its certificate: proof that "
                 "it holds that key and that the share was not replaced."
               : "The server sends its fresh share of the key exchange, without a signature.";
  }

  std::string operator()(const step::ServerHelloDone&) const {
    return "The server has finished its part of the negotiation.";
  }

  std::string operator()(const step::CertificateVerify&) const {
    return by_server()
               ? "The server signs all messages so far with the key of its certificate: proof that it holds "
                 "that key, and that the key exchange was not tampered with."
               : "The client signs all messages so far: proof that it holds the key of its certificate.";
  }

  std::string operator()(const step::ClientKeyExchange& message) const {
    return message.kind == tls::KeyExchange::Kind::static_rsa
               ? "The client sends the pre-master secret, encrypted to the RSA key of the server's "
                 "certificate."
               : "The client sends its fresh share of the key exchange.";
  }

  std::string operator()(const step::KeyAgreement& agreement) const { return how_agreed(agreement.exchange); }

  std::string operator()(const step::ChangeCipherSpec&) const { return who() + " encrypts from here on."; }

  std::string operator()(const step::Finished&) const {
    return who() +
           " sends a checksum over all messages, under the new keys: if anyone had changed one of them, it "
           "would not match.";
  }

  std::string operator()(const step::NewSessionTicket&) const {
    return "The server hands out a ticket with which a later connection could skip most of this.";
  }

  std::string operator()(const step::Alert& alert) const {
    if (alert.description == tls::alert::close_notify) return who() + " closes the connection properly.";
    return who() + (alert.fatal ? " aborts the handshake: " : " warns: ") +
           tls::alert_name(alert.description) + ".";
  }

  std::string operator()(const step::ApplicationData&) const {
    return "The first data under the new keys: the connection works.";
  }

  std::string operator()(const step::Plaintext&) const {
    return "What the server sends is not TLS: nothing on this port is encrypted.";
  }

  std::string operator()(const step::OtherMessage& message) const {
    switch (message.type) {
      case tls::message_type::compressed_certificate:
        return who() +
               " sends its certificates compressed, which makes the handshake smaller; what they become "
               "follows.";
      case tls::message_type::hello_request:
        return who() + " asks for a new handshake, which has no effect during one.";
      case tls::message_type::key_update:
        return who() + " changes to fresh keys.";
      default:
        return who() + " sends a message that is not part of the usual handshake.";
    }
  }
};

std::string prf_digest_name(uint16_t cipher_suite) {
  const tls::CipherSuite* suite = tls::find_cipher_suite(cipher_suite);
  return std::string(to_string(suite ? suite->prf_digest() : tls::CipherSuite::Digest::sha256));
}

}  // namespace

std::string step_sentence(const tls::HandshakeStep& step) {
  return std::visit(Sentence{step.from}, step.message);
}

std::string derivation_sentence(const tls::step::KeyAgreement& agreement) {
  if (agreement.version >= tls::tls13_version) {  // RFC 8446 7.1
    return "HKDF with " + prf_digest_name(agreement.cipher_suite) +
           ": early secret (no pre-shared key) -> with the shared secret, handshake secret -> keys for the "
           "rest of the handshake; handshake secret -> master secret -> keys for the data. Each is bound to "
           "the hash of all messages before it.";
  }
  // RFC 5246 8.1, RFC 7627 section 4.
  const std::string prf = agreement.version >= tls::tls12_version
                              ? "PRF with " + prf_digest_name(agreement.cipher_suite)
                              : std::string("PRF with MD5 and SHA-1");
  return agreement.extended_master_secret
             ? prf +
                   ": pre-master secret -> extended master secret, bound to the hash of all messages before "
                   "it -> keys of both directions."
             : prf +
                   ": pre-master secret and both randoms -> master secret (48 bytes) -> keys of both "
                   "directions. Without the extended master secret it is not bound to the certificate "
                   "presented.";
}

}  // namespace certcheck::report
