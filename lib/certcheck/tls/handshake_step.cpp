#include "certcheck/tls/handshake_step.h"

#include <algorithm>

namespace certcheck::tls {

namespace {

template <typename Value, typename Wanted>
bool has_value(const std::vector<Value>& values, const Wanted& wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

struct StageOf {
  Stage operator()(const step::ClientHello&) const { return Stage::client_hello; }
  Stage operator()(const step::HelloRetryRequest&) const { return Stage::hello_retry_request; }
  Stage operator()(const step::ServerHello&) const { return Stage::server_hello; }
  Stage operator()(const step::EncryptedExtensions&) const { return Stage::encrypted_extensions; }
  Stage operator()(const step::Certificate&) const { return Stage::certificate; }
  Stage operator()(const step::CertificateStatus&) const { return Stage::certificate_status; }
  Stage operator()(const step::CertificateRequest&) const { return Stage::certificate_request; }
  Stage operator()(const step::ServerKeyExchange&) const { return Stage::server_key_exchange; }
  Stage operator()(const step::ServerHelloDone&) const { return Stage::server_hello_done; }
  Stage operator()(const step::CertificateVerify&) const { return Stage::certificate_verify; }
  Stage operator()(const step::ClientKeyExchange&) const { return Stage::client_key_exchange; }
  Stage operator()(const step::KeyAgreement&) const { return Stage::key_agreement; }
  Stage operator()(const step::ChangeCipherSpec&) const { return Stage::change_cipher_spec; }
  Stage operator()(const step::Finished&) const { return Stage::finished; }
  Stage operator()(const step::NewSessionTicket&) const { return Stage::new_session_ticket; }
  Stage operator()(const step::Alert&) const { return Stage::alert; }
  Stage operator()(const step::ApplicationData&) const { return Stage::application_data; }
  Stage operator()(const step::Plaintext&) const { return Stage::plaintext; }
  Stage operator()(const step::OtherMessage& other) const { return stage_of_message(other.type); }
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

Stage stage_of(const HandshakeStep& step) { return std::visit(StageOf{}, step.message); }

std::string step_name(const HandshakeStep& step) { return stage_name(stage_of(step)); }

}  // namespace certcheck::tls
