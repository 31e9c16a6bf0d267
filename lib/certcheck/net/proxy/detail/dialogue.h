#pragma once

#include "certcheck/net/detail/dialogue.h"
#include "certcheck/net/proxy/proxy.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// How a proxy is asked for a connection: bytes in, bytes out, no sockets and no clock.
namespace certcheck::net::proxy {

struct Options {
  Destination destination;
  std::optional<Credentials> credentials;
  DialogueLimits limits;
};

enum class Refusal : uint8_t {
  none,
  authentication,  ///< it wants credentials, or did not accept those it got
  refused,         ///< it does not make this connection
  no_connection,   ///< it could not reach the destination
};

/// One connection's dialogue up to the point where the proxy only relays.
class Dialogue : public net::Dialogue {
 public:
  Refusal refusal() const { return refusal_; }
  /// What came after the proxy's answer: the server's first bytes, where it is the one to begin.
  const Bytes& rest() const { return rest_; }

 protected:
  Dialogue(std::string_view protocol, const Options& options)
      : net::Dialogue("the proxy", protocol, options.limits), destination_text_(options.destination.text()) {}

  // Each ends the dialogue.
  /// `how`: what the proxy says about it, "(Basic)"; may be empty.
  void demand_credentials(bool had_some, std::string_view how);
  /// `answer` in the proxy's words.
  void refuse(std::string_view answer);
  void report_no_connection(std::string_view answer);

 private:
  void on_rest(ByteView bytes) final { rest_.insert(rest_.end(), bytes.begin(), bytes.end()); }
  void on_closed(std::string sentence) final;
  void fail(Refusal refusal, std::string problem);

  std::string destination_text_;
  Refusal refusal_ = Refusal::none;
  Bytes rest_;
};

/// RFC 9110 section 9.3.6.
std::unique_ptr<Dialogue> start_http_connect(const Options& options);
/// RFC 1928, with user name and password by RFC 1929. A name is resolved by the proxy.
std::unique_ptr<Dialogue> start_socks5(const Options& options);

}  // namespace certcheck::net::proxy
