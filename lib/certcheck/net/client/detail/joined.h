#pragma once

#include "certcheck/base/bytes.h"

namespace certcheck::net {

/// One after the other.
inline Bytes joined(ByteView a, ByteView b) {
  Bytes both(a.begin(), a.end());
  both.insert(both.end(), b.begin(), b.end());
  return both;
}

}  // namespace certcheck::net
