#include "certcheck/lint/handshake/themes.h"
#include "certcheck/lint/handshake_facts.h"

#include <fmt/format.h>

namespace certcheck::lint::handshake {
namespace {

// RFC 7301 3.2: "In the event that the server supports no protocols that the client advertises, then the
// server SHALL respond with a fatal "no_application_protocol" alert." So it never answers with another.
Outcome not_offered(const HandshakeFacts& facts, const Reporter& report) {
  const std::string& chosen = facts.record.alpn;
  if (chosen.empty()) return Outcome::not_applicable;
  const auto* hello = facts.client_hello();
  return hello != nullptr && hello->offers_alpn(chosen)
             ? Outcome::pass
             : report.fire(
                   message_path(facts.is_tls12() ? tls::message_type::server_hello
                                                 : tls::message_type::encrypted_extensions),
                   {},
                   fmt::format("the server chose the application protocol {}, which the client did not offer",
                               chosen),
                   {{"alpn", chosen}});
}

constexpr Lint application_protocol_lints[] = {
    {.check = {.id = "handshake.application_protocol.not_offered",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The server MUST select an application protocol that the client offered.",
               .citation = "RFC 7301 3.2; RFC 9325 3.8",
               .hint = "Let the server choose from the client's list, or end the handshake with an alert."},
     .example = "a server that selects h2 for a client that offers only http/1.1",
     .handshake = not_offered},
};

}  // namespace

constinit const Rows application_protocol_rows = application_protocol_lints;

}  // namespace certcheck::lint::handshake
