#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>

namespace certcheck::crypto {

/// From the system's generator, for what nobody is to foresee. The one function of the core whose result does
/// not follow from its parameters.
Bytes random_bytes(size_t count);

}  // namespace certcheck::crypto
