#pragma once

#include "certcheck/trust/constraints.h"
#include "certcheck/trust/settings.h"
#include "certcheck/x509/certificate.h"

#include <memory>
#include <string>
#include <vector>

namespace certcheck::trust {

/// A key that is trusted under a name (RFC 5280 6.1.1 d). We always hold it as a certificate, because that is
/// how stores ship it; whether the rest of the certificate binds is decided by AnchorChecks.
struct Anchor {
  x509::CertificatePtr certificate;  ///< never null
  std::string store;                 ///< name of the store it comes from
  bool public_root = false;          ///< from the system's store: the CA/Browser rules apply to the chain
  Settings settings = {};            ///< what the store says of it
  /// What the user and the store ask of what it issues, all of which binds.
  std::vector<std::shared_ptr<const Constraints>> constraints = {};
};

/// True if the certificate is its own issuer by name and key identifiers, which is all that clients compare.
/// A root's signature, which proves nothing, is not looked at.
inline bool is_root(const x509::Certificate& certificate) {
  if (!certificate.self_issued()) return false;
  const auto& named = certificate.authority_key_identifier;
  const auto& borne = certificate.subject_key_identifier;
  return !named || !named->key_identifier || !borne || same_bytes(*named->key_identifier, *borne);
}

/// False for a self-issued certificate whose authorityKeyIdentifier names another key or another serial
/// number (RFC 5280 4.2.1.1).
inline bool identifies_itself(const x509::Certificate& certificate) {
  const auto& named = certificate.authority_key_identifier;
  return !certificate.self_issued() || !named ||
         (is_root(certificate) &&
          (!named->serial || !named->has_issuer || x509::identifies(*named, certificate)));
}

/// Which parts of an anchor's own certificate count. RFC 5280 6.1.1 (d) uses only name and key; RFC 5937 lets
/// a relying party apply its extensions.
struct AnchorChecks {
  bool expiry = false;
  bool constraints = false;        ///< name constraints, policies, pathLen, EKU (RFC 5937 3)
  bool basic_constraints = false;  ///< must be a CA certificate
  /// Nothing but name and key binds, whatever else is asked for or the profile says.
  bool name_and_key_only = false;

  bool operator==(const AnchorChecks&) const = default;
};

}  // namespace certcheck::trust
