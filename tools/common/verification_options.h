#pragma once

#include "certcheck/base/result.h"
#include "certcheck/files/contents.h"
#include "certcheck/request/settings.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/trust/store.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace certcheck::tools {

/// The options of request/option.h that command lines have.
void add_verification_options(CLI::App& app, request::Settings& settings);

/// The files of --crl (PEM, every block, or DER) and --ocsp (DER or PEM).
Result<revocation::Evidence> load_evidence(const request::Settings& settings);

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

/// The certificates of the files of --untrusted. Findings about the files are appended.
Result<std::vector<x509::CertificatePtr>> load_untrusted(const request::Settings& settings,
                                                         const files::ReadOptions& reading,
                                                         Findings& findings);

}  // namespace certcheck::tools
