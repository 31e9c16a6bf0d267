// RFC 5804 (ManageSieve).
#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

namespace certcheck::net::starttls {

namespace {

class ManageSieve final : public LineDialogue {
 public:
  explicit ManageSieve(const Options& options) : LineDialogue("ManageSieve", options, Literals::counted) {}

 private:
  // RFC 5804 section 1.7: the greeting lists the capabilities, a line each, and ends with a response.
  void on_line(std::string_view line) override {
    if (greeting().empty()) greet(line);
    const std::string_view word = line.substr(0, line.find_first_of(" ("));
    if (equal_ignoring_case(word, "OK")) {
      if (started_) return be_ready();
      if (!offered()) return not_offered();
      started_ = true;
      await("the reply to STARTTLS");
      return send("STARTTLS\r\n");
    }
    if (equal_ignoring_case(word, "NO") || equal_ignoring_case(word, "BYE"))
      return started_ ? refuse(line) : refuse(Refusal::no_service, line);
    // A capability's name is a quoted string, or a literal, which none that is registered needs.
    const bool capability = !started_ && (line.starts_with('"') || line.starts_with('{'));
    if (!capability) return not_the_protocol(line);
    if (equal_ignoring_case(word, "\"STARTTLS\"")) offer();
  }

  bool started_ = false;
};

}  // namespace

std::unique_ptr<Dialogue> start_managesieve(const Options& options) {
  return std::make_unique<ManageSieve>(options);
}

}  // namespace certcheck::net::starttls
