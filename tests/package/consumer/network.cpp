// Links what the example does not use: the TLS client, and the adapter for programs that use Botan
// themselves.
#include "certcheck/botan/verify_callbacks.h"
#include "certcheck/net/connect.h"

#include <iostream>

int main() {
  const auto target = certcheck::net::parse_target("127.0.0.1:1");
  if (!target) return 2;
  // Nobody listens on port 1, and that is told as a record, not thrown.
  const certcheck::tls::HandshakeRecord record = certcheck::net::handshake(*target, {});
  const certcheck::botan::Verification verification;
  std::cout << record.certificates.size() + verification.stores.size() << "\n";
}
