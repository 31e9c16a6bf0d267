// Links the TLS client, which the examples do not use.
#include "certcheck/net/connect.h"

#include <iostream>

int main() {
  const auto target = certcheck::net::parse_target("127.0.0.1:1");
  if (!target) return 2;
  // Nobody listens on port 1, and that is told as a record, not thrown.
  const certcheck::tls::HandshakeRecord record = certcheck::net::handshake(*target, {});
  std::cout << record.certificates.size() << "\n";
}
