#include "certserve/session.h"

#include "certcheck/tls/code_points.h"

#include "certserve/handmade_session.h"
#include "certserve/http.h"
#include "certserve/tls_session.h"

namespace certcheck::certserve {
namespace {

class SilentSession final : public Session {
 public:
  bool receive(ByteView, Bytes&) override { return true; }
  // It is the client that shall lose patience.
  std::chrono::seconds patience() const override { return std::chrono::seconds(120); }
};

class PlainHttpSession final : public Session {
 public:
  bool receive(ByteView received, Bytes& answer) override {
    received_.append(as_text(received));
    // A TLS record is not HTTP: web servers say so at once.
    const bool is_tls = received_.front() == tls::handshake_content;
    if (!is_tls && !http_request_complete(received_)) return received_.size() < request_bytes_max;
    const std::string response = is_tls
                                     ? http_response("400 Bad Request", "This port speaks plain HTTP.\n")
                                     : http_response("200 OK", "plaintext: this port speaks plain HTTP.\n");
    answer = to_bytes(as_bytes(response));
    return false;
  }

 private:
  std::string received_;
};

// What is before some servers: it reads the first packet, or so much of it, and does not like what is
// longer.
class SmallHelloSession final : public Session {
 public:
  SmallHelloSession(bool resets, std::unique_ptr<Session> inner)
      : resets_(resets), inner_(std::move(inner)) {}

  bool receive(ByteView received, Bytes& answer) override {
    constexpr size_t header_bytes = 5, hello_bytes_max = 1024;
    if (passed_) return inner_->receive(received, answer);
    held_.insert(held_.end(), received.begin(), received.end());
    if (held_.size() < header_bytes) return true;
    const size_t size = static_cast<size_t>(held_[3]) << 8 | held_[4];
    if (size > hello_bytes_max) return !resets_;
    passed_ = true;
    return inner_->receive(held_, answer);
  }
  bool resets() const override { return resets_ && !passed_; }
  std::chrono::seconds patience() const override { return std::chrono::seconds(resets_ ? 10 : 120); }

 private:
  const bool resets_;
  const std::unique_ptr<Session> inner_;
  bool passed_ = false;
  Bytes held_;
};

}  // namespace

SessionFactory make_session_factory(const Scenario& scenario, const Presentation& presentation) {
  using Deed = Script::Deed;
  const auto handmade = [&](const Script& script) -> SessionFactory {
    auto kept = std::make_shared<const Presentation>(presentation);
    auto response = std::make_shared<const std::string>(scenario_response(scenario));
    return [kept, response, script] { return std::make_unique<HandmadeSession>(script, kept, response); };
  };
  const auto handmade_in = [&](uint16_t version, Deed deed = Deed::nothing, bool static_rsa = false) {
    return handmade({.newest = version, .oldest = version, .static_rsa = static_rsa, .deed = deed});
  };
  const auto small_hello = [&](bool resets) -> SessionFactory {
    return [resets, inner = make_tls_session_factory(scenario, presentation)] {
      return std::make_unique<SmallHelloSession>(resets, inner());
    };
  };
  switch (scenario.behaviour) {
    case Behaviour::handmade:
      return handmade({});
    case Behaviour::handmade_tls12:
      return handmade_in(tls::tls12_version);
    case Behaviour::request_hellos:
      return handmade_in(tls::tls12_version, Deed::request_hellos);
    case Behaviour::leave_without_a_word:
      return handmade_in(tls::tls12_version, Deed::leave_without_a_word);
    case Behaviour::compress_certificate:
      return handmade_in(tls::tls13_version, Deed::compress_certificate);
    case Behaviour::certificate_bomb:
      return handmade_in(tls::tls13_version, Deed::send_bomb);
    case Behaviour::hidden_certificate_bomb:
      return handmade_in(tls::tls13_version, Deed::send_hidden_bomb);
    case Behaviour::tls11_only:
      return handmade_in(tls::tls11_version);
    case Behaviour::tls10_only:
      return handmade_in(tls::tls10_version, Deed::nothing, true);
    case Behaviour::ssl3_only:
      return handmade_in(tls::ssl3_version, Deed::nothing, true);
    case Behaviour::ssl3_refusal:
      return handmade_in(tls::ssl3_version, Deed::send_error_of_ssl3);
    case Behaviour::large_hello_reset:
      return small_hello(true);
    case Behaviour::large_hello_silence:
      return small_hello(false);
    case Behaviour::silent:
      return [] { return std::make_unique<SilentSession>(); };
    case Behaviour::plain_http:
      return [] { return std::make_unique<PlainHttpSession>(); };
    case Behaviour::tls:
    case Behaviour::tls12_only:
    case Behaviour::tls13_only:
    case Behaviour::static_rsa:
    case Behaviour::client_certificate:
    case Behaviour::client_certificate_tls12:
      break;
  }
  return make_tls_session_factory(scenario, presentation);
}

}  // namespace certcheck::certserve
