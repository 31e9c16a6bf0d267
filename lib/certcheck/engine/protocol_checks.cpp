#include "certcheck/engine/protocol_checks.h"

#include "certcheck/engine/checks.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace certcheck::engine {
namespace {

constexpr std::string_view update =
    "Update the server's TLS library, or find what stands before it and changes what it sends.";

struct Row {
  tls::Violation kind;
  Check check;
};

constexpr Row violations[] = {
    {tls::Violation::malformed_record,
     {.id = "handshake.protocol.malformed_record",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A record MUST be of a known content type and of major version 3.",
      .citation = "RFC 8446 5.1; RFC 5246 6.2.1",
      .hint = "Check what stands before the server: what it sends is not TLS."}},
    {tls::Violation::record_too_long,
     {.id = "handshake.protocol.record_too_long",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A record MUST NOT be longer than its version of TLS allows.",
      .citation = "RFC 8446 5.1, 5.2; RFC 5246 6.2",
      .hint = update}},
    {tls::Violation::unauthentic_record,
     {.id = "handshake.protocol.unauthentic_record",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A protected record MUST authenticate with the keys that were agreed.",
      .citation = "RFC 8446 5.2; RFC 5246 6.2.3",
      .hint = "Check what stands between client and server: something changes what is sent, or the server "
              "derives other keys."}},
    {tls::Violation::plaintext_record,
     {.id = "handshake.protocol.plaintext_record",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST NOT send records in the clear once the keys of TLS 1.3 were agreed.",
      .citation = "RFC 8446 5",
      .hint = update}},
    {tls::Violation::fragmented_across_keys,
     {.id = "handshake.protocol.fragmented_across_keys",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A handshake message MUST NOT span a change of keys.",
      .citation = "RFC 8446 5.1",
      .hint = update}},
    {tls::Violation::empty_fragment,
     {.id = "handshake.protocol.empty_fragment",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A handshake record MUST NOT be empty in TLS 1.3.",
      .citation = "RFC 8446 5.1",
      .hint = update}},
    {tls::Violation::malformed_message,
     {.id = "handshake.protocol.malformed_message",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A handshake message MUST have the form that its type prescribes.",
      .citation = "RFC 8446 4, 6.2; RFC 5246 7.4",
      .hint = update}},
    {tls::Violation::unexpected_message,
     {.id = "handshake.protocol.unexpected_message",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "Handshake messages MUST come in the order of the protocol.",
      .citation = "RFC 8446 4, 6.2; RFC 5246 7.3, 7.4",
      .hint = update}},
    {tls::Violation::malformed_alert,
     {.id = "handshake.protocol.malformed_alert",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "An alert MUST consist of a level and a description.",
      .citation = "RFC 8446 6; RFC 5246 7.2",
      .hint = update}},
    {tls::Violation::change_cipher_spec,
     {.id = "handshake.protocol.change_cipher_spec",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "change_cipher_spec MUST be the single byte 1, where the protocol has a place for it.",
      .citation = "RFC 8446 5; RFC 5246 7.1",
      .hint = update}},
    {tls::Violation::version_not_offered,
     {.id = "handshake.protocol.version_not_offered",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST choose a version that the client offered.",
      .citation = "RFC 8446 4.1.3, 4.2.1; RFC 5246 E.1",
      .hint = update}},
    {tls::Violation::cipher_suite_not_offered,
     {.id = "handshake.protocol.cipher_suite_not_offered",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST choose a cipher suite that the client offered for the version chosen.",
      .citation = "RFC 8446 4.1.3; RFC 5246 7.4.1.3",
      .hint = update}},
    {tls::Violation::cipher_suite_changed,
     {.id = "handshake.protocol.cipher_suite_changed",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "The server's hello MUST choose what its HelloRetryRequest announced.",
      .citation = "RFC 8446 4.1.4",
      .hint = update}},
    {tls::Violation::compression,
     {.id = "handshake.protocol.compression",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST NOT choose a compression method that the client did not offer.",
      .citation = "RFC 8446 4.1.3; RFC 5246 7.4.1.3",
      .hint = update}},
    {tls::Violation::session_id,
     {.id = "handshake.protocol.session_id",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "The server's hello MUST echo the client's session id in TLS 1.3, and MUST NOT resume a "
                     "session that does not exist.",
      .citation = "RFC 8446 4.1.3; RFC 5246 7.4.1.3",
      .hint = update}},
    {tls::Violation::downgrade,
     {.id = "handshake.protocol.downgrade",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server that supports a newer version than it was made to choose says so, and clients "
                     "MUST break off.",
      .citation = "RFC 8446 4.1.3",
      .hint = "Find what stands between client and server and changes the client's offer."}},
    {tls::Violation::group_not_offered,
     {.id = "handshake.protocol.group_not_offered",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST choose a group that the client offered, and in TLS 1.3 sent a share of.",
      .citation = "RFC 8446 4.1.4, 4.2.8; RFC 8422 5.4",
      .hint = update}},
    {tls::Violation::key_share,
     {.id = "handshake.protocol.key_share",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "The server's share of the key exchange MUST be an element of its group.",
      .citation = "RFC 8446 4.2.8.1, 4.2.8.2, 7.4.2; RFC 8422 5.4; RFC 7919 5.1",
      .hint = update}},
    {tls::Violation::dh_group_out_of_bounds,
     {.id = "handshake.protocol.dh_group_out_of_bounds",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement =
          "The prime of a finite field MUST be neither trivial nor longer than clients compute with.",
      .citation = "RFC 7919 3; RFC 9325 4.1",
      .hint = "Use ECDHE, or a group of RFC 7919."}},
    {tls::Violation::needless_retry,
     {.id = "handshake.protocol.needless_retry",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A HelloRetryRequest MUST ask for a change of the client's hello, and only once.",
      .citation = "RFC 8446 4.1.4",
      .hint = update}},
    {tls::Violation::missing_extension,
     {.id = "handshake.protocol.missing_extension",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A message MUST have the extensions that its version prescribes.",
      .citation = "RFC 8446 4.2.8, 4.3.2, 9.2",
      .hint = update}},
    {tls::Violation::duplicate_extension,
     {.id = "handshake.protocol.duplicate_extension",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "An extension MUST NOT occur twice in a message.",
      .citation = "RFC 8446 4.2; RFC 5246 7.4.1.4",
      .hint = update}},
    {tls::Violation::unsolicited_extension,
     {.id = "handshake.protocol.unsolicited_extension",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST NOT answer an extension that the client did not send.",
      .citation = "RFC 8446 4.2; RFC 5246 7.4.1.4",
      .hint = update}},
    {tls::Violation::misplaced_extension,
     {.id = "handshake.protocol.misplaced_extension",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "An extension MUST stand in a message that it is specified for.",
      .citation = "RFC 8446 4.2",
      .hint = update}},
    {tls::Violation::renegotiation_info,
     {.id = "handshake.protocol.renegotiation_info",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "renegotiation_info MUST be empty in a first handshake.",
      .citation = "RFC 5746 3.4",
      .hint = update}},
    {tls::Violation::no_certificate,
     {.id = "handshake.protocol.no_certificate",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "The server's list of certificates MUST NOT be empty.",
      .citation = "RFC 8446 4.4.2.4; RFC 5246 7.4.2",
      .hint = "Configure a certificate for this name."}},
    {tls::Violation::certificate_compression,
     {.id = "handshake.protocol.certificate_compression",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A compressed certificate MUST decompress to the size that it claims.",
      .citation = "RFC 8879 4",
      .hint = update}},
    {tls::Violation::signature_scheme_not_offered,
     {.id = "handshake.protocol.signature_scheme_not_offered",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST sign with a scheme that the client offered.",
      .citation = "RFC 8446 4.4.3; RFC 5246 7.4.3",
      .hint = update}},
    {tls::Violation::signature_scheme_forbidden,
     {.id = "handshake.protocol.signature_scheme_forbidden",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST NOT sign a handshake of TLS 1.3 with RSASSA-PKCS1-v1_5, SHA-1, or a "
                     "scheme of another curve.",
      .citation = "RFC 8446 4.2.3, 4.4.3",
      .hint = update}},
    {tls::Violation::signature_invalid,
     {.id = "handshake.protocol.signature_invalid",
      .severity = Severity::error,
      .counts = Counts::always,
      .requirement = "A server MUST hold the private key of the certificate that it shows.",
      .citation = "RFC 8446 4.4.3; RFC 5246 7.4.3",
      .hint = "Configure the key that belongs to the certificate; if it is configured so, somebody else "
              "answers in the server's place."}},
    {tls::Violation::finished,
     {.id = "handshake.protocol.finished",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "The server's Finished MUST match the messages exchanged.",
      .citation = "RFC 8446 4.4.4; RFC 5246 7.4.9",
      .hint = "Check what stands between client and server: a message was changed on its way."}},
};

struct IntoleranceRow {
  tls::Intolerance::Kind kind;
  Check check;
};

constexpr IntoleranceRow intolerances[] = {
    {tls::Intolerance::Kind::large_hello,
     {.id = "handshake.intolerance.large_hello",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST accept a ClientHello of any size that the protocol allows, in any number "
                     "of packets and records.",
      .citation = "RFC 8446 4.1.2, 5.1",
      .hint = "Update the server or the device before it: hellos with post-quantum shares take 1,500 to "
              "2,000 bytes (tldr.fail)."}},
    {tls::Intolerance::Kind::new_tls,
     {.id = "handshake.intolerance.tls13",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST ignore versions and extensions that it does not know.",
      .citation = "RFC 8446 4.1.2, 4.2.1; RFC 5246 7.4.1.4, E.1",
      .hint = "Update the server or the device before it; offers of TLS 1.3 must not disturb it."}},
    {tls::Intolerance::Kind::server_name,
     {.id = "handshake.intolerance.server_name",
      .severity = Severity::warning,
      .counts = Counts::never,
      .requirement = "A server SHOULD answer a client that sends a server name.",
      .citation = "RFC 6066 3",
      .hint = "Configure the name on the server, or a certificate for names that it does not know."}},
    {tls::Intolerance::Kind::alpn,
     {.id = "handshake.intolerance.alpn",
      .severity = Severity::notice,
      .counts = Counts::never,
      .requirement = "A server that supports none of the application protocols offered refuses, as RFC 7301 "
                     "asks; clients that speak its protocol offer none or another.",
      .citation = "RFC 7301 3.2",
      .hint = "Choose the protocol with --alpn, if it has a name; otherwise nothing is wrong."}},
    {tls::Intolerance::Kind::modern_only,
     {.id = "handshake.intolerance.modern_offer",
      .severity = Severity::error,
      .counts = Counts::never,
      .requirement = "A server MUST support what current clients offer.",
      .citation = "RFC 9325 3.1, 4.2",
      .hint = "Update the server's TLS library and enable TLS 1.2 with ECDHE and AES-GCM, or TLS 1.3."}},
};

static_assert(std::size(violations) == static_cast<size_t>(tls::Violation::limit),
              "one row for each but the limits");

}  // namespace

const Check& check_for(tls::Violation kind) {
  const auto* row = std::find_if(std::begin(violations), std::end(violations),
                                 [kind](const Row& each) { return each.kind == kind; });
  return row == std::end(violations) ? checks::handshake_limit_exceeded : row->check;
}

const Check& check_for(tls::Intolerance::Kind kind) {
  return std::find_if(std::begin(intolerances), std::prev(std::end(intolerances)),
                      [kind](const IntoleranceRow& each) { return each.kind == kind; })
      ->check;
}

std::span<const Check* const> protocol_checks() {
  static const auto all = [] {
    std::array<const Check*, std::size(violations) + std::size(intolerances)> checks{};
    auto place = std::transform(std::begin(violations), std::end(violations), checks.begin(),
                                [](const Row& row) { return &row.check; });
    std::transform(std::begin(intolerances), std::end(intolerances), place,
                   [](const IntoleranceRow& row) { return &row.check; });
    return checks;
  }();
  return all;
}

}  // namespace certcheck::engine
