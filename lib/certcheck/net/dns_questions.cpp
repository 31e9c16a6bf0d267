#include "certcheck/net/detail/dns_questions.h"

#include "certcheck/base/ascii.h"
#include "certcheck/net/detail/dns_reply.h"
#include "certcheck/net/detail/resolver.h"
#include "certcheck/x509/certificate.h"

#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using Clock = LoopClock;

/// Of one certificate; public CAs stop at a hundred, and most certificates have a handful.
constexpr size_t caa_names_most = 20;

/// What the codes say that are not answers (RFC 1035 4.1.1).
std::string name_of_code(uint8_t code) {
  constexpr std::array<std::string_view, 6> names{
      "", "the question was malformed (FORMERR)", "SERVFAIL", "", "NOTIMP", "REFUSED"};
  return code < names.size() ? std::string(names[code]) : "RCODE " + std::to_string(code);
}

/// The answer to one question, each record read by `read`.
template <typename Record, typename Read>
dns::Answer<Record> answer_of(const DnsQuestion& question, const DnsMessage& message, Read read) {
  constexpr uint8_t no_error = 0, no_such_name = 3;
  dns::Answer<Record> answer{.name = question.name, .records = {}};
  answer.problem = message.problem;
  answer.timed_out = message.timed_out;
  answer.for_now = message.for_now;
  if (!answer.problem.empty()) return answer;
  const auto reply = read_dns_reply(message.bytes, question.name, question.type);
  if (!reply) {
    answer.problem = "the answer of the name server cannot be read";
    return answer;
  }
  if (reply->code != no_error && reply->code != no_such_name) {
    answer.problem = name_of_code(reply->code);
    return answer;
  }
  answer.exists = reply->code != no_such_name;
  answer.authenticated = reply->authenticated;
  answer.aliases = reply->aliases;
  for (const ByteView data : reply->data)
    if (auto record = read(ByteView(message.bytes), data))
      answer.records.push_back(*std::move(record));
    else
      answer.unreadable.push_back(to_bytes(data));
  return answer;
}

}  // namespace

asio::awaitable<dns::Answer<dns::MxRecord>> look_up_exchangers(asio::io_context& io, std::string domain,
                                                               std::string server,
                                                               Clock::time_point deadline) {
  const DnsQuestion question{std::string(without_final_dot(domain)), dns::type_mx};
  std::vector<DnsQuestion> questions(1, question);
  const std::vector<DnsMessage> messages =
      co_await ask(io, std::move(questions), std::move(server), deadline);
  co_return answer_of<dns::MxRecord>(question, messages.front(), read_mx);
}

asio::awaitable<dns::TlsaLookup> look_up_tlsa(asio::io_context& io, std::string host, uint16_t port,
                                              std::string server, Clock::time_point deadline) {
  host = to_lower(without_final_dot(host));
  // With an answer about addresses comes the chain of aliases, whichever addresses there are.
  const DnsQuestion about_host{host, dns::type_a};
  std::vector<DnsQuestion> first(1, about_host);
  const std::vector<DnsMessage> chain = co_await ask(io, std::move(first), server, deadline);
  const auto addresses = answer_of<Bytes>(
      about_host, chain.front(), [](ByteView, ByteView data) { return std::optional(to_bytes(data)); });
  std::vector<std::string> bases(1, host);
  if (!addresses.aliases.empty() && addresses.authenticated)
    bases.insert(bases.begin(), to_lower(addresses.aliases.back()));
  dns::TlsaLookup lookup;
  lookup.host_unauthenticated =
      addresses.problem.empty() && addresses.aliases.empty() && !addresses.authenticated;
  for (const std::string& base : bases) {
    const DnsQuestion question{"_" + std::to_string(port) + "._tcp." + base, dns::type_tlsa};
    std::vector<DnsQuestion> questions(1, question);
    const std::vector<DnsMessage> messages = co_await ask(io, std::move(questions), server, deadline);
    lookup.base_domain = base;
    lookup.asked.push_back(question.name);
    lookup.answer = answer_of<dns::TlsaRecord>(question, messages.front(),
                                               [](ByteView, ByteView data) { return read_tlsa(data); });
    const bool none = lookup.answer.records.empty() && lookup.answer.unreadable.empty();
    if (!none || !lookup.answer.problem.empty()) break;
  }
  co_return lookup;
}

asio::awaitable<std::vector<dns::CaaLookup>> look_up_caa(asio::io_context& io, std::vector<std::string> names,
                                                         std::string server, Clock::time_point deadline) {
  struct Climb {
    dns::CaaLookup lookup;
    std::string domain;  ///< to look at next; empty: it is over
  };
  std::vector<Climb> climbs;
  for (std::string& name : names) {
    std::string domain =
        to_lower(without_final_dot(std::string_view(name).substr(name.starts_with("*.") ? 2 : 0)));
    Climb climb{.lookup = {.name = std::move(name), .found_at = {}}, .domain = std::move(domain)};
    climb.lookup.authenticated = true;
    climbs.push_back(std::move(climb));
  }
  std::map<std::string, dns::Answer<dns::CaaRecord>> known;
  for (;;) {
    // Names of one certificate have most of what is above them in common.
    std::set<std::string> wanted;
    for (Climb& climb : climbs) {
      for (auto place = known.find(climb.domain); !climb.domain.empty() && place != known.end();
           place = known.find(climb.domain)) {
        const dns::Answer<dns::CaaRecord>& answer = place->second;
        climb.lookup.authenticated = climb.lookup.authenticated && answer.authenticated;
        const bool found = !answer.records.empty() || !answer.unreadable.empty();
        if (found) climb.lookup.found_at = climb.domain;
        climb.lookup.records = answer.records;
        climb.lookup.unreadable = answer.unreadable;
        if (!answer.problem.empty()) climb.lookup.problem = climb.domain + ": " + answer.problem;
        const size_t dot = climb.domain.find('.');
        const bool over = found || !answer.problem.empty() || dot == std::string::npos;
        climb.domain = over ? std::string() : climb.domain.substr(dot + 1);
      }
      if (!climb.domain.empty()) wanted.insert(climb.domain);
    }
    if (wanted.empty()) break;
    std::vector<DnsQuestion> questions;
    for (const std::string& domain : wanted) questions.push_back({domain, dns::type_caa});
    const std::vector<DnsMessage> messages = co_await ask(io, questions, server, deadline);
    for (size_t i = 0; i < questions.size(); ++i)
      known.emplace(questions[i].name,
                    answer_of<dns::CaaRecord>(questions[i], messages[i],
                                              [](ByteView, ByteView data) { return read_caa(data); }));
  }
  std::vector<dns::CaaLookup> lookups;
  for (Climb& climb : climbs) {
    climb.lookup.authenticated = climb.lookup.authenticated && climb.lookup.problem.empty();
    lookups.push_back(std::move(climb.lookup));
  }
  co_return lookups;
}

std::vector<std::string> names_for_caa(const std::string& host, ByteView certificate, size_t& left_out) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  left_out = 0;
  const auto add = [&](std::string name) {
    name = to_lower(without_final_dot(name));
    if (name.empty() || !seen.insert(name).second) return;
    if (names.size() < caa_names_most)
      names.push_back(std::move(name));
    else
      ++left_out;
  };
  add(host);
  const x509::CertificatePtr leaf = x509::parse_certificate(certificate);
  if (leaf->subject_alternative_names)
    for (const x509::GeneralName& name : *leaf->subject_alternative_names)
      if (name.kind == x509::GeneralName::Kind::dns_name) add(std::string(name.text()));
  return names;
}

}  // namespace certcheck::net
