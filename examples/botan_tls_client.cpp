// A Botan TLS client whose peers certcheck validates: the only change to an ordinary one is the base class of
// its callbacks.
//
//     botan_tls_client ADDRESS PORT NAME ROOTS.pem

#include "certcheck/botan/verify_callbacks.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <botan/auto_rng.h>
#include <botan/credentials_manager.h>
#include <botan/tls_client.h>
#include <botan/tls_policy.h>
#include <botan/tls_session_manager_noop.h>

#include <array>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace {

using boost::asio::ip::tcp;

/// Sends what the client emits, keeps what it receives.
class Callbacks final : public certcheck::botan::VerifyCallbacks<> {
 public:
  Callbacks(std::shared_ptr<const certcheck::botan::Verification> verification, tcp::socket& socket)
      : VerifyCallbacks(std::move(verification)), socket_(socket) {}

  void tls_emit_data(std::span<const uint8_t> data) override {
    boost::asio::write(socket_, boost::asio::buffer(data.data(), data.size()));
  }
  void tls_record_received(uint64_t, std::span<const uint8_t> data) override {
    std::cout.write(reinterpret_cast<const char*>(data.data()), static_cast<std::streamsize>(data.size()));
  }
  void tls_alert(Botan::TLS::Alert alert) override { std::cerr << "alert: " << alert.type_string() << '\n'; }

 private:
  tcp::socket& socket_;
};

int run(const char* address, const char* port, const char* name, const char* roots_file) {
  auto roots = std::make_shared<certcheck::trust::Store>("my roots");
  std::ifstream file(roots_file, std::ios::binary);
  roots->add_pem(std::string(std::istreambuf_iterator<char>(file), {}));
  auto verification = std::make_shared<certcheck::botan::Verification>();
  verification->stores.push_back(std::move(roots));

  boost::asio::io_context io;
  tcp::socket socket(io);
  boost::asio::connect(socket, tcp::resolver(io).resolve(address, port));
  auto callbacks = std::make_shared<Callbacks>(verification, socket);
  auto rng = std::make_shared<Botan::AutoSeeded_RNG>();
  Botan::TLS::Client client(callbacks, std::make_shared<Botan::TLS::Session_Manager_Noop>(),
                            std::make_shared<Botan::Credentials_Manager>(),
                            std::make_shared<Botan::TLS::Policy>(), rng,
                            Botan::TLS::Server_Information(name, static_cast<uint16_t>(std::stoul(port))));
  bool asked = false;
  std::array<uint8_t, 16'384> buffer{};
  while (!client.is_closed()) {
    if (client.is_active() && !asked) {
      client.send("HEAD / HTTP/1.0\r\nHost: " + std::string(name) + "\r\n\r\n");
      asked = true;
    }
    boost::system::error_code ended;
    const size_t count = socket.read_some(boost::asio::buffer(buffer), ended);
    if (ended) break;
    client.received_data(std::span(buffer.data(), count));
  }
  const bool trusted =
      callbacks->report() && callbacks->report()->verdict == certcheck::engine::Verdict::trusted;
  return trusted && asked ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: botan_tls_client ADDRESS PORT NAME ROOTS.pem\n";
    return 2;
  }
  try {
    return run(argv[1], argv[2], argv[3], argv[4]);
  } catch (const std::exception& error) {
    // A peer that certcheck does not trust ends here, with the deciding finding as the message.
    std::cerr << error.what() << '\n';
    return 1;
  }
}
