#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// How a connection that begins in the clear is brought to TLS: bytes in, bytes out, no sockets and no clock.
namespace certcheck::net::starttls {

/// What a server may cost before TLS begins. Ordinary ones stay below a tenth of it.
struct Limits {
  size_t message_bytes_max = 8192;  ///< one line, packet or tag; RFC 9051 section 4 has servers take as much
  size_t bytes_max = 65536;         ///< of everything the server says
  size_t messages_max = 1000;
};

struct Options {
  std::string server_name;  ///< XMPP says whom it wants to talk to
  /// How SMTP's client names itself: a host name or, where it has none, an address (RFC 5321 4.1.1.1).
  std::string client_name = "[127.0.0.1]";
  Limits limits;
};

enum class State : uint8_t {
  more,       ///< waits for bytes of the server
  ready,      ///< once the output is sent, the next byte in either direction is TLS's
  refused,    ///< the server speaks the protocol and will not start TLS; refusal() says how
  malformed,  ///< what the server says is not the protocol, or too much
};

enum class Refusal : uint8_t {
  none,
  not_offered,  ///< the server does not offer TLS, or does not know of it
  after_offer,  ///< it offers TLS (or, where nothing is listed, knows the request) and refuses to start it:
                ///< a fault of the server, or somebody in between
  no_service,   ///< it serves nobody, or not us, with or without TLS
};

/// One connection's dialogue up to TLS. How the server's bytes are cut into pieces changes nothing but how
/// much a problem quotes, and never is more kept than the limits allow.
class Dialogue {
 public:
  virtual ~Dialogue() = default;
  Dialogue(const Dialogue&) = delete;
  Dialogue& operator=(const Dialogue&) = delete;

  void receive(ByteView bytes);
  /// The server has closed the connection.
  void end_of_stream();
  /// What is to be sent now; empty if nothing is. Also to be sent where the state is `ready` already.
  Bytes take_output();

  State state() const { return state_; }
  Refusal refusal() const { return refusal_; }
  /// What is wrong, for people, with the server's own words escaped; empty while nothing is.
  const std::string& problem() const { return problem_; }
  /// How the server introduces itself, escaped and shortened; empty where it does not.
  const std::string& greeting() const { return greeting_; }
  /// What is awaited of the server: "the greeting", "the reply to EHLO". Names the step that timed out.
  std::string_view awaited() const { return awaited_; }
  /// Bytes that came behind the server's go-ahead and before the client's first byte of TLS. No TLS server
  /// sends any: a client that reads them as part of the secured connection takes orders from anybody on the
  /// way (CVE-2011-0411, CVE-2021-23222). They are dropped here.
  size_t bytes_after_go_ahead() const { return bytes_after_go_ahead_; }
  /// Bytes held at the moment.
  size_t kept() const { return buffer_.size() + output_.size() + problem_.size() + greeting_.size(); }

 protected:
  Dialogue(std::string_view protocol, const Options& options)
      : protocol_(protocol), limits_(options.limits) {}

  /// The size of the message at the front of what has come, 0 while it is not whole. May end the dialogue.
  virtual size_t message_size(ByteView received) = 0;
  virtual void on_message(ByteView message) = 0;

  void send(ByteView bytes) { output_.insert(output_.end(), bytes.begin(), bytes.end()); }
  void send(std::string_view text) { send(as_bytes(text)); }
  /// `what` has static storage.
  void await(std::string_view what) { awaited_ = what; }
  void greet(std::string_view text);
  /// That many of the next bytes belong to no message.
  void skip(size_t bytes) { skip_ = bytes; }
  void offer() { offered_ = true; }
  bool offered() const { return offered_; }

  // Each ends the dialogue. `words` are the server's.
  void be_ready() { state_ = State::ready; }
  /// The server's offers lack TLS.
  void not_offered();
  void refuse(Refusal refusal, std::string_view words);
  /// Refused with an answer to the request itself: after an offer, or without one.
  void refuse(std::string_view words) {
    refuse(offered_ ? Refusal::after_offer : Refusal::not_offered, words);
  }
  void not_the_protocol(std::string_view words);

 private:
  void fail(State state, Refusal refusal, std::string problem);
  void read_messages();

  std::string_view protocol_, awaited_ = "the greeting";
  Limits limits_;
  Bytes buffer_, output_;
  size_t received_ = 0, messages_ = 0, skip_ = 0, bytes_after_go_ahead_ = 0;
  bool offered_ = false;
  State state_ = State::more;
  Refusal refusal_ = Refusal::none;
  std::string problem_, greeting_;
};

}  // namespace certcheck::net::starttls
