#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace certcheck::net {

/// What a peer may cost before TLS begins. Ordinary ones stay below a tenth of it.
struct DialogueLimits {
  size_t message_bytes_max = 8192;  ///< one line, packet or tag; RFC 9051 section 4 has servers take as much
  size_t bytes_max = 65536;         ///< of everything the peer says
  size_t messages_max = 1000;
};

enum class DialogueState : uint8_t {
  more,       ///< waits for bytes of the peer
  ready,      ///< once the output is sent, what follows in either direction is another protocol's
  refused,    ///< the peer speaks the protocol and says no
  malformed,  ///< what the peer says is not the protocol, or too much
};

/// What is said on a connection before TLS begins, to a server or to a proxy: bytes in, bytes out, no sockets
/// and no clock. How the peer's bytes are cut into pieces changes nothing but how much a problem quotes, and
/// never is more kept than the limits allow.
class Dialogue {
 public:
  virtual ~Dialogue() = default;
  Dialogue(const Dialogue&) = delete;
  Dialogue& operator=(const Dialogue&) = delete;

  void receive(ByteView bytes);
  /// The peer has closed the connection.
  void end_of_stream();
  /// What is to be sent now; empty if nothing is. Also to be sent where the state is `ready` already.
  Bytes take_output();

  DialogueState state() const { return state_; }
  /// What is wrong, for people, with the peer's own words escaped; empty while nothing is.
  const std::string& problem() const { return problem_; }
  /// Who speaks at the other end: "the server".
  std::string_view peer() const { return peer_; }
  /// What is expected of the peer next: "the greeting", "the reply to EHLO". Names the step that timed out.
  std::string_view awaited() const { return awaited_; }
  /// Bytes held at the moment.
  size_t kept() const { return buffer_.size() + output_.size() + problem_.size(); }

 protected:
  /// Both texts have static storage.
  Dialogue(std::string_view peer, std::string_view protocol, const DialogueLimits& limits)
      : peer_(peer), protocol_(protocol), limits_(limits) {}

  /// The size of the message at the front of what has come, 0 while it is not whole. May end the dialogue.
  virtual size_t message_size(ByteView received) = 0;
  virtual void on_message(ByteView message) = 0;
  /// Bytes that came after the message with which the dialogue was ready.
  virtual void on_rest(ByteView bytes) = 0;
  /// The peer closed the connection instead of an answer. Ends the dialogue; `sentence` says what happened.
  virtual void on_closed(std::string sentence) = 0;

  void send(ByteView bytes) { output_.insert(output_.end(), bytes.begin(), bytes.end()); }
  void send(std::string_view text) { send(as_bytes(text)); }
  /// `what` has static storage.
  void await(std::string_view what) { awaited_ = what; }
  /// That many of the next bytes belong to no message.
  void skip(size_t bytes) { skip_ = bytes; }
  std::string_view protocol() const { return protocol_; }

  // Each ends the dialogue. `words` are the peer's.
  void be_ready() { state_ = DialogueState::ready; }
  void not_the_protocol(std::string_view words);
  void fail(DialogueState state, std::string problem);

  /// The peer's words as problems quote them: escaped and shortened, without and with quotes around.
  static std::string escaped(std::string_view words);
  static std::string quoted(std::string_view words) { return "\"" + escaped(words) + "\""; }

 private:
  void read_messages();

  std::string_view peer_, protocol_, awaited_ = "the greeting";
  DialogueLimits limits_;
  Bytes buffer_, output_;
  size_t received_ = 0, messages_ = 0, skip_ = 0;
  DialogueState state_ = DialogueState::more;
  std::string problem_;
};

}  // namespace certcheck::net
