#include "certcheck/net/step_details.h"

#include "certcheck/base/encoding.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <iterator>

namespace certcheck {

using namespace tls;

namespace {

using Detail = HandshakeStep::Detail;
using ExchangeKind = KeyExchange::Kind;

int64_t count(size_t value) { return static_cast<int64_t>(value); }

template <typename Value, typename Name>
std::vector<std::string> names(const std::vector<Value>& values, Name name) {
  std::vector<std::string> result;
  result.reserve(values.size());
  std::transform(values.begin(), values.end(), std::back_inserter(result), name);
  return result;
}

std::vector<std::string> extension_names(const std::vector<TlsExtension>& extensions) {
  return names(extensions, [](const TlsExtension& extension) { return tls_extension_name(extension.type); });
}

Detail with_meaning(std::string text) { return {{"meaning", std::move(text)}}; }

// RFC 8446 4.1.3: a server that could do better and was made to negotiate less says so in its random.
std::string_view downgrade_mark(ByteView random) {
  const std::string_view tail = as_text(random.last(8));
  if (tail == std::string_view("DOWNGRD\x01", 8)) return "could have spoken TLS 1.3";
  if (tail == std::string_view("DOWNGRD\x00", 8)) return "could have spoken TLS 1.2";
  return {};
}

std::vector<std::string> sizes(const std::vector<Bytes>& certificates) {
  return names(certificates, [](const Bytes& bytes) { return std::to_string(bytes.size()) + " bytes"; });
}

std::string group_phrase(const KeyExchange& exchange) {
  std::string text = exchange.group == "custom" ? "a group of the server's own" : exchange.group;
  if (exchange.bits && *exchange.bits != 0) text += " (" + std::to_string(*exchange.bits) + " bits)";
  return text;
}

std::string how_agreed(const KeyExchange& exchange) {
  switch (exchange.kind) {
    case ExchangeKind::static_rsa:
      return "The client chose a secret and sent it encrypted to the key in the server's certificate; only "
             "the "
             "holder of the private key can read it. Whoever obtains that key later can decrypt recorded "
             "traffic: there is no forward secrecy.";
    case ExchangeKind::dhe:
    case ExchangeKind::ecdhe:
      return "Each side combined its own fresh secret with the other's public share in " +
             group_phrase(exchange) +
             "; both arrive at the same value, which never crossed the network. The fresh secrets are "
             "forgotten afterwards, so a stolen certificate key does not decrypt recorded traffic.";
    case ExchangeKind::hybrid:
      return "Two exchanges run side by side in " + exchange.group +
             ": an elliptic curve, and ML-KEM, which is to hold against quantum computers. The secret is "
             "safe "
             "as long as one of the two is.";
    case ExchangeKind::kem:
      return "The server encapsulated a fresh secret to the client's " + exchange.group +
             " key, which is to hold against quantum computers.";
    case ExchangeKind::psk:
      return "Both sides already had a key in common; no certificate took part.";
    case ExchangeKind::static_dh:
      return "The server's share is the key in its certificate, the same in every connection: there is no "
             "forward secrecy.";
    case ExchangeKind::anonymous:
      return "Both sides exchanged shares that nobody signed: anyone in between could have taken the "
             "server's "
             "place.";
    case ExchangeKind::unknown:
      break;
  }
  return "How the secret was agreed is not known to us.";
}

std::string derivation(const KeyAgreement& agreement) {
  const std::string hash(cipher_suite_hash(agreement.cipher_suite));
  if (agreement.version >= tls13_version) {  // RFC 8446 7.1
    return "HKDF with " + hash +
           ": early secret (no pre-shared key) -> with the shared secret, handshake secret -> keys for the "
           "rest "
           "of the handshake; handshake secret -> master secret -> keys for the data. Each is bound to the "
           "hash "
           "of all messages before it.";
  }
  // RFC 5246 8.1, RFC 7627 section 4.
  const std::string prf =
      agreement.version >= tls12_version ? "PRF with " + hash : std::string("PRF with MD5 and SHA-1");
  return agreement.extended_master_secret
             ? prf +
                   ": pre-master secret -> extended master secret, bound to the hash of all messages before "
                   "it -> "
                   "keys of both directions."
             : prf +
                   ": pre-master secret and both randoms -> master secret (48 bytes) -> keys of both "
                   "directions. "
                   "Without the extended master secret it is not bound to the certificate shown.";
}

std::string protection(uint16_t suite) {
  const std::string_view stem = cipher_suite_stem(suite);
  const size_t with = stem.find("_WITH_");
  return std::string(with == std::string_view::npos ? stem : stem.substr(with + 6));
}

std::string_view hello_meaning(HelloOccasion occasion) {
  switch (occasion) {
    case HelloOccasion::first:
      break;
    case HelloOccasion::retry:
      return "The client repeats its offer, now with the share that the server asked for.";
    case HelloOccasion::probe:
      return "The client connects anew with another offer, because the server did not answer the one before "
             "it.";
  }
  return "The client opens: it names the server it wants and offers the protocol versions, cipher suites and "
         "extensions it can use, for the server to choose from.";
}

}  // namespace

Detail describe_client_hello(const ClientHello& hello, HelloOccasion occasion) {
  Detail detail = with_meaning(std::string(hello_meaning(occasion)));
  detail.emplace_back("versions", names(hello.versions, tls_version_name));
  detail.emplace_back("cipher_suites", names(hello.cipher_suites, cipher_suite_name));
  detail.emplace_back("server_name", hello.server_name);
  detail.emplace_back("alpn", hello.alpn);
  detail.emplace_back("groups", names(hello.groups, named_group_name));
  detail.emplace_back("key_shares", names(hello.key_shares, named_group_name));
  detail.emplace_back("signature_schemes", names(hello.signature_schemes, signature_scheme_name));
  detail.emplace_back("extensions", extension_names(hello.extensions));
  detail.emplace_back("random", hex_encode(hello.random));
  return detail;
}

Detail describe_server_hello(const ServerHello& hello) {
  Detail detail =
      with_meaning("The server chooses " + tls_version_name(hello.version) + " with " +
                   cipher_suite_name(hello.cipher_suite) +
                   (hello.version >= tls13_version
                        ? " and adds its share of the key exchange; all that follows is encrypted."
                        : "."));
  detail.emplace_back("version", tls_version_name(hello.version));
  detail.emplace_back("cipher_suite", cipher_suite_name(hello.cipher_suite));
  detail.emplace_back("cipher_suite_id", hex_number(hello.cipher_suite, 4));
  if (hello.group) {
    detail.emplace_back("group", named_group_name(*hello.group));
    detail.emplace_back("share_bytes", count(hello.key_share.size()));
  }
  detail.emplace_back("extensions", extension_names(hello.extensions));
  if (hello.version < tls13_version) {
    const auto has = [&](uint16_t type) { return find_tls_extension(hello.extensions, type) != nullptr; };
    detail.emplace_back("alpn", hello.alpn);
    detail.emplace_back("extended_master_secret", has(tls_extension::extended_master_secret));
    detail.emplace_back("secure_renegotiation", has(tls_extension::renegotiation_info));
    detail.emplace_back("encrypt_then_mac", has(tls_extension::encrypt_then_mac));
    detail.emplace_back("compression", hello.compression != 0);
  }
  detail.emplace_back("random", hex_encode(hello.random));
  if (const auto mark = downgrade_mark(hello.random); !mark.empty()) {
    detail.emplace_back("downgrade_mark", std::string(mark));
  }
  return detail;
}

Detail describe_hello_retry_request(const ServerHello& hello) {
  Detail detail = with_meaning(
      hello.group
          ? "The server wants another group for the key exchange than the client sent a share for, which "
            "costs one more round trip."
          : "The server wants the client's offer once more, to be sure that it really is there.");
  detail.emplace_back("version", tls_version_name(hello.version));
  detail.emplace_back("cipher_suite", cipher_suite_name(hello.cipher_suite));
  if (hello.group) detail.emplace_back("group", named_group_name(*hello.group));
  detail.emplace_back("cookie", !hello.cookie.empty());
  detail.emplace_back("extensions", extension_names(hello.extensions));
  return detail;
}

Detail describe_encrypted_extensions(const std::vector<TlsExtension>& extensions) {
  Detail detail = with_meaning("The first encrypted message: the server's answers to the rest of the offer.");
  detail.emplace_back("extensions", extension_names(extensions));
  detail.emplace_back("alpn", read_chosen_alpn(extensions));
  return detail;
}

Detail describe_server_certificate(const CertificateMessage& message, bool encrypted) {
  Detail detail = with_meaning(
      "The server shows who it claims to be: its certificate, followed by those of the "
      "authorities that vouch for it. The root at the end is usually left out, because the "
      "client must know it already.");
  detail.emplace_back("count", count(message.certificates.size()));
  detail.emplace_back("certificates", sizes(message.certificates));
  detail.emplace_back("encrypted", encrypted);
  const auto any = [](const std::vector<Bytes>& list) {
    return std::any_of(list.begin(), list.end(), [](const Bytes& bytes) { return !bytes.empty(); });
  };
  if (encrypted) {
    detail.emplace_back("ocsp_stapled", any(message.ocsp_staples));
    detail.emplace_back("scts", any(message.sct_lists));
  }
  if (!message.whole) detail.emplace_back("malformed", true);
  return detail;
}

Detail describe_client_certificate(const CertificateMessage& message) {
  Detail detail =
      with_meaning(message.certificates.empty()
                       ? "The server asked who the client is; the client has no certificate to show "
                         "and says so."
                       : "The client shows its own certificate, as the server asked.");
  detail.emplace_back("count", count(message.certificates.size()));
  detail.emplace_back("certificates", sizes(message.certificates));
  return detail;
}

Detail describe_certificate_status(const std::optional<Bytes>& response) {
  Detail detail = with_meaning(
      "The server staples a statement of its certificate authority on whether the "
      "certificate was revoked.");
  detail.emplace_back("response_bytes", count(response ? response->size() : 0));
  return detail;
}

Detail describe_certificate_request(const CertificateRequest& request) {
  Detail detail = with_meaning("The server asks the client for a certificate, too.");
  if (!request.certificate_types.empty()) {
    detail.emplace_back("certificate_types", names(request.certificate_types, client_certificate_type_name));
  }
  detail.emplace_back("signature_schemes", names(request.signature_schemes, signature_scheme_name));
  detail.emplace_back("acceptable_cas", count(request.acceptable_cas.size()));
  return detail;
}

Detail describe_server_key_exchange(const std::optional<ServerKeyExchange>& message) {
  if (!message) {
    return {{"meaning", std::string("The server's part of the key exchange.")}, {"malformed", true}};
  }
  const bool is_signed = !message->signature.empty();
  Detail detail = with_meaning(
      is_signed
          ? "The server sends its fresh share of the key exchange, signed with the key of its certificate: "
            "proof that it holds that key and that nobody put another share in its place."
          : "The server sends its fresh share of the key exchange, without a signature.");
  detail.emplace_back("kind", std::string(to_string(message->exchange.kind)));
  detail.emplace_back("group", message->exchange.group);
  if (message->exchange.bits) detail.emplace_back("bits", count(*message->exchange.bits));
  detail.emplace_back("share_bytes", count(message->public_value.size()));
  if (message->signature_scheme && is_signed) {
    detail.emplace_back("signature_scheme", signature_scheme_name(*message->signature_scheme));
  }
  detail.emplace_back("signature_bytes", count(message->signature.size()));
  return detail;
}

namespace {

Detail describe_verify(std::string meaning, const std::optional<CertificateVerify>& message) {
  Detail detail = with_meaning(std::move(meaning));
  if (!message) {
    detail.emplace_back("malformed", true);
    return detail;
  }
  if (message->signature_scheme) {
    detail.emplace_back("signature_scheme", signature_scheme_name(*message->signature_scheme));
  }
  detail.emplace_back("signature_bytes", count(message->signature.size()));
  return detail;
}

}  // namespace

Detail describe_server_certificate_verify(const std::optional<CertificateVerify>& message) {
  return describe_verify(
      "The server signs all messages so far with the key of its certificate: proof that it "
      "holds that key, and that the key exchange was not tampered with.",
      message);
}

Detail describe_client_certificate_verify(const std::optional<CertificateVerify>& message) {
  return describe_verify(
      "The client signs all messages so far: proof that it holds the key of its certificate.", message);
}

Detail describe_client_key_exchange(KeyExchange::Kind kind, size_t bytes) {
  Detail detail =
      with_meaning(kind == ExchangeKind::static_rsa
                       ? "The client sends the pre-master secret, encrypted to the RSA key of the "
                         "server's certificate."
                       : "The client sends its fresh share of the key exchange.");
  detail.emplace_back("kind", std::string(to_string(kind)));
  detail.emplace_back("bytes", count(bytes));
  return detail;
}

Detail describe_new_session_ticket(const std::optional<NewSessionTicket>& ticket) {
  Detail detail =
      with_meaning("The server hands out a ticket with which a later connection could skip most of this.");
  if (ticket) {
    detail.emplace_back("lifetime_seconds", static_cast<int64_t>(ticket->lifetime_seconds));
    detail.emplace_back("ticket_bytes", count(ticket->ticket_bytes));
  } else {
    detail.emplace_back("malformed", true);
  }
  return detail;
}

Detail describe_alert(const HandshakeAlert& alert) {
  const bool from_server = alert.from == HandshakeStep::From::server;
  const std::string who = from_server ? "The server" : "The client";
  Detail detail = with_meaning(alert.description == "close_notify" ? who + " closes the connection properly."
                               : alert.level == "warning" ? who + " warns: " + alert.description + "."
                                                          : who + " gives up: " + alert.description + ".");
  detail.emplace_back("level", alert.level);
  detail.emplace_back("description", alert.description);
  detail.emplace_back("code", static_cast<int64_t>(alert.description_code));
  return detail;
}

std::string first_line(std::string_view content) {
  constexpr size_t line_max = 120;
  const std::string_view line = content.substr(0, content.find_first_of("\r\n"));
  const bool printable = std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return printable && line.size() <= line_max ? std::string(line) : std::string();
}

Detail describe_application_data(size_t bytes, ByteView content, bool encrypted) {
  Detail detail =
      with_meaning(encrypted ? "The first data under the new keys: the connection works."
                             : "What the server says is no TLS: nothing on this port is encrypted.");
  detail.emplace_back("bytes", count(bytes));
  if (std::string line = first_line(as_text(content)); !line.empty())
    detail.emplace_back("first_line", std::move(line));
  return detail;
}

Detail describe_other(std::string_view name, HandshakeStep::From from) {
  const std::string who = from == HandshakeStep::From::server ? "The server" : "The client";
  if (name == "server_hello_done") return with_meaning("The server has said all it has to say for now.");
  if (name == "change_cipher_spec") return with_meaning(who + " encrypts from here on.");
  if (name == "finished") {
    return with_meaning(who +
                        " sends a checksum over all messages, under the new keys: if anyone had changed "
                        "one of them, it would not match.");
  }
  if (name == "compressed_certificate") {
    return with_meaning(
        who +
        " sends its certificates compressed, which makes the handshake smaller; what they become follows.");
  }
  if (name == "hello_request") {
    return with_meaning(who + " asks for a new handshake; amid one that has no effect.");
  }
  if (name == "key_update") return with_meaning(who + " changes to fresh keys.");
  return with_meaning(who + " sends a message that takes no part in the usual handshake.");
}

std::string describe_signer(bool valid) {
  return valid ? "the key of the server's certificate" : "another key than that of the server's certificate";
}

Detail describe_key_agreement(const KeyAgreement& agreement) {
  const KeyExchange& exchange = agreement.exchange;
  Detail detail = with_meaning(how_agreed(exchange));
  detail.emplace_back("kind", std::string(to_string(exchange.kind)));
  if (!exchange.group.empty()) detail.emplace_back("group", exchange.group);
  if (exchange.bits) detail.emplace_back("bits", count(*exchange.bits));
  detail.emplace_back("forward_secrecy",
                      exchange.kind == ExchangeKind::dhe || exchange.kind == ExchangeKind::ecdhe ||
                          exchange.kind == ExchangeKind::hybrid || exchange.kind == ExchangeKind::kem);
  if (!agreement.signature_scheme.empty()) {
    detail.emplace_back("signature_scheme", agreement.signature_scheme);
    if (agreement.signature_valid)
      detail.emplace_back("signed_by", describe_signer(*agreement.signature_valid));
  }
  detail.emplace_back("derivation", derivation(agreement));
  if (agreement.version < tls13_version) {
    detail.emplace_back("extended_master_secret", agreement.extended_master_secret);
  }
  detail.emplace_back("protects_data_with", protection(agreement.cipher_suite));
  return detail;
}

}  // namespace certcheck
