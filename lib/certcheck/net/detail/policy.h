#pragma once

#include <cstddef>
#include <memory>

namespace Botan::TLS {
class Policy;
}

namespace certcheck {

/// What the client offers and accepts: everything the engine can do, because weak choices are to be seen and
/// reported, not refused. Private to this module.
std::shared_ptr<const Botan::TLS::Policy> permissive_policy(bool tls12, bool tls13, size_t message_bytes_max);

}  // namespace certcheck
