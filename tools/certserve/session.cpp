#include "certserve/session.h"

#include "certserve/http.h"
#include "certserve/scripted_session.h"
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
    // A TLS record is no HTTP: web servers say so at once.
    const bool is_tls = received_.front() == 0x16;
    if (!is_tls && !http_request_complete(received_)) {
      return received_.size() < request_bytes_max;
    }
    const std::string response = is_tls
                                     ? http_response("400 Bad Request", "This port speaks plain HTTP.\n")
                                     : http_response("200 OK", "plaintext: this port speaks plain HTTP.\n");
    answer = to_bytes(as_bytes(response));
    return false;
  }

 private:
  std::string received_;
};

}  // namespace

SessionFactory make_session_factory(const Scenario& scenario, const Presentation& presentation) {
  const auto scripted = [&presentation](ScriptedSession::Version version) -> SessionFactory {
    auto kept = std::make_shared<const Presentation>(presentation);
    return [kept, version] { return std::make_unique<ScriptedSession>(version, kept); };
  };
  switch (scenario.behaviour) {
    case Behaviour::scripted_tls12:
      return scripted(ScriptedSession::Version::tls12);
    case Behaviour::scripted_tls10:
      return scripted(ScriptedSession::Version::tls10);
    case Behaviour::silent:
      return [] { return std::make_unique<SilentSession>(); };
    case Behaviour::plain_http:
      return [] { return std::make_unique<PlainHttpSession>(); };
    case Behaviour::tls:
    case Behaviour::tls12_only:
    case Behaviour::tls13_only:
    case Behaviour::static_rsa:
    case Behaviour::client_certificate:
      break;
  }
  return make_tls_session_factory(scenario, presentation);
}

}  // namespace certcheck::certserve
