#include "certcheck/crypto/random.h"

#include <botan/system_rng.h>

namespace certcheck::crypto {

Bytes random_bytes(size_t count) {
  Bytes bytes(count);
  Botan::system_rng().randomize(bytes);
  return bytes;
}

}  // namespace certcheck::crypto
