// RFC 2595 section 4 (STLS), RFC 2449 section 5 (CAPA), RFC 1939 (POP3).
#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

namespace certcheck::net::starttls {

namespace {

class Pop3 final : public LineDialogue {
 public:
  explicit Pop3(const Options& options) : LineDialogue("POP3", options) {}

 private:
  enum class Step : uint8_t { greeting, capabilities, list, start };

  void on_line(std::string_view line) override {
    if (step_ == Step::list) return on_capability(line);
    std::string_view rest = line;
    const std::string_view status = take_word(rest);
    const bool good = equal_ignoring_case(status, "+OK");
    if (!good && !equal_ignoring_case(status, "-ERR")) return not_the_protocol(line);
    switch (step_) {
      case Step::greeting:
        greet(line);
        if (!good) return refuse(Refusal::no_service, line);
        step_ = Step::capabilities;
        await("the reply to CAPA");
        return send("CAPA\r\n");
      case Step::capabilities:
        if (good) {
          step_ = Step::list;
          return;
        }
        // A server from before RFC 2449 may know STLS all the same.
        return start();
      case Step::start:
        return good ? be_ready() : refuse(line);
      case Step::list:
        return;
    }
  }

  void on_capability(std::string_view line) {
    if (line == ".") return offered() ? start() : not_offered();
    if (equal_ignoring_case(take_word(line), "STLS")) offer();
  }

  void start() {
    step_ = Step::start;
    await("the reply to STLS");
    send("STLS\r\n");
  }

  Step step_ = Step::greeting;
};

}  // namespace

std::unique_ptr<Dialogue> start_pop3(const Options& options) { return std::make_unique<Pop3>(options); }

}  // namespace certcheck::net::starttls
