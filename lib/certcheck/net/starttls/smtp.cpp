// RFC 3207 (STARTTLS), RFC 5321 (SMTP), RFC 2033 (LMTP, which differs in the greeting's verb).
#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

namespace certcheck::net::starttls {

namespace {

class Smtp final : public ReplyDialogue {
 public:
  Smtp(bool lmtp, const Options& options)
      : ReplyDialogue(lmtp ? "LMTP" : "SMTP", options, Lines::coded),
        hello_((lmtp ? "LHLO " : "EHLO ") + options.client_name + "\r\n"),
        lmtp_(lmtp) {}

 private:
  enum class Step : uint8_t { greeting, hello, start };

  // RFC 5321 4.1.1.1: after the first line, which names the server, each line begins with a keyword.
  void on_reply_line(size_t number, std::string_view text) override {
    if (step_ == Step::hello && number > 0 && equal_ignoring_case(take_word(text), "STARTTLS")) offer();
  }

  void on_reply(unsigned code, std::string_view words) override {
    switch (step_) {
      case Step::greeting:
        greet(words);
        // RFC 5321 3.1: 554 instead of a greeting, or 421 of one that shuts down.
        if (code >= 400) return refuse(Refusal::no_service, words);
        if (code != 220) return not_the_protocol(words);
        step_ = Step::hello;
        await(lmtp_ ? "the reply to LHLO" : "the reply to EHLO");
        return send(hello_);
      case Step::hello:
        if (code == 421) return refuse(Refusal::no_service, words);
        // Who does not know EHLO knows no extension (RFC 5321 section 2.2).
        if (code >= 400) return refuse(Refusal::not_offered, words);
        if (code != 250) return not_the_protocol(words);
        if (!offered()) return not_offered();
        step_ = Step::start;
        await("the reply to STARTTLS");
        return send("STARTTLS\r\n");
      case Step::start:
        // RFC 3207 section 4: 220, or 501 or 454.
        if (code == 220) return be_ready();
        return code >= 400 ? refuse(words) : not_the_protocol(words);
    }
  }

  const std::string hello_;
  const bool lmtp_;
  Step step_ = Step::greeting;
};

}  // namespace

std::unique_ptr<Dialogue> start_smtp(const Options& options) {
  return std::make_unique<Smtp>(false, options);
}
std::unique_ptr<Dialogue> start_lmtp(const Options& options) { return std::make_unique<Smtp>(true, options); }

}  // namespace certcheck::net::starttls
