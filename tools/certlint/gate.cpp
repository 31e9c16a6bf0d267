#include "certlint/gate.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/request/pre_issuance.h"

#include "common/endings.h"
#include "common/line_reader.h"
#include "common/output.h"

#include <fmt/format.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <unordered_set>
#include <utility>

namespace certcheck::certlint {
namespace {

using tools::ExitStatus;
using tools::LineReader;

/// Of clients that are served at a time, each by a thread; further ones wait to be accepted.
constexpr size_t clients_max = 256;
/// How long clients may take to receive the last answers once the process is to end.
constexpr std::chrono::seconds grace{5};

/// What all requests of a run have in common.
class Gate {
 public:
  Gate(const Options& options, const lint::Selection& selection, const lint::WeakKeys& weak_keys)
      : setting_{selection, weak_keys.size() == 0 ? nullptr : &weak_keys, verifier_, false, options.assumed},
        fail_on_(options.fail_on) {}

  request::PreIssuanceAnswer answer(const LineReader::Line& line) const {
    if (line.too_long) {
      return request::pre_issuance_error(
          fmt::format("the line is longer than {} bytes", request::pre_issuance_line_max));
    }
    return request::pre_issuance_answer(line.text, setting_, fail_on_);
  }

 private:
  crypto::Verifier verifier_;
  engine::LintSetting setting_;
  std::optional<Severity> fail_on_;
};

/// The next line that says something; nullopt at the end.
std::optional<LineReader::Line> next_request(LineReader& reader) {
  while (auto line = reader.next())
    if (line->too_long || line->text.find_first_not_of(" \t\r") != std::string::npos) return line;
  return std::nullopt;
}

std::string why() { return std::generic_category().message(errno); }

/// False once the client is gone.
bool send_all(int client, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

/// Makes room for a socket: removes one that nobody listens at any more. Gives what is wrong, if something
/// is.
std::optional<std::string> remove_stale(const std::string& path, const sockaddr_un& address) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) return errno == ENOENT ? std::nullopt : std::optional(why());
  if (!S_ISSOCK(found.st_mode)) return "there is something else than a socket";
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return why();
  const int connected = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const int error = errno;
  ::close(probe);
  if (connected == 0) return "another process listens there";
  if (error != ECONNREFUSED) return std::generic_category().message(error);
  return ::unlink(path.c_str()) == 0 ? std::nullopt : std::optional(why());
}

/// A socket in the file system, and the clients that are connected to it.
class Listener {
 public:
  explicit Listener(const Gate& gate) : gate_(gate) {}
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() {
    if (socket_ >= 0) ::close(socket_);
  }

  /// What is wrong, if something is.
  std::optional<std::string> open(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
      return fmt::format("the path of a socket has {} bytes at most", sizeof address.sun_path - 1);
    std::memcpy(address.sun_path, path.c_str(), path.size());
    if (auto wrong = remove_stale(path, address)) return wrong;
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return why();
    // Nobody else may connect, not even for the moment between bind and a chmod.
    const mode_t before = ::umask(0177);
    const int bound = ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int error = errno;
    ::umask(before);
    if (bound != 0) return std::generic_category().message(error);
    path_ = path;
    return ::listen(socket_, SOMAXCONN) == 0 ? std::nullopt : std::optional(why());
  }

  /// Serves until end(). What went wrong, if something did.
  std::optional<std::string> serve() {
    while (true) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ended_ || clients_.size() < clients_max; });
        if (ended_) return std::nullopt;
      }
      const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
      const int error = errno;
      const std::scoped_lock lock(mutex_);
      if (ended_) {
        if (client >= 0) ::close(client);
        return std::nullopt;
      }
      if (client < 0) {
        if (error == EINTR || error == ECONNABORTED) continue;
        return std::generic_category().message(error);
      }
      clients_.insert(client);
      std::thread([this, client] { serve_client(client); }).detach();
    }
  }

  /// Accepts nobody any more, removes the socket, and waits for the answers to what has come.
  void end() {
    std::unique_lock lock(mutex_);
    ended_ = true;
    if (!path_.empty()) ::unlink(path_.c_str());
    ::shutdown(socket_, SHUT_RDWR);
    for (const int client : clients_) ::shutdown(client, SHUT_RD);
    changed_.notify_all();
    if (!changed_.wait_for(lock, grace, [this] { return clients_.empty(); }))
      for (const int client : clients_) ::shutdown(client, SHUT_RDWR);
    changed_.wait(lock, [this] { return clients_.empty(); });
  }

 private:
  void serve_client(int client) {
    {
      LineReader reader(client, request::pre_issuance_line_max);
      bool there = true;
      while (there) {
        const auto line = next_request(reader);
        if (!line) break;
        there = send_all(client, gate_.answer(*line).line + '\n');
      }
    }
    const std::scoped_lock lock(mutex_);
    ::close(client);
    clients_.erase(client);
    changed_.notify_all();
  }

  const Gate& gate_;
  int socket_ = -1;
  std::string path_;  ///< once it is bound
  std::mutex mutex_;  ///< of what follows
  std::condition_variable changed_;
  std::unordered_set<int> clients_;
  bool ended_ = false;
};

}  // namespace

ExitStatus answer_standard_input(const Options& options, const lint::Selection& selection,
                                 const lint::WeakKeys& weak_keys) {
  const Gate gate(options, selection, weak_keys);
  LineReader reader(STDIN_FILENO, request::pre_issuance_line_max);
  bool unreadable = false, found = false;
  while (const auto line = next_request(reader)) {
    const request::PreIssuanceAnswer answer = gate.answer(*line);
    unreadable = unreadable || answer.is_error;
    found = found || (options.fail_on && answer.worst && *answer.worst >= *options.fail_on);
    const std::lock_guard lock(tools::output_mutex());
    std::cout << answer.line << '\n' << std::flush;
    if (!std::cout) break;
  }
  if (reader.error()) program.say("standard input: " + *reader.error());
  if (unreadable || reader.error()) return ExitStatus::usage;
  return found ? ExitStatus::problem : ExitStatus::fine;
}

ExitStatus answer_socket(const Options& options, const lint::Selection& selection,
                         const lint::WeakKeys& weak_keys) {
  const Gate gate(options, selection, weak_keys);
  Listener listener(gate);
  if (const auto wrong = listener.open(options.listen)) {
    program.say(options.listen + ": " + *wrong);
    return ExitStatus::usage;
  }
  const tools::LastAct at_end(
      [&listener](const std::string&) {
        listener.end();
        return ExitStatus::fine;
      },
      std::nullopt);
  program.say("listening at " + options.listen);
  const auto wrong = listener.serve();
  if (!wrong) return ExitStatus::fine;
  listener.end();
  program.say(options.listen + ": " + *wrong);
  return ExitStatus::usage;
}

}  // namespace certcheck::certlint
