#include "certcheck/net/starttls/dialogue.h"

#include "certcheck/base/shorten.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <utility>

namespace certcheck::net::starttls {

namespace {

constexpr size_t quoted_bytes_max = 300;

std::string escaped_words(std::string_view words) {
  std::string text;
  x509::append_printable(text, shortened(words, quoted_bytes_max), "\\\"");
  return text;
}

std::string in_quotes(std::string_view words) { return "\"" + escaped_words(words) + "\""; }

/// An alert of TLS 1.x (RFC 8446 section 5.1): what a server that begins with TLS answers to clear text.
bool is_tls_alert(std::string_view bytes) { return bytes.starts_with("\x15\x03"); }

}  // namespace

void Dialogue::receive(ByteView bytes) {
  while (state_ == State::more && !bytes.empty()) {
    const size_t room = std::min(limits_.message_bytes_max - buffer_.size(), limits_.bytes_max - received_);
    const ByteView part = bytes.first(std::min(room, bytes.size()));
    bytes = bytes.subspan(part.size());
    received_ += part.size();
    buffer_.insert(buffer_.end(), part.begin(), part.end());
    read_messages();
    if (state_ != State::more) break;
    if (buffer_.size() >= limits_.message_bytes_max) {
      fail(State::malformed, Refusal::none,
           "while " + std::string(awaited_) + " was awaited, the server sent more than " +
               std::to_string(limits_.message_bytes_max) + " bytes that are no whole message of " +
               std::string(protocol_) + ": " + in_quotes(as_text(buffer_)));
    } else if (received_ >= limits_.bytes_max) {
      fail(State::malformed, Refusal::none,
           "the server sent " + std::to_string(limits_.bytes_max) + " bytes without an answer; awaited was " +
               std::string(awaited_));
    }
  }
  if (state_ == State::ready) bytes_after_go_ahead_ += bytes.size();
}

void Dialogue::read_messages() {
  size_t begin = 0;
  while (state_ == State::more) {
    const size_t skipped = std::min(skip_, buffer_.size() - begin);
    skip_ -= skipped;
    begin += skipped;
    const ByteView rest = ByteView(buffer_).subspan(begin);
    const size_t size = message_size(rest);
    if (size == 0 || state_ != State::more) break;
    if (++messages_ > limits_.messages_max) {
      fail(State::malformed, Refusal::none,
           "the server sent more than " + std::to_string(limits_.messages_max) +
               " messages without an answer; awaited was " + std::string(awaited_));
      break;
    }
    begin += size;
    on_message(rest.first(size));
  }
  if (state_ == State::ready) bytes_after_go_ahead_ += buffer_.size() - begin;
  if (state_ != State::more) begin = buffer_.size();
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(begin));
}

void Dialogue::end_of_stream() {
  if (state_ != State::more) return;
  std::string sentence = "the server closed the connection while " + std::string(awaited_) + " was awaited";
  if (!buffer_.empty()) sentence += ", after " + in_quotes(as_text(buffer_));
  if (!greeting_.empty()) sentence += " (it greeted with \"" + greeting_ + "\")";
  fail(State::refused, offered_ ? Refusal::after_offer : Refusal::no_service, std::move(sentence));
}

Bytes Dialogue::take_output() { return std::exchange(output_, {}); }

void Dialogue::greet(std::string_view text) { greeting_ = escaped_words(text); }

void Dialogue::not_offered() {
  std::string sentence = "the " + std::string(protocol_) + " server does not offer TLS";
  if (!greeting_.empty()) sentence += " (it greeted with \"" + greeting_ + "\")";
  fail(State::refused, Refusal::not_offered, std::move(sentence));
}

void Dialogue::refuse(Refusal refusal, std::string_view words) {
  const std::string server = "the " + std::string(protocol_) + " server ";
  const std::string_view what = refusal == Refusal::after_offer && offered_
                                    ? "offers TLS and then refuses it: "
                                : refusal == Refusal::after_offer ? "refuses to start TLS: "
                                : refusal == Refusal::not_offered ? "does not offer TLS: "
                                                                  : "refuses service: ";
  fail(State::refused, refusal, server + std::string(what) + in_quotes(words));
}

void Dialogue::not_the_protocol(std::string_view words) {
  std::string sentence = "where " + std::string(awaited_) + " was awaited, the server sent what is not " +
                         std::string(protocol_) + ": " + in_quotes(words);
  if (is_tls_alert(words)) sentence += ", an alert of TLS, which it seems to speak from the first byte";
  fail(State::malformed, Refusal::none, std::move(sentence));
}

void Dialogue::fail(State state, Refusal refusal, std::string problem) {
  state_ = state;
  refusal_ = refusal;
  problem_ = std::move(problem);
  output_.clear();
}

}  // namespace certcheck::net::starttls
