#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/linted.h"
#include "certcheck/lint/selection.h"
#include "certcheck/lint/weak_keys.h"
#include "certcheck/path/result.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <span>

namespace certcheck::engine {

/// What linting something takes besides its bytes. Borrowed.
struct LintSetting {
  const lint::Selection& selection;
  const lint::WeakKeys* weak_keys;  ///< null: no key is listed
  crypto::Verifier& verifier;
  bool with_outcomes;              ///< fills Linted::outcomes
  lint::Assumptions assumed = {};  ///< that things are linted under
};

/// Parses and lints a certificate, CRL or OCSP response (with the certificates inside of it, of which no
/// profile is assumed). Its subject has the index and the fingerprint.
Linted lint_encoded(lint::Kind kind, Bytes der, size_t index, const LintSetting& setting);
/// The same of a chain, leaf first: lint_chain().
Linted lint_encoded_chain(std::span<const Bytes> chain, const LintSetting& setting);

/// A certificate that is to be signed, see x509::CertificateForm; with its issuer's, also how the two fit
/// together. Findings about the issuer's have the index 1.
Linted lint_to_be_signed(Bytes der, const x509::CertificatePtr& issuer, const LintSetting& setting);

/// For certificates that stand together without having been validated, leaf first: how they fit together,
/// whether the key of each verifies the one before it, and how they would look if a server sent them so. The
/// certificates by themselves are not linted. Subjects are indices into `chain`.
Findings lint_chain(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                    crypto::Verifier& verifier, const lint::Assumptions& assumed = {});

}  // namespace certcheck::engine
