#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace certcheck::net {

/// The outcome of a name lookup: addresses in the order of the system's preference, or why there are none.
struct Lookup {
  std::vector<std::string> addresses;  ///< "192.0.2.1", "2001:db8::1", "fe80::1%2"
  std::string problem;
  /// This machine lacked something, such as descriptors, so that the problem says nothing of the name.
  bool local = false;
};

/// How many lookups may be under way at once, the slow ones of dead name servers included.
void allow_lookups(size_t count);

/// Asks the system's resolver (getaddrinfo) on a thread of the process's own, because it blocks and cannot be
/// interrupted. `family` is AF_UNSPEC, AF_INET or AF_INET6. `started` is called once a thread takes the
/// lookup up: what it waited before is not the name's fault. Then `done`, once; both on that thread.
/// Who no longer waits sets what is returned: then a lookup that was not taken up yet never is, and `done` is
/// not called; one that was runs into nothing.
std::shared_ptr<std::atomic<bool>> start_lookup(std::string host, int family, std::function<void()> started,
                                                std::function<void(Lookup)> done);

}  // namespace certcheck::net
