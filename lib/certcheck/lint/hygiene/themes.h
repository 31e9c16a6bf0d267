#pragma once

#include "certcheck/lint/lint.h"

/// Good practice that no standard asks for: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::hygiene {

std::span<const Lint> ec_keys();
std::span<const Lint> rsa_keys();
std::span<const Lint> weak_keys();

inline constexpr Theme themes[] = {
    {"ec_keys", ec_keys},
    {"rsa_keys", rsa_keys},
    {"weak_keys", weak_keys},
};

}  // namespace certcheck::lint::hygiene
