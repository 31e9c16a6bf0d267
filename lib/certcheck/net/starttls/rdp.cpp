// [MS-RDPBCGR] sections 2.2.1.1 and 2.2.1.2: X.224 connection request and confirm (ITU-T X.224 section 13, in
// the packets of RFC 1006) with a negotiation of the security protocol.
#include "certcheck/net/starttls/detail/dialogues.h"

#include <array>
#include <string>

namespace certcheck::net::starttls {

namespace {

constexpr uint8_t connection_confirm = 0xd0, disconnect_request = 0x80, negotiation_response = 2,
                  negotiation_failure = 3;

// PROTOCOL_SSL and PROTOCOL_HYBRID (CredSSP, which begins with TLS).
constexpr std::string_view connection_request(
    "\x03\0\0\x13"        // TPKT, 19 bytes
    "\x0e\xe0\0\0\0\0\0"  // 14 more, CR, no references, class 0
    "\x01\0\x08\0\x03\0\0\0",
    19);  // RDP_NEG_REQ, no flags, 8 bytes, protocols

// 2.2.1.2.2
constexpr std::array<std::string_view, 6> failure_names{
    "SSL_REQUIRED_BY_SERVER", "SSL_NOT_ALLOWED_BY_SERVER", "SSL_CERT_NOT_ON_SERVER",
    "INCONSISTENT_FLAGS",     "HYBRID_REQUIRED_BY_SERVER", "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER"};

class Rdp final : public Dialogue {
 public:
  explicit Rdp(const Options& options) : Dialogue("RDP", options) {
    await("the connection's confirmation");
    send(connection_request);
  }

 private:
  size_t message_size(ByteView received) override {
    if (received.empty()) return 0;
    const bool header = received.size() >= 4;
    const size_t size = header ? size_t{received[2]} << 8 | received[3] : 0;
    if (received[0] != 3 || (header && size < 11)) {
      not_the_protocol(as_text(received));
      return 0;
    }
    return !header || received.size() < size ? 0 : size;
  }

  void on_message(ByteView message) override {
    // 4: how many bytes of X.224 follow; 5: its kind, and in the lower half a credit.
    const uint8_t kind = message[5] & 0xf0;
    if (kind == disconnect_request) return refuse(Refusal::no_service, "X.224 disconnect request");
    if (kind != connection_confirm) return not_the_protocol(as_text(message));
    // A server that knows no negotiation confirms and says nothing of it: standard RDP security, without TLS.
    if (message.size() < 19) return not_offered();
    const uint32_t value =
        message[15] | uint32_t{message[16]} << 8 | uint32_t{message[17]} << 16 | uint32_t{message[18]} << 24;
    if (message[11] == negotiation_response) return value == 0 ? not_offered() : be_ready();
    if (message[11] != negotiation_failure) return not_the_protocol(as_text(message));
    const std::string name = value >= 1 && value <= failure_names.size()
                                 ? std::string(failure_names[value - 1])
                                 : "failure code " + std::to_string(value);
    // Without a certificate the server means to speak TLS and cannot.
    refuse(value == 3 ? Refusal::after_offer : value == 2 ? Refusal::not_offered : Refusal::no_service, name);
  }
};

}  // namespace

std::unique_ptr<Dialogue> start_rdp(const Options& options) { return std::make_unique<Rdp>(options); }

}  // namespace certcheck::net::starttls
