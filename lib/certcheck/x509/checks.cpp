#include "certcheck/x509/checks.h"

#include <array>

namespace certcheck::x509 {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::version_unsupported,
                                  &checks::extensions_not_allowed,
                                  &checks::unique_id_not_allowed,
                                  &checks::algorithm_mismatch,
                                  &checks::extension_duplicate,
                                  &checks::sequence_empty,
                                  &checks::ca_false_encoded,
                                  &checks::time_invalid,
                                  &checks::time_not_der_form,
                                  &checks::string_invalid_characters,
                                  &checks::string_tolerated_characters,
                                  &checks::string_not_utf8,
                                  &checks::string_malformed,
                                  &checks::general_name_not_ascii,
                                  &checks::sct_malformed,
                                  &checks::ocsp_type_unknown};
  return all;
}

}  // namespace certcheck::x509
