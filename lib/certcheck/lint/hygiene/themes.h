#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// Good practice that no standard asks for: one function for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::hygiene {

std::span<const Lint> alternative_names();
std::span<const Lint> crls();
std::span<const Lint> distinguished_names();
std::span<const Lint> dsa_and_dh_keys();
std::span<const Lint> ec_keys();
std::span<const Lint> email_addresses();
std::span<const Lint> internationalization();
std::span<const Lint> names();
std::span<const Lint> ocsp_responses();
std::span<const Lint> policy_mappings();
std::span<const Lint> redaction();
std::span<const Lint> rsa_keys();
std::span<const Lint> sct_lists();
std::span<const Lint> signatures();
std::span<const Lint> validity();
std::span<const Lint> weak_keys();

inline constexpr Theme themes[] = {
    {"alternative_names", alternative_names},
    {"crls", crls},
    {"distinguished_names", distinguished_names},
    {"dsa_and_dh_keys", dsa_and_dh_keys},
    {"ec_keys", ec_keys},
    {"email_addresses", email_addresses},
    {"internationalization", internationalization},
    {"names", names},
    {"ocsp_responses", ocsp_responses},
    {"policy_mappings", policy_mappings, {x509::oids::policy_mappings}},
    {"redaction", redaction},
    {"rsa_keys", rsa_keys},
    {"sct_lists", sct_lists},
    {"signatures", signatures},
    {"validity", validity},
    {"weak_keys", weak_keys},
};

}  // namespace certcheck::lint::hygiene
