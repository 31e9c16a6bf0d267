#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/net/tap.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace certcheck {

/// The messages of a TLS 1.3 handshake up to the server's Finished, as a tap sees them.
class Transcript {
 public:
  void add(const TapEvent& event);

  /// The server's CertificateVerify and Finished have come, and the whole was not too long to keep.
  bool complete() const { return after_finished_ != 0 && !given_up_; }
  /// It will never be complete: too long, or without a certificate.
  bool given_up() const { return given_up_; }

  /// Transcript hashes of RFC 8446 4.4.1 up to and including the server's message; only if complete().
  Bytes hash_to_certificate(std::string_view hash) const { return hash_to(after_certificate_, hash, {}); }
  Bytes hash_to_certificate_verify(std::string_view hash) const { return hash_to(after_verify_, hash, {}); }
  /// With what the client has said after it.
  Bytes hash_to_finished(std::string_view hash, ByteView more) const {
    return hash_to(after_finished_, hash, more);
  }

  const Bytes& certificate_verify() const { return certificate_verify_; }  ///< without header
  const Bytes& finished() const { return finished_; }                      ///< likewise

 private:
  Bytes hash_to(size_t end, std::string_view hash, ByteView more) const;

  Bytes messages_;
  size_t first_hello_end_ = 0;
  bool retried_ = false;
  size_t after_certificate_ = 0, after_verify_ = 0, after_finished_ = 0;
  Bytes certificate_verify_, finished_;
  bool given_up_ = false;
};

/// What is needed beside the transcript to bring a TLS 1.3 handshake to its end.
struct ConclusionInput {
  uint16_t cipher_suite = 0;
  Bytes server_handshake_secret, client_handshake_secret;
  Bytes leaf;                          ///< the server's certificate
  bool certificate_requested = false;  ///< then we say that we have none
};

/// The end of a handshake.
struct Conclusion {
  bool signature_valid = false;  ///< CertificateVerify, RFC 8446 4.4.3
  bool finished_valid = false;   ///< the server's Finished, RFC 8446 4.4.4
  Bytes client_flight;           ///< the records that end the handshake; empty unless both are valid
};

/// Does by hand what the TLS engine cannot: Botan verifies certificates with Ed25519, Ed448, ML-DSA,
/// RSASSA-PSS and Brainpool keys but refuses handshakes that they sign. Checks the server's signature and
/// Finished against the transcript and writes the client's Finished. nullopt if the scheme or the key is of
/// no use to Botan at all.
std::optional<Conclusion> conclude_handshake(const Transcript& transcript, const ConclusionInput& input);

}  // namespace certcheck
