#pragma once

#include "certcheck/net/detail/dialogue.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// How a connection that begins in the clear is brought to TLS: bytes in, bytes out, no sockets and no clock.
namespace certcheck::net::starttls {

using Limits = DialogueLimits;
/// `ready`: the next byte in either direction is TLS's. `refused`: the server will not start TLS; refusal()
/// says how.
using State = DialogueState;

struct Options {
  std::string server_name;  ///< XMPP says whom it wants to talk to
  /// How SMTP's client names itself: a host name or, where it has none, an address (RFC 5321 4.1.1.1).
  std::string client_name = "[127.0.0.1]";
  Limits limits;
};

enum class Refusal : uint8_t {
  none,
  not_offered,  ///< the server does not offer TLS, or does not know of it
  after_offer,  ///< it offers TLS (or, where nothing is listed, knows the request) and refuses to start it:
                ///< a fault of the server, or somebody in between
  no_service,   ///< it serves nobody, or not us, with or without TLS
};

/// One connection's dialogue up to TLS.
class Dialogue : public net::Dialogue {
 public:
  Refusal refusal() const { return refusal_; }
  /// How the server introduces itself, escaped and shortened; empty where it does not.
  const std::string& greeting() const { return greeting_; }
  /// Bytes that came after the server's go-ahead and before the client's first byte of TLS. No TLS server
  /// sends any: a client that reads them as part of the secured connection takes orders from anybody on the
  /// way (CVE-2011-0411, CVE-2021-23222). They are dropped here.
  size_t bytes_after_go_ahead() const { return bytes_after_go_ahead_; }

 protected:
  Dialogue(std::string_view protocol, const Options& options)
      : net::Dialogue("the server", protocol, options.limits) {}

  void greet(std::string_view text) { greeting_ = escaped(text); }
  void offer() { offered_ = true; }
  bool offered() const { return offered_; }

  // Each ends the dialogue. `words` are the server's.
  /// The server's offers lack TLS.
  void not_offered();
  void refuse(Refusal refusal, std::string_view words);
  /// Refused with an answer to the request itself: after an offer, or without one.
  void refuse(std::string_view words) {
    refuse(offered_ ? Refusal::after_offer : Refusal::not_offered, words);
  }

 private:
  void on_rest(ByteView bytes) final { bytes_after_go_ahead_ += bytes.size(); }
  void on_closed(std::string sentence) final;
  void fail(Refusal refusal, std::string problem);

  size_t bytes_after_go_ahead_ = 0;
  bool offered_ = false;
  Refusal refusal_ = Refusal::none;
  std::string greeting_;
};

}  // namespace certcheck::net::starttls
