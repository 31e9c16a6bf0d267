// How many full TLS handshakes a second the connector makes with nginx on the same machine, and what memory
// one in flight takes. The server shares the processors.
#include "tests/integration/net_fixture.h"

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

size_t resident_kib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word == "VmHWM:") {
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
  const size_t before = resident_kib();
  const double processor_before = processor_seconds();
  const auto begin = std::chrono::steady_clock::now();
  Connector({.in_flight = in_flight})
      .run(
          [&]() -> std::optional<Connector::Job> {
            if (given++ == total) return std::nullopt;
            return Connector::Job{target, options};
          },
          [&](size_t /*index*/, const Target& /*target*/, tls::HandshakeRecord record) {
            if (record.completed) ++good;
          });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const double each_us = 1e6 * (processor_seconds() - processor_before) / static_cast<double>(total);
  std::printf(
      "%-28s %5zu in flight: %6.0f/s, %4.0f us of processor time each, %zu of %zu completed, "
      "%5zu KiB more at the peak\n",
      name, in_flight, static_cast<double>(total) / took.count(), each_us, good.load(), total,
      resident_kib() - before);
}

}  // namespace

int main() {
  const ServerIdentity p256("leaf-p256"), rsa("leaf-rsa");
  const NginxServer elliptic(p256), classic(rsa);
  measure("TLS 1.3, P-256 certificate", elliptic.port, 2000, 10, true);
  measure("TLS 1.3, P-256 certificate", elliptic.port, 4000, 1000, true);
  measure("TLS 1.3, RSA certificate", classic.port, 2000, 1000, true);
  measure("TLS 1.2, P-256 certificate", elliptic.port, 2000, 1000, false);
  return 0;
}
