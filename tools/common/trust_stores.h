#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/files/contents.h"
#include "certcheck/request/settings.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <string>
#include <vector>

namespace certcheck::tools {

/// What trust, untrusted and chain files are opened with.
Result<files::ReadOptions> to_read_options(const request::Settings& settings);

struct Stores {
  std::vector<trust::Store> stores;
  Findings findings;  ///< about their files, for the report
};

/// The stores of --trust and --system-trust, bound by --anchor-constraints; the system's alone when neither
/// is given and `system_by_default`. Warnings for people are appended: one for each file that something is
/// wrong with.
Result<Stores> load_stores(const request::Settings& settings, const files::ReadOptions& reading,
                           bool system_by_default, std::vector<std::string>& warnings);

/// The fingerprints of the certificates in the files of --expect-root.
Result<std::vector<Sha256>> load_expected_roots(const request::Settings& settings,
                                                const files::ReadOptions& reading);

/// The certificates of the files of --untrusted. Findings about the files are appended.
Result<std::vector<x509::CertificatePtr>> load_untrusted(const request::Settings& settings,
                                                         const files::ReadOptions& reading,
                                                         Findings& findings);

}  // namespace certcheck::tools
