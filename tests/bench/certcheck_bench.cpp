// certcheck as its users run it, against nginx on the same machine: one target from nothing, and long lists
// with 1 to 5,000 handshakes under way. Beside it `openssl s_client`, which makes the same handshakes and
// validates the chain but lints and explains nothing, by itself and in parallel under xargs; and sslscan,
// which looks at other things and connects some dozen times for each target. Last, what a connection costs in
// memory while the server is silent.
#include "tests/bench/processes.h"
#include "tests/integration/net_fixture.h"
#include "tests/support/paths.h"

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;

namespace {

constexpr size_t target_count = 4'000, most_in_flight = 5'000;
constexpr double targets_per_second = 1'800;  // on 2 processors, with the server on the same machine
constexpr size_t bytes_per_connection = 64 * 1024;

/// Takes connections and says nothing, until the process ends.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const name = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, name, size) != 0 || ::listen(socket_, SOMAXCONN) != 0 ||
        ::getsockname(socket_, name, &size) != 0)
      std::perror("the silent server");
    port = ntohs(address.sin_port);
    std::thread([socket = socket_] {
      // Those that the other side has closed stay open as well: nobody looks.
      while (::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC) >= 0) {
      }
    }).detach();
  }
  unsigned port = 0;

 private:
  int socket_;
};

std::string list_of(size_t count, const std::string& target) {
  std::string list;
  for (size_t i = 0; i < count; ++i) list += target + "\n";
  return list;
}

/// Bytes of memory with so many connections to a server that is silent.
size_t memory_with(size_t connections, const ServerIdentity& identity, const SilentServer& server) {
  const std::string targets =
      identity.directory().write("silent", list_of(connections, "127.0.0.1:" + std::to_string(server.port)));
  return bench::run({(bin_dir() / "certcheck").string(), "--trust", identity.root_file(), "--concurrency",
                     std::to_string(connections), "--tls-versions", "1.3", "--timeout", "5", "--brief",
                     "--targets", targets},
                    3)
      .memory_bytes;
}

bool print_memory(const ServerIdentity& identity) {
  const SilentServer server;
  const size_t one = memory_with(1, identity, server);
  std::printf("memory, connections to a server that is silent\n  %-32s %8.1f MiB\n", "certcheck, 1",
              static_cast<double>(one) / (1 << 20));
  bool reached = true;
  for (const size_t connections : {size_t{100}, size_t{1'000}, most_in_flight}) {
    const size_t all = memory_with(connections, identity, server);
    const size_t each = (all - std::min(one, all)) / (connections - 1);
    reached = reached && (connections < 1'000 || each <= bytes_per_connection);
    std::printf("  %-32s %8.1f MiB  %6.1f KiB a connection\n",
                ("certcheck, " + std::to_string(connections)).c_str(), static_cast<double>(all) / (1 << 20),
                static_cast<double>(each) / 1024);
  }
  std::printf("  target %zu KiB a connection: %s\n", bytes_per_connection / 1024,
              reached ? "reached" : "missed");
  return reached;
}

/// The command once for each of some targets, so many at once.
bench::Measurement under_xargs(const std::string& name, const std::string& command, size_t at_once,
                               size_t count, size_t rounds) {
  const std::string line =
      "seq " + std::to_string(count) + " | xargs -P " + std::to_string(at_once) + " -I{} " + command;
  return bench::measure_process(name + " under xargs -P " + std::to_string(at_once), {"sh", "-c", line},
                                {.rounds = rounds, .items = count});
}

}  // namespace

int main() {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);  // the server's end of each connection is ours, too

  const ServerIdentity identity("leaf-p256");
  const NginxServer server(identity);
  const std::string address = "127.0.0.1:" + std::to_string(server.port), root = identity.root_file();
  const std::string host(server_host), certcheck = (bin_dir() / "certcheck").string();
  const std::vector<std::string> s_client{
      "openssl",          "s_client", "-connect", address, "-servername",         host,
      "-verify_hostname", host,       "-CAfile",  root,    "-verify_return_error"};

  bench::Comparison one("certcheck, one target from nothing (wall clock of whole processes)", "runs");
  one.add(bench::measure_process("certcheck", {certcheck, "--trust", root, "--connect", address, host}));
  one.add(bench::measure_process("openssl s_client", s_client));
  one.print();

  const std::string targets = identity.directory().write("targets", list_of(target_count, host));
  bench::Comparison many("certcheck, " + std::to_string(target_count) + " targets (wall clock)", "targets");
  for (const char* in_flight : {"1000", "5000", "100", "1"}) {
    many.add(bench::measure_process(std::string("certcheck, in flight: ") + in_flight,
                                    {certcheck, "--trust", root, "--connect", address, "--concurrency",
                                     in_flight, "--timeout", "60", "--targets", targets},
                                    {.rounds = 3, .items = target_count}));
  }
  many.add(bench::measure_process("openssl s_client in a loop", s_client, {.rounds = 51}));
  std::string line;
  for (const std::string& word : s_client) line += word + " ";
  for (const size_t at_once : {1, 100, 1'000})
    many.add(under_xargs("openssl s_client", line, at_once, at_once == 1 ? 50 : 1'000, 3));
  if (bench::is_installed("sslscan")) {
    for (const size_t at_once : {1, 100})
      many.add(under_xargs("sslscan", "sslscan --no-colour --sni-name=" + host + " " + address, at_once,
                           at_once == 1 ? 5 : 100, 1));
  } else {
    std::printf("sslscan is not installed (Debian: sslscan)\n");
  }
  const bool fast = many.print(targets_per_second);
  const bool small = print_memory(identity);
  return fast && small ? 0 : 1;
}
