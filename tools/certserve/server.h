#pragma once

#include "certcheck/base/result.h"

#include "certserve/session.h"

#include <cstdint>
#include <memory>
#include <string>

namespace certcheck::certserve {

/// Listening sockets and their connections, all on the thread that calls run().
class Server {
 public:
  Server();
  ~Server();

  /// Starts to listen; `port` 0 lets the kernel choose. Gives the port, or why it cannot be had.
  Result<uint16_t> listen(const std::string& address, uint16_t port, SessionFactory factory);

  /// Keeps a port on which connections are refused, until the end. Gives it, or why there is none.
  Result<uint16_t> refuse(const std::string& address);

  /// Serves until SIGINT or SIGTERM comes.
  void run();

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace certcheck::certserve
