#include "certcheck/path/checks.h"

#include <array>

namespace certcheck::path {

std::span<const Check* const> all_checks() {
  static constexpr std::array all{&checks::validity_expired,
                                  &checks::validity_not_yet_valid,
                                  &checks::validity_unreadable,
                                  &checks::signature_invalid,
                                  &checks::signature_unsupported,
                                  &checks::signature_weak_digest,
                                  &checks::signature_weak_digest_allowed,
                                  &checks::signature_broken_digest,
                                  &checks::issuer_not_found,
                                  &checks::issuer_other_key,
                                  &checks::issuer_name_mismatch,
                                  &checks::issuer_key_id_mismatch,
                                  &checks::self_signed,
                                  &checks::anchor_not_trusted,
                                  &checks::anchor_other_key,
                                  &checks::anchor_not_root,
                                  &checks::anchor_expired,
                                  &checks::anchor_distrusted_after,
                                  &checks::anchor_constrained_after,
                                  &checks::anchor_purpose_not_trusted,
                                  &checks::anchor_settings_unreadable,
                                  &checks::anchor_constraint_unreadable,
                                  &checks::basic_constraints_missing,
                                  &checks::basic_constraints_not_ca,
                                  &checks::version_not_v3,
                                  &checks::leaf_not_v3,
                                  &checks::leaf_is_ca,
                                  &checks::path_length_exceeded,
                                  &checks::depth_exceeded,
                                  &checks::key_usage_no_cert_sign,
                                  &checks::key_usage_purpose,
                                  &checks::extended_key_usage_purpose,
                                  &checks::unknown_critical,
                                  &checks::key_too_small,
                                  &checks::key_weak,
                                  &checks::key_explicit_curve,
                                  &checks::key_curve_not_allowed,
                                  &checks::key_algorithm_not_allowed,
                                  &checks::key_unusable,
                                  &checks::policy_none_valid,
                                  &checks::policy_mapping_any,
                                  &checks::policy_unknown_qualifier,
                                  &checks::budget_signatures,
                                  &checks::budget_steps,
                                  &checks::budget_paths,
                                  &checks::budget_depth,
                                  &checks::budget_policy_nodes};
  return all;
}

}  // namespace certcheck::path
