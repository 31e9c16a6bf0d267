#pragma once

#include "certcheck/base/result.h"
#include "certcheck/lint/lint.h"
#include "certcheck/lint/smime_profile.h"

#include <optional>
#include <span>
#include <string_view>

namespace certcheck::lint {

/// A kind of certificate by name, for who knows better than the certificate of which kind it is to be: a
/// certificate without policies may be meant as one for validated domains.
struct CertificateProfile {
  std::string_view name;     ///< "dv"
  Role roles;                ///< that such a certificate has
  Role kept = Role::any;     ///< of its own: those that it keeps if it has them
  SmimeProfile smime = {};   ///< of S/MIME certificates
  std::string_view section;  ///< where the kind is defined
};

/// Every kind that can be asked for, in the order in which the documents have them.
std::span<const CertificateProfile> certificate_profiles();

/// Null if there is none of that name.
const CertificateProfile* find_certificate_profile(std::string_view name);

/// The same, or an error that lists the names.
Result<const CertificateProfile*> read_certificate_profile(std::string_view name);

/// "2029-03-15", which is the beginning of that day in UTC, or a time as RFC 3339 has it.
Result<Time> read_as_of(std::string_view text);

/// What is taken as given of things in place of what they say of themselves.
struct Assumptions {
  /// Rules are those of that day, whenever the thing was made.
  std::optional<Time> as_of = {};
  /// The kind of certificates. Null: as they say. Borrowed from certificate_profiles().
  const CertificateProfile* profile = nullptr;
};

}  // namespace certcheck::lint
