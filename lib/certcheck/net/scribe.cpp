#include "certcheck/net/scribe.h"

#include "certcheck/net/certificate_messages.h"
#include "certcheck/net/step_details.h"

#include <algorithm>
#include <utility>

namespace certcheck {

namespace {

using From = HandshakeStep::From;

// RFC 8446 section 4 and RFC 5246 7.4.
enum Message : uint8_t {
  client_hello = 1,
  server_hello = 2,
  new_session_ticket = 4,
  encrypted_extensions = 8,
  certificate = 11,
  server_key_exchange = 12,
  certificate_request = 13,
  certificate_verify = 15,
  client_key_exchange = 16,
  finished = 20,
  certificate_status = 22
};

// Three times what the longest handshake with a retry, a client certificate, tickets and a probe takes.
constexpr size_t steps_max = 128;
constexpr uint8_t fatal_level = 2;
constexpr uint8_t close_notify = 0, user_canceled = 90;

}  // namespace

void HandshakeScribe::add(std::string name, From from, HandshakeStep::Detail detail) {
  if (probe_) detail.emplace_back("probe", true);
  // A server that never stops sending small messages fills no more than this; the last ones stay.
  if (record_.steps.size() >= steps_max) record_.steps.pop_back();
  record_.steps.push_back({std::move(name), from, at_ms_, std::move(detail)});
}

std::string HandshakeScribe::last_step() const {
  const auto found = std::find_if(record_.steps.rbegin(), record_.steps.rend(),
                                  [](const HandshakeStep& step) { return step.name != "alert"; });
  return found == record_.steps.rend() ? std::string() : found->name;
}

void HandshakeScribe::see(const TapEvent& event) {
  const From from = event.from_server ? From::server : From::client;
  switch (event.kind) {
    case TapEvent::Kind::handshake:
      see_message(event);
      break;
    case TapEvent::Kind::change_cipher_spec:
      if (from == From::client) agree_on_keys();
      add("change_cipher_spec", from, describe_other("change_cipher_spec", from));
      break;
    case TapEvent::Kind::alert:
      note_alert(from, event.level, event.type);
      break;
    case TapEvent::Kind::unreadable: {
      // In TLS 1.2 the first message under the new keys is Finished, which the tap has no key for.
      bool& done = event.from_server ? server_finished_ : client_finished_;
      if (!tls13() && event.type == handshake_content && !done) {
        done = true;
        add("finished", from, describe_other("finished", from));
      }
      break;
    }
    case TapEvent::Kind::application_data:
      // In its place among the records where the tap can decrypt it; else the engine tells of it.
      if (event.from_server && !event.body.empty()) note_application_data(event.body);
      break;
    case TapEvent::Kind::malformed:
      malformed_ = true;
      malformed_by_ = event.problem;
      break;
  }
}

void HandshakeScribe::see_message(const TapEvent& event) {
  const From from = event.from_server ? From::server : From::client;
  const ByteView body = event.body;
  const uint16_t version = record_.version_id;
  switch (event.type) {
    case client_hello:
      if (from == From::client) return see_client_hello(body);
      break;
    case server_hello:
      if (from == From::server) return see_server_hello(body);
      break;
    case encrypted_extensions: {
      const auto extensions = read_tls_extensions(body);
      record_.alpn = read_chosen_alpn(extensions);
      add("encrypted_extensions", from, describe_encrypted_extensions(extensions));
      return;
    }
    case certificate:
      return from == From::server ? see_server_certificate(body) : see_client_certificate(body);
    case certificate_status: {
      auto response = read_certificate_status(body);
      add("certificate_status", from, describe_certificate_status(response));
      if (response && record_.ocsp_staples.empty() && !record_.certificates.empty()) {
        record_.ocsp_staples.push_back(std::move(*response));
      }
      return;
    }
    case server_key_exchange:
      return see_server_key_exchange(body);
    case certificate_request: {
      auto request = read_certificate_request(body, version);
      add("certificate_request", from, describe_certificate_request(request));
      // RFC 8446 4.6.2: after the handshake it may be sent only to who has offered to answer, as we have not.
      if (tls13() && server_finished_) return;
      record_.client_certificate.requested = true;
      record_.client_certificate.acceptable_cas = std::move(request.acceptable_cas);
      return;
    }
    case certificate_verify: {
      const auto message = read_certificate_verify(body, version);
      if (from == From::client) {
        add("certificate_verify", from, describe_client_certificate_verify(message));
        return;
      }
      if (message && message->signature_scheme) {
        signature_scheme_ = message->signature_scheme;
        record_.signature_scheme = signature_scheme_name(*message->signature_scheme);
      }
      add("certificate_verify", from, describe_server_certificate_verify(message));
      return;
    }
    case client_key_exchange: {
      const auto kind = record_.key_exchange ? record_.key_exchange->kind : KeyExchange::Kind::unknown;
      add("client_key_exchange", from, describe_client_key_exchange(kind, body.size()));
      return;
    }
    case finished:
      add("finished", from, describe_other("finished", from));
      if (from == From::server) {
        server_finished_ = true;
        agree_on_keys();
      }
      return;
    case new_session_ticket:
      add("new_session_ticket", from, describe_new_session_ticket(read_new_session_ticket(body, tls13())));
      return;
    default:
      break;
  }
  const std::string name = handshake_message_name(event.type);
  add(name, from, describe_other(name, from));
}

void HandshakeScribe::see_client_hello(ByteView body) {
  const auto hello = read_client_hello(body);
  if (!hello) return;
  record_.sni = hello->server_name;
  const auto occasion = probe_     ? HelloOccasion::probe
                        : retried_ ? HelloOccasion::retry
                                   : HelloOccasion::first;
  add("client_hello", From::client, describe_client_hello(*hello, occasion));
}

void HandshakeScribe::see_server_hello(ByteView body) {
  const auto hello = read_server_hello(body);
  if (!hello) {
    malformed_ = true;
    return;
  }
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

void HandshakeScribe::see_server_certificate(ByteView body) {
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

void HandshakeScribe::see_client_certificate(ByteView body) {
  const auto message = read_certificate_message(body, tls13());
  record_.client_certificate.sent = !message.certificates.empty();
  add("certificate", From::client, describe_client_certificate(message));
}

void HandshakeScribe::see_server_key_exchange(ByteView body) {
  const auto kind = record_.key_exchange ? record_.key_exchange->kind : KeyExchange::Kind::unknown;
  const auto message = read_server_key_exchange(body, kind, record_.version_id);
  add("server_key_exchange", From::server, describe_server_key_exchange(message));
  if (!message) return;
  record_.key_exchange = message->exchange;
  if (message->signature_scheme && message->signature_bytes != 0) {
    signature_scheme_ = message->signature_scheme;
    record_.signature_scheme = signature_scheme_name(*message->signature_scheme);
  }
}

void HandshakeScribe::agree_on_keys() {
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

HandshakeStep* HandshakeScribe::find_last(std::string_view name, From from) {
  const auto found =
      std::find_if(record_.steps.rbegin(), record_.steps.rend(),
                   [&](const HandshakeStep& step) { return step.name == name && step.from == from; });
  return found == record_.steps.rend() ? nullptr : &*found;
}

void HandshakeScribe::add_to_key_agreement(std::string_view after, HandshakeStep::Detail::value_type entry) {
  HandshakeStep* step = find_last("key_agreement", From::both);
  if (!step) return;
  const auto place = std::find_if(step->detail.begin(), step->detail.end(),
                                  [&](const auto& other) { return other.first == after; });
  if (place != step->detail.end()) step->detail.insert(place + 1, std::move(entry));
}

void HandshakeScribe::note_signature(bool valid) {
  signature_valid_ = valid;
  if (HandshakeStep* step = find_last(tls13() ? "certificate_verify" : "server_key_exchange", From::server))
    step->detail.emplace_back("signature_valid", valid);
  // In TLS 1.3 the keys are agreed before the engine has looked at the signature.
  add_to_key_agreement("signature_scheme", {"signed_by", describe_signer(valid)});
}

void HandshakeScribe::note_key_bits(unsigned bits) {
  record_.key_exchange->bits = bits;
  add_to_key_agreement("kind", {"bits", static_cast<int64_t>(bits)});
}

void HandshakeScribe::note_alert(From from, uint8_t level, uint8_t description) {
  HandshakeAlert alert;
  alert.from = from;
  alert.level_code = level;
  alert.description_code = description;
  // RFC 8446 section 6: in TLS 1.3 the level is to be ignored; all but these two end the connection.
  const bool closing = description == close_notify || description == user_canceled;
  const bool fatal = tls13() ? !closing : level == fatal_level;
  alert.level = fatal ? "fatal" : "warning";
  alert.description = alert_name(description);
  see_alert(alert);
}

void HandshakeScribe::see_alert(const HandshakeAlert& alert) {
  // The engine tells of alerts that the tap has read, too; and a fatal one is the last word of its side.
  const bool known =
      std::any_of(record_.steps.rbegin(), record_.steps.rend(), [&](const HandshakeStep& step) {
        const auto* description = step.find("description");
        return step.name == "alert" && step.from == alert.from && description &&
               *description == HandshakeStep::Value(alert.description) &&
               (step.find("probe") != nullptr) == probe_;
      });
  if (known) return;
  add("alert", alert.from, describe_alert(alert));
  const bool had_fatal = record_.alert && record_.alert->level == "fatal";
  if (alert.description_code != close_notify && !had_fatal) record_.alert = alert;
}

void HandshakeScribe::note_plaintext(ByteView said) {
  add("plaintext", From::server, describe_application_data(said.size(), said, false));
}

void HandshakeScribe::note_application_data(ByteView content) {
  if (data_seen_) return;
  data_seen_ = true;
  add("application_data", From::server, describe_application_data(content.size(), content, true));
}

}  // namespace certcheck
