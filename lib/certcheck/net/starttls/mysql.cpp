// The client/server protocol of MySQL and MariaDB: Protocol::HandshakeV10, ERR_Packet and
// Protocol::SSLRequest. The server greets; the client answers with a request of TLS that needs no reply.
#include "certcheck/net/starttls/detail/dialogues.h"

#include <array>
#include <string>

namespace certcheck::net::starttls {

namespace {

constexpr uint8_t error_packet = 0xff;
// Bits of the capabilities' lower half.
constexpr unsigned client_protocol_41 = 0x200, client_ssl = 0x800, client_secure_connection = 0x8000;
constexpr uint8_t utf8_general_ci = 33;
constexpr size_t packet_header_bytes = 4;

class Mysql final : public Dialogue {
 public:
  explicit Mysql(const Options& options) : Dialogue("MySQL", options) {}

 private:
  // Three bytes of length, the least significant first, and a sequence number.
  size_t message_size(ByteView received) override {
    if (received.size() <= packet_header_bytes) return 0;
    const size_t size =
        packet_header_bytes + (size_t{received[0]} | size_t{received[1]} << 8 | size_t{received[2]} << 16);
    const bool known = received[4] == error_packet || received[4] == 9 || received[4] == 10;
    if (!known || size == packet_header_bytes) {
      not_the_protocol(as_text(received));
      return 0;
    }
    return received.size() < size ? 0 : size;
  }

  void on_message(ByteView message) override {
    const std::string_view payload = as_text(message.subspan(packet_header_bytes));
    if (message[4] == error_packet) return on_error(payload);
    // The protocol's number; the server's version up to a zero; thread (4), salt (8), a filler (1);
    // capabilities (2).
    const size_t end = payload.find('\0');
    if (end == std::string_view::npos) return not_the_protocol(payload);
    greet(payload.substr(1, end - 1));
    // Protocol 9, of before MySQL 3.22, knows no capabilities.
    if (message[4] != 10) return not_offered();
    const std::string_view capabilities = payload.substr(end + 1).substr(0, 15);
    if (capabilities.size() < 15) return not_the_protocol(payload);
    const unsigned lower = static_cast<uint8_t>(capabilities[13]) |
                           static_cast<unsigned>(static_cast<uint8_t>(capabilities[14])) << 8;
    if ((lower & client_ssl) == 0) return not_offered();
    offer();
    constexpr unsigned wanted = client_protocol_41 | client_ssl | client_secure_connection;
    std::array<uint8_t, 36>
        request{};  // length 32, sequence, capabilities (4), packet size (4), character set, 23 zeros
    request[0] = 32;
    request[3] = static_cast<uint8_t>(message[3] + 1);
    request[4] = wanted & 0xff;
    request[5] = wanted >> 8;
    request[11] = 1;  // packets of 16 MiB
    request[12] = utf8_general_ci;
    send(request);
    be_ready();
  }

  // Too many connections (1040), host blocked (1129), host not allowed (1130): code (2), text; some put "#"
  // and an SQL state of five letters before it.
  void on_error(std::string_view payload) {
    if (payload.size() < 3) return not_the_protocol(payload);
    const unsigned code =
        static_cast<uint8_t>(payload[1]) | static_cast<unsigned>(static_cast<uint8_t>(payload[2])) << 8;
    refuse(Refusal::no_service, "error " + std::to_string(code) + ": " + std::string(payload.substr(3)));
  }
};

}  // namespace

std::unique_ptr<Dialogue> start_mysql(const Options& options) { return std::make_unique<Mysql>(options); }

}  // namespace certcheck::net::starttls
