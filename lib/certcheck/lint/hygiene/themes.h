#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

/// Good practice that no standard asks for: one list for each file of this folder. Two lines a theme, in
/// order of name.
namespace certcheck::lint::hygiene {

extern const Rows alternative_names_rows;
extern const Rows crls_rows;
extern const Rows distinguished_names_rows;
extern const Rows dsa_and_dh_keys_rows;
extern const Rows ec_keys_rows;
extern const Rows email_addresses_rows;
extern const Rows internationalization_rows;
extern const Rows names_rows;
extern const Rows ocsp_responses_rows;
extern const Rows policy_mappings_rows;
extern const Rows redaction_rows;
extern const Rows rsa_keys_rows;
extern const Rows sct_lists_rows;
extern const Rows signatures_rows;
extern const Rows validity_rows;
extern const Rows weak_keys_rows;

inline constexpr Theme themes[] = {
    {"alternative_names", &alternative_names_rows},
    {"crls", &crls_rows},
    {"distinguished_names", &distinguished_names_rows},
    {"dsa_and_dh_keys", &dsa_and_dh_keys_rows},
    {"ec_keys", &ec_keys_rows},
    {"email_addresses", &email_addresses_rows},
    {"internationalization", &internationalization_rows},
    {"names", &names_rows},
    {"ocsp_responses", &ocsp_responses_rows},
    {"policy_mappings", &policy_mappings_rows, {x509::oids::policy_mappings}},
    {"redaction", &redaction_rows},
    {"rsa_keys", &rsa_keys_rows},
    {"sct_lists", &sct_lists_rows},
    {"signatures", &signatures_rows},
    {"validity", &validity_rows},
    {"weak_keys", &weak_keys_rows},
};

}  // namespace certcheck::lint::hygiene
