#include "certcheck/tls/handshake_step.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <algorithm>

namespace certcheck::tls {

namespace {

template <typename Value, typename Wanted>
bool has_value(const std::vector<Value>& values, const Wanted& wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

struct StepName {
  std::string operator()(const step::ClientHello&) const { return of(message_type::client_hello); }
  std::string operator()(const step::HelloRetryRequest&) const { return "hello_retry_request"; }
  std::string operator()(const step::ServerHello&) const { return of(message_type::server_hello); }
  std::string operator()(const step::EncryptedExtensions&) const {
    return of(message_type::encrypted_extensions);
  }
  std::string operator()(const step::Certificate&) const { return of(message_type::certificate); }
  std::string operator()(const step::CertificateStatus&) const {
    return of(message_type::certificate_status);
  }
  std::string operator()(const step::CertificateRequest&) const {
    return of(message_type::certificate_request);
  }
  std::string operator()(const step::ServerKeyExchange&) const {
    return of(message_type::server_key_exchange);
  }
  std::string operator()(const step::ServerHelloDone&) const { return of(message_type::server_hello_done); }
  std::string operator()(const step::CertificateVerify&) const {
    return of(message_type::certificate_verify);
  }
  std::string operator()(const step::ClientKeyExchange&) const {
    return of(message_type::client_key_exchange);
  }
  std::string operator()(const step::KeyAgreement&) const { return "key_agreement"; }
  std::string operator()(const step::ChangeCipherSpec&) const { return "change_cipher_spec"; }
  std::string operator()(const step::Finished&) const { return of(message_type::finished); }
  std::string operator()(const step::NewSessionTicket&) const { return of(message_type::new_session_ticket); }
  std::string operator()(const step::Alert&) const { return "alert"; }
  std::string operator()(const step::ApplicationData&) const { return "application_data"; }
  std::string operator()(const step::Plaintext&) const { return "plaintext"; }
  std::string operator()(const step::OtherMessage& other) const { return of(other.type); }

  static std::string of(uint8_t type) { return handshake_message_name(type); }
};

}  // namespace

std::string_view to_string(Side side) {
  switch (side) {
    case Side::client:
      return "client";
    case Side::server:
      return "server";
    case Side::both:
      break;
  }
  return "both";
}

bool step::ClientHello::offers_extension(uint16_t type) const { return has_value(extensions, type); }

bool step::ClientHello::offers_cipher_suite(uint16_t id) const { return has_value(cipher_suites, id); }

bool step::ClientHello::offers_version(uint16_t version) const { return has_value(versions, version); }

bool step::ClientHello::offers_alpn(std::string_view protocol) const { return has_value(alpn, protocol); }

bool step::ServerHello::has_extension(uint16_t type) const { return has_value(extensions, type); }

std::string step_name(const HandshakeStep& step) { return std::visit(StepName{}, step.message); }

}  // namespace certcheck::tls
