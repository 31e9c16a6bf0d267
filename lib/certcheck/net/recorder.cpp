#include "certcheck/net/recorder.h"

#include "certcheck/net/step_details.h"
#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/leaf_key.h"
#include "certcheck/tls/names.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace certcheck {

using namespace tls;

namespace {

using From = HandshakeStep::From;

// Three times what the longest handshake with a retry, a client certificate, tickets and a probe takes.
constexpr size_t steps_max = 128;
constexpr size_t violations_max = 32;

}  // namespace

void Recorder::add(std::string name, From from, HandshakeStep::Detail detail) {
  if (probe_) detail.emplace_back("probe", true);
  // A server that never stops sending small messages fills no more than this; the last ones stay.
  if (record_.steps.size() >= steps_max) record_.steps.pop_back();
  record_.steps.push_back({std::move(name), from, at_ms_, std::move(detail)});
}

std::string Recorder::last_step() const {
  const auto found = std::find_if(record_.steps.rbegin(), record_.steps.rend(),
                                  [](const HandshakeStep& step) { return step.name != "alert"; });
  return found == record_.steps.rend() ? std::string() : found->name;
}

void Recorder::on(const tls::Event& event) {
  std::visit(
      [this](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, HandshakeMessage>) {
          on_message(what);
        } else if constexpr (std::is_same_v<What, ChangeCipherSpec>) {
          if (what.from == From::client) agree_on_keys();
          add("change_cipher_spec", what.from, describe_other("change_cipher_spec", what.from));
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
  const From from = message.from;
  const ByteView body = message.body;
  const bool by_server = from == From::server;
  switch (message.type) {
    case message_type::client_hello:
      if (!by_server) return on_client_hello(body);
      break;
    case message_type::server_hello:
      if (by_server) return on_server_hello(body);
      break;
    case message_type::encrypted_extensions: {
      const auto extensions = read_tls_extensions(body);
      record_.alpn = read_chosen_alpn(extensions);
      add("encrypted_extensions", from, describe_encrypted_extensions(extensions));
      return;
    }
    case message_type::certificate:
      return by_server ? on_server_certificate(body) : on_client_certificate(body);
    case message_type::certificate_status: {
      auto response = read_certificate_status(body);
      add("certificate_status", from, describe_certificate_status(response));
      if (response && record_.ocsp_staples.empty() && !record_.certificates.empty()) {
        record_.ocsp_staples.push_back(std::move(*response));
      }
      return;
    }
    case message_type::server_key_exchange:
      return on_server_key_exchange(body);
    case message_type::certificate_request:
      return on_certificate_request(body);
    case message_type::certificate_verify: {
      const auto verify = read_certificate_verify(body, record_.version_id);
      add("certificate_verify", from,
          by_server ? describe_server_certificate_verify(verify)
                    : describe_client_certificate_verify(verify));
      return;
    }
    case message_type::client_key_exchange:
      return on_client_key_exchange(body);
    case message_type::finished:
      return on_finished(from);
    case message_type::new_session_ticket:
      if (server_finished_) ticket_seen_ = true;
      add("new_session_ticket", from, describe_new_session_ticket(read_new_session_ticket(body, tls13())));
      return;
    default:
      break;
  }
  const std::string name = handshake_message_name(message.type);
  add(name, from, describe_other(name, from));
}

void Recorder::on_client_hello(ByteView body) {
  hello_bytes_ = body.size() + 4;
  const auto hello = read_client_hello(body);
  if (!hello) return;
  record_.sni = hello->server_name;
  const auto occasion = probe_     ? HelloOccasion::probe
                        : retried_ ? HelloOccasion::retry
                                   : HelloOccasion::first;
  add("client_hello", From::client, describe_client_hello(*hello, occasion));
}

void Recorder::on_server_hello(ByteView body) {
  const auto hello = read_server_hello(body);
  if (!hello) return;
  record_.version_id = hello->version;
  record_.version = tls_version_name(hello->version);
  record_.cipher_suite = CipherSuite{hello->cipher_suite, cipher_suite_name(hello->cipher_suite)};
  if (hello->is_hello_retry_request) {
    retried_ = true;
    add("hello_retry_request", From::server, describe_hello_retry_request(*hello));
    return;
  }
  KeyExchange exchange;
  if (!tls13()) {
    exchange.kind = cipher_suite_key_exchange(hello->cipher_suite);
    record_.alpn = hello->alpn;
    extended_master_secret_ =
        find_tls_extension(hello->extensions, tls_extension::extended_master_secret) != nullptr;
    if (const auto* scts =
            find_tls_extension(hello->extensions, tls_extension::signed_certificate_timestamp)) {
      record_.sct_lists = {to_bytes(scts->data)};
    }
  } else if (hello->group) {
    exchange.group = named_group_name(*hello->group);
    if (const NamedGroup* group = find_named_group(*hello->group)) {
      exchange.kind = group->kind;
      exchange.bits = group->bits;
    }
  } else if (hello->chosen_psk) {
    exchange.kind = KeyExchange::Kind::psk;
  }
  record_.resumed = hello->chosen_psk.has_value();
  record_.key_exchange = exchange;
  add("server_hello", From::server, describe_server_hello(*hello));
}

void Recorder::on_server_certificate(ByteView body) {
  auto message = read_certificate_message(body, tls13());
  add("certificate", From::server, describe_server_certificate(message, tls13()));
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
  add("certificate", From::client, describe_client_certificate(message));
}

void Recorder::on_server_key_exchange(ByteView body) {
  const auto kind = record_.key_exchange ? record_.key_exchange->kind : KeyExchange::Kind::unknown;
  const auto message = read_server_key_exchange(body, kind, record_.version_id);
  add("server_key_exchange", From::server, describe_server_key_exchange(message));
  if (!message) return;
  record_.key_exchange = message->exchange;
}

void Recorder::on_certificate_request(ByteView body) {
  auto request = read_certificate_request(body, record_.version_id);
  add("certificate_request", From::server, describe_certificate_request(request));
  // RFC 8446 4.6.2: after the handshake it may be sent only to who has offered to answer, as we have not.
  if (tls13() && server_finished_) return;
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
  add("client_key_exchange", From::client, describe_client_key_exchange(kind, body.size()));
}

void Recorder::on_finished(From from) {
  add("finished", from, describe_other("finished", from));
  (from == From::server ? server_finished_ : client_finished_) = true;
  if (from != From::server) return;
  if (tls13()) {
    agree_on_keys();
  } else if (record_.client_certificate.requested) {
    record_.client_certificate.accepted = true;
  }
}

void Recorder::agree_on_keys() {
  if (agreed_ || !record_.key_exchange || !record_.cipher_suite) return;
  agreed_ = true;
  KeyAgreement agreement;
  agreement.version = record_.version_id;
  agreement.cipher_suite = record_.cipher_suite->id;
  agreement.exchange = *record_.key_exchange;
  agreement.signature_scheme = record_.signature_scheme;
  agreement.signature_valid = signature_valid_;
  agreement.extended_master_secret = extended_master_secret_;
  add("key_agreement", From::both, describe_key_agreement(agreement));
}

HandshakeStep* Recorder::find_last(std::string_view name, From from) {
  const auto found =
      std::find_if(record_.steps.rbegin(), record_.steps.rend(),
                   [&](const HandshakeStep& step) { return step.name == name && step.from == from; });
  return found == record_.steps.rend() ? nullptr : &*found;
}

void Recorder::on_signature(const SignatureVerified& verified) {
  record_.signature_scheme = scheme_name(verified.scheme);
  using Result = SignatureResult;
  const Result result = verified.check.result;
  if (result == Result::unsupported_scheme || result == Result::unusable_key) return;
  const bool valid = result == Result::valid;
  signature_valid_ = valid;
  record_.possession = valid ? Possession::proven : Possession::disproved;
  if (HandshakeStep* step = find_last(tls13() ? "certificate_verify" : "server_key_exchange", From::server))
    step->detail.emplace_back("signature_valid", valid);
}

void Recorder::on_alert(const AlertMessage& message) {
  HandshakeAlert alert;
  alert.from = message.from;
  alert.level_code = message.level;
  alert.description_code = message.description;
  // RFC 8446 section 6: in TLS 1.3 the level is to be ignored; all but these two end the connection. A
  // warning about the name does not either, where a server sends one (RFC 6066 section 3).
  const bool closing =
      message.description == alert::close_notify || message.description == alert::user_canceled;
  const bool name_warning =
      message.description == alert::unrecognized_name && message.level == alert::warning;
  const bool fatal = tls13() ? !closing && !name_warning : message.level == alert::fatal;
  alert.level = fatal ? "fatal" : "warning";
  alert.description = alert_name(message.description);
  add("alert", alert.from, describe_alert(alert));
  const bool had_fatal = record_.alert && record_.alert->level == "fatal";
  if (message.description != alert::close_notify && !had_fatal) record_.alert = alert;
}

void Recorder::on_plaintext(ByteView said) {
  record_.plaintext = to_bytes(said);
  HandshakeStep* step = find_last("plaintext", From::server);
  auto detail = describe_application_data(said.size(), said, false);
  if (step) {
    step->detail = std::move(detail);
  } else {
    add("plaintext", From::server, std::move(detail));
  }
}

void Recorder::on_application_data(ByteView content) {
  if (std::exchange(data_seen_, true)) return;
  add("application_data", From::server, describe_application_data(content.size(), content, true));
}

void Recorder::on_violation(const ProtocolViolation& violation) {
  if (server_finished_ && client_finished_ && !violation.fatal) {
    if (!record_.violation.empty()) return;
    record_.violation = violation.message;
    record_.violation_kind = violation.kind;
    return;
  }
  if (record_.violations.size() < violations_max) record_.violations.push_back(violation);
}

}  // namespace certcheck
