#include "certcheck/net/proxy/detail/dialogue.h"

#include <utility>

namespace certcheck::net::proxy {

std::string Destination::text() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  return (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

void Dialogue::demand_credentials(bool had_some, std::string_view how) {
  std::string sentence = had_some ? "the proxy does not accept the user name and password"
                                  : "the proxy demands a user name and a password";
  if (!how.empty()) sentence += ": " + quoted(how);
  fail(Refusal::authentication, std::move(sentence));
}

void Dialogue::refuse(std::string_view answer) {
  fail(Refusal::refused, "the proxy refuses to connect to " + destination_text_ + ": " + quoted(answer));
}

void Dialogue::report_no_connection(std::string_view answer) {
  fail(Refusal::no_connection, "the proxy could not connect to " + destination_text_ + ": " + quoted(answer));
}

// Proxies that allow nobody in close without a word, and so do those that cannot connect.
void Dialogue::on_closed(std::string sentence) { fail(Refusal::refused, std::move(sentence)); }

void Dialogue::fail(Refusal refusal, std::string problem) {
  refusal_ = refusal;
  net::Dialogue::fail(DialogueState::refused, std::move(problem));
}

}  // namespace certcheck::net::proxy
