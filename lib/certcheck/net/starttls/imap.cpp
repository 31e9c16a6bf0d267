// RFC 9051 and, where it is the same, RFC 3501 (IMAP).
#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

namespace certcheck::net::starttls {

namespace {

class Imap final : public LineDialogue {
 public:
  explicit Imap(const Options& options) : LineDialogue("IMAP", options, Literals::counted) {}

 private:
  enum class Step : uint8_t { greeting, capability, start };

  void on_line(std::string_view line) override {
    std::string_view rest = line;
    const std::string_view tag = take_word(rest);
    const std::string_view status = take_word(rest);
    if (step_ == Step::greeting) return on_greeting(line, tag, status, rest);
    if (tag == "*") {
      // RFC 9051 7.1.5: BYE may come at any time.
      if (equal_ignoring_case(status, "BYE"))
        return offered() ? refuse(line) : refuse(Refusal::no_service, line);
      if (step_ == Step::capability && equal_ignoring_case(status, "CAPABILITY")) note_capabilities(rest);
      return;
    }
    if (tag != (step_ == Step::capability ? "a1" : "a2")) return not_the_protocol(line);
    const bool good = equal_ignoring_case(status, "OK");
    if (!good && !equal_ignoring_case(status, "NO") && !equal_ignoring_case(status, "BAD"))
      return not_the_protocol(line);
    if (!good) return refuse(line);
    if (step_ == Step::start) return be_ready();
    note_code(rest);
    if (!offered()) return not_offered();
    start();
  }

  void on_greeting(std::string_view line, std::string_view tag, std::string_view status,
                   std::string_view rest) {
    if (tag != "*") return not_the_protocol(line);
    greet(line);
    if (equal_ignoring_case(status, "BYE")) return refuse(Refusal::no_service, line);
    // RFC 9051 7.1.4: the client counts as logged in, and STARTTLS is for those who do not (6.2.1).
    if (equal_ignoring_case(status, "PREAUTH")) return refuse(Refusal::not_offered, line);
    if (!equal_ignoring_case(status, "OK")) return not_the_protocol(line);
    note_code(rest);
    if (offered()) return start();
    // A greeting may list less than there is.
    step_ = Step::capability;
    await("the reply to CAPABILITY");
    send("a1 CAPABILITY\r\n");
  }

  void start() {
    step_ = Step::start;
    await("the reply to STARTTLS");
    send("a2 STARTTLS\r\n");
  }

  void note_capabilities(std::string_view words) {
    if (has_word(words, "STARTTLS")) offer();
  }

  // RFC 9051 section 7.1: "[CAPABILITY ...]" in front of the text.
  void note_code(std::string_view text) {
    if (!text.starts_with('[')) return;
    std::string_view code = text.substr(1, text.find(']') - 1);
    if (equal_ignoring_case(take_word(code), "CAPABILITY")) note_capabilities(code);
  }

  Step step_ = Step::greeting;
};

}  // namespace

std::unique_ptr<Dialogue> start_imap(const Options& options) { return std::make_unique<Imap>(options); }

}  // namespace certcheck::net::starttls
