#pragma once

#include "certcheck/tls/hello.h"

#include "tests/support/tls_events.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>
#include <string_view>

namespace certcheck::test {

/// One handshake of a net::Client with a server on 127.0.0.1, over a socket of its own.
struct LiveHandshake {
  TlsStory story;
  bool done = false;
  net::Proof proof = net::Proof::none;
  bool key_disproved = false;
  uint16_t version = 0;
  uint16_t suite = 0;
  std::optional<net::ClientFailure> failure;
  bool server_closed = false;

  std::string text() const {
    return story.text() +
           (failure ? "; failed at " + tls::stage_name(failure->step) + ": " + failure->message : "");
  }
};

/// Sends `request` once the handshake is done, and reads on until data, the end, or a second of silence.
inline LiveHandshake shake_hands(uint16_t port, net::ClientOptions options,
                                 std::string_view request = "GET / HTTP/1.0\r\n\r\n") {
  LiveHandshake result;
  const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
  const std::unique_ptr<const int, void (*)(const int*)> closer(&handle,
                                                                [](const int* open) { ::close(*open); });
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
  timeval patience{5, 0};
  ::setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  net::Client client(std::move(options), result.story.sink());
  const auto flush = [&] {
    const Bytes output = client.take_output();
    if (!output.empty()) (void)::send(handle, output.data(), output.size(), MSG_NOSIGNAL);
  };
  client.start();
  bool asked = false;
  for (;;) {
    flush();
    if (client.handshake_done() && !asked) {
      asked = true;
      client.send(as_bytes(request));
      flush();
      patience = {1, 0};
      ::setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    if (client.over() || !result.story.data.empty()) break;
    Bytes buffer(16384);
    const ssize_t got = ::recv(handle, buffer.data(), buffer.size(), 0);
    if (got <= 0) {
      result.server_closed = got == 0;
      break;
    }
    client.receive(ByteView(buffer).first(static_cast<size_t>(got)));
  }
  client.close();
  flush();
  result.done = client.handshake_done();
  result.proof = client.proof();
  result.key_disproved = client.key_disproved();
  result.version = client.version();
  result.failure = client.failure();
  if (const auto hello = tls::read_server_hello(result.story.server_hello))
    result.suite = hello->cipher_suite;
  return result;
}

}  // namespace certcheck::test
