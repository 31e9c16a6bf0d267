#include "certcheck/tls/stage.h"

#include "certcheck/tls/names.h"

namespace certcheck::tls {

std::string stage_name(Stage stage) {
  switch (stage) {
    case Stage::none:
      return {};
    case Stage::resolve:
      return "resolve";
    case Stage::connect:
      return "connect";
    case Stage::proxy:
      return "proxy";
    case Stage::starttls:
      return "starttls";
    case Stage::hello_retry_request:
      return "hello_retry_request";
    case Stage::key_agreement:
      return "key_agreement";
    case Stage::change_cipher_spec:
      return "change_cipher_spec";
    case Stage::alert:
      return "alert";
    case Stage::application_data:
      return "application_data";
    case Stage::plaintext:
      return "plaintext";
    default:
      return handshake_message_name(static_cast<uint8_t>(stage));
  }
}

}  // namespace certcheck::tls
