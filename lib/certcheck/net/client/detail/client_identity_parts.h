#pragma once

#include "certcheck/net/client/client_identity.h"

#include <memory>

namespace Botan {
class Private_Key;
}

namespace certcheck::net {

/// Private to this module.
struct ClientIdentity::Parts {
  Parts();
  ~Parts();
  std::vector<Bytes> chain;
  std::shared_ptr<Botan::Private_Key> key;
  Bytes key_info;  ///< the first certificate's SubjectPublicKeyInfo
};

}  // namespace certcheck::net
