#pragma once

#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogue.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace certcheck::net::starttls {

/// Takes the first word off the line: what is before a space, or all of it.
std::string_view take_word(std::string_view& line);
/// Whether `word` is among the words of the line.
bool has_word(std::string_view line, std::string_view word);
/// The three digits that a reply begins with, the first of them 1 to 5; a space, "-" or nothing follows.
std::optional<unsigned> reply_code(std::string_view line);

/// A protocol of lines. They end with CR LF; LF alone is taken as well.
class LineDialogue : public Dialogue {
 protected:
  /// With `counted` literals a line that ends with "{n}" or "{n+}" is followed by n bytes and then by its
  /// rest (RFC 9051 section 4.3, RFC 5804 section 1.2): neither is given to on_line(), which comes after
  /// them.
  enum class Literals : uint8_t { none, counted };

  LineDialogue(std::string_view protocol, const Options& options, Literals literals = Literals::none)
      : Dialogue(protocol, options), literals_(literals) {}

  /// The line without its end.
  virtual void on_line(std::string_view line) = 0;

 private:
  size_t message_size(ByteView received) final;
  void on_message(ByteView message) final;

  Literals literals_;
  bool continued_ = false;   ///< the next line is the rest of one that was interrupted by a literal
  std::string interrupted_;  ///< the beginning of that one
  size_t searched_ = 0;      ///< bytes at the front that hold no end of a line
};

/// A protocol of replies that begin with three digits and may have several lines.
class ReplyDialogue : public LineDialogue {
 protected:
  /// Whether each line of a reply begins with the code (RFC 5321 section 4.2.1) or, between the first and the
  /// last, holds any text (RFC 959 section 4.2).
  enum class Lines : uint8_t { coded, free };

  ReplyDialogue(std::string_view protocol, const Options& options, Lines lines)
      : LineDialogue(protocol, options), lines_(lines) {}

  /// One line of a reply, without its code if it has one. The first is number 0.
  virtual void on_reply_line(size_t number, std::string_view text) = 0;
  /// The reply is whole; `words` are its code and the beginning of its text on one line.
  virtual void on_reply(unsigned code, std::string_view words) = 0;

 private:
  void on_line(std::string_view line) final;

  Lines lines_;
  unsigned code_ = 0;
  size_t number_ = 0;
  std::string words_;
};

}  // namespace certcheck::net::starttls
