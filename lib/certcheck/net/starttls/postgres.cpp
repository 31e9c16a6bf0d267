// PostgreSQL's frontend/backend protocol 3.0, "SSL Session Encryption" and the message formats SSLRequest and
// ErrorResponse.
#include "certcheck/net/starttls/detail/dialogues.h"

#include <string>

namespace certcheck::net::starttls {

namespace {

// A length of 8 and the request code 80877103.
constexpr std::string_view ssl_request("\0\0\0\x08\x04\xd2\x16\x2f", 8);

// No error is longer: what does not fit is one of before protocol 3.0, which is a text up to a zero.
constexpr size_t error_bytes_max = 30000;

class Postgres final : public Dialogue {
 public:
  explicit Postgres(const Options& options) : Dialogue("PostgreSQL", options) {
    await("the answer to SSLRequest");
    send(ssl_request);
  }

 private:
  size_t message_size(ByteView received) override {
    if (received.empty()) return 0;
    if (received[0] == 'S' || received[0] == 'N') return 1;
    if (received[0] != 'E') {
      not_the_protocol(as_text(received));
      return 0;
    }
    if (received.size() < 5) return 0;
    const size_t length =
        size_t{received[1]} << 24 | size_t{received[2]} << 16 | size_t{received[3]} << 8 | received[4];
    if (length > error_bytes_max || length < 4) {
      const size_t end = as_text(received).find('\0');
      return end == std::string_view::npos ? 0 : end + 1;
    }
    return received.size() < 1 + length ? 0 : 1 + length;
  }

  void on_message(ByteView message) override {
    if (message[0] == 'S') return be_ready();
    if (message[0] == 'N') return not_offered();
    refuse(Refusal::no_service, error_words(as_text(message)));
  }

  // Fields of a type and a text up to a zero: severity, code, message ...
  static std::string error_words(std::string_view message) {
    const std::string_view whole = message.substr(1, message.size() - 1);
    std::string_view rest = message.substr(std::min<size_t>(5, message.size()));
    std::string words;
    while (!rest.empty() && rest.front() != '\0') {
      const std::string_view field = rest.substr(0, rest.find('\0'));
      if (field.front() == 'S' || field.front() == 'C' || field.front() == 'M')
        words.append(words.empty() ? "" : " ").append(field.substr(1));
      rest.remove_prefix(std::min(rest.size(), field.size() + 1));
    }
    return words.empty() ? std::string(whole.substr(0, whole.find('\0'))) : words;
  }
};

}  // namespace

std::unique_ptr<Dialogue> start_postgres(const Options& options) {
  return std::make_unique<Postgres>(options);
}

}  // namespace certcheck::net::starttls
