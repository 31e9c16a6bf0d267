#pragma once

#include "certcheck/crypto/detail/curves.h"
#include "certcheck/crypto/detail/key_encoding.h"

#include <botan/ec_group.h>

#include <optional>

namespace certcheck::crypto {

/// A curve of named_curves() ready for computing, kept for good; null if Botan lacks it. Thread-safe.
const Botan::EC_Group* group_of(const Curve& curve);

/// The named group that these parameters spell out, every one of them compared; nullopt if it is none.
std::optional<Botan::EC_Group> same_named_group(const ExplicitCurve& curve);

}  // namespace certcheck::crypto
