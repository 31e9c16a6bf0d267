#pragma once

#include "certcheck/der/oid_table.h"
#include "certcheck/x509/oids.h"

#include <cstddef>
#include <cstdint>

namespace certcheck::x509 {
namespace detail {

/// The extensions that some rule asks for by name.
inline constexpr der::OidTable known_extensions({oids::subject_directory_attributes,
                                                 oids::subject_key_identifier,
                                                 oids::key_usage,
                                                 oids::private_key_usage_period,
                                                 oids::subject_alternative_name,
                                                 oids::issuer_alternative_name,
                                                 oids::basic_constraints,
                                                 oids::crl_number,
                                                 oids::crl_reason,
                                                 oids::invalidity_date,
                                                 oids::delta_crl_indicator,
                                                 oids::issuing_distribution_point,
                                                 oids::certificate_issuer,
                                                 oids::name_constraints,
                                                 oids::crl_distribution_points,
                                                 oids::certificate_policies,
                                                 oids::policy_mappings,
                                                 oids::authority_key_identifier,
                                                 oids::policy_constraints,
                                                 oids::extended_key_usage,
                                                 oids::freshest_crl,
                                                 oids::inhibit_any_policy,
                                                 oids::no_revocation_available,
                                                 oids::authority_information_access,
                                                 oids::subject_information_access,
                                                 oids::biometric_info,
                                                 oids::qc_statements,
                                                 oids::tls_feature,
                                                 oids::acme_identifier,
                                                 oids::signed_certificate_timestamps,
                                                 oids::precertificate_poison,
                                                 oids::ocsp_signed_certificate_timestamps,
                                                 oids::delegation_usage,
                                                 oids::ocsp_no_check,
                                                 oids::ocsp_nonce,
                                                 oids::ocsp_crl_reference,
                                                 oids::ocsp_extended_revoke,
                                                 oids::ocsp_acceptable_responses,
                                                 oids::ocsp_archive_cutoff,
                                                 oids::ocsp_service_locator,
                                                 oids::ocsp_preferred_signatures});

}  // namespace detail

/// A known extension as a number. What is written in the program by its object identifier has become a number
/// when the program runs, so that looking an extension up compares no identifiers.
class ExtensionId {
 public:
  static constexpr size_t count = detail::known_extensions.size();

  /// None.
  constexpr ExtensionId() = default;
  /// Of a known extension; another identifier does not compile.
  consteval ExtensionId(der::Oid id) : number_(number_of(id)) {
    if (number_ == 0) throw "not among the known extensions";
  }
  /// None if it is not known.
  static constexpr ExtensionId of(der::Oid id) {
    ExtensionId result;
    result.number_ = number_of(id);
    return result;
  }

  constexpr bool empty() const { return number_ == 0; }
  /// Empty for none.
  constexpr der::Oid oid() const {
    return number_ == 0 ? der::Oid() : detail::known_extensions[number_ - 1U];
  }
  /// 0 for none, else up to `count`.
  constexpr size_t number() const { return number_; }
  constexpr bool operator==(const ExtensionId&) const = default;

 private:
  static constexpr uint8_t number_of(der::Oid id) {
    return static_cast<uint8_t>(detail::known_extensions.number_of(id));
  }

  uint8_t number_ = 0;
};

}  // namespace certcheck::x509
