#include "certcheck/net/detail/resolver.h"

#include "certcheck/base/ascii.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

// Newer versions call what 1.18 has deprecated.
#define CARES_NO_DEPRECATED
#include <ares.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <utility>

namespace certcheck::net {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = LoopClock;

// A packet that is lost should not cost all the time that a target has: c-ares doubles the time with each
// try.
constexpr int first_try_ms = 2'000, tries = 3;
// What fits into one packet on every path (DNS flag day 2020); what does not comes by TCP.
constexpr int edns_bytes = 1'232;

/// Whether this machine has no descriptor left, which c-ares reports as a name server that is not there.
bool out_of_descriptors() {
  const int probe = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (probe >= 0) {
    ::close(probe);
    return false;
  }
  return errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
}

asio::ip::address address_of(const sockaddr* from) {
  if (from->sa_family == AF_INET) {
    asio::ip::address_v4::bytes_type bytes;
    const auto* in = reinterpret_cast<const sockaddr_in*>(from);
    std::copy_n(reinterpret_cast<const uint8_t*>(&in->sin_addr), bytes.size(), bytes.begin());
    return asio::ip::address_v4(bytes);
  }
  asio::ip::address_v6::bytes_type bytes;
  const auto* in = reinterpret_cast<const sockaddr_in6*>(from);
  std::copy_n(reinterpret_cast<const uint8_t*>(&in->sin6_addr), bytes.size(), bytes.begin());
  return asio::ip::address_v6(bytes, in->sin6_scope_id);
}

/// Says in a Lookup or DnsMessage why there is none.
template <typename Outcome>
void note_status(int status, Outcome& outcome) {
  // c-ares says so of servers that fail or refuse as well, once all have.
  outcome.problem = status == ARES_ECONNREFUSED ? "the name servers failed, refused, or are not there"
                                                : ares_strerror(status);
  outcome.timed_out = status == ARES_ETIMEOUT;
  outcome.for_now = outcome.timed_out || status == ARES_ECONNREFUSED || status == ARES_ESERVFAIL;
  outcome.local = status == ARES_ENOMEM || (status == ARES_ECONNREFUSED && out_of_descriptors());
}

Lookup lookup_of(int status, const ares_addrinfo* info) {
  Lookup lookup;
  if (status != ARES_SUCCESS) {
    note_status(status, lookup);
    return lookup;
  }
  for (const ares_addrinfo_cname* each = info->cnames; each != nullptr; each = each->next)
    if (each->alias != nullptr && each->name != nullptr) lookup.canonical_names.emplace_back(each->name);
  for (const ares_addrinfo_node* node = info->nodes; node != nullptr; node = node->ai_next) {
    if (node->ai_family != AF_INET && node->ai_family != AF_INET6) continue;
    const asio::ip::address address = address_of(node->ai_addr);
    if (std::find(lookup.addresses.begin(), lookup.addresses.end(), address) == lookup.addresses.end())
      lookup.addresses.push_back(address);
  }
  if (lookup.addresses.empty()) lookup.problem = "the name has no address";
  return lookup;
}

/// c-ares, whose sockets and timer are watched by an io_context.
class Channel : public std::enable_shared_from_this<Channel> {
 public:
  explicit Channel(asio::io_context& io) : io_(io), timer_(io) {}
  ~Channel() { end(); }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  /// What is wrong, if it cannot be used. With `edns`, questions say how much they can take (RFC 6891).
  std::string begin(const std::string& server, bool edns) {
    static const int library = ares_library_init(ARES_LIB_INIT_ALL);
    ares_options options{};
    int mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB;
    if (edns) {
      options.flags = ARES_FLAG_EDNS;
      options.ednspsz = edns_bytes;
      mask |= ARES_OPT_FLAGS | ARES_OPT_EDNSPSZ;
    }
    options.timeout = first_try_ms;
    options.tries = tries;
    options.sock_state_cb = [](void* self, ares_socket_t socket, int readable, int writable) {
      static_cast<Channel*>(self)->watch(socket, readable != 0, writable != 0);
    };
    options.sock_state_cb_data = this;
    int status = library == ARES_SUCCESS ? ares_init_options(&channel_, &options, mask) : library;
    if (status != ARES_SUCCESS) {
      channel_ = nullptr;
      return ares_strerror(status);
    }
    if (!server.empty()) status = ares_set_servers_ports_csv(channel_, server.c_str());
    return status == ARES_SUCCESS ? std::string() : ares_strerror(status);
  }

  void end() {
    if (channel_ != nullptr) ares_destroy(channel_);
    channel_ = nullptr;
    timer_.cancel();
  }

  asio::awaitable<Lookup> look_up(std::string name, int family, Clock::time_point deadline) {
    const auto self = shared_from_this();
    const auto query = std::make_shared<Query<Lookup>>(io_);
    ares_addrinfo_hints hints{};
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = ARES_AI_CANONNAME;
    auto held = std::make_unique<std::shared_ptr<Query<Lookup>>>(query);
    ares_getaddrinfo(channel_, name.c_str(), nullptr, &hints, &on_addresses, held.release());
    set_timer();
    co_return co_await result_of(query, deadline);
  }

  asio::awaitable<std::vector<DnsMessage>> ask(std::vector<DnsQuestion> questions,
                                               Clock::time_point deadline) {
    const auto self = shared_from_this();
    std::vector<std::shared_ptr<Query<DnsMessage>>> queries;
    for (const DnsQuestion& question : questions) queries.push_back(send(question));
    set_timer();
    std::vector<DnsMessage> messages;
    // All are under way: whichever is waited for, the others are answered meanwhile.
    for (const auto& query : queries) {
      DnsMessage message = co_await result_of(query, deadline);
      messages.push_back(std::move(message));
    }
    co_return messages;
  }

 private:
  template <typename Result>
  struct Query {
    explicit Query(asio::io_context& io) : answered(io) {}
    LoopTimer answered;
    std::optional<Result> result;
    bool abandoned = false;
  };
  struct Watched {
    explicit Watched(asio::io_context& io, int socket) : descriptor(io, socket) {}
    asio::posix::stream_descriptor descriptor;
    bool wants_read = false, wants_write = false, reading = false, writing = false;
  };

  /// What comes of it until the deadline.
  template <typename Result>
  asio::awaitable<Result> result_of(std::shared_ptr<Query<Result>> query, Clock::time_point deadline) {
    if (!query->result) {
      ++waiting_;
      query->answered.expires_at(deadline);
      error_code ignored;
      co_await query->answered.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
      --waiting_;
      // Nobody needs what is still under way; it would keep the context at work.
      if (waiting_ == 0 && !query->result && channel_ != nullptr) {
        ares_cancel(channel_);
        set_timer();
      }
    }
    if (query->result && !query->abandoned) co_return *query->result;
    Result late;
    late.problem = "no answer in time";
    late.timed_out = late.for_now = true;
    co_return late;
  }

  std::shared_ptr<Query<DnsMessage>> send(const DnsQuestion& question) {
    constexpr int class_internet = 1, recursion_desired = 1;
    constexpr size_t flags_at = 3;
    constexpr unsigned char authentic_bit = 0x20;
    auto query = std::make_shared<Query<DnsMessage>>(io_);
    unsigned char* bytes = nullptr;
    int size = 0;
    // ares_query() cannot set the bit, so the question is made and sent by itself; its number is what a
    // forged answer would have to guess.
    const int status = ares_create_query(question.name.c_str(), class_internet, question.type,
                                         static_cast<unsigned short>(std::random_device{}()),
                                         recursion_desired, &bytes, &size, edns_bytes);
    if (status != ARES_SUCCESS) {
      note_status(status, query->result.emplace());
      return query;
    }
    bytes[flags_at] |= authentic_bit;
    auto held = std::make_unique<std::shared_ptr<Query<DnsMessage>>>(query);
    ares_send(channel_, bytes, size, &on_message, held.release());
    ares_free_string(bytes);
    return query;
  }

  template <typename Result>
  static void answer(Query<Result>& query, int status, Result result) {
    query.abandoned = status == ARES_ECANCELLED || status == ARES_EDESTRUCTION;
    query.result = std::move(result);
    query.answered.cancel();
  }

  static void on_addresses(void* held, int status, int /*timeouts*/, ares_addrinfo* info) {
    const std::unique_ptr<std::shared_ptr<Query<Lookup>>> query(
        static_cast<std::shared_ptr<Query<Lookup>>*>(held));
    answer(**query, status, lookup_of(status, info));
    if (info != nullptr) ares_freeaddrinfo(info);
  }

  static void on_message(void* held, int status, int /*timeouts*/, unsigned char* bytes, int size) {
    const std::unique_ptr<std::shared_ptr<Query<DnsMessage>>> query(
        static_cast<std::shared_ptr<Query<DnsMessage>>*>(held));
    DnsMessage message;
    if (status == ARES_SUCCESS)
      message.bytes.assign(bytes, bytes + size);
    else
      note_status(status, message);
    answer(**query, status, std::move(message));
  }

  // Called by c-ares, for sockets that are closed next with neither.
  void watch(ares_socket_t socket, bool readable, bool writable) {
    const auto found = sockets_.find(socket);
    if (!readable && !writable) {
      if (found == sockets_.end()) return;
      found->second->descriptor.release();  // ends what waits for it
      sockets_.erase(found);
      return;
    }
    const auto watched = found != sockets_.end()
                             ? found->second
                             : sockets_.emplace(socket, std::make_shared<Watched>(io_, socket)).first->second;
    watched->wants_read = readable;
    watched->wants_write = writable;
    wait_for(watched, socket);
  }

  void wait_for(const std::shared_ptr<Watched>& watched, ares_socket_t socket) {
    using Descriptor = asio::posix::stream_descriptor;
    if (watched->wants_read && !watched->reading) {
      watched->reading = true;
      watched->descriptor.async_wait(Descriptor::wait_read,
                                     [self = shared_from_this(), watched, socket](const error_code& ec) {
                                       watched->reading = false;
                                       if (!ec) self->process(watched, socket, socket, ARES_SOCKET_BAD);
                                     });
    }
    if (watched->wants_write && !watched->writing) {
      watched->writing = true;
      watched->descriptor.async_wait(Descriptor::wait_write,
                                     [self = shared_from_this(), watched, socket](const error_code& ec) {
                                       watched->writing = false;
                                       if (!ec) self->process(watched, socket, ARES_SOCKET_BAD, socket);
                                     });
    }
  }

  void process(const std::shared_ptr<Watched>& watched, ares_socket_t socket, ares_socket_t readable,
               ares_socket_t writable) {
    if (channel_ == nullptr) return;
    ares_process_fd(channel_, readable, writable);
    // It may have been closed, and its number be another's.
    const auto found = sockets_.find(socket);
    if (found != sockets_.end() && found->second == watched) wait_for(watched, socket);
    set_timer();
  }

  void set_timer() {
    timeval time{};
    if (ares_timeout(channel_, nullptr, &time) == nullptr) {
      timer_.cancel();
      return;
    }
    timer_.expires_after(std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec));
    timer_.async_wait([self = shared_from_this()](const error_code& ec) {
      if (ec || self->channel_ == nullptr) return;
      ares_process_fd(self->channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
      self->set_timer();
    });
  }

  asio::io_context& io_;
  ares_channel channel_ = nullptr;
  std::map<ares_socket_t, std::shared_ptr<Watched>> sockets_;
  asio::steady_timer timer_;
  size_t waiting_ = 0;
};

/// The channels of an io_context, which end before it does.
class Channels final : public asio::execution_context::service {
 public:
  using key_type = Channels;
  static asio::execution_context::id id;

  explicit Channels(asio::execution_context& context) : asio::execution_context::service(context) {}

  /// Typed questions have a channel of their own: how addresses are asked for does not change by them. Null
  /// with the problem if it cannot be used.
  std::shared_ptr<Channel> find(asio::io_context& io, const std::string& server, bool typed,
                                std::string& problem) {
    std::shared_ptr<Channel>& channel = channels_[{server, typed}];
    if (!channel) {
      auto begun = std::make_shared<Channel>(io);
      problem = begun->begin(server, typed);
      if (!problem.empty()) return nullptr;
      channel = std::move(begun);
    }
    return channel;
  }

 private:
  void shutdown() override {
    for (const auto& [server, channel] : channels_)
      if (channel) channel->end();
    channels_.clear();
  }

  std::map<std::pair<std::string, bool>, std::shared_ptr<Channel>> channels_;
};

asio::execution_context::id Channels::id;

}  // namespace

asio::awaitable<Lookup> look_up(asio::io_context& io, const std::string& name, ConnectOptions::Family family,
                                const std::string& server, Clock::time_point deadline) {
  std::string problem;
  const auto channel = asio::use_service<Channels>(io).find(io, server, /*typed=*/false, problem);
  if (!channel) {
    Lookup lookup;
    lookup.problem = std::move(problem);
    lookup.local = true;
    co_return lookup;
  }
  const int code = family == ConnectOptions::Family::ipv4   ? AF_INET
                   : family == ConnectOptions::Family::ipv6 ? AF_INET6
                                                            : AF_UNSPEC;
  // RFC 6761 6.3: names of localhost are this machine's, which c-ares knows without a final dot alone.
  std::string known = to_lower(without_final_dot(name));
  if (known != "localhost" && !known.ends_with(".localhost")) known = name;
  co_return co_await channel->look_up(std::move(known), code, deadline);
}

asio::awaitable<std::vector<DnsMessage>> ask(asio::io_context& io, std::vector<DnsQuestion> questions,
                                             std::string server, Clock::time_point deadline) {
  std::string problem;
  const auto channel = asio::use_service<Channels>(io).find(io, server, /*typed=*/true, problem);
  if (channel) co_return co_await channel->ask(std::move(questions), deadline);
  DnsMessage none;
  none.problem = std::move(problem);
  none.local = true;
  co_return std::vector<DnsMessage>(questions.size(), none);
}

}  // namespace certcheck::net
