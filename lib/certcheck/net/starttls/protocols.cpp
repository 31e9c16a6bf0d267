#include "certcheck/net/starttls/detail/protocols.h"

#include "certcheck/base/ascii.h"
#include "certcheck/net/starttls/detail/dialogues.h"
#include "certcheck/net/starttls/detail/line_dialogue.h"

#include <algorithm>

namespace certcheck::net::starttls {

namespace {

constexpr auto http_request = Protocol::AfterHandshake::http_request;
constexpr auto nothing = Protocol::AfterHandshake::nothing;

// Ports and schemes as registered with IANA, and those in common use alongside them: 2525 for submission,
// 3268 and 3269 for Active Directory's global catalogue, 6666 to 6669 for IRC, 6379 and 6380 for Redis, and
// those where servers of HTTPS for test and administration stand.
constexpr std::array protocol_table{
    Protocol{"https", {"http"}, {}, {}, {"https", "wss"}, {443, 8443, 9443, 10443, 6443}, http_request},
    Protocol{"smtp",
             {"submission"},
             {"smtp", "submission"},
             {25, 587, 2525},
             {"smtps", "submissions"},
             {465},
             nothing,
             start_smtp},
    Protocol{"lmtp", {}, {"lmtp"}, {24}, {}, {}, nothing, start_lmtp},
    Protocol{"imap", {}, {"imap"}, {143}, {"imaps"}, {993}, nothing, start_imap},
    Protocol{"pop3", {"pop"}, {"pop", "pop3"}, {110}, {"pop3s", "pops"}, {995}, nothing, start_pop3},
    Protocol{"managesieve", {"sieve"}, {"sieve", "managesieve"}, {4190}, {}, {}, nothing, start_managesieve},
    Protocol{"ftp", {}, {"ftp", "ftpes"}, {21}, {"ftps"}, {990}, nothing, start_ftp},
    Protocol{"ldap", {}, {"ldap"}, {389, 3268}, {"ldaps"}, {636, 3269}, nothing, start_ldap},
    Protocol{
        "xmpp", {"xmpp-client", "jabber"}, {"xmpp"}, {5222}, {"xmpps"}, {5223}, nothing, start_xmpp_client},
    Protocol{"xmpp-server",
             {"jabber-server"},
             {"xmpp-server"},
             {5269},
             {"xmpps-server"},
             {5270},
             nothing,
             start_xmpp_server},
    Protocol{"nntp", {}, {"nntp"}, {119, 433}, {"nntps", "snews"}, {563}, nothing, start_nntp},
    Protocol{"irc", {}, {"irc"}, {6667, 6666, 6668, 6669}, {"ircs"}, {6697, 994}, nothing, start_irc},
    Protocol{"postgres", {"postgresql"}, {"postgresql", "postgres"}, {5432}, {}, {}, nothing, start_postgres},
    Protocol{"mysql", {"mariadb"}, {"mysql", "mariadb"}, {3306}, {}, {}, nothing, start_mysql},
    Protocol{"rdp", {"ms-rdp"}, {"rdp", "ms-rd"}, {3389}, {}, {}, nothing, start_rdp},
    Protocol{"dns", {"dot"}, {}, {}, {"dot"}, {853}},
    Protocol{"telnets", {}, {}, {}, {"telnets"}, {992}},
    Protocol{"sip", {}, {}, {}, {"sips"}, {5061}},
    Protocol{"amqp", {}, {}, {}, {"amqps"}, {5671}},
    Protocol{"mqtt", {}, {}, {}, {"mqtts"}, {8883}},
    Protocol{"redis", {}, {}, {}, {"rediss"}, {6379, 6380}},
};

template <typename Values, typename Value>
bool lists(const Values& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool lists_word(const std::array<std::string_view, 2>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view known) { return equal_ignoring_case(known, word); });
}

template <typename Condition>
const Protocol* first_that(const Condition& condition) {
  const auto* found = std::find_if(protocol_table.begin(), protocol_table.end(), condition);
  return found == protocol_table.end() ? nullptr : found;
}

}  // namespace

std::span<const Protocol> protocols() { return protocol_table; }

const Protocol* find_protocol(std::string_view name) {
  if (name.empty()) return nullptr;
  return first_that([&](const Protocol& protocol) {
    return equal_ignoring_case(protocol.name, name) || lists_word(protocol.aliases, name);
  });
}

const Protocol* protocol_of_clear_port(uint16_t port) {
  if (port == 0) return nullptr;
  return first_that([&](const Protocol& protocol) { return lists(protocol.clear_ports, port); });
}

const Protocol* protocol_of_tls_port(uint16_t port) {
  if (port == 0) return nullptr;
  return first_that([&](const Protocol& protocol) { return lists(protocol.tls_ports, port); });
}

std::optional<Scheme> find_scheme(std::string_view scheme) {
  if (scheme.empty()) return std::nullopt;
  for (const Protocol& protocol : protocol_table) {
    if (lists_word(protocol.clear_schemes, scheme)) return Scheme{&protocol, true, protocol.clear_ports[0]};
    if (lists_word(protocol.tls_schemes, scheme)) return Scheme{&protocol, false, protocol.tls_ports[0]};
  }
  return std::nullopt;
}

}  // namespace certcheck::net::starttls
