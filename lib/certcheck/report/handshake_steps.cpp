#include "certcheck/report/detail/handshake_steps.h"

#include "certcheck/base/encoding.h"
#include "certcheck/report/detail/names_of.h"
#include "certcheck/report/detail/step_sentences.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/names.h"

#include <optional>
#include <string_view>

namespace certcheck::report {
namespace {

namespace step = tls::step;

int64_t as_number(size_t value) { return static_cast<int64_t>(value); }

std::vector<std::string> extension_names(const std::vector<uint16_t>& types) {
  return names_of(types, tls::tls_extension_name);
}

std::vector<std::string> sizes_in_words(const std::vector<size_t>& sizes) {
  return names_of(sizes, [](size_t size) { return std::to_string(size) + " bytes"; });
}

// What protects the records, as the suite's name ends.
std::string protection(uint16_t cipher_suite) {
  std::string name = tls::cipher_suite_name(cipher_suite);
  constexpr std::string_view with = "_WITH_", prefix = "TLS_";
  if (const size_t place = name.find(with); place != std::string::npos)
    return name.substr(place + with.size());
  return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string();
}

std::string signer(bool valid) {
  return valid ? "the key of the server's certificate" : "another key than that of the server's certificate";
}

/// Appends what each message says.
struct DetailWriter {
  tls::Side from;
  StepDetails& details;

  template <typename Value>
  void add(std::string key, Value value) const {
    details.emplace_back(std::move(key), std::move(value));
  }

  void operator()(const step::ClientHello& hello) const {
    add("versions", names_of(hello.versions, tls::tls_version_name));
    if (hello.offers_version(tls::ssl2_version)) return;  // nothing else is kept of such a hello
    add("cipher_suites", names_of(hello.cipher_suites, tls::cipher_suite_name));
    add("server_name", hello.server_name);
    add("alpn", hello.alpn);
    add("groups", names_of(hello.groups, tls::named_group_name));
    add("key_shares", names_of(hello.key_shares, tls::named_group_name));
    add("signature_schemes", names_of(hello.signature_schemes, tls::signature_scheme_name));
    add("extensions", extension_names(hello.extensions));
    add("random", hex_encode(hello.random));
  }

  void operator()(const step::HelloRetryRequest& request) const {
    add("version", tls::tls_version_name(request.version));
    add("cipher_suite", tls::cipher_suite_name(request.cipher_suite));
    if (request.group) add("group", tls::named_group_name(*request.group));
    add("cookie", request.has_cookie);
    add("extensions", extension_names(request.extensions));
  }

  void operator()(const step::ServerHello& hello) const {
    add("version", tls::tls_version_name(hello.version));
    if (hello.version == tls::ssl2_version) return;
    add("cipher_suite", tls::cipher_suite_name(hello.cipher_suite));
    add("cipher_suite_id", tls::hex_number(hello.cipher_suite, 4));
    if (hello.group) {
      add("group", tls::named_group_name(*hello.group));
      add("share_bytes", as_number(hello.share_bytes));
    }
    add("extensions", extension_names(hello.extensions));
    if (hello.version < tls::tls13_version) {
      add("alpn", hello.alpn);
      add("extended_master_secret", hello.has_extension(tls::tls_extension::extended_master_secret));
      add("secure_renegotiation", hello.has_extension(tls::tls_extension::renegotiation_info));
      add("encrypt_then_mac", hello.has_extension(tls::tls_extension::encrypt_then_mac));
      add("compression", hello.compression != 0);
    }
    add("random", hex_encode(hello.random));
    if (const auto supported = tls::downgrade_mark(hello.random))
      add("downgrade_mark", "also supports " + tls::tls_version_name(*supported));
  }

  void operator()(const step::EncryptedExtensions& message) const {
    add("extensions", extension_names(message.extensions));
    add("alpn", message.alpn);
  }

  void operator()(const step::Certificate& message) const {
    add("count", as_number(message.sizes.size()));
    add("certificates", sizes_in_words(message.sizes));
    if (from != tls::Side::server || message.in_hello) return;
    add("encrypted", message.encrypted);
    if (message.encrypted) {
      add("ocsp_stapled", message.has_staple);
      add("scts", message.has_scts);
    }
    if (message.malformed) add("malformed", true);
  }

  void operator()(const step::CertificateStatus& message) const {
    add("response_bytes", as_number(message.response_bytes));
  }

  void operator()(const step::CertificateRequest& request) const {
    if (!request.certificate_types.empty())
      add("certificate_types", names_of(request.certificate_types, tls::client_certificate_type_name));
    add("signature_schemes", names_of(request.signature_schemes, tls::signature_scheme_name));
    add("acceptable_cas", as_number(request.acceptable_cas));
  }

  void operator()(const step::ServerKeyExchange& message) const {
    if (message.malformed) return add("malformed", true);
    add("kind", std::string(to_string(message.exchange.kind)));
    add("group", group_name(message.exchange));
    if (message.exchange.bits) add("bits", as_number(*message.exchange.bits));
    add("share_bytes", as_number(message.share_bytes));
    if (message.signature_scheme)
      add("signature_scheme", tls::signature_scheme_name(*message.signature_scheme));
    add("signature_bytes", as_number(message.signature_bytes));
  }

  void operator()(const step::ServerHelloDone&) const {}

  void operator()(const step::CertificateVerify& message) const {
    if (message.malformed) return add("malformed", true);
    if (message.signature_scheme)
      add("signature_scheme", tls::signature_scheme_name(*message.signature_scheme));
    add("signature_bytes", as_number(message.signature_bytes));
  }

  void operator()(const step::ClientKeyExchange& message) const {
    add("kind", std::string(to_string(message.kind)));
    add("bytes", as_number(message.bytes));
  }

  void operator()(const step::KeyAgreement& agreement) const {
    const tls::KeyExchange& exchange = agreement.exchange;
    add("kind", std::string(to_string(exchange.kind)));
    if (std::string group = group_name(exchange); !group.empty()) add("group", std::move(group));
    if (exchange.bits) add("bits", as_number(*exchange.bits));
    add("forward_secrecy", exchange.has_forward_secrecy());
    if (agreement.signature_scheme) {
      add("signature_scheme", tls::handshake_scheme_name(*agreement.signature_scheme));
      if (agreement.signature_valid) add("signed_by", signer(*agreement.signature_valid));
    }
    add("derivation", derivation_sentence(agreement));
    if (agreement.version < tls::tls13_version)
      add("extended_master_secret", agreement.extended_master_secret);
    add("protects_data_with", protection(agreement.cipher_suite));
  }

  void operator()(const step::ChangeCipherSpec&) const {}
  void operator()(const step::Finished&) const {}

  void operator()(const step::NewSessionTicket& ticket) const {
    if (ticket.malformed) return add("malformed", true);
    add("lifetime_seconds", int64_t{ticket.lifetime_seconds});
    add("ticket_bytes", as_number(ticket.ticket_bytes));
  }

  void operator()(const step::Alert& alert) const {
    add("level", std::string(alert.fatal ? "fatal" : "warning"));
    add("description", tls::alert_name(alert.description));
    add("code", int64_t{alert.description});
  }

  void operator()(const step::ApplicationData& data) const { add_bytes(data.bytes, data.first_line); }
  void operator()(const step::Plaintext& plaintext) const {
    add_bytes(plaintext.bytes, plaintext.first_line);
  }
  void operator()(const step::OtherMessage&) const {}

  void add_bytes(size_t bytes, const std::string& first_line) const {
    add("bytes", as_number(bytes));
    if (!first_line.empty()) add("first_line", first_line);
  }
};

// Known only after the message.
std::optional<bool> signature_valid(const tls::HandshakeStep& step) {
  if (const auto* verify = step.as<step::CertificateVerify>()) return verify->signature_valid;
  if (const auto* exchange = step.as<step::ServerKeyExchange>()) return exchange->signature_valid;
  return std::nullopt;
}

}  // namespace

StepDetails step_details(const tls::HandshakeStep& step) {
  StepDetails details;
  details.emplace_back("meaning", step_sentence(step));
  std::visit(DetailWriter{step.from, details}, step.message);
  if (step.probe) details.emplace_back("probe", true);
  if (const auto valid = signature_valid(step)) details.emplace_back("signature_valid", *valid);
  return details;
}

}  // namespace certcheck::report
