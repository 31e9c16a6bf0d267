#pragma once

#include "certcheck/net/client_identity.h"

#include <memory>
#include <vector>

namespace Botan {
class Private_Key;
class X509_Certificate;
}  // namespace Botan

namespace certcheck {

/// Private to this module.
struct ClientIdentity::Parts {
  Parts();
  ~Parts();
  std::vector<Botan::X509_Certificate> chain;
  std::shared_ptr<Botan::Private_Key> key;
};

}  // namespace certcheck
