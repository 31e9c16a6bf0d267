#pragma once

#include <functional>
#include <string>
#include <vector>

namespace certcheck {

/// The outcome of a name lookup: addresses in the order of the system's preference, or why there are none.
struct Lookup {
  std::vector<std::string> addresses;  ///< "192.0.2.1", "2001:db8::1", "fe80::1%2"
  std::string problem;
};

/// Asks the system's resolver (getaddrinfo) on a thread of the process's own few, because it blocks and
/// cannot be interrupted. `family` is AF_UNSPEC, AF_INET or AF_INET6. `done` is called once, on that thread;
/// who no longer waits lets it run into nothing.
void start_lookup(std::string host, int family, std::function<void(Lookup)> done);

}  // namespace certcheck
