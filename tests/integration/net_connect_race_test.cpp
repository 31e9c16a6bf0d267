// Happy eyeballs (RFC 8305) over loopback.
#include "certcheck/net/detail/connect_race.h"

#include "tests/support/process.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <catch2/catch_test_macros.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>

using namespace certcheck::net;
using namespace certcheck::test;
using namespace std::chrono_literals;

namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Clock = ConnectRace::Clock;

tcp::endpoint at(const char* address, uint16_t port) { return {asio::ip::make_address(address), port}; }

/// A port that neither takes nor refuses connections: its queue is full, and the system drops what comes.
class BlackHole {
 public:
  explicit BlackHole(asio::io_context& io) : listener_(io, tcp::v4()) {
    listener_.bind({asio::ip::address_v4::loopback(), 0});
    listener_.listen(0);
    for (tcp::socket& socket : fillers_) {
      socket = tcp::socket(io, tcp::v4());
      socket.native_non_blocking(true);
      const tcp::endpoint full = listener_.local_endpoint();
      (void)::connect(socket.native_handle(), full.data(), static_cast<socklen_t>(full.size()));
    }
  }
  tcp::endpoint endpoint() const { return listener_.local_endpoint(); }

 private:
  tcp::acceptor listener_;
  std::array<tcp::socket, 4> fillers_{
      tcp::socket(listener_.get_executor()), tcp::socket(listener_.get_executor()),
      tcp::socket(listener_.get_executor()), tcp::socket(listener_.get_executor())};
};

struct Outcome {
  std::optional<tcp::endpoint> winner;
  std::vector<std::string> results;  ///< of each attempt: "connected", "" while unknown, or the error
  Clock::duration until_winner{}, in_all{}, waited{};
};

Outcome race(asio::io_context& io, const std::vector<tcp::endpoint>& endpoints, Clock::duration limit,
             std::chrono::milliseconds patience = 0ms, const std::shared_ptr<Pace>& pace = nullptr) {
  const auto run = std::make_shared<ConnectRace>(io, endpoints, std::nullopt, pace);
  Outcome outcome;
  const auto begin = Clock::now();
  const auto whole = [&]() -> asio::awaitable<void> {
    ConnectRace::Attempt* winner = co_await run->run(begin + limit);
    outcome.until_winner = Clock::now() - begin;
    if (winner != nullptr) outcome.winner = winner->endpoint;
    co_await run->finish(patience, begin + limit);
    outcome.in_all = Clock::now() - begin;
  };
  asio::co_spawn(io, whole(), asio::detached);
  io.run();
  outcome.waited = run->waited();
  for (const ConnectRace::Attempt& attempt : run->attempts())
    outcome.results.push_back(!attempt.result   ? ""
                              : *attempt.result ? attempt.result->message()
                                                : "connected");
  return outcome;
}

}  // namespace

TEST_CASE("families take turns, the first one's first") {
  const auto a = at("192.0.2.1", 1), b = at("192.0.2.2", 1), c = at("2001:db8::1", 1),
             d = at("2001:db8::2", 1), e = at("2001:db8::3", 1);
  CHECK(interleaved({c, d, e, a, b}) == std::vector{c, a, d, b, e});
  CHECK(interleaved({a, b, c}) == std::vector{a, c, b});
  CHECK(interleaved({}).empty());
}

TEST_CASE("an address that answers needs no other") {
  asio::io_context io(1);
  ScriptedServer server([](int socket) { wait_until_closed(socket); });
  const Outcome outcome = race(io, {at("127.0.0.1", server.port()), at("127.0.0.1", free_port())}, 20s);
  CHECK(outcome.winner == at("127.0.0.1", server.port()));
  CHECK(outcome.results == std::vector<std::string>{"connected", ""});
}

TEST_CASE("an address that refuses gives way to the next at once") {
  asio::io_context io(1);
  ScriptedServer server([](int socket) { wait_until_closed(socket); });
  std::vector<tcp::endpoint> endpoints;
  for (int i = 0; i < 40; ++i) endpoints.push_back(at("127.0.0.1", free_port()));
  endpoints.push_back(at("127.0.0.1", server.port()));
  const Outcome outcome = race(io, endpoints, 60s);
  CHECK(outcome.winner == endpoints.back());
  CHECK(outcome.results.front() == "Connection refused");
  CHECK(outcome.until_winner < 9s);  // 40 head starts would be ten seconds
}

TEST_CASE("an address that does not answer holds up the next for a moment only, and is found dead") {
  asio::io_context io(1);
  const BlackHole hole(io);
  ScriptedServer server([](int socket) { wait_until_closed(socket); });
  const Outcome outcome = race(io, {hole.endpoint(), at("127.0.0.1", server.port())}, 60s, 1000ms);
  CHECK(outcome.winner == at("127.0.0.1", server.port()));
  CHECK(outcome.until_winner >= 250ms);
  CHECK(outcome.in_all >= 1000ms);
  CHECK(outcome.in_all < 30s);
  CHECK(outcome.results == std::vector<std::string>{"Connection timed out", "connected"});
}

TEST_CASE("an address that had no time to answer has lost the race alone") {
  asio::io_context io(1);
  const BlackHole hole(io);
  ScriptedServer server([](int socket) { wait_until_closed(socket); });
  const Outcome outcome = race(io, {hole.endpoint(), at("127.0.0.1", server.port())}, 3s, 60s);
  CHECK(outcome.winner == at("127.0.0.1", server.port()));
  CHECK(outcome.in_all >= 3s);
  CHECK(outcome.results == std::vector<std::string>{"Operation canceled", "connected"});
}

TEST_CASE("each connection waits for its turn, which is no part of the limit") {
  asio::io_context io(1);
  ScriptedServer server([](int socket) { wait_until_closed(socket); });
  const auto pace = std::make_shared<Pace>(Rates{.overall = 1.0, .per_address = {}});
  const Outcome outcome =
      race(io, {at("127.0.0.1", free_port()), at("127.0.0.1", server.port())}, 500ms, 0ms, pace);
  CHECK(outcome.winner == at("127.0.0.1", server.port()));
  CHECK(outcome.results == std::vector<std::string>{"Connection refused", "connected"});
  CHECK(outcome.waited >= 900ms);
  CHECK(outcome.until_winner >= 900ms);
}

TEST_CASE("who waits for its turn does not hold up a connection that is made meanwhile") {
  asio::io_context io(1);
  ScriptedServer server([](int socket) { wait_until_closed(socket); });
  const auto pace = std::make_shared<Pace>(Rates{.overall = 1.0 / 3600, .per_address = {}});
  // The second one's head start is over before the first connection is made only on a busy machine.
  const Outcome outcome =
      race(io, {at("127.0.0.1", server.port()), at("127.0.0.1", free_port())}, 20s, 0ms, pace);
  CHECK(outcome.winner == at("127.0.0.1", server.port()));
  CHECK(outcome.until_winner < 20s);
}

TEST_CASE("where nobody answers it ends at the deadline") {
  asio::io_context io(1);
  const BlackHole hole(io);
  const Outcome outcome = race(io, {hole.endpoint(), hole.endpoint(), at("127.0.0.1", free_port())}, 600ms);
  CHECK_FALSE(outcome.winner);
  CHECK(outcome.until_winner >= 600ms);
  CHECK(outcome.until_winner < 30s);
  CHECK(outcome.results ==
        std::vector<std::string>{"Connection timed out", "Connection timed out", "Connection refused"});
}
