#include "certcheck/net/starttls/detail/dialogue.h"

#include <utility>

namespace certcheck::net::starttls {

void Dialogue::on_closed(std::string sentence) {
  if (!greeting_.empty()) sentence += " (it greeted with \"" + greeting_ + "\")";
  fail(offered_ ? Refusal::after_offer : Refusal::no_service, std::move(sentence));
}

void Dialogue::not_offered() {
  std::string sentence = "the " + std::string(protocol()) + " server does not offer TLS";
  if (!greeting_.empty()) sentence += " (it greeted with \"" + greeting_ + "\")";
  fail(Refusal::not_offered, std::move(sentence));
}

void Dialogue::refuse(Refusal refusal, std::string_view words) {
  const std::string server = "the " + std::string(protocol()) + " server ";
  const std::string_view what = refusal == Refusal::after_offer && offered_
                                    ? "offers TLS and then refuses it: "
                                : refusal == Refusal::after_offer ? "refuses to start TLS: "
                                : refusal == Refusal::not_offered ? "does not offer TLS: "
                                                                  : "refuses service: ";
  fail(refusal, server + std::string(what) + quoted(words));
}

void Dialogue::fail(Refusal refusal, std::string problem) {
  refusal_ = refusal;
  net::Dialogue::fail(State::refused, std::move(problem));
}

}  // namespace certcheck::net::starttls
