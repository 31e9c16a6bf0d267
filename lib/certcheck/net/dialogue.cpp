#include "certcheck/net/detail/dialogue.h"

#include "certcheck/base/shorten.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <utility>

namespace certcheck::net {

namespace {

constexpr size_t quoted_bytes_max = 300;

/// An alert of TLS 1.x (RFC 8446 section 5.1): what a server that begins with TLS answers to clear text.
bool is_tls_alert(std::string_view bytes) { return bytes.starts_with("\x15\x03"); }

}  // namespace

std::string Dialogue::escaped(std::string_view words) {
  std::string text;
  x509::append_printable(text, shortened(words, quoted_bytes_max), "\\\"");
  return text;
}

void Dialogue::receive(ByteView bytes) {
  while (state_ == DialogueState::more && !bytes.empty()) {
    const size_t room = std::min(limits_.message_bytes_max - buffer_.size(), limits_.bytes_max - received_);
    const ByteView part = bytes.first(std::min(room, bytes.size()));
    bytes = bytes.subspan(part.size());
    received_ += part.size();
    buffer_.insert(buffer_.end(), part.begin(), part.end());
    read_messages();
    if (state_ != DialogueState::more) break;
    if (buffer_.size() >= limits_.message_bytes_max) {
      fail(DialogueState::malformed,
           "while " + std::string(awaited_) + " was expected, " + std::string(peer_) + " sent more than " +
               std::to_string(limits_.message_bytes_max) + " bytes that are not a complete message of " +
               std::string(protocol_) + ": " + quoted(as_text(buffer_)));
    } else if (received_ >= limits_.bytes_max) {
      fail(DialogueState::malformed, std::string(peer_) + " sent " + std::to_string(limits_.bytes_max) +
                                         " bytes without the expected answer: " + std::string(awaited_));
    }
  }
  if (state_ == DialogueState::ready && !bytes.empty()) on_rest(bytes);
}

void Dialogue::read_messages() {
  size_t begin = 0;
  while (state_ == DialogueState::more) {
    const size_t skipped = std::min(skip_, buffer_.size() - begin);
    skip_ -= skipped;
    begin += skipped;
    const ByteView rest = ByteView(buffer_).subspan(begin);
    const size_t size = message_size(rest);
    if (size == 0 || state_ != DialogueState::more) break;
    if (++messages_ > limits_.messages_max) {
      fail(DialogueState::malformed, std::string(peer_) + " sent more than " +
                                         std::to_string(limits_.messages_max) +
                                         " messages without the expected answer: " + std::string(awaited_));
      break;
    }
    begin += size;
    on_message(rest.first(size));
  }
  if (state_ == DialogueState::ready && begin < buffer_.size()) on_rest(ByteView(buffer_).subspan(begin));
  if (state_ != DialogueState::more) begin = buffer_.size();
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(begin));
}

void Dialogue::end_of_stream() {
  if (state_ != DialogueState::more) return;
  std::string sentence =
      std::string(peer_) + " closed the connection while " + std::string(awaited_) + " was expected";
  if (!buffer_.empty()) sentence += ", after " + quoted(as_text(buffer_));
  on_closed(std::move(sentence));
}

Bytes Dialogue::take_output() { return std::exchange(output_, {}); }

void Dialogue::not_the_protocol(std::string_view words) {
  std::string sentence = "where " + std::string(awaited_) + " was expected, " + std::string(peer_) +
                         " sent what is not " + std::string(protocol_) + ": " + quoted(words);
  if (is_tls_alert(words)) sentence += ", a TLS alert; it seems to speak TLS from the first byte";
  fail(DialogueState::malformed, std::move(sentence));
}

void Dialogue::fail(DialogueState state, std::string problem) {
  state_ = state;
  problem_ = std::move(problem);
  output_.clear();
}

}  // namespace certcheck::net
