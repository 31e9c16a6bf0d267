// Makes a handshake with a server, whatever certificate it presents, and says what clients with these roots
// think of it.
//
//     check_server ROOTS.pem TARGET [ADDRESS:PORT]      TARGET: host, host:port, smtp://host ...; the address
//     to connect to instead

#include "certcheck/certcheck.h"
#include "certcheck/net/connect.h"

#include <chrono>
#include <iostream>
#include <utility>

int main(int argc, char** argv) {
  using namespace certcheck;
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: check_server ROOTS.pem TARGET [ADDRESS:PORT]\n";
    return 2;
  }
  const auto roots = files::load_store("my roots", argv[1]);
  const auto target = net::parse_target(argv[2]);
  const auto instead = net::parse_target(argc == 4 ? argv[3] : argv[2]);
  if (!roots || !target || !instead) {
    std::cerr << (!roots ? roots.error() : !target ? target.error() : instead.error()).message << '\n';
    return 2;
  }
  const auto name = names::make_host_name(target->host);
  if (!name) {
    std::cerr << name.error().message << '\n';
    return 2;
  }
  net::ConnectOptions connect;
  connect.timeout = std::chrono::seconds(10);
  if (argc == 4) {
    connect.connect_host = instead->host;
    connect.connect_port = instead->port;
  }
  // A record of what both sides said: as far as it went, and why it went no further. For many servers at once
  // see net::Connector, and scan::run, which also inspects and fetches.
  tls::HandshakeRecord record = net::handshake(*target, connect);

  engine::Options options;
  options.path.names = {*name};
  options.path.time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  crypto::Verifier verifier;
  const trust::Store* stores[] = {&roots->store};
  const engine::Report report =
      engine::inspect(engine::input_of(std::move(record), *target), stores, options, verifier);
  std::cout << report::to_text(report);
  switch (report.verdict) {
    case engine::Verdict::trusted:
      return 0;
    case engine::Verdict::untrusted:
      return 1;
    case engine::Verdict::unchecked:
      return 3;
  }
}
