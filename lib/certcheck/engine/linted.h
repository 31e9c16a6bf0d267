#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/lint/certificate_profile.h"
#include "certcheck/lint/lint.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include <optional>
#include <vector>

namespace certcheck::engine {

/// A certificate, CRL, OCSP response or request, or a chain that was linted by itself. Exactly one of the
/// parsed forms is set (the chain: not empty), none if it could not be read.
struct Linted {
  std::optional<lint::Kind> kind = {};  ///< unset: it could not be read
  Subject subject = {};                 ///< what findings about it as a whole are labelled with
  x509::CertificatePtr certificate = {};
  x509::CrlPtr crl = {};
  x509::OcspResponsePtr ocsp = {};
  x509::OcspRequestPtr ocsp_request = {};
  std::vector<x509::CertificatePtr> chain = {};  ///< findings' subjects are indices into it
  Findings findings = {};                        ///< of parser and lints, as selected
  lint::Assumptions assumed = {};                ///< that it was linted under
  std::vector<lint::Outcome> outcomes = {};  ///< of the selected lints of its kind, if they were asked for
};

}  // namespace certcheck::engine
