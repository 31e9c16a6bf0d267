#include "certcheck/net/converse.h"

#include "certcheck/base/ip_address.h"
#include "certcheck/net/detail/route.h"
#include "certcheck/net/detail/time_limit.h"
#include "certcheck/tls/handshake_record.h"

#include <optional>
#include <utility>

namespace certcheck::net {

namespace {

Target target_of(std::string host, uint16_t port) {
  const auto address = parse_ip_address(host);
  const auto kind = !address                       ? Target::Kind::dns
                    : address->size() == ipv4_size ? Target::Kind::ipv4
                                                   : Target::Kind::ipv6;
  Target target{.input = host, .host = {}, .port = port, .kind = kind, .scheme = {}, .starttls = {}};
  target.host = std::move(host);
  return target;
}

}  // namespace

boost::asio::awaitable<Contact> converse(std::shared_ptr<boost::asio::io_context> io, std::string host,
                                         uint16_t port, std::shared_ptr<const ConnectOptions> options,
                                         std::chrono::milliseconds limit, Conversation& conversation) {
  TimeLimit time(limit, options->step_timeout);
  const Target target = target_of(std::move(host), port);
  Route route(std::move(io), target, std::move(options), time);
  tls::HandshakeRecord record;
  const bool connected = co_await route.connect(record);
  if (!connected)
    co_return Contact{.outcome = record.failure == tls::HandshakeFailure::timeout
                                     ? Contact::Outcome::timed_out
                                     : Contact::Outcome::no_connection,
                      .problem = record.error,
                      .address = record.address};
  Contact contact{.outcome = Contact::Outcome::finished, .problem = {}, .address = record.address};
  Transport& transport = route.transport();
  bool writable = true;
  for (;;) {
    // A peer that closes may have said why.
    if (const Bytes output = conversation.take_output(); !output.empty() && writable) {
      const auto ec = co_await transport.write(output, time.step());
      writable = !ec;
    }
    if (conversation.over()) break;
    Transport::error_code ec;
    const ByteView bytes = co_await transport.read(time.step(), ec);
    if (ec && transport.timed_out()) {
      contact.outcome = Contact::Outcome::timed_out;
      contact.problem = time.over() ? "the time limit was reached before the answer was complete"
                                    : "no more of the answer came in time";
      break;
    }
    if (ec) {
      conversation.end_of_stream();
      break;
    }
    conversation.receive(bytes);
  }
  route.close();
  co_return contact;
}

boost::asio::awaitable<std::vector<Bytes>> addresses_of(std::shared_ptr<boost::asio::io_context> io,
                                                        std::string host,
                                                        std::shared_ptr<const ConnectOptions> options,
                                                        std::chrono::milliseconds limit) {
  TimeLimit time(limit, options->step_timeout);
  auto own = std::make_shared<ConnectOptions>(*options);
  own->proxies = {};
  own->address_guard = nullptr;
  const Target target = target_of(std::move(host), 0);
  Route route(std::move(io), target, std::move(own), time);
  tls::HandshakeRecord record;
  const auto endpoints = co_await route.find_endpoints(record);
  std::vector<Bytes> addresses;
  for (const auto& endpoint : endpoints)
    if (auto address = parse_ip_address(endpoint.address().to_string()))
      addresses.push_back(*std::move(address));
  co_return addresses;
}

}  // namespace certcheck::net
