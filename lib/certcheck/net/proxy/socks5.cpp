// RFC 1928 (SOCKS version 5), RFC 1929 (user name and password).
#include "certcheck/base/ip_address.h"
#include "certcheck/net/proxy/detail/dialogue.h"

#include <array>

namespace certcheck::net::proxy {

namespace {

constexpr uint8_t socks_version = 5, connect_command = 1, reserved = 0;
// RFC 1928 section 3, the methods; section 5, the types of address.
constexpr uint8_t no_authentication = 0, user_and_password = 2, none_acceptable = 0xff;
constexpr uint8_t type_ipv4 = 1, type_name = 3, type_ipv6 = 4;
// RFC 1929 section 2, the version of that negotiation.
constexpr uint8_t negotiation_version = 1;

/// RFC 1928 section 6, from 1 on.
constexpr std::array<std::string_view, 8> replies{
    "general SOCKS server failure", "connection not allowed by ruleset",
    "Network unreachable",          "Host unreachable",
    "Connection refused",           "TTL expired",
    "Command not supported",        "Address type not supported"};
constexpr uint8_t not_allowed = 2, command_not_supported = 7;

class Socks5 final : public Dialogue {
 public:
  explicit Socks5(const Options& options)
      : Dialogue("SOCKS 5", options), destination_(options.destination), credentials_(options.credentials) {
    await("the choice of an authentication method");
    Bytes methods{no_authentication};
    if (credentials_) methods.push_back(user_and_password);
    Bytes hello{socks_version, static_cast<uint8_t>(methods.size())};
    hello.insert(hello.end(), methods.begin(), methods.end());
    send(hello);
  }

 private:
  enum class Step : uint8_t { method, authentication, connection };

  size_t message_size(ByteView received) override {
    if (received.empty()) return 0;
    if (step_ != Step::authentication && received[0] != socks_version) {
      not_the_protocol(as_text(received));
      return 0;
    }
    if (step_ != Step::connection) return received.size() < 2 ? 0 : 2;
    // VER REP RSV ATYP BND.ADDR BND.PORT; a refusal may end after REP.
    if (received.size() >= 2 && received[1] != 0) return 2;
    if (received.size() < 5) return 0;
    size_t address = 0;
    switch (received[3]) {
      case type_ipv4:
        address = ipv4_size;
        break;
      case type_ipv6:
        address = ipv6_size;
        break;
      case type_name:
        address = size_t{1} + received[4];
        break;
      default:
        not_the_protocol(as_text(received));
        return 0;
    }
    constexpr size_t before = 4, port = 2;
    const size_t size = before + address + port;
    return received.size() < size ? 0 : size;
  }

  void on_message(ByteView message) override {
    switch (step_) {
      case Step::method:
        return on_method(message);
      case Step::authentication:
        // RFC 1929 section 2: anything but 0 is a failure. Servers confuse the version of this negotiation
        // with that of SOCKS, so it is not looked at.
        if (message[1] != 0) return demand_credentials(true, {});
        return ask_for_connection();
      case Step::connection:
        if (message[1] == 0) return be_ready();
        return on_refusal(message[1]);
    }
  }

  void on_method(ByteView message) {
    const uint8_t method = message[1];
    if (method == none_acceptable) return demand_credentials(credentials_.has_value(), {});
    if (method == no_authentication) return ask_for_connection();
    if (method != user_and_password || !credentials_)
      return not_the_protocol(as_text(message));  // not among those offered
    step_ = Step::authentication;
    await("the answer to user name and password");
    Bytes request{negotiation_version};
    for (const std::string& text : {credentials_->user, credentials_->password}) {
      request.push_back(static_cast<uint8_t>(text.size()));
      request.insert(request.end(), text.begin(), text.end());
    }
    send(request);
  }

  void ask_for_connection() {
    step_ = Step::connection;
    await("the answer to CONNECT");
    Bytes request{socks_version, connect_command, reserved};
    if (const auto address = parse_ip_address(destination_.host)) {
      request.push_back(address->size() == ipv4_size ? type_ipv4 : type_ipv6);
      request.insert(request.end(), address->begin(), address->end());
    } else {
      request.push_back(type_name);
      request.push_back(static_cast<uint8_t>(destination_.host.size()));
      request.insert(request.end(), destination_.host.begin(), destination_.host.end());
    }
    request.push_back(static_cast<uint8_t>(destination_.port >> 8));
    request.push_back(static_cast<uint8_t>(destination_.port & 0xff));
    send(request);
  }

  void on_refusal(uint8_t reply) {
    const std::string words = (reply <= replies.size() ? std::string(replies[reply - 1]) : "reply") + " (" +
                              std::to_string(reply) + ")";
    // With any of the others the proxy has tried.
    if (reply == not_allowed || reply >= command_not_supported) return refuse(words);
    report_no_connection(words);
  }

  const Destination destination_;
  const std::optional<Credentials> credentials_;
  Step step_ = Step::method;
};

}  // namespace

std::unique_ptr<Dialogue> start_socks5(const Options& options) { return std::make_unique<Socks5>(options); }

}  // namespace certcheck::net::proxy
