// IRCv3's "tls" (STARTTLS, numerics 670 and 691) and capability negotiation (CAP LS), RFC 1459 for the rest.
// A server need not say anything before a client registers, so the client begins.
#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

#include <algorithm>

namespace certcheck::net::starttls {

namespace {

class Irc final : public LineDialogue {
 public:
  explicit Irc(const Options& options) : LineDialogue("IRC", options) {
    await("the reply to CAP LS");
    send("CAP LS 302\r\n");
  }

 private:
  void on_line(std::string_view line) override {
    std::string_view rest = line;
    if (rest.starts_with('@')) take_word(rest);  // tags
    const bool prefixed = rest.starts_with(':');
    if (prefixed) take_word(rest);
    const std::string_view command = take_word(rest);
    const bool numeric = command.size() == 3 && std::all_of(command.begin(), command.end(), is_digit_of_irc);
    const bool letters = !command.empty() && std::all_of(command.begin(), command.end(), is_letter_of_irc);
    // RFC 1459 section 2.4: a numeric reply has a prefix.
    if (!letters && !(numeric && prefixed)) return not_the_protocol(line);
    if (greeting().empty()) greet(line);
    if (equal_ignoring_case(command, "ERROR"))
      return started_ ? refuse(line) : refuse(Refusal::no_service, line);
    if (equal_ignoring_case(command, "PING")) {
      send("PONG ");
      send(rest);
      return send("\r\n");
    }
    if (equal_ignoring_case(command, "CAP")) return on_capabilities(rest);
    if (command == "670" && started_) return be_ready();
    if (command == "691" && started_) return refuse(Refusal::after_offer, line);
    // Unknown command; not registered.
    if (command == "421" || command == "451") {
      if (started_) return refuse(line);
      start();  // an older server may know STARTTLS without CAP
    }
  }

  // "CAP nick LS [*] :capabilities", where the asterisk says that more follow.
  void on_capabilities(std::string_view rest) {
    take_word(rest);
    if (started_ || !equal_ignoring_case(take_word(rest), "LS")) return;
    const bool more = rest.starts_with("* ");
    if (more) take_word(rest);
    if (rest.starts_with(':')) rest.remove_prefix(1);
    while (!rest.empty()) {
      const std::string_view capability = take_word(rest);
      if (equal_ignoring_case(capability.substr(0, capability.find('=')), "tls")) offer();
    }
    if (more) return;
    offered() ? start() : not_offered();
  }

  void start() {
    started_ = true;
    await("the reply to STARTTLS");
    send("STARTTLS\r\n");
  }

  static bool is_digit_of_irc(char c) { return c >= '0' && c <= '9'; }
  static bool is_letter_of_irc(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

  bool started_ = false;
};

}  // namespace

std::unique_ptr<Dialogue> start_irc(const Options& options) { return std::make_unique<Irc>(options); }

}  // namespace certcheck::net::starttls
