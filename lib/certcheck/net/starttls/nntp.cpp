// RFC 4642 (STARTTLS), RFC 3977 (NNTP).
#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

namespace certcheck::net::starttls {

namespace {

class Nntp final : public LineDialogue {
 public:
  explicit Nntp(const Options& options) : LineDialogue("NNTP", options) {}

 private:
  enum class Step : uint8_t { greeting, capabilities, list, start };

  void on_line(std::string_view line) override {
    if (step_ == Step::list) return on_capability(line);
    const auto code = reply_code(line);
    if (!code) return not_the_protocol(line);
    switch (step_) {
      case Step::greeting:
        greet(line);
        // RFC 3977 section 5.1: 200 and 201, or 400 and 502.
        if (*code >= 400) return refuse(Refusal::no_service, line);
        if (*code != 200 && *code != 201) return not_the_protocol(line);
        step_ = Step::capabilities;
        await("the reply to CAPABILITIES");
        return send("CAPABILITIES\r\n");
      case Step::capabilities:
        if (*code == 400) return refuse(Refusal::no_service, line);
        if (*code == 101) {
          step_ = Step::list;
          return;
        }
        // A server from before RFC 3977 may know STARTTLS all the same.
        return start();
      case Step::start:
        // RFC 4642 section 2.2.1: 382, or 502 and 580.
        if (*code == 382) return be_ready();
        if (*code == 580) return refuse(Refusal::after_offer, line);
        return *code >= 400 ? refuse(line) : not_the_protocol(line);
      case Step::list:
        return;
    }
  }

  void on_capability(std::string_view line) {
    if (line == ".") return offered() ? start() : not_offered();
    if (equal_ignoring_case(take_word(line), "STARTTLS")) offer();
  }

  void start() {
    step_ = Step::start;
    await("the reply to STARTTLS");
    send("STARTTLS\r\n");
  }

  Step step_ = Step::greeting;
};

}  // namespace

std::unique_ptr<Dialogue> start_nntp(const Options& options) { return std::make_unique<Nntp>(options); }

}  // namespace certcheck::net::starttls
