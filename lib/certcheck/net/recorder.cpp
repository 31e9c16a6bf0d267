#include "certcheck/net/detail/recorder.h"

#include "certcheck/net/client/detail/leaf_key.h"
#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/key_exchange_messages.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>
#include <variant>

namespace certcheck::net {

using namespace tls;

namespace {

// Three times what the longest handshake with a retry, a client certificate, tickets and a probe takes.
constexpr size_t steps_max = 128;
constexpr size_t violations_max = 32;

step::Random random_of(ByteView random) {
  step::Random copy{};
  std::copy_n(random.begin(), std::min(random.size(), copy.size()), copy.begin());
  return copy;
}

step::ClientHello step_of(const ClientHello& hello, step::ClientHello::Occasion occasion) {
  return {.occasion = occasion,
          .versions = hello.versions,
          .cipher_suites = hello.cipher_suites,
          .server_name = hello.server_name,
          .alpn = hello.alpn,
          .groups = hello.groups,
          .key_shares = hello.key_shares,
          .signature_schemes = hello.signature_schemes,
          .extensions = extension_types(hello.extensions),
          .random = random_of(hello.random)};
}

step::HelloRetryRequest retry_step_of(const ServerHello& hello) {
  return {.version = hello.version,
          .cipher_suite = hello.cipher_suite,
          .group = hello.group,
          .has_cookie = !hello.cookie.empty(),
          .extensions = extension_types(hello.extensions)};
}

step::ServerHello step_of(const ServerHello& hello) {
  return {.version = hello.version,
          .cipher_suite = hello.cipher_suite,
          .group = hello.group,
          .share_bytes = hello.key_share.size(),
          .extensions = extension_types(hello.extensions),
          .alpn = hello.alpn,
          .compression = hello.compression,
          .random = random_of(hello.random)};
}

step::Certificate step_of(const CertificateMessage& message, bool encrypted) {
  const auto any = [](const std::vector<Bytes>& list) {
    return std::any_of(list.begin(), list.end(), [](const Bytes& bytes) { return !bytes.empty(); });
  };
  step::Certificate certificate{.sizes = {},
                                .encrypted = encrypted,
                                .has_staple = any(message.ocsp_staples),
                                .has_scts = any(message.sct_lists),
                                .malformed = !message.whole};
  for (const Bytes& each : message.certificates) certificate.sizes.push_back(each.size());
  return certificate;
}

step::ServerKeyExchange step_of(const std::optional<ServerKeyExchange>& message) {
  if (!message) return {.malformed = true};
  const bool is_signed = !message->signature.empty();
  return {.exchange = message->exchange,
          .share_bytes = message->public_value.size(),
          .signature_scheme = is_signed ? message->signature_scheme : std::nullopt,
          .signature_bytes = message->signature.size()};
}

step::CertificateVerify step_of(const std::optional<CertificateVerify>& message) {
  if (!message) return {.malformed = true};
  return {.signature_scheme = message->signature_scheme, .signature_bytes = message->signature.size()};
}

step::NewSessionTicket step_of(const std::optional<NewSessionTicket>& message) {
  if (!message) return {.malformed = true};
  return {.lifetime_seconds = message->lifetime_seconds, .ticket_bytes = message->ticket_bytes};
}

}  // namespace

void Recorder::add(Side from, step::Message message) {
  // A server that never stops sending small messages fills no more than this; the last ones stay.
  if (record_.steps.size() >= steps_max) record_.steps.pop_back();
  record_.steps.push_back({.from = from, .at_ms = at_ms_, .message = std::move(message), .probe = probe_});
}

tls::Stage Recorder::last_stage() const {
  const auto found = std::find_if(record_.steps.rbegin(), record_.steps.rend(),
                                  [](const HandshakeStep& each) { return !each.as<step::Alert>(); });
  return found == record_.steps.rend() ? tls::Stage::none : stage_of(*found);
}

void Recorder::on(const Event& event) {
  std::visit(
      [this](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, HandshakeMessage>) {
          on_message(what);
        } else if constexpr (std::is_same_v<What, ChangeCipherSpec>) {
          if (what.from == Side::client) agree_on_keys();
          add(what.from, step::ChangeCipherSpec{});
        } else if constexpr (std::is_same_v<What, AlertMessage>) {
          on_alert(what);
        } else if constexpr (std::is_same_v<What, SignatureVerified>) {
          on_signature(what);
        } else if constexpr (std::is_same_v<What, ApplicationData>) {
          on_application_data(what.content);
        } else if constexpr (std::is_same_v<What, NoTls>) {
          on_plaintext(what.said);
        } else {
          on_violation(what);
        }
      },
      event);
}

void Recorder::on_message(const HandshakeMessage& message) {
  const Side from = message.from;
  const ByteView body = message.body;
  const bool by_server = from == Side::server;
  switch (message.type) {
    case message_type::client_hello:
      if (!by_server) return on_client_hello(body);
      break;
    case message_type::server_hello:
      if (by_server) return on_server_hello(body);
      break;
    case message_type::encrypted_extensions: {
      const auto extensions = read_tls_extensions(body);
      const std::string alpn = read_chosen_alpn(extensions);
      if (!std::exchange(saw_encrypted_extensions_, true)) record_.alpn = alpn;
      return add(from, step::EncryptedExtensions{extension_types(extensions), alpn});
    }
    case message_type::certificate:
      return by_server ? on_server_certificate(body) : on_client_certificate(body);
    case message_type::certificate_status: {
      auto response = read_certificate_status(body);
      add(from, step::CertificateStatus{response ? response->size() : 0});
      if (response && record_.ocsp_staples.empty() && !record_.certificates.empty())
        record_.ocsp_staples.push_back(std::move(*response));
      return;
    }
    case message_type::server_key_exchange:
      return on_server_key_exchange(body);
    case message_type::certificate_request:
      return on_certificate_request(body);
    case message_type::server_hello_done:
      return add(from, step::ServerHelloDone{});
    case message_type::certificate_verify:
      return add(from, step_of(read_certificate_verify(body, record_.version)));
    case message_type::client_key_exchange:
      return on_client_key_exchange(body);
    case message_type::finished:
      return on_finished(from);
    case message_type::new_session_ticket:
      if (server_finished_) ticket_seen_ = true;
      return add(from, step_of(read_new_session_ticket(body, tls13())));
    default:
      break;
  }
  add(from, step::OtherMessage{message.type});
}

void Recorder::on_client_hello(ByteView body) {
  using Occasion = step::ClientHello::Occasion;
  hello_bytes_ = body.size() + 4;
  const auto hello = read_client_hello(body);
  if (!hello) return;
  record_.sni = hello->server_name;
  const auto occasion = probe_ ? Occasion::probe : retried_ ? Occasion::retry : Occasion::first;
  add(Side::client, step_of(*hello, occasion));
}

void Recorder::on_server_hello(ByteView body) {
  const auto hello = read_server_hello(body);
  if (!hello) return;
  // Only the first, here and below: what is reported is what was negotiated.
  if (saw_hello_ || (retried_ && hello->is_hello_retry_request)) return add(Side::server, step_of(*hello));
  saw_hello_ = !hello->is_hello_retry_request;
  record_.version = hello->version;
  record_.cipher_suite = hello->cipher_suite;
  if (hello->is_hello_retry_request) {
    retried_ = true;
    return add(Side::server, retry_step_of(*hello));
  }
  KeyExchange exchange;
  if (!tls13()) {
    if (const CipherSuite* suite = find_cipher_suite(hello->cipher_suite))
      exchange.kind = suite->key_exchange();
    record_.alpn = hello->alpn;
    extended_master_secret_ =
        find_tls_extension(hello->extensions, tls_extension::extended_master_secret) != nullptr;
    if (const auto* scts = find_tls_extension(hello->extensions, tls_extension::signed_certificate_timestamp))
      record_.sct_lists = {to_bytes(scts->data)};
  } else if (hello->group) {
    exchange.group = hello->group;
    if (const NamedGroup* group = find_named_group(*hello->group)) {
      exchange.kind = group->kind;
      exchange.bits = group->bits;
    }
  } else if (hello->chosen_psk) {
    exchange.kind = KeyExchange::Kind::psk;
  }
  record_.resumed = hello->chosen_psk.has_value();
  record_.key_exchange = exchange;
  add(Side::server, step_of(*hello));
}

void Recorder::on_server_certificate(ByteView body) {
  auto message = read_certificate_message(body, tls13());
  add(Side::server, step_of(message, tls13()));
  // Only the first: what is reported must be what the handshake's signatures and Finished cover.
  if (saw_certificate_) return;
  saw_certificate_ = true;
  record_.certificates = std::move(message.certificates);
  record_.certificates_left_out = message.left_out;
  if (tls13()) {
    record_.ocsp_staples = std::move(message.ocsp_staples);
    record_.sct_lists = std::move(message.sct_lists);
  }
  if (record_.certificates.empty()) record_.sct_lists.clear();
}

void Recorder::on_client_certificate(ByteView body) {
  const auto message = read_certificate_message(body, tls13());
  record_.client_certificate.sent = !message.certificates.empty();
  add(Side::client, step_of(message, tls13()));
}

void Recorder::on_server_key_exchange(ByteView body) {
  const auto kind = record_.key_exchange ? record_.key_exchange->kind : KeyExchange::Kind::unknown;
  const auto message = read_server_key_exchange(body, kind, record_.version);
  add(Side::server, step_of(message));
  if (!message || std::exchange(saw_key_exchange_, true)) return;
  record_.key_exchange = message->exchange;
}

void Recorder::on_certificate_request(ByteView body) {
  auto request = read_certificate_request(body, record_.version);
  add(Side::server, step::CertificateRequest{.certificate_types = request.certificate_types,
                                             .signature_schemes = request.signature_schemes,
                                             .acceptable_cas = request.acceptable_cas.size()});
  // RFC 8446 4.6.2: after the handshake it may be sent only to who has offered to answer, as we have not.
  if (server_finished_) return;
  record_.client_certificate.requested = true;
  record_.client_certificate.acceptable_cas = std::move(request.acceptable_cas);
}

void Recorder::on_client_key_exchange(ByteView body) {
  auto& exchange = record_.key_exchange;
  const auto kind = exchange ? exchange->kind : KeyExchange::Kind::unknown;
  if (kind == KeyExchange::Kind::static_rsa && !record_.certificates.empty()) {
    // The certificate's key is the key exchange.
    if (const auto key = subject_public_key_info(record_.certificates.front()))
      exchange->bits = rsa_bits(*key);
  }
  add(Side::client, step::ClientKeyExchange{kind, body.size()});
}

void Recorder::on_finished(Side from) {
  add(from, step::Finished{});
  (from == Side::server ? server_finished_ : client_finished_) = true;
  if (from != Side::server) return;
  if (tls13())
    agree_on_keys();
  else if (record_.client_certificate.requested)
    record_.client_certificate.accepted = true;
}

void Recorder::agree_on_keys() {
  if (agreed_ || !record_.key_exchange || !record_.cipher_suite) return;
  agreed_ = true;
  add(Side::both, step::KeyAgreement{.version = record_.version,
                                     .cipher_suite = *record_.cipher_suite,
                                     .exchange = *record_.key_exchange,
                                     .signature_scheme = record_.signature_scheme,
                                     .signature_valid = signature_valid_,
                                     .extended_master_secret = extended_master_secret_});
}

void Recorder::on_signature(const SignatureVerified& verified) {
  record_.signature_scheme = verified.scheme;
  using Result = SignatureResult;
  const Result result = verified.check.result;
  if (result == Result::unsupported_scheme || result == Result::unusable_key) return;
  const bool valid = result == Result::valid;
  signature_valid_ = valid;
  record_.possession = valid ? Possession::proven : Possession::disproved;
  note_signature_check(valid);
}

// In the server's last message that carries a signature.
void Recorder::note_signature_check(bool valid) {
  for (auto each = record_.steps.rbegin(); each != record_.steps.rend(); ++each) {
    if (each->from != Side::server) continue;
    if (auto* verify = each->as<step::CertificateVerify>(); verify && tls13()) {
      verify->signature_valid = valid;
      return;
    }
    if (auto* exchange = each->as<step::ServerKeyExchange>(); exchange && !tls13()) {
      exchange->signature_valid = valid;
      return;
    }
  }
}

void Recorder::on_alert(const AlertMessage& message) {
  // RFC 8446 section 6: in TLS 1.3 the level is to be ignored; all but these two end the connection. A
  // warning about the name does not either, where a server sends one (RFC 6066 section 3).
  const bool closing =
      message.description == alert::close_notify || message.description == alert::user_canceled;
  const bool name_warning =
      message.description == alert::unrecognized_name && message.level == alert::warning;
  const bool fatal = tls13() ? !closing && !name_warning : message.level == alert::fatal;
  const step::Alert said{message.level, message.description, fatal};
  add(message.from, said);
  const bool had_fatal = record_.alert && record_.alert->alert.fatal;
  if (message.description != alert::close_notify && !had_fatal)
    record_.alert = HandshakeAlert{message.from, said};
}

void Recorder::on_plaintext(ByteView said) {
  record_.plaintext = to_bytes(said);
  const step::Plaintext plaintext{said.size(), first_line(as_text(said))};
  // More of the same.
  const auto before =
      std::find_if(record_.steps.rbegin(), record_.steps.rend(),
                   [](const HandshakeStep& each) { return each.as<step::Plaintext>() != nullptr; });
  if (before != record_.steps.rend())
    before->message = plaintext;
  else
    add(Side::server, plaintext);
}

void Recorder::on_application_data(ByteView content) {
  if (std::exchange(data_seen_, true)) return;
  add(Side::server, step::ApplicationData{content.size(), first_line(as_text(content))});
}

void Recorder::on_violation(ProtocolViolation violation) {
  violation.after_handshake = server_finished_ && client_finished_ && !violation.fatal;
  auto& known = record_.violations;
  const auto is_same = [&](const ProtocolViolation& each) {
    return each.kind == violation.kind && each.step == violation.step && each.message == violation.message;
  };
  if (std::any_of(known.begin(), known.end(), is_same)) return;
  if (known.size() < violations_max)
    known.push_back(std::move(violation));
  else if (violation.fatal || is_limit(violation.kind))  // why it ended must not be missing
    known.back() = std::move(violation);
}

std::string first_line(std::string_view content) {
  constexpr size_t line_max = 120;
  const std::string_view line = content.substr(0, content.find_first_of("\r\n"));
  const bool printable = std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return printable && line.size() <= line_max ? std::string(line) : std::string();
}

}  // namespace certcheck::net
