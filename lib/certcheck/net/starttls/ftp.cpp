// RFC 4217 (TLS), RFC 2389 section 3 (FEAT), RFC 959 (FTP).
#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

namespace certcheck::net::starttls {

namespace {

class Ftp final : public ReplyDialogue {
 public:
  explicit Ftp(const Options& options) : ReplyDialogue("FTP", options, Lines::free) {}

 private:
  enum class Step : uint8_t { greeting, features, start };

  // RFC 4217 section 6: "AUTH TLS"; some list their mechanisms in one line, "AUTH SSL;TLS;" or "AUTH TLS
  // TLS-C".
  void on_reply_line(size_t number, std::string_view text) override {
    if (step_ != Step::features || number == 0 || !equal_ignoring_case(take_word(text), "AUTH")) return;
    while (!text.empty()) {
      const size_t end = text.find_first_of("; ");
      if (equal_ignoring_case(text.substr(0, end), "TLS")) offer();
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
  }

  void on_reply(unsigned code, std::string_view words) override {
    switch (step_) {
      case Step::greeting:
        if (code == 120) return;  // RFC 959 section 5.4: ready in some minutes; 220 follows
        greet(words);
        if (code >= 400) return refuse(Refusal::no_service, words);
        if (code != 220) return not_the_protocol(words);
        step_ = Step::features;
        await("the reply to FEAT");
        return send("FEAT\r\n");
      case Step::features:
        if (code == 421) return refuse(Refusal::no_service, words);
        // Whatever the list says, or if there is none: servers may know AUTH without listing it.
        step_ = Step::start;
        await("the reply to AUTH TLS");
        return send("AUTH TLS\r\n");
      case Step::start:
        if (code == 234) return be_ready();
        if (code == 334) return refuse(words);  // RFC 2228: wants security data, which TLS has none of
        if (code < 400) return not_the_protocol(words);
        // RFC 4217 section 4 by RFC 2228: 431 and 534 are of a server that knows the mechanism, but will not.
        if (code == 431 || code == 534) return refuse(Refusal::after_offer, words);
        return refuse(words);
    }
  }

  Step step_ = Step::greeting;
};

}  // namespace

std::unique_ptr<Dialogue> start_ftp(const Options& options) { return std::make_unique<Ftp>(options); }

}  // namespace certcheck::net::starttls
