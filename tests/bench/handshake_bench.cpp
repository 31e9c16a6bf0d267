// How many full TLS handshakes a second the connector makes with nginx on the same machine (which shares the
// processors), and what memory one in flight takes that waits for a server that never answers.
#include "tests/integration/net_fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

// "VmRSS:" is what is resident now, "VmHWM:" the most that ever was.
size_t resident_kib(std::string_view which) {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word == which) {
      size_t kib = 0;
      status >> kib;
      return kib;
    }
  }
  return 0;
}

// Of this process alone, all threads.
double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void measure(const char* name, uint16_t port, size_t total, size_t in_flight, bool tls13) {
  auto options = std::make_shared<ConnectOptions>();
  options->versions = {static_cast<uint16_t>(tls13 ? 0x0304 : 0x0303)};
  options->timeout = std::chrono::seconds(60);
  options->step_timeout = std::chrono::seconds(30);
  const Target target = *parse_target("127.0.0.1:" + std::to_string(port));
  size_t given = 0;
  std::atomic<size_t> good = 0;
  const size_t before = resident_kib("VmHWM:");
  const double processor_before = processor_seconds();
  const auto begin = std::chrono::steady_clock::now();
  Connector({.in_flight = in_flight})
      .run(
          [&]() -> std::optional<Connector::Job> {
            if (given++ == total) return std::nullopt;
            return Connector::Job{target, options};
          },
          [&](size_t /*index*/, const Target& /*target*/, tls::HandshakeRecord record,
              const Connector::Hold& /*hold*/) {
            if (record.completed) ++good;
          });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const double each_us = 1e6 * (processor_seconds() - processor_before) / static_cast<double>(total);
  std::printf(
      "%-28s %5zu in flight: %6.0f/s, %4.0f us of processor time each, %zu of %zu completed, "
      "%5zu KiB more at the peak\n",
      name, in_flight, static_cast<double>(total) / took.count(), each_us, good.load(), total,
      resident_kib("VmHWM:") - before);
}

// Connections are taken by the system alone, and what is sent is never read.
class StalledServer {
 public:
  StalledServer() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 4096) != 0 ||
        ::getsockname(socket_, generic, &size) != 0)
      throw std::runtime_error("cannot listen");
    port = ntohs(address.sin_port);
  }
  ~StalledServer() { ::close(socket_); }
  StalledServer(const StalledServer&) = delete;
  StalledServer& operator=(const StalledServer&) = delete;

  uint16_t port = 0;

 private:
  int socket_;
};

// Resident KiB while so many handshakes wait for their server's hello.
size_t resident_with(size_t in_flight) {
  const StalledServer server;
  auto options = std::make_shared<ConnectOptions>();
  options->timeout = options->step_timeout = std::chrono::seconds(8);
  options->second_tries = false;
  const Target target = *parse_target("127.0.0.1:" + std::to_string(server.port));
  size_t given = 0;
  std::atomic<size_t> waited = 0;
  std::thread work([&] {
    Connector({.in_flight = in_flight})
        .run(
            [&]() -> std::optional<Connector::Job> {
              if (given++ == in_flight) return std::nullopt;
              return Connector::Job{target, options};
            },
            [&](size_t, const Target&, const tls::HandshakeRecord& record, const Connector::Hold&) {
              if (record.failure == tls::HandshakeFailure::timeout) ++waited;
            });
  });
  // All have sent their hello by then, and none has given up.
  std::this_thread::sleep_for(std::chrono::seconds(5));
  const size_t kib = resident_kib("VmRSS:");
  work.join();
  if (waited != in_flight) std::printf("  only %zu of %zu waited\n", waited.load(), in_flight);
  return kib;
}

bool measure_memory() {
  constexpr double target_kib = 64;
  const size_t none = resident_with(1), thousand = resident_with(1'000), twice = resident_with(2'000);
  const double first = static_cast<double>(thousand - none) / 999,
               next = static_cast<double>(twice - thousand) / 1'000;
  std::printf(
      "memory of a handshake that waits: %.1f KiB each of 1000, %.1f KiB each of 1000 more; target %.0f: "
      "%s\n",
      first, next, target_kib, std::max(first, next) <= target_kib ? "reached" : "missed");
  return std::max(first, next) <= target_kib;
}

}  // namespace

int main() {
  rlimit descriptors{};
  getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = descriptors.rlim_max;
  setrlimit(RLIMIT_NOFILE, &descriptors);
  const bool small = measure_memory();  // first: what else was in use would be used again
  const ServerIdentity p256("leaf-p256"), rsa("leaf-rsa");
  const NginxServer elliptic(p256), classic(rsa);
  measure("TLS 1.3, P-256 certificate", elliptic.port, 2000, 10, true);
  measure("TLS 1.3, P-256 certificate", elliptic.port, 4000, 1000, true);
  measure("TLS 1.3, RSA certificate", classic.port, 2000, 1000, true);
  measure("TLS 1.2, P-256 certificate", elliptic.port, 2000, 1000, false);
  return small ? 0 : 1;
}
