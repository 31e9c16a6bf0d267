// starttls_probe FD PROTOCOL NAME: leads the dialogue before TLS on a connection that is open already, and
// prints how it ends. Whoever opened it does the handshake.
#include "certcheck/net/starttls/detail/protocols.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cstdio>
#include <cstdlib>

using namespace certcheck::net::starttls;

int main(int argc, char** argv) {
  const Protocol* protocol = argc == 4 ? find_protocol(argv[2]) : nullptr;
  if (protocol == nullptr || protocol->start == nullptr) return 2;
  const int fd = std::atoi(argv[1]);
  Options options;
  options.server_name = argv[3];
  const auto dialogue = protocol->start(options);
  std::array<uint8_t, 4096> buffer;
  constexpr int timeout_ms = 20'000;
  for (;;) {
    const certcheck::Bytes output = dialogue->take_output();
    if (!output.empty()) {
      std::printf("> %zu bytes\n", output.size());
      if (::send(fd, output.data(), output.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(output.size()))
        return 3;
    }
    if (dialogue->state() != State::more) break;
    pollfd wanted{fd, POLLIN, 0};
    if (::poll(&wanted, 1, timeout_ms) != 1) {
      std::printf("timeout: %.*s\n", static_cast<int>(dialogue->awaited().size()),
                  dialogue->awaited().data());
      return 3;
    }
    const ssize_t size = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (size <= 0)
      dialogue->end_of_stream();
    else
      dialogue->receive(certcheck::ByteView(buffer).first(static_cast<size_t>(size)));
  }
  constexpr std::array refusals{"none", "not_offered", "after_offer", "no_service"};
  constexpr std::array states{"more", "ready", "refused", "malformed"};
  std::printf("%s %s\ngreeting: %s\nproblem: %s\n", states[static_cast<size_t>(dialogue->state())],
              refusals[static_cast<size_t>(dialogue->refusal())], dialogue->greeting().c_str(),
              dialogue->problem().c_str());
  return dialogue->state() == State::ready && dialogue->bytes_after_go_ahead() == 0 ? 0 : 1;
}
