#pragma once

#include <cstddef>

namespace certcheck::net {

/// What a server may cost the client. Each number with its source; each that is exhausted ends the connection
/// (or the reading of what follows the handshake) with a Violation of its own.
struct Limits {
  /// One handshake message. Certificates are the longest: OpenSSL (SSL_CTX_set_max_cert_list) and BoringSSL
  /// stop at 100 kB, GnuTLS and NSS at 128 KiB, Go at 256 KiB; four times that lets us show what none reads.
  size_t message_bytes_max = size_t{1} << 20;
  /// All handshake messages of the server: one of the longest, and as much again for all others.
  size_t handshake_bytes_max = size_t{1} << 21;
  /// Handshake messages of the server. The longest handshake has a dozen; tickets are counted apart.
  size_t messages_max = 64;
  /// Bytes of the server before its hello has come. OpenSSL reads a hello of at most 65,607 bytes
  /// (SERVER_HELLO_MAX_LENGTH); twice that, for a HelloRetryRequest before it.
  size_t bytes_before_hello_max = size_t{1} << 17;
  /// Records of the server: handshake_bytes_max in records of 64 bytes, the smallest of RFC 8449.
  size_t records_max = size_t{1} << 15;
  /// Records in a row that bring the handshake no further: without content, change_cipher_spec in TLS 1.3.
  /// BoringSSL's kMaxEmptyRecords and OpenSSL's MAX_EMPTY_RECORDS are 32; Go's maxUselessRecords is 16.
  size_t useless_records_max = 32;
  /// NewSessionTicket; servers send 0 to 4, and RFC 9149 2 lets clients ask for up to 255.
  size_t tickets_max = 32;
  /// Warning alerts: OpenSSL's MAX_WARN_ALERT_COUNT; BoringSSL allows four.
  size_t warnings_max = 5;
  /// KeyUpdate (BoringSSL kMaxKeyUpdates).
  size_t key_updates_max = 32;
  /// HelloRequest: a server asks once, and once more after the answer.
  size_t hello_requests_max = 4;
  /// Data after the handshake; the first record is what is wanted.
  size_t application_bytes_max = size_t{1} << 18;
  /// A compressed certificate message: at most so many times its size ...
  size_t decompression_ratio_max = 64;
  /// ... but this much always (a chain of small certificates from one template shrinks a lot).
  size_t decompression_free_bytes = size_t{1} << 16;
  /// DHE: bits of the prime. Below, there is nothing to compute; above, OpenSSL refuses from 10,000 on and
  /// the largest registered group has 8,192 (RFC 7919 A.5).
  size_t dh_bits_min = 256, dh_bits_max = 8192;
};

}  // namespace certcheck::net
