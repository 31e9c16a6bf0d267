#pragma once

#include "certcheck/crypto/detail/key_encoding.h"

#include <botan/ec_group.h>

#include <optional>

namespace certcheck::crypto {

/// The named group that these parameters spell out, every one of them compared; nullopt if it is none.
std::optional<Botan::EC_Group> same_named_group(const ExplicitCurve& curve);

}  // namespace certcheck::crypto
