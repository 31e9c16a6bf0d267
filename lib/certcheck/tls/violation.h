#pragma once

#include "certcheck/tls/stage.h"

#include <cstdint>
#include <string>

namespace certcheck::tls {

/// A rule of the protocol that the server broke, or a limit of ours that it exhausted. Each is a finding of
/// its own.
enum class Violation : uint8_t {
  malformed_record,          ///< no record: an unknown type, another major version
  record_too_long,           ///< RFC 8446 5.1 and 5.2, RFC 5246 6.2.3
  unauthentic_record,        ///< a protected record whose tag or MAC is wrong
  plaintext_record,          ///< TLS 1.3: in the clear after the keys were agreed (RFC 8446 section 5)
  fragmented_across_keys,    ///< a message that spans a change of keys (RFC 8446 5.1)
  empty_fragment,            ///< a handshake or alert record without content (RFC 8446 5.1, 5.4)
  malformed_message,         ///< a message that cannot be read
  unexpected_message,        ///< a message out of order, or that has no place here
  malformed_alert,           ///< an alert that is not two bytes long
  change_cipher_spec,        ///< one that is not the single byte 1, or out of order
  version_not_offered,       ///< the server chose a version that was not offered
  cipher_suite_not_offered,  ///< the server chose a suite that was not offered, or of another version
  cipher_suite_changed,      ///< another suite or version than its HelloRetryRequest announced
  compression,               ///< the server chose to compress
  session_id,                ///< TLS 1.3: the session id is not echoed (RFC 8446 4.1.3)
  downgrade,                 ///< the random says that the server could do better (RFC 8446 4.1.3)
  group_not_offered,         ///< a group that was not offered, or no share was sent for
  key_share,                 ///< the server's share is not an element of its group
  dh_group_out_of_bounds,    ///< a finite field below or above our limits
  needless_retry,            ///< a HelloRetryRequest that changes nothing, or a second one (RFC 8446 4.1.4)
  missing_extension,         ///< one that must be there (RFC 8446 9.2)
  duplicate_extension,       ///< RFC 8446 4.2
  unsolicited_extension,     ///< one that the client did not send (RFC 8446 4.2)
  misplaced_extension,       ///< one in a message that it is not for (RFC 8446 4.2)
  renegotiation_info,        ///< not empty in the first handshake (RFC 5746 3.4)
  no_certificate,           ///< the server's list of certificates is empty (RFC 8446 4.4.2.4, RFC 5246 7.4.2)
  certificate_compression,  ///< a compressed certificate that does not decompress to what it says (RFC 8879)
  certificate_key,          ///< up to TLS 1.2: the key is not of the suite's kind (RFC 5246 7.4.2)
  signature_scheme_not_offered,
  signature_scheme_forbidden,  ///< RFC 8446 4.2.3: PKCS #1 or SHA-1 in TLS 1.3, or a scheme of another key
  signature_invalid,           ///< the handshake is not signed by the key of the certificate
  finished,                    ///< the checksum over the messages is wrong
  malformed_staple,  ///< no OCSP response where one is stapled (RFC 8446 4.4.2.1, RFC 6066 section 8)
  // From here on limits of net/client/detail/limits.h, each by its name there. One that is exhausted is
  // always the last.
  limit_message_bytes,
  limit_handshake_bytes,
  limit_messages,
  limit_bytes_before_hello,
  limit_records,
  limit_useless_records,
  limit_tickets,
  limit_warnings,
  limit_key_updates,
  limit_hello_requests,
  limit_application_bytes,
  limit_decompression,  ///< the ratio and the bytes of a compressed certificate
};

inline constexpr unsigned violation_count = static_cast<unsigned>(Violation::limit_decompression) + 1;

/// Whether the server sent more than is read, instead of what is wrong.
constexpr bool is_limit(Violation kind) { return kind >= Violation::limit_message_bytes; }

/// One of them, where it happened.
struct ProtocolViolation {
  Violation kind;
  Stage step;                    ///< what the server was saying
  std::string message;           ///< a clause with this case's values
  bool fatal = false;            ///< the handshake ended with it
  bool after_handshake = false;  ///< which was completed all the same
};

}  // namespace certcheck::tls
