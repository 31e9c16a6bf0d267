#include "certcheck/net/detail/connect_race.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <netinet/in.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

// RFC 8305 section 8: the recommended delay between attempts, and the least.
constexpr milliseconds attempt_delay{250}, attempt_delay_min{10};

ConnectRace::error_code bind_to(ConnectRace::tcp::socket& socket, const ConnectRace::tcp::endpoint& to,
                                const asio::ip::address& source) {
  ConnectRace::error_code ec;
  socket.open(to.protocol(), ec);
  if (ec) return ec;
#ifdef IP_BIND_ADDRESS_NO_PORT
  // The port is chosen when the peer is known: others may then have the same one with other peers.
  const int on = 1;
  (void)::setsockopt(socket.native_handle(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
#endif
  socket.bind({source, 0}, ec);
  return ec;
}

}  // namespace

bool is_local(const boost::system::error_code& ec) {
  return ec == asio::error::no_descriptors || ec == boost::system::errc::too_many_files_open_in_system ||
         ec == asio::error::no_buffer_space || ec == asio::error::no_memory;
}

std::vector<ConnectRace::tcp::endpoint> interleaved(
    const std::vector<ConnectRace::tcp::endpoint>& endpoints) {
  if (endpoints.empty()) return {};
  std::deque<ConnectRace::tcp::endpoint> of_first, of_other;
  for (const auto& endpoint : endpoints)
    (endpoint.protocol() == endpoints.front().protocol() ? of_first : of_other).push_back(endpoint);
  std::vector<ConnectRace::tcp::endpoint> mixed;
  while (!of_first.empty() || !of_other.empty()) {
    for (auto* family : {&of_first, &of_other}) {
      if (family->empty()) continue;
      mixed.push_back(family->front());
      family->pop_front();
    }
  }
  return mixed;
}

ConnectRace::ConnectRace(asio::io_context& io, const std::vector<tcp::endpoint>& endpoints,
                         const std::optional<asio::ip::address>& source, std::shared_ptr<Pace> pace,
                         std::optional<Pace::Clock::time_point> end)
    : source_(source), pace_(std::move(pace)), end_(end), news_(io), turn_(io) {
  for (const tcp::endpoint& endpoint : endpoints) {
    waiting_.push_back(attempts_.size());
    attempts_.push_back({.endpoint = endpoint, .socket = tcp::socket(io)});
  }
}

asio::awaitable<ConnectRace::Attempt*> ConnectRace::run(Clock::time_point deadline) {
  // Where there are many or the time is short, the last ones have their turn in the first half of it.
  const auto share = (deadline - Clock::now()) / static_cast<Clock::rep>(2 * attempts_.size() + 1);
  head_start_ = std::clamp<Clock::duration>(share, attempt_delay_min, attempt_delay);
  while (winner_ == nullptr && (under_way_ != 0 || !waiting_.empty()) && Clock::now() < deadline &&
         !is_over()) {
    if (!waiting_.empty() && Clock::now() >= next_begin_) {
      const size_t index = waiting_.front();
      waiting_.pop_front();
      const auto before = Clock::now();
      co_await wait_for_turn(attempts_[index]);
      const auto waited = Clock::now() - before;
      waited_ += waited;
      deadline += waited;
      if (winner_ == nullptr && !is_over()) begin(index);
      continue;
    }
    co_await wait_until(waiting_.empty() ? deadline : std::min(deadline, next_begin_));
  }
  if (winner_ == nullptr) stop();
  co_return winner_;
}

asio::awaitable<void> ConnectRace::finish(milliseconds patience, Clock::time_point deadline) {
  waiting_.clear();
  while (under_way_ != 0 && Clock::now() < deadline) {
    Clock::time_point last = Clock::time_point::min();
    for (const Attempt& attempt : attempts_)
      if (!attempt.result && attempt.begun != Clock::time_point())
        last = std::max(last, attempt.begun + patience);
    if (Clock::now() >= last) break;
    co_await wait_until(std::min(last, deadline));
  }
  // Whoever had less time than that has lost the race, and nothing else is known of it.
  for (Attempt& attempt : attempts_)
    if (!attempt.result && attempt.begun != Clock::time_point() && Clock::now() < attempt.begun + patience)
      give_up(attempt, asio::error::operation_aborted);
  stop();
}

void ConnectRace::give_up(Attempt& attempt, const error_code& why) {
  attempt.result = why;
  error_code ignored;
  attempt.socket.close(ignored);
}

void ConnectRace::stop() {
  stopped_ = true;
  waiting_.clear();
  for (Attempt& attempt : attempts_) {
    if (attempt.result || attempt.begun == Clock::time_point()) continue;
    give_up(attempt, asio::error::timed_out);
  }
}

asio::awaitable<void> ConnectRace::wait_for_turn(Attempt& attempt) {
  if (!pace_ || attempt.has_turn) co_return;
  attempt.has_turn = true;
  const auto of_address = pace_->take_turn_of(attempt.endpoint.address().to_string(), Pace::Clock::now());
  co_await wait_until_turn(of_address);
  if (winner_ != nullptr || is_over()) co_return;
  const auto of_all = pace_->take_turn(Pace::Clock::now());
  co_await wait_until_turn(of_all);
}

// An attempt under way that succeeds ends it.
asio::awaitable<void> ConnectRace::wait_until_turn(Pace::Clock::time_point time) {
  turn_.expires_at(end_ ? std::min(time, *end_) : time);
  error_code ignored;
  co_await turn_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

void ConnectRace::begin(size_t index) {
  Attempt& attempt = attempts_[index];
  attempt.begun = Clock::now();
  next_begin_ = attempt.begun + head_start_;
  ran_out_ = false;
  ++under_way_;
  if (source_) {
    if (const error_code ec = bind_to(attempt.socket, attempt.endpoint, *source_)) return end(index, ec);
  }
  attempt.socket.async_connect(
      attempt.endpoint, [self = shared_from_this(), index](const error_code& ec) { self->end(index, ec); });
}

void ConnectRace::end(size_t index, const error_code& ec) {
  --under_way_;
  Attempt& attempt = attempts_[index];
  if (stopped_) return;
  news_.cancel();
  error_code ignored;
  if (is_local(ec)) {
    ran_out_ = true;
    attempt.socket.close(ignored);
    attempt.begun = {};
    waiting_.push_front(index);
    next_begin_ = Clock::now() + local_pause;
    return;
  }
  attempt.result = ec;
  if (!ec && winner_ == nullptr) {
    winner_ = &attempt;
    turn_.cancel();
    attempt.socket.set_option(tcp::no_delay(true), ignored);
    return;
  }
  attempt.socket.close(ignored);
  next_begin_ = Clock::now();  // RFC 8305 section 5: a failure need not be waited out
}

asio::awaitable<void> ConnectRace::wait_until(Clock::time_point time) {
  news_.expires_at(time);
  error_code ignored;
  co_await news_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace certcheck::net
